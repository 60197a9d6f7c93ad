"""Dates in Japanese."""

from .eras import era_years
from .grammar import Grammar, century, decade_years, is_first_decade, number
from .values import Point

_SEASONS = {"21": "春", "22": "夏", "23": "秋", "24": "冬"}


def _point(point: Point) -> str:
    match point.kind:
        case "century":
            return f"{century(point)}世紀"
        case "decade":
            first, last = decade_years(point)
            return f"{first}～{last}年" if is_first_decade(point) else f"{first}年代"
        case "season":
            return _year(point, point) + _SEASONS[point.month]
    return _year(point, point) + _unit(point.month, "月") + _unit(point.day, "日")


def _unit(digits: str, unit: str) -> str:
    return "某" + unit if digits == "XX" else number(digits) + unit if digits else ""


def _year(start: Point, end: Point) -> str:
    """平成23年（2011）; without an era before 1873, and when the year is only approximate."""
    year, (first, last) = number(start.year), (start.edges()[0], end.edges()[1])
    eras = era_years(first, min(last, first.replace(month=12, day=31)))
    approximate = start.qualifier in ("~", "%")
    return f"{eras}年（{year}）" if eras and not approximate else f"{year}年"


def _fields(start: Point, end: Point) -> dict[str, str]:
    season = start.kind == "season"
    return {
        "y": _year(start, end),
        "m": _SEASONS[start.month] if season else number(start.month),
        "m2": _SEASONS[end.month] if season else number(end.month),
        "d": number(start.day),
        "d2": number(end.day),
    }


def _qualified(text: str, qualifier: str) -> str:
    return text + {"~": "頃", "?": "？", "%": "頃？"}.get(qualifier, "")


JAPANESE = Grammar(
    point=_point,
    qualified=_qualified,
    fields=_fields,
    ranges={
        ("day", "month"): "{y}{m}月{d}～{d2}日",
        ("day", "year"): "{y}{m}月{d}日～{m2}月{d2}日",
        ("month", "year"): "{y}{m}～{m2}月",
        ("season", "year"): "{y}{m}～{m2}",
    },
    dash="～",
    since="{}から".format,
    until="{}まで".format,
    unknown_end="（終期不明）",
    unknown_start="（始期不明）",
)
