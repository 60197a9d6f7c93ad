"""A scene: camels at rest on the steppe before a long factory."""

from .marks import curve
from .plate import Plate, Point
from .sheet import ring

CAMEL: tuple[Point, ...] = (
    (2, 60), (0, 48), (5, 35), (15, 29), (21, 14), (27, 6), (33, 13), (38, 27), (45, 28), (50, 13),
    (56, 5), (62, 13), (66, 27), (74, 35), (81, 36), (86, 29), (88, 16), (89, 5), (88, -2),
    (90, 0), (93, -2), (99, -1), (108, 4), (110, 7), (108, 10), (102, 9), (97, 11), (96, 24),
    (94, 38), (87, 49), (81, 56), (84, 62), (80, 66), (62, 66), (40, 67), (20, 67),
    (8, 66), (2, 60),
)  # fmt: skip


def factory(plate: Plate) -> None:
    """A long saw-toothed roof and a chimney on the plain, low hills, camels at rest in front."""
    plate.gradient(0, 0.6, ((0, 138), (0.55, 196), (1, 232)))
    plate.clouds(0, 0.55, 46)
    for base, swing, tone, foot in (
        (0.56, 0.1, 200, 216),
        (0.575, 0.06, 176, 200),
        (0.585, 0.03, 150, 182),
    ):
        plate.ridge(base, swing, 13, tone, foot)
    plate.gradient(0.575, 1.0, ((0, 190), (0.16, 176), (0.5, 148), (1, 88)))
    _hall(plate)
    _chimney(plate)
    _tracks(plate)
    _grass(plate, 0.62, 1.0, 2600)
    for x, y, size, flip in (
        (0.1, 0.735, 0.15, False),
        (0.35, 0.79, 0.19, True),
        (0.665, 0.745, 0.165, False),
    ):
        _camel(plate, x, y, size, flip)
    _grass(plate, 0.9, 1.02, 900)


def _hall(plate: Plate) -> None:
    left, bay, bays, eave, ground = 0.2, 0.041, 15, 0.5, 0.592
    plate.shape(
        [(left, eave), (left + bay * bays, eave), (left + bay * bays, ground), (left, ground)],
        206,
        186,
    )
    for number in range(bays):
        x = left + number * bay
        plate.shape([(x, eave), (x, eave - 0.046), (x + bay, eave)], 112, 138)
        plate.shape(
            [(x, eave), (x, eave - 0.046), (x + bay * 0.16, eave - 0.038), (x + bay * 0.16, eave)],
            84,
        )
        plate.shape(
            [
                (x + bay * 0.14, 0.518),
                (x + bay * 0.84, 0.518),
                (x + bay * 0.84, 0.558),
                (x + bay * 0.14, 0.558),
            ],
            74,
            96,
        )
        plate.stroke([(x + bay * 0.49, 0.518), (x + bay * 0.49, 0.558)], 190, 0.0009)
    plate.shape(
        [
            (left - 0.004, ground - 0.006),
            (left + bay * bays, ground - 0.006),
            (left + bay * bays + 0.05, ground + 0.012),
            (left, ground + 0.01),
        ],
        96,
        140,
        0.002,
    )
    plate.shape(
        [(left - 0.07, 0.53), (left, 0.53), (left, ground), (left - 0.07, ground)], 160, 146
    )
    plate.shape(
        [
            (left - 0.05, 0.555),
            (left - 0.022, 0.555),
            (left - 0.022, ground),
            (left - 0.05, ground),
        ],
        62,
    )


def _chimney(plate: Plate) -> None:
    x, top, ground = 0.862, 0.2, 0.592
    for i in reversed(range(11)):
        px, py = x + 0.004 + 0.0125 * i, top - 0.012 - 0.0052 * i - plate.rng.uniform(0, 0.014)
        r = (0.008 + 0.0021 * i) * plate.rng.uniform(0.8, 1.2)
        puff = [(px + dx * r, py + dy * r * 1.4) for dx, dy in ring(0, 0, 1, 24)]
        plate.shape(puff, 232 - 4 * i, 200 - 2 * i, 0.0016 + 0.0003 * i)
    plate.shape(
        [(x - 0.0075, top), (x + 0.0075, top), (x + 0.0135, ground), (x - 0.0135, ground)], 118, 132
    )
    plate.shape(
        [(x - 0.0075, top), (x - 0.002, top), (x - 0.005, ground), (x - 0.0135, ground)], 176, 184
    )
    for y in (0.21, 0.225, 0.33):
        plate.stroke([(x - 0.009, y), (x + 0.009, y)], 76, 0.0016)
    plate.shape([(0.835, 0.54), (0.9, 0.54), (0.9, ground), (0.835, ground)], 172, 156)


def _tracks(plate: Plate) -> None:
    """Two wheel tracks lead to the gate."""
    for shift in (0.0, 0.022):
        path = curve(
            [
                (0.98 + shift * 3, 1.02),
                (0.8 + shift * 2, 0.82),
                (0.42 + shift, 0.66),
                (0.17 + shift * 0.3, 0.6),
            ]
        )
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
