"""The outlines that come with the project: coasts and borders of the whole earth."""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from archive.mapping.window import Point

SOURCE = Path(__file__).parent / "outlines.txt"
UNIT = 50  # steps in a degree
CREDIT = "Natural Earth"


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring of land or a piece of border, with the box around it."""

    is_land: bool
    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


@cache
def outlines() -> tuple[Outline, ...]:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return tuple(outline(line) for line in lines if line[:1] in ("b", "c"))


def outline(line: str) -> Outline:
    steps = [tuple(map(int, step.split(","))) for step in line[1:].split()]
    xs = [x / UNIT for x in accumulate(x for x, _y in steps)]
    ys = [y / UNIT for y in accumulate(y for _x, y in steps)]
    points = tuple(zip(xs, ys, strict=True))
    return Outline(line[0] == "c", points, min(xs), max(xs), min(ys), max(ys))
