"""Dates in English."""

from .grammar import Grammar, century, decade_years, is_first_decade, number
from .values import Point
from .vocabulary import MONTH_NAMES

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def _point(point: Point) -> str:
    match point.kind:
        case "century":
            return f"{_ordinal(century(point))} century"
        case "decade":
            first, last = decade_years(point)
            return f"{first}–{last}" if is_first_decade(point) else f"{first}s"
        case "vague":
            return _vague(point)
        case "season":
            return f"{_SEASONS[point.month]} {number(point.year)}"
    return " ".join(filter(None, (number(point.day), _month(point), number(point.year))))


def _vague(point: Point) -> str:
    if point.month != "XX":
        return f"{_month(point)} {number(point.year)} (day unknown)"
    unknown = "month and day unknown" if point.day else "month unknown"
    return f"{number(point.year)} ({unknown})"


def _month(point: Point) -> str:
    return MONTH_NAMES[int(point.month) - 1] if point.month else ""


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}" + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


def _fields(start: Point, end: Point) -> dict[str, str]:
    return {
        "y": number(start.year),
        "y2": number(end.year),
        "m": _month(start) if start.kind != "season" else _SEASONS[start.month],
        "m2": _month(end) if end.kind != "season" else _SEASONS[end.month],
        "d": number(start.day),
        "d2": number(end.day),
    }


def _qualified(text: str, qualifier: str) -> str:
    about = "c. " if qualifier in ("~", "%") else ""
    return about + text + (" (?)" if qualifier in ("?", "%") else "")


ENGLISH = Grammar(
    point=_point,
    qualified=_qualified,
    fields=_fields,
    ranges={
        ("day", "month"): "{d}–{d2} {m} {y}",
        ("day", "year"): "{d} {m} – {d2} {m2} {y}",
        ("month", "year"): "{m}–{m2} {y}",
        ("season", "year"): "{m}–{m2} {y}",
        ("year", ""): "{y}–{y2}",
    },
    dash=" – ",
    since="from {}".format,
    until="until {}".format,
    unknown_end=" (end unknown)",
    unknown_start=" (beginning unknown)",
)
