"""The two scenes: camels before a long factory, and an aircraft with blankets at dawn."""

from .marks import curve
from .plate import Plate, Point
from .sheet import ring

CAMEL: tuple[Point, ...] = (
    (2, 60), (0, 48), (5, 35), (15, 29), (21, 14), (27, 6), (33, 13), (38, 27), (45, 28), (50, 13),
    (56, 5), (62, 13), (66, 27), (74, 35), (81, 36), (86, 29), (88, 16), (89, 5), (88, -2),
    (90, 0), (93, -2), (99, -1), (108, 4), (110, 7), (108, 10), (102, 9), (97, 11), (96, 24), (94, 38),
    (87, 49), (81, 56), (84, 62), (80, 66), (62, 66), (40, 67), (20, 67), (8, 66), (2, 60),
)  # fmt: skip
BODY: tuple[Point, ...] = (
    (0, 50), (3, 42), (12, 33), (26, 27), (60, 25), (250, 25), (300, 22), (352, 8), (372, 4),
    (366, 14), (330, 36), (284, 55), (240, 66), (80, 67), (36, 66), (12, 60), (0, 50),
)  # fmt: skip


def factory(plate: Plate) -> None:
    """A long saw-toothed roof and a chimney on the plain, low hills, camels at rest in front."""
    plate.gradient(0, 0.6, ((0, 138), (0.55, 196), (1, 232)))
    plate.clouds(0, 0.55, 46)
    for base, swing, tone, foot in ((0.56, 0.1, 200, 216), (0.575, 0.06, 176, 200), (0.585, 0.03, 150, 182)):
        plate.ridge(base, swing, 13, tone, foot)
    plate.gradient(0.575, 1.0, ((0, 190), (0.16, 176), (0.5, 148), (1, 88)))
    _hall(plate)
    _chimney(plate)
    _tracks(plate)
    _grass(plate, 0.62, 1.0, 2600)
    for x, y, size, flip in ((0.1, 0.735, 0.15, False), (0.35, 0.79, 0.19, True), (0.665, 0.745, 0.165, False)):
        _camel(plate, x, y, size, flip)
    _grass(plate, 0.9, 1.02, 900)


def _hall(plate: Plate) -> None:
    left, bay, bays, eave, ground = 0.2, 0.041, 15, 0.5, 0.592
    plate.shape([(left, eave), (left + bay * bays, eave), (left + bay * bays, ground), (left, ground)], 206, 186)
    for number in range(bays):
        x = left + number * bay
        plate.shape([(x, eave), (x, eave - 0.046), (x + bay, eave)], 112, 138)
        plate.shape([(x, eave), (x, eave - 0.046), (x + bay * 0.16, eave - 0.038), (x + bay * 0.16, eave)], 84)
        plate.shape([(x + bay * 0.14, 0.518), (x + bay * 0.84, 0.518), (x + bay * 0.84, 0.558), (x + bay * 0.14, 0.558)], 74, 96)
        plate.stroke([(x + bay * 0.49, 0.518), (x + bay * 0.49, 0.558)], 190, 0.0009)
    plate.shape([(left - 0.004, ground - 0.006), (left + bay * bays, ground - 0.006), (left + bay * bays + 0.05, ground + 0.012), (left, ground + 0.01)], 96, 140, 0.002)
    plate.shape([(left - 0.07, 0.53), (left, 0.53), (left, ground), (left - 0.07, ground)], 160, 146)
    plate.shape([(left - 0.05, 0.555), (left - 0.022, 0.555), (left - 0.022, ground), (left - 0.05, ground)], 62)


