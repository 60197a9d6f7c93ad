"""A scene: an aircraft before sunrise, crates and piles of folded blankets beside it."""

from collections.abc import Callable, Sequence

from .marks import curve
from .plate import Plate, Point

Place = Callable[[Sequence[Point]], list[Point]]  # from the drawing's own units to the plate
BODY: tuple[Point, ...] = (
    (0, 50), (3, 42), (12, 33), (26, 27), (60, 25), (250, 25), (300, 22), (352, 8), (372, 4),
    (366, 14), (330, 36), (284, 55), (240, 66), (80, 67), (36, 66), (12, 60), (0, 50),
)  # fmt: skip


def airfield(plate: Plate) -> None:
    """A parked aircraft before sunrise; crates and piles of folded blankets beside it."""
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
    for x, y, size, layers in (
        (0.07, 0.757, 0.155, 4),
        (0.262, 0.8, 0.155, 3),
        (0.452, 0.772, 0.165, 4),
    ):
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

    plate.shape(
        place([(-6, 90), (60, 84), (300, 84), (372, 92), (250, 100), (40, 99)]), 46, 60, 0.004
    )
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
        pod = [
            (ex - 26, ey + 4),
            (ex - 20, ey - 4),
            (ex + 14, ey - 4),
            (ex + 26, ey + 2),
            (ex + 12, ey + 9),
            (ex - 20, ey + 10),
        ]
        plate.shape(place(curve([*pod, pod[0]])), 176, 54)
        plate.stroke(place([(ex - 24, ey - 2), (ex - 24, ey + 9)]), 40, 0.004)
    _wheels(plate, place)


def _wheels(plate: Plate, place: Place) -> None:
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
    plate.shape(
        [
            (x - 0.01, y + high),
            (x + size * 1.1, y + high),
            (x + size * 1.5, y + high + 0.018),
            (x + 0.04, y + high + 0.022),
        ],
        32,
        46,
        0.003,
    )
    plate.shape([(x, y), (x + size, y), (x + size, y + high), (x, y + high)], 176, 138)
    plate.shape(
        [
            (x + size, y),
            (x + size + deep, y - 0.022),
            (x + size + deep, y + high - 0.03),
            (x + size, y + high),
        ],
        84,
        64,
    )
    plate.shape(
        [(x, y), (x + deep, y - 0.022), (x + size + deep, y - 0.022), (x + size, y)], 212, 198
    )
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
    plate.shape(
        [
            (x - 0.015, foot),
            (x + size + 0.03, foot),
            (x + size + 0.07, foot + 0.03),
            (x + 0.01, foot + 0.032),
        ],
        26,
        40,
        0.003,
    )
    plate.shape(
        [
            (x - 0.01, foot),
            (x + size + 0.01, foot),
            (x + size + 0.01, foot + 0.022),
            (x - 0.01, foot + 0.022),
        ],
        104,
        72,
    )
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
            (left + 0.01, top + deep), (left - 0.001, top + deep * 0.7),
            (left - 0.001, top + deep * 0.3),
        ]  # fmt: skip
        plate.shape(curve([*round_edge, round_edge[0]], 5), tone, round(tone * 0.72), 0.0006)
    for share, width in ((0.12, 0.006), (0.16, 0.002), (0.84, 0.002), (0.88, 0.006)):
        at = left + size * share
        plate.stroke([(at, y + thick * 0.06), (at, y + thick * 0.95)], round(tone * 0.72), width)
    plate.stroke(
        [(left + 0.01, y + thick * 0.52), (right, y + thick * 0.52)], round(tone * 0.6), 0.0012
    )
    plate.stroke([(left + 0.008, y + thick), (right - 0.006, y + thick)], 52, 0.0016)
