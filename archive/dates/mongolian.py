"""Dates in Mongolian."""

import re

from .grammar import Grammar, century, decade_years, is_first_decade, number
from .values import Point

_SEASONS = {"21": "хавар", "22": "зун", "23": "намар", "24": "өвөл"}

# Suffixes follow the vowels of the number as it is read aloud: 2 хоёр, 50 тавь, 90 ер.
_DECADES = {"2": "иод", "4": "өөд", "5": "иад", "9": "ээд"}
_FROM_DIGIT = {"1": "нээс", "2": "ноос", "4": "нөөс", "7": "ноос", "9": "нөөс", "20": "ноос"}
_FROM_WORD = (
    (r"он$", "оноос"),
    (r"сар$", "сараас"),
    (r"зуун$", "зуунаас"),
    (r"(хав|нам)ар$", r"\1раас"),
    (r"зун$", "зунаас"),
    (r"өвөл$", "өвлөөс"),
    (r"орчим$", "орчмоос"),
)


def _point(point: Point) -> str:
    match point.kind:
        case "century":
            return f"{_roman(century(point))} зуун"
        case "decade":
            first, last = decade_years(point)
            plural = _DECADES.get(point.year[2], "аад")
            return f"{first}–{last} он" if is_first_decade(point) else f"{first}-{plural} он"
        case "vague":
            return _vague(point)
        case "season":
            return f"{number(point.year)} оны {_SEASONS[point.month]}"
    if not point.month:
        return f"{number(point.year)} он"
    month = f"{number(point.year)} оны {_month(point)} сар"
    return f"{month}ын {number(point.day)}" if point.day else month


def _vague(point: Point) -> str:
    if point.month != "XX":
        return f"{_point(Point(point.year, point.month))} (өдөр тодорхойгүй)"
    unknown = "сар, өдөр" if point.day else "сар"
    return f"{number(point.year)} он ({unknown} тодорхойгүй)"


def _month(point: Point) -> str:
    """3 дугаар, 9 дүгээр: by the vowels of the number (1, 4, 9, 11 are front)."""
    month = number(point.month)
    return f"{month} " + ("дүгээр" if month in ("1", "4", "9", "11") else "дугаар")


def _roman(value: int) -> str:
    """A Roman numeral for 1 to 100."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[value // 10] + ones[value % 10]


def _fields(start: Point, end: Point) -> dict[str, str]:
    season = start.kind == "season"
    return {
        "y": number(start.year),
        "y2": number(end.year),
        "m": _SEASONS[start.month] if season else number(start.month),
        "o": "" if season else _month(start),
        "o2": _SEASONS[end.month] if season else _month(end),
        "d": number(start.day),
        "d2": number(end.day),
    }


def _qualified(text: str, qualifier: str) -> str:
    about = " орчим" if qualifier in ("~", "%") else ""
    return text + about + (" (?)" if qualifier in ("?", "%") else "")


def _since(text: str) -> str:
    """The text in the ablative, its remark in brackets left in place: 1984 оноос (?)."""
    words, bracket, remark = text.partition(" (")
    return _ablative(words) + bracket + remark


def _ablative(words: str) -> str:
    for pattern, ending in _FROM_WORD:
        if re.search(pattern, words):
            return re.sub(pattern, ending, words)
    day = words.rpartition(" ")[2]
    suffix = _FROM_DIGIT.get(day) or _FROM_DIGIT.get(day[-1], "наас")
    return f"{words}-{suffix}"


def _until(text: str) -> str:
    words, bracket, remark = text.partition(" (")
    return f"{words} хүртэл{bracket}{remark}"


MONGOLIAN = Grammar(
    point=_point,
    qualified=_qualified,
    fields=_fields,
    ranges={
        ("day", "month"): "{y} оны {o} сарын {d}–{d2}",
        ("day", "year"): "{y} оны {o} сарын {d} – {o2} сарын {d2}",
        ("month", "year"): "{y} оны {m}–{o2} сар",
        ("season", "year"): "{y} оны {m}–{o2}",
        ("year", ""): "{y}–{y2} он",
    },
    dash=" – ",
    since=_since,
    until=_until,
    unknown_end=" (төгсгөл нь тодорхойгүй)",
    unknown_start=" (эхлэл нь тодорхойгүй)",
)
