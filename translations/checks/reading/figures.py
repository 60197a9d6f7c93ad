"""What is read from a text, and the reading itself."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from .tidying import tidy


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits: what it may mean (1,5 is one and a half or fifteen), and of what."""

    values: frozenset[Decimal]
    written: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, its month (None: not said there), or a month alone (day None)."""

    month: int | None
    day: int | None
    written: str


@dataclass(frozen=True, slots=True)
class Code:
    """A reference code as written, or one labelled part of it: fund, file, unit."""

    written: str
    part: str = ""
    number: str = ""


@dataclass
class Reading:
    """What was read; complete before anything is asked of it.

    ``said`` are values in words or only possibly meant: they explain, nothing demands them.
    """

    text: str
    codes: list[Code] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    said: set[Decimal] = field(default_factory=set)

    @cached_property
    def values(self) -> set[Decimal]:
        """Every value that the text may mean, dates aside."""
        bare = {Decimal(day.day) for day in self.days if day.month is None and day.day}
        return self.said | bare | {value for number in self.numbers for value in number.values}

    @cached_property
    def months(self) -> set[int]:
        return {day.month for day in self.days if day.month}

    @cached_property
    def dates(self) -> set[tuple[int | None, int | None]]:
        return {(day.month, day.day) for day in self.days}

    @cached_property
    def day_numbers(self) -> set[int]:
        return {day.day for day in self.days if day.day}


@lru_cache(maxsize=512)  # a lint meets every source once per language
def read(text: str, language: str) -> Reading:
    """Codes first, then dates, then the numbers that are left."""
    from . import codes, dates, number_words, numbers

    found = Reading(tidy(text))
    rest = codes.lift(found.text, found)
    rest = dates.lift(rest, language, found)
    rest = numbers.lift(rest, language, found)
    found.said |= number_words.said(rest, language)
    return found
