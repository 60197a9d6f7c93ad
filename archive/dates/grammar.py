"""What a language must say to print dates, and the numbers that all languages share.

The words of dates are the grammar of a language and not interface text, so each language has a
module of tables here and nothing in the message catalogues.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .values import Point


@dataclass(frozen=True)
class Grammar:
    """How one language prints dates.

    `ranges` holds the shortened ranges by (kind, smallest unit that both ends share); `fields`
    gives the words to fill them with. A range in no row is both ends around `dash`.
    """

    point: Callable[[Point], str]
    qualified: Callable[[str, str], str]
    fields: Callable[[Point, Point], dict[str, str]]
    ranges: Mapping[tuple[str, str], str]
    dash: str
    since: Callable[[str], str]
    until: Callable[[str], str]
    unknown_end: str
    unknown_start: str


def number(digits: str) -> str:
    return digits.lstrip("0")


def decade_years(point: Point) -> tuple[str, str]:
    """First and last year of a decade."""
    return number(point.year.replace("X", "0")), number(point.year.replace("X", "9"))


def is_first_decade(point: Point) -> bool:
    """190X, whose usual name (1900s, 1900年代) also means the whole century."""
    return point.year.endswith("0X")


def century(point: Point) -> int:
    return int(point.year[:2]) + 1
