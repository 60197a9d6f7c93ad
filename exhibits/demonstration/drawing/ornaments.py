"""Ornaments in place of emblems: endless knot, waves, hammer pattern, a scarf. Millimetres.

No state emblem is drawn, nor anything that could be taken for one: the knot (ulzii) and the waves
(seigaiha) are common property. There is no flower, since any would recall the chrysanthemum.
"""

import math
from collections.abc import Sequence

from .sheet import Pen, Point, Sheet

KHADAG_TINTS = ((150, 196, 222), (98, 160, 202), (62, 128, 176))


def ulzii(pen: Pen, x: float, y: float, size: float) -> None:
    """Draw an endless knot `size` high, standing on its corner."""
    step = size / 6.6
    band = step * 0.62
    turned = [_turn(path, x, y, step) for path in _strands()]
    for path in turned:
        pen.line(path, band)
    for path in turned:
        pen.line(path, band * 0.42, 0)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            _bridge(pen, x, y, step, band, i, j)


def _strands() -> list[list[Point]]:
    """Return the knot's one closed line, in grid steps before it is turned."""
    across = [[(-2.0, float(j)), (2.0, float(j))] for j in (-1, 0, 1)]
    down = [[(float(i), -2.0), (float(i), 2.0)] for i in (-1, 0, 1)]
    loops = [
        _loop((2, 0.5), 0.5, -90),
        _loop((-0.5, -2), 0.5, 180),
        _loop((-2, -0.5), 0.5, 90),
        _loop((0.5, 2), 0.5, 0),
        _corner(1, -1),
        _corner(-1, 1),
    ]
    return [*across, *down, *loops]


def _loop(centre: Point, r: float, start: float) -> list[Point]:
    turns = [math.radians(start + 180 * i / 16) for i in range(17)]
    return [(centre[0] + r * math.cos(a), centre[1] + r * math.sin(a)) for a in turns]


def _corner(sx: int, sy: int) -> list[Point]:
    """Return the loop that carries a strand round a corner of the grid."""
    arc = [math.radians(-90 + 270 * i / 24 - 90) for i in range(25)]
    points = [(2.0 + math.cos(a), -2.0 + math.sin(a)) for a in arc]
    return [(sx * px, -sy * py) for px, py in points]


def _turn(path: Sequence[Point], x: float, y: float, step: float) -> list[Point]:
    c = math.sqrt(0.5)
    return [(x + (px + py) * c * step, y + (py - px) * c * step) for px, py in path]


def _bridge(pen: Pen, x: float, y: float, step: float, band: float, i: int, j: int) -> None:
    """Let one strand pass over the other where they cross: over and under alternate."""
    reach = 0.5
    flat = (i + j) % 2 == 0
    ends = [(i - reach, j), (i + reach, j)] if flat else [(i, j - reach), (i, j + reach)]
    path = _turn([(float(a), float(b)) for a, b in ends], x, y, step)
    inner = _turn([(a * 0.9 + i * 0.1, b * 0.9 + j * 0.1) for a, b in ends], x, y, step)
    pen.line(inner, band * 1.5, 0)
    pen.line(path, band)
    pen.line(path, band * 0.42, 0)


def seigaiha(
    pen: Pen, x: float, y: float, width: float, height: float, r: float, stroke: float
) -> None:
    """Fill a rectangle with overlapping wave circles of radius `r` (they may stick out by `r`)."""
    rows = math.ceil(height / (r / 2)) + 1
    for row in range(rows):
        cy = y + row * r / 2
        shift = r if row % 2 else 0.0
        for column in range(-1, math.ceil(width / (2 * r)) + 1):
            wave(pen, x + shift + column * 2 * r + r, cy, r, stroke)


def wave(pen: Pen, x: float, y: float, r: float, stroke: float) -> None:
    """Draw one wave: four rings on a disc that hides what lies behind it."""
    pen.circle(x, y, r, fill=0)
    for share in (0.97, 0.74, 0.51, 0.28):
        pen.circle(x, y, r * share, stroke)


def billow(pen: Pen, x: float, y: float, size: float) -> None:
    """Draw three rows of waves that widen downward, `size` wide and centred on (x, y)."""
    r = size / 6
    foot = y + r * 1.25
    for row in range(3):
        cy = foot - (2 - row) * r / 2
        for column in range(row + 1):
            wave(pen, x + (2 * column - row) * r, cy, r, r * 0.09)
    pen.block(x - size / 2 - r, foot, size + 2 * r, r * 1.2, 0)


def rule(pen: Pen, x: float, y: float, width: float) -> None:
    """Draw a rule of two lines, thick over thin."""
    pen.block(x, y, width, 0.7)
    pen.block(x, y + 1.3, width, 0.22)


def scarf(sheet: Sheet, y: float, height: float) -> None:
    """Lay a blue ceremonial scarf (khadag) across the sheet as three waving tints."""
    for number, tint in enumerate(KHADAG_TINTS):
        with sheet.pen(tint, strength=0.78, wear=0.12) as pen:
            top = _wave_line(sheet.width, y + number * height * 0.3, height * 0.22, number)
            foot = _wave_line(sheet.width, y + (number + 1) * height * 0.3, height * 0.22, number)
            pen.polygon([*top, *reversed(foot)])


def _wave_line(width: float, y: float, swing: float, phase: int) -> list[Point]:
    return [
        (width * i / 60, y + swing * math.sin(i / 60 * 2 * math.pi * 1.25 + phase * 0.35))
        for i in range(61)
    ]


def meander(pen: Pen, x: float, y: float, width: float, size: float) -> None:
    """Draw a row of the hammer pattern (alkhan khee), `size` high."""
    count = max(1, round(width / (size * 1.2)))
    step = width / count
    for i in range(count):
        left, s = x + i * step, size
        pen.line(
            [
                (left, y + s),
                (left, y),
                (left + step * 0.76, y),
                (left + step * 0.76, y + s * 0.68),
                (left + step * 0.36, y + s * 0.68),
                (left + step * 0.36, y + s * 0.36),
            ],
            size * 0.13,
        )
        pen.line([(left, y + s), (left + step, y + s)], size * 0.13)
