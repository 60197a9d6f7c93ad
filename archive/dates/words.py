"""Dates as people write them in English, Japanese and Mongolian, turned into EDTF text.

One side of a range is read as a series of tokens, each a number with its unit (9月, 3 дугаар сар,
March); what a side leaves out it takes from the other (9月10～15日, 10–15 September 1971).
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from .eras import check_era, western_year
from .values import DateError, split_edtf
from .vocabulary import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    CENTURY,
    DECADE,
    KANJI_NUMBER,
    MONTHS,
    NUMERIC,
    ORDINARY_FORMS,
    RANGE_SIGNS,
    ROMAN,
    SEASONS,
    TOKEN,
    UNCERTAIN,
    kanji_number,
)

UNREADABLE = _("“%(text)s” is not a date that can be read. Write it like %(example)s.")
HUNDRED_OR_TEN = _(
    "“%(text)s” can mean ten or a hundred years. Write %(decade)s for the decade, "
    "%(century)s for the century, or the years, like %(example)s."
)
YEARS_DIFFER = _(
    "The two years in “%(text)s” differ: the era gives %(year)s. Write the date like %(example)s."
)
EXAMPLES = "2011-03-12, 12 March 2011, 平成23年3月12日, 2011 оны 3 дугаар сарын 12"

Parts = dict[str, str]  # unit → digits: era, era_year, also, western, year, month, day, bare
UNITS = ("year", "month", "day")  # from coarse to fine


def tidy(text: str) -> str:
    """The text with one kind of digit, dash and space.

    The Japanese wave dash always means "from … to", so it becomes a dash before NFKC makes it
    the "~" with which EDTF says "about".
    """
    text = unicodedata.normalize("NFKC", re.sub("[～〜]", "–", text))
    text = re.sub("[‐‑−]", "-", re.sub("[‒—―]", "–", text))
    return " ".join(text.split())


def edtf_from_words(text: str) -> str:
    """EDTF for a tidied text in words; raises DateError. Days are not checked here."""
    text = _ordinary(text.casefold())
    for pattern in (None, *RANGE_SIGNS):
        ends = [text] if pattern is None else pattern.split(text)
        if len(ends) <= 2 and (edtf := _ends(ends)):
            return edtf
    raise DateError(UNREADABLE, {"example": EXAMPLES})


def _ordinary(text: str) -> str:
    """The text with number words as digits and "from … to" as a dash."""
    for pattern, replacement in ORDINARY_FORMS:
        text = pattern.sub(replacement, text)
    return KANJI_NUMBER.sub(kanji_number, text).strip()


def _ends(ends: list[str]) -> str | None:
    """EDTF for one point or two ends, "" being an open end; None when an end is not understood."""
    words, marks = zip(*(_unqualified(end.strip()) for end in ends), strict=True)
    if not any(words) or any(mark and not word for word, mark in zip(words, marks, strict=True)):
        return None
    points = _points([_fixed(end) or _tokens(end) for end in words])
    return "/".join(map(str.__add__, points, marks)) if points else None


def _points(read: list[str | Parts | None]) -> list[str] | None:
    """EDTF for each end, after each has taken what it lacks from the other."""
    if len(read) == 2 and isinstance(read[0], dict) and isinstance(read[1], dict):
        read = [*_completed(read[0], read[1])]
    points = [_composed(end) if isinstance(end, dict) else end for end in read]
    known = [point for point in points if point]
    return known if len(known) == len(points) else None


def _unqualified(words: str) -> tuple[str, str]:
    """The words without their "about" and "?", and the EDTF mark that says the same."""
    sure = UNCERTAIN.sub("", words)
    exact = ABOUT_AFTER.sub("", ABOUT_BEFORE.sub("", sure))
    marks = ("?" if sure != words else "") + ("~" if exact != sure else "")
    return exact, {"?~": "%"}.get(marks, marks)


def _fixed(words: str) -> str | None:
    """Forms that need nothing from the other end: open, EDTF, numeric, decade, century."""
    if words == "":
        return ".."
    if "/" not in words and split_edtf(words.upper()):
        return words.upper()
    if match := NUMERIC.fullmatch(words):
        return "-".join(number.zfill(2) for number in match.group("y", "m", "d") if number)
    if match := DECADE.fullmatch(words):
        return _decade(match["tens"])
    if match := CENTURY.fullmatch(words):
        return _century(match)
    return None


def _decade(tens: str) -> str:
    if tens.endswith("0"):
        parts = {"decade": f"{tens}X", "century": f"{tens[:2]}XX"}
        raise DateError(HUNDRED_OR_TEN, {**parts, "example": f"{tens}0/{tens}9"})
    return f"{tens}X"


def _century(match: re.Match[str]) -> str | None:
    roman = (match["roman"] or "").translate(ROMAN)
    number = int(match["number"]) if match["number"] else _roman_number(roman)
    return f"{number - 1:02d}XX" if number else None


def _roman_number(letters: str) -> int:
    """The value of a Roman numeral up to XXXIX; 0 when it is none."""
    match = re.fullmatch("(x{0,3})(ix|iv|v?i{0,3})", letters)
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return len(match[1]) * 10 + ones.index(match[2]) if match else 0


def _tokens(words: str) -> Parts | None:
    """The numbers of one side by unit; None when a word is unknown or a unit comes twice."""
    parts: Parts = {}
    place = 0
    while place < len(words):
        match = TOKEN.match(words, place)
        if match is None or parts.keys() & (found := _meaning(match)).keys():
            return None
        parts |= found
        place = match.end()
    if "bare" in parts and "month" in parts and "day" not in parts:
        parts["day"] = parts.pop("bare")
    return parts or None


def _meaning(match: re.Match[str]) -> Parts:
    """What a token says; {} for the signs and words that say nothing."""
    kind, value = match.lastgroup or "", match[match.lastgroup] if match.lastgroup else ""
    if kind == "month_name":
        return {"month": MONTHS[value]}
    if kind == "season":
        return {"month": SEASONS[value]}
    if kind in ("unknown_month", "unknown_day"):
        return {kind.removeprefix("unknown_"): "XX"}
    return {name: found for name, found in match.groupdict().items() if found}


def _completed(left: Parts, right: Parts) -> tuple[Parts, Parts]:
    """Both sides, each with what it left to the other."""
    left, right = _named(left, right), _named(right, left)
    return _filled(left, right), _filled(right, left)


def _named(parts: Parts, other: Parts) -> Parts:
    """A bare number counts in the finest unit of the other side."""
    units = [unit for unit in UNITS if unit in other or (unit == "year" and "era" in other)]
    if "bare" not in parts or not units:
        return parts
    return _without("bare", parts) | {units[-1]: parts["bare"]}


def _filled(parts: Parts, other: Parts) -> Parts:
    """The larger units that this side does not say, from the other one."""
    if "day" in parts and "month" not in parts and "month" in other:
        parts = parts | {"month": other["month"]}
    if "era" in parts or len(parts.get("year", "")) == 4:
        return parts
    if "year" in parts and "era" in other:  # 昭和46～48年
        return _without("year", parts) | {"era": other["era"], "era_year": parts["year"]}
    return {key: other[key] for key in ("era", "era_year", "year") if key in other} | parts


def _without(unit: str, parts: Parts) -> Parts:
    return {key: value for key, value in parts.items() if key != unit}


def _composed(parts: Parts) -> str | None:
    """EDTF for one side; None without a year, with a day but no month, or with two years."""
    if "bare" in parts or ("day" in parts and "month" not in parts):
        return None
    if "era" in parts:
        return _from_era(parts)
    if "year" not in parts or parts.get("western", parts["year"]) != parts["year"]:
        return None
    return _joined(parts["year"], parts)


def _from_era(parts: Parts) -> str:
    year = str(western_year(parts["era"], int(parts["era_year"])))
    if parts.get("western", year) != year or parts.get("year", year) != year:
        raise DateError(YEARS_DIFFER, {"year": year})
    edtf = _joined(year, parts)
    if "also" not in parts:  # 昭和64／平成元年1月5日 may lie in either
        _check_era(parts["era"], edtf)
    return edtf


def _check_era(era: str, edtf: str) -> None:
    span = split_edtf(edtf)
    try:
        edges = span.start.edges() if span and span.start else None
    except ValueError:  # no such day: said later, with the right words
        return
    if edges:
        check_era(era, edges)


def _joined(year: str, parts: Parts) -> str:
    smaller = (parts[unit].zfill(2) for unit in ("month", "day") if unit in parts)
    return "-".join((year.zfill(4), *smaller))
