"""Dates inside running text and queries, in every calendar, as keys. Pure.

``平成23年3月12日``, ``H23.3.12``, ``12 March 2011``, ``2011 оны 3 сарын 12`` and ``2011-03-12``
all give ``d2011``, ``d201103`` and ``d20110312``. A day that does not exist gives none.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from search.eras import BEFORE, JAPAN, LETTERS, LUNAR, MONGOLIA, NAMED, NEIGHBOURS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct"),
            *("november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS_MN = {
    f"{name}дугаар": number
    for number, names in enumerate(
        (
            *("нэг", "хоер", "гурав", "доров", "тав", "зургаа зургаан", "долоо долоон дол"),
            *("найм найман", "ес", "арав арван", "арваннэг", "арванхоер"),
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS |= MONTHS_MN | {name.replace("угаар", "угээр"): n for name, n in MONTHS_MN.items()}
MONTH_MN = "|".join(sorted((n for n in MONTHS if n[0] > "z"), key=len, reverse=True))
MONTH = "|".join(sorted((n for n in MONTHS if n[0] <= "z"), key=len, reverse=True))
NUMBER = r"(?:[0-9]{1,2}|元|[一二三四五六七八九十]{1,3})"
DAY_JA = rf"(?:\s*閏?(?P<m>{NUMBER})月(?:\s*(?P<d>{NUMBER})日)?)?"
MN_ORDINAL = r"(?:\s*-?\s*р|\s*-?\s*дугаар|\s*-?\s*д[уv]г[аэ]{2}р)?"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
Need = Callable[[str], object]


def one_of(words: Iterable[str]) -> Need:
    """Whether a text has one of them."""
    words = tuple(dict.fromkeys(words))

    def has_one(text: str) -> bool:
        for word in words:  # noqa: SIM110 (any() takes twice as long, and every text is asked)
            if word in text:
                return True
        return False

    return has_one


# Beside each pattern what must stand in a text that has one, to be looked for first: that goes ten
# times as fast, and a text of a catalogue is seldom in all languages.
HAS_YEAR = re.compile("(?:1[5-9]|20)[0-9]{2}").search
HAS_ANY_YEAR = re.compile("(?:1[0-9]|20)[0-9]{2}").search
HAS_YEAR_AND_MONTH = re.compile("(?:1[0-9]|20)[0-9]{2}[-./][0-9]").search
HAS_DAY_AND_MONTH = re.compile("[0-9][./][0-9]").search
PATTERNS = tuple(
    (need, re.compile(pattern))
    for need, pattern in (
        # 平成23年（2011）3月12日, 昭和64／平成元年, 令和4年
        (
            one_of(JAPAN),
            rf"(?P<era>{'|'.join(JAPAN)})(?P<era_year>{NUMBER})年?(?:\s*\(\s*{YEAR}年?\s*\))?"
            rf"{DAY_JA}",
        ),
        # 康徳6年8月, 民国元年; 共戴2年三月
        (
            one_of((*NEIGHBOURS, *LUNAR)),
            rf"(?P<era>{'|'.join((*NEIGHBOURS, *LUNAR))})\s*(?P<era_year>{NUMBER})年"
            rf"(?:\s*\(\s*{YEAR}年?\s*\))?{DAY_JA}",
        ),
        # Shōwa 47, Heisei year 23; Шёова 47
        (
            one_of(NAMED),
            rf"(?<!\w)(?P<named>{'|'.join(NAMED)})\s+(?:year\s+)?(?P<era_year>[0-9]{{1,2}})"
            r"(?![\w/-])(?![.,]\d)",
        ),
        # Олноо өргөгдсөний 2 дугаар он, арван нэгдүгээр онд
        (
            one_of(["олноо"]),
            rf"(?P<mongolia>олноо\s+оргогдсон)(?:ий)?\s+(?:(?P<era_year>[0-9]{{1,2}}){MN_ORDINAL}"
            rf"|(?P<ten>арван\s*)?(?P<ordinal>{MONTH_MN}))\s*он(?:ы|д|оос)?\b"
            rf"(?:\s*(?:[0-9]{{1,2}}{MN_ORDINAL}|{MONTH_MN})\s*сар(?:ын|д)?\b(?:\s*{DAY})?)?",
        ),
        # H23.3.12, S46/9
        (
            HAS_DAY_AND_MONTH,
            r"(?<![\w])(?P<letter>[mtshr])\.?(?P<letter_year>[0-9]{1,2})[./](?P<m>[0-9]{1,2})"
            r"(?:[./](?P<d>[0-9]{1,2}))?(?![\w.])",
        ),
        # 2011年3月12日
        (
            one_of("年"),
            rf"(?<![0-9])(?:(?P<y>{YEAR})|(?P<kanji>[一二][〇一二三四五六七八九]{{3}}))\s*年"
            rf"{DAY_JA}",
        ),
        # 2011 оны 3 дугаар сарын 12
        (
            lambda text: "он" in text and HAS_ANY_YEAR(text),
            rf"(?<![0-9])(?P<y>{YEAR})\s*-?\s*он(?:ы|д|оос)?\b"
            rf"(?:\s*(?:(?P<m>[0-9]{{1,2}}){MN_ORDINAL}|(?P<month>{MONTH_MN}))"
            rf"\s*сар(?:ын|д|аас)?\b(?:\s*(?P<d>{DAY})(?![0-9]))?)?",
        ),
        # 12 March 2011, 12th of March, 2011, March 2011, March 12, 2011, 12 March
        (
            one_of(name[:3] for name in MONTHS if name[0] <= "z"),
            rf"(?<!\w)(?:(?P<d>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH})\b\.?"
            rf"(?:\s+(?P<d2>{DAY})(?:st|nd|rd|th)?(?![0-9])"
            rf"(?=\s*,?\s*{YEAR}(?![0-9])|\s*$|\s*[^\w\s]))?"
            rf"(?:\s*,?\s*(?P<y>{YEAR})(?![0-9]))?",
        ),
        # 2011-03-12, 2011.3.12, 2011-03
        (
            HAS_YEAR_AND_MONTH,
            rf"(?<![\w.-])(?P<y>{YEAR})([-./])(?P<m>0?[1-9]|1[0-2])(?:\2(?P<d>{DAY}))?"
            r"(?![\w-])(?!\.\d)",
        ),
        # 12.3.2011; with strokes nobody knows which is the day
        (
            HAS_DAY_AND_MONTH,
            rf"(?<![\w.-])(?P<d>{DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{YEAR})"
            r"(?![\w-])(?!\.\d)",
        ),
        # 3月12日
        (one_of("月"), rf"(?<!年)(?P<m>{NUMBER})月(?P<d>{NUMBER})日"),
        # 3 сарын 12
        (
            one_of(["сарын"]),
            rf"(?<!\w)(?:(?P<m>[0-9]{{1,2}}){MN_ORDINAL}|(?P<month>{MONTH_MN}))"
            rf"\s*сарын\s*(?P<d>{DAY})(?![0-9])",
        ),
    )
)
# What stands before the figures is looked at after them: so other letters are passed over faster.
BARE_YEAR = re.compile(r"(?:1[5-9][0-9]{2}|20[0-9]{2})(?<![\w.,/-].{4})(?![\w/-])(?![.,]\d)")
DECADE = re.compile(
    r"(?P<tens>1[5-9][0-9]|20[0-9])(?<![0-9].{3})0(?:'?s\b|年代|\s*-?\s*[аэо]{2}д\b|\s*-?\s*иад\b)"
)
MAY_HOLD_ONE = re.compile("[0-9年月]|сар|олноо")
KANJI = {kanji: number for number, kanji in enumerate("一二三四五六七八九十", start=1)}
MOST_YEARS, MOST_MONTHS, MOST_DAYS = 40, 24, 31


class Dated(NamedTuple):
    """A date at a place of a text; parts that are not said are 0."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    is_decade: bool = False

    @property
    def key(self) -> str:
        """The finest key, for which one searches; a decade is a beginning of years."""
        if self.is_decade:
            return f"d{self.year // 10}"
        if not self.year:
            return f"e{self.month:02}{self.day:02}"
        month = f"{self.month:02}" if self.month else ""
        return f"d{self.year:04}{month}{f'{self.day:02}' if self.day else ''}"

    @property
    def keys(self) -> list[str]:
        """All keys by which it is found: day, month, year, and the day of any year."""
        if self.is_decade:
            return [self.key]
        found = [f"d{self.year:04}"] if self.year else []
        if self.year and self.month:
            found.append(f"d{self.year:04}{self.month:02}")
        if self.day:
            found.append(f"e{self.month:02}{self.day:02}")
            found += [f"d{self.year:04}{self.month:02}{self.day:02}"] if self.year else []
        return found


