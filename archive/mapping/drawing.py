"""The ground of a map as two SVG paths: land and borders. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.mapping.outlines import Outline, outlines
from archive.mapping.window import Point, Window

WIDTH, HEIGHT = 1600, 1000
BEYOND = 0.02  # how far shapes are cut outside of the frame, so that no cut edge is seen
STEPS = (5, 10, 15, 30, 45)  # degrees between the lines of the grid
LINES = 7  # of the grid, about


@dataclass(frozen=True, slots=True)
class Ground:
    land: str
    borders: str
    grid: str


@lru_cache(64)
def ground(window: Window) -> Ground:
    """What is inside of the window, in a box of ``WIDTH`` × ``HEIGHT``."""
    land, borders = [], []
    for shape, turn in shapes_in(window):
        points = [spot(window, x + turn, y) for x, y in shape.points]
        if shape.is_land:
            land.append(path(clipped(points), "z"))
        else:
            borders.append(path(points))
    return Ground("".join(land), "".join(borders), "".join(grid(window)))


def shapes_in(window: Window) -> Iterator[tuple[Outline, int]]:
    """Shapes that may be seen, with the turn of the earth at which they are."""
    for shape in outlines():
        if shape.north >= window.south and shape.south <= window.north:
            for turn in (-360, 0, 360):
                if shape.east + turn >= window.west and shape.west + turn <= window.east:
                    yield shape, turn


def spot(window: Window, longitude: float, latitude: float) -> Point:
    """A point in the box; not turned into it, so that shapes hang together."""
    across = (longitude - window.west) / (window.east - window.west)
    down = (window.north - latitude) / (window.north - window.south)
    return across * WIDTH, down * HEIGHT


def clipped(points: Sequence[Point]) -> list[Point]:
    """A ring cut along the four edges of the frame (Sutherland and Hodgman)."""
    found = list(points)
    for axis, most in ((0, WIDTH), (1, HEIGHT)):
        low, high = -most * BEYOND, most * (1 + BEYOND)
        found = cut(found, axis, low, lambda value, edge=low: value >= edge)
        found = cut(found, axis, high, lambda value, edge=high: value <= edge)
    return found


def cut(
    ring: Sequence[Point], axis: int, edge: float, is_inside: Callable[[float], bool]
) -> list[Point]:
    found = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if is_inside(before[axis]) != is_inside(point[axis]):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            found.append(tuple(b + share * (p - b) for b, p in zip(before, point, strict=True)))
        if is_inside(point[axis]):
            found.append(point)
    return found


def path(points: Iterable[Point], end: str = "") -> str:
    """A path in whole units, by steps; empty when nothing is left of it."""
    rounded = [(round(x), round(y)) for x, y in points]
    if len(rounded) < 2:
        return ""
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(rounded, rounded[1:], strict=False)]
    moves = " ".join(f"{dx} {dy}" for dx, dy in steps if (dx, dy) != (0, 0))
    return f"M{rounded[0][0]} {rounded[0][1]}l{moves}{end}" if moves else ""


def grid(window: Window) -> Iterator[str]:
    """Meridians and parallels."""
    wide = window.east - window.west
    step = next((one for one in STEPS if wide / one <= LINES * 2), STEPS[-1])
    for longitude in multiples(window.west, window.east, step):
        yield f"M{round(spot(window, longitude, 0)[0])} 0v{HEIGHT}"
    for latitude in multiples(window.south, window.north, step):
        if abs(latitude) < 90:
            yield f"M0 {round(spot(window, 0, latitude)[1])}h{WIDTH}"


def multiples(low: float, high: float, step: int) -> range:
    return range(int(-(-low // step)) * step, int(high // step) * step + 1, step)
