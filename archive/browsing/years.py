"""The timeline of the browse page: its counts, words and addresses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.appearances import Appearance, Told, told_in
from archive.browsing.addresses import address
from archive.browsing.asked import KINDS
from archive.browsing.counting import DATES, Tally
from archive.browsing.filters import NO_FILTERS, ItemFilter
from archive.browsing.timeline import (
    Row,
    Span,
    Timeline,
    heights,
    labelled,
    timeline,
    undated,
)
from archive.browsing.year_words import bar_label, most_words, undated_words, years_words
from archive.dates import DateError, parse_date

MOST_PANELS, MOST_FURTHER = 5, 200  # that are named, and that can be unfolded
WIDE, NARROW = 620, 290  # CSS pixels that years below the bars can count on


@dataclass(frozen=True, slots=True)
class BarView:
    """``in_wide``, ``in_narrow``: whether its first year stands below it, by the room there is."""

    label: str
    years: str
    url: str
    items: int
    panels: int
    height: int
    depth: int
    is_chosen: bool
    year: str
    in_wide: bool
    in_narrow: bool

    @property
    def top(self) -> int:
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class GroupView:
    """Bars under one link; without an address where nothing is found."""

    label: str
    url: str
    is_chosen: bool
    bars: tuple[BarView, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A wider or the present span of years, with the address that shows it."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TimelineView:
    groups: tuple[GroupView, ...]
    steps: tuple[Step, ...]
    undated: str
    most: str
    panels: tuple[Appearance, ...]
    further: tuple[Appearance, ...]
    more: int  # than are named
    left: int  # that are not listed at all
    counts_panels: bool


def compose_timeline(tally: Tally, params: QueryDict, language: str) -> TimelineView | None:
    """Items and panels by year under all filters but the dates; one query for the panels."""
    filtered, items = tally.filtered, tally.years
    told = list(told_under(filtered))
    panels = [(*years_of(one.date), 1) for one in told]
    chosen = chosen_years(filtered, [*items, *panels])
    found = timeline(items, panels, chosen)
    if found is None:
        return None
    here = [one for one in told if chosen and chosen.touches(*years_of(one.date))]
    listed = [one.appearance(language) for one in here[: MOST_PANELS + MOST_FURTHER]]
    return TimelineView(
        groups=tuple(group_views(found, params)),
        steps=tuple(steps(found, chosen, params)),
        undated=undated_words(undated(items)),
        most=most_words(found.bars),
        panels=tuple(listed[:MOST_PANELS]),
        further=tuple(listed[MOST_PANELS:]),
        more=max(len(here) - MOST_PANELS, 0),
        left=len(here) - len(listed),
        counts_panels=bool(panels),
    )


def told_under(filtered: ItemFilter) -> Iterable[Told]:
    """Dated panels that tell of the chosen names; none where items are chosen by what no panel has.

    Words, levels and the like are those of items alone.
    """
    used = {name for name, value in filtered.valid_values.items() if value}
    if used - {*DATES, *NO_FILTERS, *KINDS}:
        return []
    chosen = (filtered.name_keys(filtered.chosen(name)) for name in KINDS)
    return told_in([keys for keys in chosen if keys])


@lru_cache(4096)
def years_of(edtf: str) -> tuple[int | None, int | None]:
    try:
        date = parse_date(edtf)
    except DateError:
        return None, None
    return tuple(day and day.year for day in (date.earliest, date.latest))


def chosen_years(filtered: ItemFilter, rows: Sequence[Row]) -> Span | None:
    """The years between the two dates that are filtered by; None when there are none."""
    begin, end = (filtered.valid_values.get(name) or None for name in DATES)
    first = begin.earliest.year if begin and begin.earliest else None
    last = end.latest.year if end and end.latest else None
    if first is None and last is None:
        return None
    known = [year for row in rows for year in row[:2] if year is not None]
    first = min([last, *known]) if first is None else first
    last = max([first, *known]) if last is None else last
    return Span(first, last) if first <= last else None


def group_views(found: Timeline, params: QueryDict) -> Iterator[GroupView]:
    bars = bar_views(found, params)
    for group in found.groups:
        yield GroupView(
            label=bar_label(group),
            url=narrowed(params, group.span) if group.items or group.panels else "",
            is_chosen=group.is_chosen,
            bars=tuple(islice(bars, len(group.bars))),
        )


def bar_views(found: Timeline, params: QueryDict) -> Iterator[BarView]:
    spans = [bar.span for bar in found.bars]
    up = heights([bar.items for bar in found.bars])
    down = heights([bar.panels for bar in found.bars])
    wide, narrow = (labelled(spans, found.size, room) for room in (WIDE, NARROW))
    for place, bar in enumerate(found.bars):
        yield BarView(
            label=bar_label(bar),
            years=years_words(bar.span),
            url=narrowed(params, bar.span) if bar.items or bar.panels else "",
            items=bar.items,
            panels=bar.panels,
            height=up[place],
            depth=down[place],
            is_chosen=bar.is_chosen,
            year=str(bar.span.first),
            in_wide=place in wide,
            in_narrow=place in narrow,
        )


def steps(found: Timeline, chosen: Span | None, params: QueryDict) -> Iterator[Step]:
    """The way back out: everything, century, decade, and what is chosen."""
    yield Step(_("All years"), narrowed(params, None), chosen is None)
    for span in found.outwards:
        yield Step(years_words(span), narrowed(params, span), is_current=False)
    if chosen:
        yield Step(years_words(chosen), narrowed(params, chosen), is_current=True)


def narrowed(params: QueryDict, span: Span | None) -> str:
    """The query string with these years and all other filters, on its first page."""
    found = address(params, without=DATES)
    if not span:
        return found
    years = f"date_from={span.first:04}&date_to={span.last:04}"
    return f"{found}&{years}" if len(found) > 1 else f"?{years}"
