"""Counts by year as the bars of a timeline. Pure: years and numbers in, bars out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_BARS = 60
SIZES = (1, 10, 100)  # years of one bar
EARLIEST, LATEST = 1, 9999  # years that a date can have

# First and last year, open where there is none, and how many have them.
Row = tuple[int | None, int | None, int]


@dataclass(frozen=True, slots=True)
class Span:
    """Years, both ends included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def holds(self, other: "Span") -> bool:
        return self.first <= other.first and other.last <= self.last

    def touches(self, first: int | None, last: int | None) -> bool:
        """Whether something of these years, open where there is none, falls into it."""
        begins = first is None or first <= self.last
        return begins and (last is None or last >= self.first)


@dataclass(frozen=True, slots=True)
class Bar:
    span: Span
    items: int
    panels: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """``outwards``: the wider spans around what is shown, widest first; ``size``: years of a bar.

    What lasts for several bars counts in each of them, as it is found under each of them.
    """

    bars: tuple[Bar, ...]
    size: int
    whole: Span
    outwards: tuple[Span, ...]


def timeline(
    items: Sequence[Row], panels: Sequence[Row] = (), chosen: Span | None = None
) -> Timeline | None:
    """The whole time in as many bars as fit, or the neighbourhood of what is chosen; or None."""
    whole = extent([*items, *panels])
    if whole is None:
        return None
    largest = size_for(whole)
    shown = around(chosen, whole, largest) if chosen else rounded(whole, largest)
    size = size_for(shown)
    spans = list(parts(shown, size))
    counts = [counted(rows, shown, size, len(spans)) for rows in (items, panels)]
    bars = (
        Bar(span, *found, is_chosen=bool(chosen) and chosen.touches(span.first, span.last))
        for span, *found in zip(spans, *counts, strict=True)
    )
    return Timeline(tuple(bars), size, whole, tuple(outwards(chosen, largest)))


def extent(rows: Iterable[Row]) -> Span | None:
    """From the first to the last year that anything names."""
    years = [year for first, last, _count in rows for year in (first, last) if year is not None]
    return Span(min(years), max(years)) if years else None


def undated(rows: Iterable[Row]) -> int:
    return sum(count for first, last, count in rows if first is None and last is None)


def size_for(span: Span) -> int:
    """The years of one bar: as few as fit."""
    fitting = (size for size in SIZES if len(rounded(span, size)) <= MOST_BARS * size)
    return next(fitting, SIZES[-1])


def rounded(span: Span, size: int) -> Span:
    """Out to whole decades or centuries."""
    return Span(block(span.first, size).first, block(span.last, size).last)


def block(year: int, size: int) -> Span:
    """The year, decade or century that a year lies in."""
    first = year // size * size
    return Span(max(first, EARLIEST), min(first + size - 1, LATEST))


def around(chosen: Span, whole: Span, largest: int) -> Span:
    """What is shown when something is chosen: its decade, its century, what holds it, or all."""
    if not whole.touches(chosen.first, chosen.last):
        return rounded(whole, largest)
    common = Span(max(chosen.first, whole.first), min(chosen.last, whole.last))
    for size in SIZES[1:]:
        if size <= largest and (found := block(common.first, size)).holds(common):
            return found
    if (size := size_for(common)) >= largest:
        return rounded(whole, largest)
    return rounded(common, SIZES[SIZES.index(size) + 1])


def outwards(chosen: Span | None, largest: int) -> Iterable[Span]:
    """The centuries and decades that hold what is chosen, and are larger."""
    if chosen is None:
        return
    for size in reversed(SIZES[1:]):
        found = block(chosen.first, size)
        if size <= largest and found.holds(chosen) and found != chosen:
            yield found


def parts(span: Span, size: int) -> Iterable[Span]:
    first = span.first
    while first <= span.last:
        yield (one := block(first, size))
        first = one.last + 1


def counted(rows: Iterable[Row], shown: Span, size: int, bars: int) -> list[int]:
    """How many touch each bar; the work grows with rows and bars, not with their product."""
    steps, start = [0] * (bars + 1), shown.first // size
    for first, last, count in rows:
        if (first, last) != (None, None) and shown.touches(first, last):
            steps[max(first or 0, shown.first) // size - start] += count
            end = shown.last if last is None else min(last, shown.last)
            steps[end // size - start + 1] -= count
    found, total = [], 0
    for step in steps[:bars]:
        total += step
        found.append(total)
    return found


def heights(counts: Sequence[int], full: int = 100) -> list[int]:
    """Lengths of bars; what is not nothing can be seen."""
    most = max(counts, default=0)
    return [max(round(full * count / most), 3) if count else 0 for count in counts]


def labelled(spans: Sequence[Span], size: int, room: int, width: int = 36) -> set[int]:
    """Places of the bars below which a year stands, so many that none touches the next."""
    bars = max(len(spans), 1)
    every = next((n for n in (1, 2, 5, 10, 20, 50) if n * room >= width * bars), 100)
    return {
        place
        for place, span in enumerate(spans)
        if span.first // size % every == 0 and (bars - place) * room >= width * bars
    }