def dates_in(text: str) -> Iterator[Dated]:
    """Every date in a folded text, the longest reading of each place."""
    if not MAY_HOLD_ONE.search(text):
        return
    taken = bytearray(len(text))
    has_year = HAS_YEAR(text)
    likely = (pattern for need, pattern in PATTERNS if need(text))
    for pattern in (*([DECADE] if has_year else []), *likely):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            found = decade(match) if pattern is DECADE else read(match)
            if found:
                taken[match.start() : match.end()] = b"1" * (match.end() - match.start())
                yield found
    for match in BARE_YEAR.finditer(text) if has_year else ():
        if not any(taken[match.start() : match.end()]):
            yield Dated(match.start(), match.end(), int(match[0]))


def decade(match: re.Match[str]) -> Dated:
    return Dated(match.start(), match.end(), int(match["tens"]) * 10, is_decade=True)


def read(match: re.Match[str]) -> Dated | None:
    parts = match.groupdict()
    year = year_of(parts)
    if parts.get("era") in LUNAR or parts.get("mongolia"):
        return Dated(match.start(), match.end(), year) if year else None
    month = MONTHS.get(parts.get("month") or "") or number(parts.get("m"))
    day = number(parts.get("d") or parts.get("d2"))
    if not (year or (month and day)) or (parts.get("d") and parts.get("d2")):
        return None
    if not is_day(year or 2000, month or 1, day or 1):
        return None
    return Dated(match.start(), match.end(), year, month, day)


