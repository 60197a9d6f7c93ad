"""Marks on a map: places that would touch become one, labels stand where they touch nothing. Pure.

Type and marks keep their size whatever the width of the map, so that everything is arranged for
the least width at which it is shown: on a wider map it only moves apart.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.mapping.window import RATIO

APART = 25  # pixels between two marks, at least: each can be hit
TYPE = 13  # pixels
GAP = 4
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, from 0 to 1 rightwards and downwards; ``weight``: items."""

    key: int
    x: float
    y: float
    label: str
    weight: int


@dataclass(slots=True)
class Mark:
    """One place, or several that lie on one another, at the spot of the weightiest.

    The label is as far from the middle as ``dx`` and ``dy`` say; none when ``anchor`` is empty.
    """

    spots: list[Spot]
    radius: int
    text: str = ""
    anchor: str = ""
    dx: float = 0
    dy: float = 0

    @property
    def seed(self) -> Spot:
        return self.spots[0]


@dataclass(slots=True)
class Sheet:
    """A map of some width in pixels, and what stands on it already."""

    width: float
    taken: list[Box] = field(default_factory=list)

    def at(self, spot: Spot) -> tuple[float, float]:
        return spot.x * self.width, spot.y * self.width / RATIO

    def is_free(self, box: Box) -> bool:
        inside = box[0] >= 2 and box[1] >= 2 and box[2] <= self.width - 2
        inside = inside and box[3] <= self.width / RATIO - 2
        return inside and not any(overlap(box, other) for other in self.taken)


def marks(spots: Iterable[Spot], width: float) -> list[Mark]:
    """The marks of a map of a width in pixels, weightiest first."""
    sheet = Sheet(width)
    in_order = sorted(spots, key=lambda spot: (-spot.weight, spot.key))
    most = in_order[0].weight if in_order else 0
    found = [Mark(group, radius(group, most)) for group in clusters(in_order, sheet)]
    for mark in found:
        x, y = sheet.at(mark.seed)
        sheet.taken.append((x - mark.radius, y - mark.radius, x + mark.radius, y + mark.radius))
    for mark in found:
        set_label(mark, sheet)
    return found


def clusters(spots: Sequence[Spot], sheet: Sheet) -> list[list[Spot]]:
    """Spots by the first one that is nearer than ``APART``; only neighbouring cells are asked."""
    found: list[list[Spot]] = []
    cells: dict[tuple[int, int], list[list[Spot]]] = defaultdict(list)
    for spot in spots:
        x, y = sheet.at(spot)
        cell = int(x // APART), int(y // APART)
        near = (group for one in around(cell) for group in cells.get(one, ()))
        group = next((one for one in near if touches(sheet, one[0], x, y)), None)
        if group is None:
            found.append(group := [])
            cells[cell].append(group)
        group.append(spot)
    return found


def around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((cell[0] + dx, cell[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def touches(sheet: Sheet, other: Spot, x: float, y: float) -> bool:
    ox, oy = sheet.at(other)
    return (ox - x) ** 2 + (oy - y) ** 2 < APART**2


def radius(group: Sequence[Spot], most: int) -> int:
    """By the root of the weight, so that areas compare."""
    weight = max(spot.weight for spot in group)
    return 4 + round(6 * (weight / most) ** 0.5) if most else 4


def set_label(mark: Mark, sheet: Sheet) -> None:
    """Right, left, above or below; none where all four are taken."""
    more = f" +{len(mark.spots) - 1}" if len(mark.spots) > 1 else ""
    text = mark.seed.label + more
    x, y = sheet.at(mark.seed)
    for anchor, dx, dy in positions(mark.radius):
        box = box_of(x + dx, y + dy, text_width(text), anchor)
        if sheet.is_free(box):
            mark.text, mark.anchor, mark.dx, mark.dy = text, anchor, dx, dy
            sheet.taken.append(box)
            return


def positions(size: int) -> Iterator[tuple[str, float, float]]:
    """Where the baseline of a label begins, ends or has its middle, from the middle of a mark."""
    yield "start", size + GAP, TYPE * 0.35
    yield "end", -size - GAP, TYPE * 0.35
    yield "middle", 0, -size - GAP
    yield "middle", 0, size + TYPE


def box_of(x: float, y: float, width: float, anchor: str) -> Box:
    left = x - {"start": 0, "end": width, "middle": width / 2}[anchor]
    return left - 1, y - TYPE * 0.9, left + width + 1, y + TYPE * 0.3


def overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def text_width(text: str) -> float:
    """Rather too wide: which font is used is not known here."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return TYPE * (wide + 0.62 * (len(text) - wide))
