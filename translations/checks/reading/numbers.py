"""Numbers in digits, with their scales (万, million, сая), and what they count."""

import re
from decimal import Decimal

from .figures import Number, Reading
from .tidying import lifted
from .units import after, before

SCALES = {
    "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12,
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "мянга": 10**3, "сая": 10**6, "тэрбум": 10**9, "зуун": 100, "түм": 10**4,
}  # fmt: skip
SCALE = (
    r"(?P<scale>[千万億兆](?!年代)| ?(?:hundred|thousand|million|billion|trillion|dozen)\b"
    r"| (?:мянга|сая|тэрбум|зуун(?! ?(?:ны|д|ы))|түм)[а-яөү]{0,4}(?![\w]))?"
)
DIGITS = r"\d{1,3}(?: \d{3})+(?![\d])|\d+(?:[.,]\d+)*"
PART = re.compile(rf"(?P<digits>{DIGITS})(?:{SCALE})", re.IGNORECASE)
SCALED = rf"(?:{DIGITS}){SCALE.replace('(?P<scale>', '(?:')[:-1]}"  # the scale is there
REST = r"(?:\d{1,3},\d{3}(?!\d)|\d{1,4}(?![\d.,]\d))?"
CHAIN = re.compile(
    rf"(?<![\d.,]){SCALED}(?: ?{SCALED})*{REST}"
    rf"|(?<![\d])(?:{DIGITS})",
    re.IGNORECASE,
)
SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)(\d\d)( ?[–/-] ?)(\d\d)(?![\d]|[.,:]\d|月|日)")
CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?!\d)(?P<half> ?[ap]\.?m\b)?"
    r"|(?<![\d.,])(?P<hour2>\d{1,2})(?: ?(?:[ap]\.?m\b|o['’]clock)|時(?!間|代|期)| цаг(?!ийн))",
    re.IGNORECASE,
)


def lift(text: str, language: str, found: Reading) -> str:
    text = SHORT_YEAR.sub(r"\1\2\3\g<1>\4", text)
    text = lifted(text, CLOCK, lambda match: clock(match, found))

    def number(match: re.Match) -> None:
        unit = after(text[match.end() :]) or before(text[: match.start()])
        values, parts = values_of(match[0])
        if unit == "tenth":  # 3割
            values, unit = values | {value * 10 for value in values}, "percent"
        found.numbers.append(Number(frozenset(values), match[0].strip(), unit))
        found.said |= parts

    return lifted(text, CHAIN, number)


def clock(match: re.Match, found: Reading) -> bool | None:
    hour = int(match["hour"] or match["hour2"])
    if hour > 24 or (match["hour"] and "." in match[0] and not match["half"]):
        return False
    hours = {hour, hour - 12 if hour > 12 else hour + 12}
    found.numbers.append(Number(frozenset(map(Decimal, hours)), match[0].strip()))
    if match["minute"] and int(match["minute"]):
        found.numbers.append(Number(frozenset({Decimal(match["minute"])}), match[0].strip()))
    return None


def values_of(text: str) -> tuple[set[Decimal], set[Decimal]]:
    """What a chain (3億5000万) may mean, and the values of its parts."""
    total: set[Decimal] = {Decimal(0)}
    parts: set[Decimal] = set()
    matches = list(PART.finditer(text))
    for match in matches:
        size = scale_of(match["scale"])
        bare = candidates(match["digits"])
        values = {value * size for value in bare}
        parts |= values | (bare if size > 1 else set())
        total = {one + value for one in total for value in values}
    return total, parts if len(matches) > 1 else parts - total


def scale_of(word: str | None) -> int:
    word = (word or "").strip().casefold()
    return next((size for name, size in SCALES.items() if word.startswith(name)), 1)


def candidates(digits: str) -> set[Decimal]:
    """1,500 is fifteen hundred, or one and a half where the comma is decimal."""
    if " " in digits:
        return {Decimal(digits.replace(" ", ""))}
    groups = re.split("[.,]", digits)
    found = set()
    if len(groups) == 1:
        return {Decimal(digits)}
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        found.add(Decimal("".join(groups)))
    last = re.split("[.,]", digits)[-1]
    if len(groups) == 2:
        found.add(Decimal(f"{groups[0]}.{groups[1]}"))
    elif all(len(group) == 3 for group in groups[1:-1]):
        found.add(Decimal(f"{''.join(groups[:-1])}.{last}"))
    return found or {Decimal("".join(groups))}