def _chimney(plate: Plate) -> None:
    x, top, ground = 0.862, 0.2, 0.592
    for i in reversed(range(11)):
        px, py, r = x + 0.004 + 0.0135 * i, top - 0.012 - 0.0062 * i, 0.009 + 0.0026 * i
        puff = [(px + dx * r, py + dy * r * 1.4) for dx, dy in ring(0, 0, 1, 24)]
        plate.shape(puff, 232 - 4 * i, 200 - 2 * i, 0.0022 + 0.0007 * i)
    plate.shape([(x - 0.0075, top), (x + 0.0075, top), (x + 0.0135, ground), (x - 0.0135, ground)], 118, 132)
    plate.shape([(x - 0.0075, top), (x - 0.002, top), (x - 0.005, ground), (x - 0.0135, ground)], 176, 184)
    for y in (0.21, 0.225, 0.33):
        plate.stroke([(x - 0.009, y), (x + 0.009, y)], 76, 0.0016)
    plate.shape([(0.835, 0.54), (0.9, 0.54), (0.9, ground), (0.835, ground)], 172, 156)


def _tracks(plate: Plate) -> None:
    """Two wheel tracks lead to the gate."""
    for shift in (0.0, 0.022):
        path = curve([(0.98 + shift * 3, 1.02), (0.8 + shift * 2, 0.82), (0.42 + shift, 0.66), (0.17 + shift * 0.3, 0.6)])
        for a, b in zip(path, path[1:], strict=False):
            plate.stroke([a, b], 186, 0.0012 + 0.007 * max(0.0, a[1] - 0.6))


def _grass(plate: Plate, top: float, foot: float, count: int) -> None:
    """Tuft the plain: nearer tufts are larger and darker."""
    rng = plate.rng
    for _ in range(count):
        near = rng.random() ** 1.7
        x, y = rng.random(), top + (foot - top) * near
        depth = max(0.0, (y - 0.58) / 0.42)
        tall = 0.003 + 0.02 * depth * rng.uniform(0.5, 1.1)
        tone = round(168 - 118 * depth + rng.uniform(-16, 22))
        lean = rng.uniform(-0.4, 0.6) * tall
        plate.stroke([(x, y), (x + lean, y - tall)], tone, 0.0005 + 0.0009 * depth)


def _camel(plate: Plate, x: float, y: float, size: float, flip: bool) -> None:
    """Lay a two-humped camel at rest; `size` is its length as a share of the width."""
    ratio = plate.width / plate.height
    scale = size / 108

    def place(points: tuple[Point, ...] | list[Point]) -> list[Point]:
        sign = -1 if flip else 1
        start = x + size if flip else x
        return [(start + sign * px * scale, y + py * scale * ratio) for px, py in points]

    shade = [(0, 62), (20, 60), (84, 60), (122, 70), (96, 76), (30, 76), (4, 72)]
    plate.shape(place(shade), 62, 78, 0.003)
    outline = place(curve(list(CAMEL), 8))
    plate.shape(outline, 96, 44)
    back = [(5, 38), (15, 30), (21, 15), (27, 7), (31, 12), (26, 22), (20, 34), (10, 44)]
    plate.shape(place(curve([*back, back[0]])), 142, 92, 0.0012)
    front = [(45, 29), (50, 14), (56, 6), (60, 12), (56, 22), (52, 33), (46, 40)]
    plate.shape(place(curve([*front, front[0]])), 138, 90, 0.0012)
    plate.stroke(place(curve([(40, 60), (52, 50), (64, 52), (70, 62)])), 34, size * 0.012)
    plate.stroke(place(curve([(10, 62), (18, 50), (30, 52), (34, 63)])), 34, size * 0.012)
    for _ in range(70):
        hx, hy = plate.rng.uniform(86, 95), plate.rng.uniform(16, 48)
        plate.stroke(place([(hx, hy), (hx + 0.6, hy + 4)]), plate.rng.randint(34, 84), 0.0007)
    plate.oval(*place([(97, 2.4)])[0], size * 0.008, 22)
    plate.stroke(place([(104, 8), (109, 7.4)]), 34, size * 0.008)


