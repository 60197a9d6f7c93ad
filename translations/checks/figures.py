"""Checks of figures: numbers and dates, reference codes, amounts."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from translations.checks.pairs import Check, Message, Pair
from translations.checks.reading import Day, Number, Reading
from translations.checks.reading.codes import compared
from translations.checks.reading.units import KINDS

LEAST_ADDED = 13  # smaller numbers are often added by grammar: one of, both, a pair

NOT_THERE = _("“%(source)s” of the source is not in the translation.")
INSTEAD = _("“%(source)s” of the source is not in the translation; it has “%(found)s”.")
ADDED = _("“%(found)s” is not in the source.")
OTHER_UNIT = _("“%(source)s” of the source is “%(found)s” in the translation: another unit.")


def numbers_and_dates(pair: Pair) -> Iterator[Message]:
    """What the source says in digits must be said; a large number in digits must come from it."""
    source, text = pair.source_reading, pair.reading
    missing = list(dict.fromkeys([*missing_days(source, text), *missing_numbers(source, text)]))
    added = list(dict.fromkeys(added_numbers(source, text)))
    while missing and added:
        yield INSTEAD, {"source": missing.pop(0), "found": added.pop(0)}
    yield from ((NOT_THERE, {"source": one}) for one in missing)
    yield from ((ADDED, {"found": one}) for one in added)


def missing_numbers(source: Reading, text: Reading) -> Iterator[str]:
    said = text.values
    dates = {Decimal(number) for number in text.months | text.day_numbers}
    for number in source.numbers:
        is_small = len(number.written) < 3  # 3 сар may be March, 15 may be the fifteenth
        known = bool(number.values & said) or (is_small and bool(number.values & dates))
        if not number.unit and not known:
            yield number.written


def missing_days(source: Reading, text: Reading) -> Iterator[str]:
    yield from (
        day.written for day in dict.fromkeys(source.days) if day.written and not is_said(day, text)
    )


def is_said(day: Day, text: Reading) -> bool:
    """A month and a day together; a day alone may have got or lost its month."""
    if day.day is None:
        return day.month in text.months or Decimal(day.month) in text.values
    if day.month is None:
        return day.day in text.day_numbers or Decimal(day.day) in text.values
    if {(day.month, day.day), (None, day.day)} & text.dates:
        return True
    return Decimal(day.day) in text.said


def added_numbers(source: Reading, text: Reading) -> Iterator[str]:
    known = source.values | {Decimal(day) for day in source.day_numbers}
    for number in text.numbers:
        if not number.unit and max(number.values) >= LEAST_ADDED and not number.values & known:
            yield number.written
    for day in text.days:
        if day.day and day.month and day.written and not is_said(day, source):
            yield day.written


def reference_codes(pair: Pair) -> Iterator[Message]:
    """Codes of a labelled grammar part by part, others letter by letter."""
    source, text = pair.source_reading, pair.reading
    there, whole = {(code.part, code.number) for code in text.codes}, compared(text.text)
    for code in source.codes:
        if code.part:
            digits = "".join(one for one in code.number if one.isdecimal())
            fits = (code.part, code.number) in there or code.number == "1" and code.part == "file"
            fits = fits or Decimal(digits or 0) in text.values
        else:
            fits = is_whole(compared(code.written), whole)
        if not fits:
            yield NOT_THERE, {"source": code.written}


def is_whole(code: str, text: str) -> bool:
    """Whether a code stands in a text and no longer one."""
    place = text.find(code)
    while place >= 0:
        around = text[place - 1 : place] + text[place + len(code) : place + len(code) + 1]
        if not any(one.isdecimal() for one in around):
            return True
        place = text.find(code, place + 1)
    return False


def amounts(pair: Pair) -> Iterator[Message]:
    """The same value, of the same currency or measure."""
    text = pair.reading
    for number in pair.source_reading.numbers:
        if not number.unit:
            continue
        same = [other for other in text.numbers if other.values & number.values]
        if not same and not number.values & text.values:
            rivals = [other.written for other in text.numbers if other.unit == number.unit]
            known = {"source": with_unit(number), "found": ", ".join(rivals)}
            yield (INSTEAD, known) if rivals else (NOT_THERE, {"source": with_unit(number)})
        elif same and all(is_other_unit(number.unit, other.unit) for other in same):
            yield OTHER_UNIT, {"source": with_unit(number), "found": with_unit(same[0])}


def is_other_unit(unit: str, other: str) -> bool:
    kind = KINDS.get(unit)
    return bool(other) and unit != other and (kind is None or kind == KINDS.get(other, kind))


def with_unit(number: Number) -> str:
    return f"{number.written} {UNIT_WORDS.get(number.unit, '')}".strip()


UNIT_WORDS = {
    "percent": "%", "tenth": "%", "yen": "JPY", "dollar": "USD", "tugrik": "MNT", "rouble": "SUR",
    "km": "km", "kg": "kg", "ton": "t", "hectare": "ha", "metre": "m", "cm": "cm",
}  # fmt: skip

NUMBERS = Check(
    "numbers",
    _("Numbers and dates"),
    _(
        "Every figure of the source must come again, in whatever form the language has: "
        "March 12, 2011 may be 平成23年（2011）3月12日 or 2011 оны 3 дугаар сарын 12."
    ),
    numbers_and_dates,
)
CODES = Check(
    "codes",
    _("Reference codes"),
    _(
        "Codes are data: Fund-59, File-1, Unit-548 may be Ф-59, Д-1, ХН-548; any other code is "
        "copied letter by letter."
    ),
    reference_codes,
)
AMOUNTS = Check(
    "amounts",
    _("Amounts"),
    _("Sums of money, percentages and measures keep their value and their unit."),
    amounts,
)
