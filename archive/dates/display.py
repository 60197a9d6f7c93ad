"""Historical dates printed in the reader's language, by the grammar of each language."""

from functools import lru_cache

from .english import ENGLISH
from .grammar import Grammar
from .japanese import JAPANESE
from .mongolian import MONGOLIAN
from .values import Point, Span, is_reversed, split_edtf

GRAMMARS = {"en": ENGLISH, "ja": JAPANESE, "mn": MONGOLIAN}


@lru_cache(maxsize=10_000)
def display_date(edtf: str, language: str) -> str:
    """An EDTF text in the manner of `language` ("mn", "en-GB"; an unknown one reads as English).

    A text that is no valid EDTF of level 0 or 1 is returned as it is. A time of day is not shown.
    """
    span = split_edtf(edtf)
    if span is None or not _is_possible(span):
        return edtf
    grammar = GRAMMARS.get(language.partition("-")[0].lower(), ENGLISH)
    return _span(span, grammar)


def _is_possible(span: Span) -> bool:
    try:
        return not is_reversed(span) and all(end.edges() for end in (span.start, span.end) if end)
    except ValueError:
        return False


def _span(span: Span, grammar: Grammar) -> str:
    if span.start and span.end:
        return _closed(span.start, span.end, grammar)
    open_ended = span.gap == ".."
    if span.start:
        since = grammar.since(_point(span.start, grammar))
        return since if open_ended else since + grammar.unknown_end
    assert span.end is not None  # a span has at least one end
    until = grammar.until(_point(span.end, grammar))
    return until if open_ended else until + grammar.unknown_start


def _closed(start: Point, end: Point, grammar: Grammar) -> str:
    if start == end:
        return _point(start, grammar)
    template = grammar.ranges.get((_plain_kind(start, end), _shared(start, end)))
    if template:
        return template.format_map(grammar.fields(start, end))
    return grammar.dash.join(_point(point, grammar) for point in (start, end))


def _point(point: Point, grammar: Grammar) -> str:
    return grammar.qualified(grammar.point(point), point.qualifier)


def _plain_kind(start: Point, end: Point) -> str:
    """The kind of both ends, or "" when they differ or one is qualified."""
    same = start.kind == end.kind and not start.qualifier and not end.qualifier
    return start.kind if same else ""


def _shared(start: Point, end: Point) -> str:
    """The smallest unit that both ends have in common: "month", "year" or ""."""
    if start.year != end.year:
        return ""
    return "month" if start.month == end.month else "year"
