"""Days, months and years as they are written in the three languages."""

import re
from decimal import Decimal

from . import eras
from .figures import Day, Number, Reading
from .number_words import MONGOLIAN_ORDINALS
from .tidying import lifted

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
NUMBERS = {name[:length]: n for n, name in enumerate(MONTHS, 1) for length in (len(name), 3)}
NUMBERS["sept"] = 9
_MONTH = "|".join(sorted((name.title() for name in NUMBERS), key=len, reverse=True))
_DAY = r"(?<![\d.,-])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_JOIN = r" ?(?:–|-|,|and|to|or|until|&|, and) ?"
_DAYS = rf"{_DAY}(?:{_JOIN}{_DAY})*"
ENGLISH_DAYS = re.compile(
    rf"(?P<before>{_DAYS})(?:,)? (?:of )?(?P<month>{_MONTH})\b\.?"
    rf"|\b(?P<month2>{_MONTH})\b\.? (?:the )?(?P<after>{_DAYS})"
)
_BEFORE_MONTH = "in|of|since|until|during|early|late|mid|by|from|to|last"
ENGLISH_MONTH = re.compile(
    rf"(?P<sure>(?:\b(?i:{_BEFORE_MONTH})[ -])?)"
    rf"\b(?P<month>{_MONTH})\b\.?(?= (?P<year>\d{{4}}))?"
)
NUMERIC = re.compile(r"(?<!\d)(?P<y>[12]\d{3})([-./])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)")
ISO_MONTH = re.compile(r"(?<![\d-])(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])(?![\d-])")