def year_of(parts: dict[str, str | None]) -> int:
    if parts.get("y"):
        return int(parts["y"])
    if parts.get("kanji"):
        return int("".join(str("〇一二三四五六七八九".index(digit)) for digit in parts["kanji"]))
    era = parts.get("era") or LETTERS.get(parts.get("letter") or "")
    era = MONGOLIA if parts.get("mongolia") else NAMED.get(parts.get("named") or "", era)
    if not era:
        return 0
    year = number(parts.get("era_year") or parts.get("letter_year"))
    if parts.get("ordinal"):
        year = MONTHS[parts["ordinal"]] + (10 if parts.get("ten") else 0)
    return BEFORE[era] + year


def number(text: str | None) -> int:
    """Digits, 元 (the first) or kanji up to 99; 0 for none."""
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    tens, ten, ones = text.rpartition("十")
    value = (KANJI.get(tens, 1) * 10 if ten else 0) + KANJI.get(ones, 0)
    return value if len(ones) < 2 else 0


def is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def keys_of_span(earliest: datetime.date, latest: datetime.date) -> list[str]:
    """Keys of a date that may be a period: its years, and months and days where they are few."""
    years = range(earliest.year, latest.year + 1)
    found = [f"d{year:04}" for year in years[:MOST_YEARS]] if len(years) <= MOST_YEARS else []
    months = (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
    if months < 12 or (months == 12 and earliest.year != latest.year):
        begun = earliest.year * 12 + earliest.month - 1
        found += [f"d{m // 12:04}{m % 12 + 1:02}" for m in range(begun, begun + months)]
    days = (latest - earliest).days + 1
    if days < 28:
        for offset in range(days):
            day = earliest + datetime.timedelta(days=offset)
            found += [f"d{day:%Y%m%d}", f"e{day:%m%d}"]
    return found