def airfield(plate: Plate) -> None:
    """A parked aircraft before sunrise; crates under nets and piles of folded blankets beside it."""
    plate.gradient(0, 0.6, ((0, 62), (0.5, 126), (0.85, 206), (1, 236)))
    plate.clouds(0, 0.5, 54)
    plate.glow(0.2, 0.57, 0.44, 0.75)
    for base, swing, tone, foot in ((0.585, 0.12, 142, 184), (0.595, 0.06, 108, 150)):
        plate.ridge(base, swing, 11, tone, foot)
    plate.gradient(0.59, 1.0, ((0, 168), (0.12, 132), (0.5, 96), (1, 58)))
    plate.glow(0.2, 0.64, 0.3, 0.4)
    _joints(plate)
    _aircraft(plate, 0.2, 0.375, 0.68)
    for x, y, size in ((0.63, 0.7, 0.1), (0.742, 0.705, 0.105), (0.69, 0.573, 0.1)):
        _crate(plate, x, y, size)
    for x, y, size, layers in ((0.07, 0.757, 0.155, 4), (0.262, 0.8, 0.155, 3), (0.452, 0.772, 0.165, 4)):
        _blankets(plate, x, y, size, layers)
    _crate(plate, 0.87, 0.73, 0.13)


def _joints(plate: Plate) -> None:
    """The seams of the concrete run to one point."""
    for x in range(-12, 24, 2):
        plate.stroke([(0.4 + (x / 10 - 0.4) * 0.12, 0.6), (x / 10, 1.0)], 76, 0.0009)
    for y in (0.625, 0.67, 0.74, 0.85):
        plate.stroke([(0, y), (1, y)], 84, 0.0009)


def _aircraft(plate: Plate, x: float, y: float, size: float) -> None:
    """A high-winged transport seen from the side, its nose to the light."""
    scale, ratio = size / 372, plate.width / plate.height

    def place(points: tuple[Point, ...] | list[Point]) -> list[Point]:
        return [(x + px * scale, y + py * scale * ratio) for px, py in points]

    plate.shape(place([(-6, 90), (60, 84), (300, 84), (372, 92), (250, 100), (40, 99)]), 46, 60, 0.004)
    plate.shape(place([(286, 26), (322, -42), (356, -44), (352, 6), (330, 22)]), 98, 74)
    plate.shape(place(curve(list(BODY), 10)), 226, 70)
    plate.shape(place([(306, -42), (386, -48), (390, -44), (318, -36)]), 70, 58)
    plate.shape(place([(4, 44), (12, 37), (22, 35), (20, 42), (6, 47)]), 34)
    for number in range(12):
        wx, wy = place([(64 + number * 15, 39)])[0]
        plate.oval(wx, wy, 0.0032, 52)
    plate.stroke(place([(10, 54), (250, 54)]), 92, 0.0026)
    plate.shape(place([(86, 24), (168, 20), (214, 29), (250, 38), (236, 41), (150, 31)]), 66, 92)
    for ex, ey in ((104, 36), (160, 42)):
        pod = [(ex - 26, ey + 4), (ex - 20, ey - 4), (ex + 14, ey - 4), (ex + 26, ey + 2), (ex + 12, ey + 9), (ex - 20, ey + 10)]
        plate.shape(place(curve([*pod, pod[0]])), 176, 54)
        plate.stroke(place([(ex - 24, ey - 2), (ex - 24, ey + 9)]), 40, 0.004)
    _wheels(plate, place)


def _wheels(plate: Plate, place) -> None:
    plate.shape(place([(120, 60), (204, 60), (212, 72), (204, 79), (118, 79), (112, 70)]), 124, 54)
    for wx in (132, 150, 176, 194, 34, 42):
        cx, cy = place([(wx, 84)])[0]
        plate.oval(cx, cy, 0.0092, 24)
        plate.oval(cx, cy, 0.0038, 96)
    plate.stroke(place([(38, 64), (38, 84)]), 46, 0.004)


