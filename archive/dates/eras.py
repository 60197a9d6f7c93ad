"""Japanese eras since the solar calendar: which year is which, and between which days.

Japan counted by a lunisolar calendar until 明治5年12月2日 (1872-12-31). Its months and days do not
match the Western ones, so nothing before 1873-01-01 is converted in either direction.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .values import DateError, Edges

FIRST_SOLAR_DAY = datetime.date(1873, 1, 1)

NO_SUCH_ERA_YEAR = _(
    "The era in “%(text)s” does not fit: %(era)s runs from %(first)s to %(last)s. "
    "Write the date like %(example)s."
)
LUNISOLAR = _(
    "“%(text)s” lies before 1873, when Japan counted by another calendar. "
    "Write the converted Western date, like %(example)s."
)


@dataclass(frozen=True)
class Era:
    """An era; `base` is the Western year before its first year (平成1 = 1988 + 1)."""

    name: str
    letter: str
    base: int
    first: datetime.date
    last: datetime.date


ERAS = (
    Era("明治", "m", 1867, FIRST_SOLAR_DAY, datetime.date(1912, 7, 29)),
    Era("大正", "t", 1911, datetime.date(1912, 7, 30), datetime.date(1926, 12, 24)),
    Era("昭和", "s", 1925, datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
    Era("平成", "h", 1988, datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
    Era("令和", "r", 2018, datetime.date(2019, 5, 1), datetime.date.max),
)
_BY_NAME = {key: era for era in ERAS for key in (era.name, era.letter)}


def western_year(era: str, year: int) -> int:
    """The Western year of an era year (昭和 or s, 64 → 1989).

    Raises DateError before 1873 and for a year below one.
    """
    found = _BY_NAME[era]
    western = found.base + year
    if year < 1:
        raise _misfit(found)
    if western < FIRST_SOLAR_DAY.year:
        raise DateError(LUNISOLAR, {"example": str(western)})
    return western


def check_era(era: str, edges: Edges) -> None:
    """Raise DateError unless some day between the edges lies in the era (昭和64年2月 has none)."""
    found = _BY_NAME[era]
    if edges[1] < found.first or edges[0] > found.last:
        raise _misfit(found)


def era_years(first: datetime.date, last: datetime.date) -> str:
    """The era years of a period within one Western year: 平成23, 令和元, 昭和64／平成元.

    "" before the solar calendar, where no era is listed.
    """
    eras = (era for era in ERAS if era.first <= last and first <= era.last)
    return "／".join(era.name + _number(first.year - era.base) for era in eras)


def _number(year: int) -> str:
    return "元" if year == 1 else str(year)


def _misfit(era: Era) -> DateError:
    last = "…" if era.last == datetime.date.max else era.last.isoformat()
    parts = {"era": era.name, "first": era.first.isoformat(), "last": last}
    return DateError(NO_SUCH_ERA_YEAR, {**parts, "example": "平成23年3月12日"})
