"""Counts by year as the bars of a timeline. Pure: years and numbers in, bars out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_BARS = 60
SIZES = (1, 10, 100)  # years of one bar
MOST_LINKS = 12  # on a phone each is wide enough for a finger
TOGETHER = 5  # bars that are one link where there are more
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
class Group:
    """Bars that are one link, and what is found under it: something in two bars counts once."""

    span: Span
    items: int
    panels: int
    is_chosen: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """``outwards``: the wider spans around what is shown, widest first; ``size``: years of a bar.

    What lasts for several bars counts in each of them, as it is found under each of them.
    """

    groups: tuple[Group, ...]
    size: int
    whole: Span
    outwards: tuple[Span, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(bar for group in self.groups for bar in group.bars)


def timeline(
    items: Sequence[Row], panels: Sequence[Row] = (), chosen: Span | None = None
) -> Timeline | None:
    """The whole time in as many bars as fit, or the neighbourhood of what is chosen; or None."""
    whole = extent([*items, *panels])
    if whole is None:
        return None
    sizes = block_sizes(whole)
    shown = around(chosen, whole, sizes) if chosen else whole
    size = size_for(shown)
    step = linked(shown, size)
    shown = rounded(shown, step)
    bars = [Bar(*one) for one in counts_by(size, shown, items, panels, chosen)]
    groups = (
        Group(*one, tuple(bar for bar in bars if one[0].holds(bar.span)))
        for one in counts_by(step, shown, items, panels, chosen)
    )
    return Timeline(tuple(groups), size, whole, tuple(outwards(chosen, sizes)))


def counts_by(
    size: int, shown: Span, items: Iterable[Row], panels: Iterable[Row], chosen: Span | None
) -> Iterator[tuple[Span, int, int, bool]]:
    spans = list(parts(shown, size))
    counts = [counted(rows, shown, size, len(spans)) for rows in (items, panels)]
    for span, *found in zip(spans, *counts, strict=True):
        yield span, *found, bool(chosen) and chosen.touches(span.first, span.last)


def extent(rows: Iterable[Row]) -> Span | None:
    """From the first to the last year that anything names."""
    years = [year for first, last, _count in rows for year in (first, last) if year is not None]
    return Span(min(years), max(years)) if years else None


def undated(rows: Iterable[Row]) -> int:
    return sum(count for first, last, count in rows if first is None and last is None)


def size_for(span: Span) -> int:
    """The years of one bar: as few as fit."""
    fitting = (size for size in SIZES if bars_of(span, size) <= MOST_BARS)
    return next(fitting, SIZES[-1])


def bars_of(span: Span, size: int) -> int:
    return len(list(parts(rounded(span, linked(span, size)), size)))


def linked(span: Span, size: int) -> int:
    """The years of one link: a bar, or several where there are many bars."""
    bars = len(list(parts(rounded(span, size), size)))
    return size if bars <= MOST_LINKS else size * TOGETHER


def block_sizes(whole: Span) -> list[int]:
    """The blocks into which one looks: decades, centuries … smaller than the whole."""
    largest = size_for(whole)
    most = largest * 10 if linked(whole, largest) > largest else largest
    return [size for size in (10, 100, 1000) if size <= most]


def rounded(span: Span, size: int) -> Span:
    """Out to whole decades or centuries."""
    return Span(block(span.first, size).first, block(span.last, size).last)


def block(year: int, size: int) -> Span:
    """The year, decade or century that a year lies in."""
    first = year // size * size
    return Span(max(first, EARLIEST), min(first + size - 1, LATEST))


def around(chosen: Span, whole: Span, sizes: Sequence[int]) -> Span:
    """What is shown when something is chosen: its decade, its century, what holds it, or all."""
    if not whole.touches(chosen.first, chosen.last):
        return whole
    common = Span(max(chosen.first, whole.first), min(chosen.last, whole.last))
    for size in sizes:
        if (found := block(common.first, size)).holds(common):
            return found
    wider = rounded(common, size_for(common) * 10)
    return wider if sizes and len(wider) < len(whole) else whole


def outwards(chosen: Span | None, sizes: Sequence[int]) -> Iterable[Span]:
    """The centuries and decades that hold what is chosen, and are larger."""
    for size in reversed(sizes if chosen else ()):
        found = block(chosen.first, size)
        if found.holds(chosen) and found != chosen:
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