_JA_DAY = r"\d{1,2}日?(?!\d|間|か|カ|ヶ|月|年)"
JAPANESE_DAYS = re.compile(
    rf"(?<!\d)(?P<month>\d{{1,2}})月(?P<days>{_JA_DAY}(?:(?:–|・|、|,|と|及び|および|から|-|/){_JA_DAY})*)"
)
JAPANESE_MONTHS = re.compile(r"(?<!\d)(?P<months>\d{1,2}(?:(?:–|・|、|-)\d{1,2})*)月(?!間)")
JAPANESE_DAY = re.compile(r"(?<!\d)(?P<days>\d{1,2}(?:(?:–|・|、|-)\d{1,2})*)日(?!間|本|目)")
KANJI_DAY = re.compile(
    r"(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
KANJI_MONTH = re.compile(
    r"(?<![一二三四五六七八九十数\d])(?P<month>十[一二]?|[一二三四五六七八九])月(?!間)"
)

_ORDINAL = r"(?: ?-?р| ?-?д[уүv]г[аэ]{2}р|(?: ?-?д[аэ]хь))"
_MN_WORDS = "|".join(sorted(MONGOLIAN_ORDINALS, key=len, reverse=True))
_MN_MONTH = rf"(?:(?P<month>\d{{1,2}}){_ORDINAL}?|(?P<word>{_MN_WORDS})) ?"
_MN_DAY = (
    r"\d{1,2}(?!\d|[.,]\d)(?:-?(?:ны|ний|нд|н?(?:аас|оос|өөс|ээс)|ноор|нээр)\b)?"
    r"(?: өд[өр]+(?:ийн|т)?)?"
)
MONGOLIAN_DAYS = re.compile(
    rf"(?<![\d-]){_MN_MONTH}сарын (?P<days>{_MN_DAY}(?: ?(?:–|-|,|ба|болон|,? мөн) ?{_MN_DAY})*)",
    re.IGNORECASE,
)
MONGOLIAN_MONTH = re.compile(
    rf"(?<![\d-])(?:(?P<first>\d{{1,2}})[–-])?"
    rf"(?:(?P<month>\d{{1,2}})(?P<ordinal>{_ORDINAL})?|(?P<word>{_MN_WORDS})) ?"
    r"сар(?:ын|д|аас|ыг|аар|тай)?(?!\w)",
    re.IGNORECASE,
)
MONGOLIAN_DAY = re.compile(
    r"(?<![\d-])(?P<days>\d{1,2}(?:(?:–|, ?)\d{1,2})*)"
    r"-(?:ны|ний|нд|ноос|нөөс|наас|нээс)\b(?: өдөр)?"
)


def lift(text: str, language: str, found: Reading) -> str:
    """The text without its dates. Years stay numbers, for texts leave them out and add them."""
    text = eras.GLOSSED.sub("", text)
    text = lifted(text, eras.JAPANESE, lambda match: era(match, found))
    text = lifted(text, eras.OTHERS, lambda match: era(match, found))
    text = lifted(text, NUMERIC, lambda match: numeric(match, found))
    text = lifted(text, ISO_MONTH, lambda match: iso_month(match, found))
    return LIFTING[language](text, found) if language in LIFTING else text


def era(match: re.Match, found: Reading) -> None:
    year = eras.western(match["era"], match["year"])
    found.numbers.append(Number(frozenset({Decimal(year)}), match[0]))
    if match["year"].isdecimal():
        found.said.add(Decimal(match["year"]))


def add_year(year: str, found: Reading) -> None:
    found.numbers.append(Number(frozenset({Decimal(year)}), year))


def numeric(match: re.Match, found: Reading) -> bool | None:
    if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
        return False
    add_year(match["y"], found)
    found.days.append(Day(int(match["m"]), int(match["d"]), match[0]))
    return None


def iso_month(match: re.Match, found: Reading) -> None:
    add_year(match["y"], found)
    found.days.append(Day(int(match["m"]), None, match[0]))


def add_days(month: int | None, days: str, written: str, found: Reading) -> bool | None:
    numbers = [int(one) for one in re.findall(r"\d+", days)]
    if not all(1 <= one <= 31 for one in numbers) or (month and not 1 <= month <= 12):
        return False
    found.days += [Day(month, one, written.strip()) for one in numbers]
    return None


def english(text: str, found: Reading) -> str:
    def days(match: re.Match) -> bool | None:
        month = NUMBERS[(match["month"] or match["month2"]).casefold()]
        return add_days(month, match["before"] or match["after"], match[0], found)

    def month(match: re.Match) -> None:
        number = NUMBERS[match["month"].casefold()]
        if match["sure"] or match["year"]:
            found.days.append(Day(number, None, match[0].strip()))
        else:  # may, march: perhaps not the month
            found.said.add(Decimal(number))

    return lifted(lifted(text, ENGLISH_DAYS, days), ENGLISH_MONTH, month)


def japanese(text: str, found: Reading) -> str:
    def kanji(match: re.Match) -> bool | None:
        day = str(eras.kanji_number(match["day"]))
        return add_days(eras.kanji_number(match["month"]), day, match[0], found)

    def months(match: re.Match) -> None:
        for one in re.findall(r"\d+", match["months"]):
            found.days.append(Day(int(one), None, match[0]))

    def kanji_month(match: re.Match) -> None:
        found.days.append(Day(eras.kanji_number(match["month"]), None, match[0]))

    text = lifted(text, KANJI_DAY, kanji)
    text = lifted(text, JAPANESE_DAYS, lambda m: add_days(int(m["month"]), m["days"], m[0], found))
    text = lifted(text, JAPANESE_MONTHS, months)
    text = lifted(text, KANJI_MONTH, kanji_month)
    return lifted(text, JAPANESE_DAY, lambda m: add_days(None, m["days"], m[0], found))


def mongolian(text: str, found: Reading) -> str:
    def number(match: re.Match) -> int:
        return int(match["month"] or MONGOLIAN_ORDINALS[match["word"].casefold()])

    def month(match: re.Match) -> bool | None:
        if not 1 <= number(match) <= 12 or not (match["ordinal"] or match["word"]):
            if match["month"] and int(match["month"]) <= 12:  # 3 сард: in March, or in 3 months
                found.days.append(Day(int(match["month"]), None, ""))
            return False
        found.days.append(Day(number(match), None, match[0]))
        if match["first"]:
            found.days.append(Day(int(match["first"]), None, match[0]))
        return None

    text = lifted(text, MONGOLIAN_DAYS, lambda m: add_days(number(m), m["days"], m[0], found))
    text = lifted(text, MONGOLIAN_MONTH, month)
    return lifted(text, MONGOLIAN_DAY, lambda m: add_days(None, m["days"], m[0], found))


LIFTING = {"en": english, "ja": japanese, "mn": mongolian}