def _crate(plate: Plate, x: float, y: float, size: float) -> None:
    """A boarded crate with a lit end and a shaded side; `y` is its upper edge."""
    ratio = plate.width / plate.height
    high, deep = size * 0.86 * ratio, size * 0.2
    plate.shape([(x - 0.01, y + high), (x + size * 1.1, y + high), (x + size * 1.5, y + high + 0.018), (x + 0.04, y + high + 0.022)], 32, 46, 0.003)
    plate.shape([(x, y), (x + size, y), (x + size, y + high), (x, y + high)], 176, 138)
    plate.shape([(x + size, y), (x + size + deep, y - 0.022), (x + size + deep, y + high - 0.03), (x + size, y + high)], 84, 64)
    plate.shape([(x, y), (x + deep, y - 0.022), (x + size + deep, y - 0.022), (x + size, y)], 212, 198)
    for number in range(1, 6):
        at = y + high * number / 6
        plate.stroke([(x, at), (x + size, at)], 112, 0.0012)
    for at in (x + size * 0.1, x + size * 0.9):
        plate.stroke([(at, y), (at, y + high)], 122, 0.0052)
    plate.stroke([(x + size * 0.1, y + high), (x + size * 0.9, y)], 128, 0.0046)
    plate.stroke([(x, y), (x + size, y)], 226, 0.0014)


def _blankets(plate: Plate, x: float, y: float, size: float, layers: int) -> None:
    """A pile of folded blankets on a pallet, tied with tape; `y` is the top of the pile."""
    ratio = plate.width / plate.height
    thick = size * 0.178 * ratio
    foot = y + layers * thick
    plate.shape([(x - 0.015, foot), (x + size + 0.03, foot), (x + size + 0.07, foot + 0.03), (x + 0.01, foot + 0.032)], 26, 40, 0.003)
    plate.shape([(x - 0.01, foot), (x + size + 0.01, foot), (x + size + 0.01, foot + 0.022), (x - 0.01, foot + 0.022)], 104, 72)
    for number in range(layers):
        _blanket(plate, x, y + number * thick, size, thick)
    for at in (x + size * 0.3, x + size * 0.7):
        plate.stroke([(at, y + thick * 0.06), (at, foot)], 46, 0.003)
        plate.stroke([(at - 0.0012, y + thick * 0.06), (at - 0.0012, foot)], 190, 0.0008)


def _blanket(plate: Plate, x: float, y: float, size: float, thick: float) -> None:
    """One folded blanket: a rounded fold at the left, two layers at the right, stripes."""
    dx = plate.rng.uniform(-0.005, 0.005)
    tone = plate.rng.choice((226, 202, 168, 138, 212))
    left, right = x + dx, x + size + dx
    for half in (0, 1):
        top, deep = y + half * thick * 0.5, thick * 0.5
        round_edge = [
            (left + 0.01, top), (left + size * 0.5, top - deep * 0.06), (right - 0.008, top),
            (right, top + deep * 0.3), (right, top + deep * 0.75), (right - 0.008, top + deep),
            (left + 0.01, top + deep), (left - 0.001, top + deep * 0.7), (left - 0.001, top + deep * 0.3),
        ]  # fmt: skip
        plate.shape(curve([*round_edge, round_edge[0]], 5), tone, round(tone * 0.72), 0.0006)
    for share, width in ((0.12, 0.006), (0.16, 0.002), (0.84, 0.002), (0.88, 0.006)):
        at = left + size * share
        plate.stroke([(at, y + thick * 0.06), (at, y + thick * 0.95)], round(tone * 0.72), width)
    plate.stroke([(left + 0.01, y + thick * 0.52), (right, y + thick * 0.52)], round(tone * 0.6), 0.0012)
    plate.stroke([(left + 0.008, y + thick), (right - 0.006, y + thick)], 52, 0.0016)
