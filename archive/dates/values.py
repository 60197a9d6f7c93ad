"""Historical dates as values: points and spans read from EDTF (ISO 8601-2, levels 0 and 1).

Nothing here knows how people write or read dates in a language; see `words` for input and
`display` for output.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

Edges = tuple[datetime.date, datetime.date]
Kind = Literal["century", "decade", "year", "season", "month", "day", "vague"]

NO_SUCH_DAY = _(
    "“%(text)s” names a day or a month that does not exist. Write the date like %(example)s."
)
YEAR_OUT_OF_RANGE = _(
    "The year in “%(text)s” must lie between 1 and 9999. Write the date like %(example)s."
)
REVERSED = _("“%(text)s” ends before it begins. Write the earlier date first, like %(example)s.")

# Seasons by their EDTF number: first month, and length in months is always three. Winter is the
# one that follows autumn, so it ends in the February of the next year.
SEASON_STARTS = {"21": 3, "22": 6, "23": 9, "24": 12}

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?P<time>T[0-9:]+(?:Z|[+-][0-9:]+)?)?)?)?"
    r"(?P<qualifier>[?~%])?"
)


class DateError(ValueError):
    """A date that cannot be read. `str()` is a sentence for the user, in the language active then.

    `message` is a lazy translation with the placeholders named in `parts`; an `example` is always
    among them.
    """

    def __init__(self, message: Promise | str, parts: dict[str, str] | None = None) -> None:
        super().__init__(message, parts or {})
        self.message = message
        self.parts = {"text": "", "example": "2011-03-12", **(parts or {})}

    def __str__(self) -> str:
        return str(self.message) % self.parts

    def about(self, text: str) -> "DateError":
        """The same complaint about the whole text as the user typed it."""
        return DateError(self.message, {**self.parts, "text": text})


@dataclass(frozen=True)
class Point:
    """One end of a date, as the digits and marks of EDTF ("" where the part is absent)."""

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    qualifier: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, (self.year, self.month, self.day))) + (
            self.time + self.qualifier
        )

    @property
    def kind(self) -> Kind:
        """How exact the point is; "vague" when a month or day is marked as unknown (XX)."""
        if "X" in self.year:
            return "century" if self.year.endswith("XX") else "decade"
        if "XX" in (self.month, self.day):
            return "vague"
        if self.month in SEASON_STARTS:
            return "season"
        return "day" if self.day else "month" if self.month else "year"

    def edges(self) -> Edges:
        """First and last day that the point covers; a qualifier (c., ?) does not widen it.

        Raises ValueError when there is no such year, month or day.
        """
        first, last = (int(self.year.replace("X", digit)) for digit in "09")
        if self.month in ("", "XX"):
            return datetime.date(first, 1, 1), datetime.date(last, 12, 31)
        if self.month in SEASON_STARTS:
            return _season_edges(first, SEASON_STARTS[self.month])
        if self.day in ("", "XX"):
            return _month_edges(first, int(self.month))
        day = datetime.date(first, int(self.month), int(self.day))
        return day, day


@dataclass(frozen=True)
class Span:
    """A date from start to end (equal for a single point). None is an open or unknown end,

    and `gap` says which: ".." open, "" unknown.
    """

    start: Point | None
    end: Point | None
    gap: str = ""

    @property
    def edtf(self) -> str:
        """The canonical EDTF text; equal ends are written once."""
        if self.start == self.end:
            return str(self.start)
        start, end = (str(end) if end else self.gap for end in (self.start, self.end))
        return f"{start}/{end}"

    def edges(self) -> tuple[datetime.date | None, datetime.date | None]:
        """Earliest and latest day, None where that end is open or unknown. Raises ValueError."""
        return (
            self.start.edges()[0] if self.start else None,
            self.end.edges()[1] if self.end else None,
        )


def split_edtf(text: str) -> Span | None:
    """The span written in an EDTF text of levels 0 and 1, or None when it has another shape.

    Only the shape is checked here; `edges()` tells whether the days exist.
    """
    head, slash, tail = text.partition("/")
    start, end = _point(head), _point(tail if slash else head)
    if start and end:
        return Span(start, end)
    gap = tail if start else head
    return Span(start, end, gap) if slash and (start or end) and gap in ("", "..") else None


def read_span(text: str) -> Span | None:
    """The span of an EDTF text, checked: None for another shape, DateError for a wrong date."""
    span = split_edtf(text)
    if span is None:
        return None
    if any(end and end.year[:4].replace("X", "0") == "0000" for end in (span.start, span.end)):
        raise DateError(YEAR_OUT_OF_RANGE, {"text": text})
    if not _exists(span):
        raise DateError(NO_SUCH_DAY, {"text": text})
    if is_reversed(span):
        raise DateError(REVERSED, {"text": text, "example": "1971-09-10/1971-09-15"})
    return span


def is_reversed(span: Span) -> bool:
    """Whether the span ends before it begins (1971-09-10/1971-09 does not)."""
    first, last = span.edges()
    return first is not None and last is not None and first > last


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    point = Point(**{name: value or "" for name, value in match.groupdict().items()})
    return point if _is_level1(point) else None


def _is_level1(point: Point) -> bool:
    """False for 191X-05 and 2004-XX-12 (level 2), and for a day within a season (2001-21-05)."""
    if "X" in point.year:
        return not point.month
    if point.month == "XX":
        return point.day in ("", "XX")
    return not (point.month in SEASON_STARTS and point.day)


def _exists(span: Span) -> bool:
    """Whether the calendar knows both ends; times and their zones are for the EDTF parser.

    The parser needs milliseconds for each call, so it is not asked about what the calendar decides.
    """
    try:
        for end in (span.start, span.end):
            if end and end.edges() and end.time:
                parse_edtf(str(end))
    except (ValueError, EDTFParseException):
        return False
    return True


def _month_edges(year: int, month: int) -> Edges:
    first = datetime.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _season_edges(year: int, month: int) -> Edges:
    first = datetime.date(year, month, 1)
    if month == 12:
        last_year = min(year + 1, datetime.MAXYEAR)
        return first, _month_edges(last_year, 2 if last_year > year else 12)[1]
    return first, _month_edges(year, month + 2)[1]
