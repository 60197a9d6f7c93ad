"""The translation memory asked for sources like those that it holds: times, and what it finds.

Half of the pairs are titles that differ in their figures alone, as titles of archives do; half are
sentences of many words. A wish is the source of a pair with its year and one word changed.
"""

import time
from collections.abc import Iterator
from itertools import islice
from statistics import median

from tests.bench.load import percentile
from tests.bench.words import KINDS, MATTERS, chosen, title

SIZES, LARGE_SIZES = (1_000, 10_000), (1_000, 10_000, 100_000)
WISHES = 60
AT_ONCE = 2_000
INTO = {"en": "ja", "ja": "mn", "mn": "en"}
HEADINGS = ("memory", "pairs", "p50 ms", "p99 ms", "queries", "found", "marks/pair", "fill s")
WIDTHS = (13, 10, 9, 9, 9, 8, 12, 9)
SENTENCES = {
    "en": "In {year} {who} wrote to {whom} about {matter}; {more} was added, and {last} waited.",
    "ja": "{year}年、{who}は{whom}に{matter}について書き送り、{more}を添え、{last}は待たれた。",
    "mn": "{year} онд {who} {whom}-д {matter} тухай бичиж, {more} хавсаргасан ба {last} хүлээв.",
}
PEOPLE = {
    "en": ("the Ambassador", "the Minister", "Mr Akitani", "Mr Dugersuren", "the Embassy"),
    "ja": ("大使", "大臣", "秋谷氏", "ドゥゲルスレン氏", "大使館", "外務省", "通商代表部"),
    "mn": ("Элчин сайд", "Сайд", "ноён Акитани", "Дүгэрсүрэн", "Яам", "Төлөөлөгчийн газар"),
}


def source(number: int, language: str, change: int = 0) -> str:
    """The source of a pair; ``change`` gives one like it."""
    if number % 2:
        return title(number + change * 1_000_000, language)
    kinds, matters, people = KINDS[language], MATTERS[language], PEOPLE[language]
    return SENTENCES[language].format(
        year=1972 + number % 50 + change,
        who=chosen(people, number // 2 + change),
        whom=chosen(people, number // 10),
        matter=chosen(matters, number // 50),
        more=chosen(kinds, number // 550),
        last=f"{chosen(matters, number // 4_400)} {number * 7 % 997}",
    )


def fill(start: int, stop: int) -> float:
    """Pairs by their numbers, each with a unit of its own; seconds."""
    from django.contrib.contenttypes.models import ContentType

    from exhibits.models import Panel
    from translations.memory.entries import keep
    from translations.models import TranslationUnit

    begin, kind = time.perf_counter(), ContentType.objects.get_for_model(Panel)
    numbers = iter(range(start, stop))
    while some := list(islice(numbers, AT_ONCE)):
        keep(TranslationUnit.objects.bulk_create(unit(number, kind) for number in some))
    return time.perf_counter() - begin


def unit(number: int, kind) -> object:
    from translations.models import State, TranslationUnit
    from translations.units.wording import fingerprint

    language = list(INTO)[number % 3]
    wording = source(number, language)
    made_from = fingerprint(wording)
    return TranslationUnit(
        **{"content_type": kind, "object_id": 10_000_000 + number, "field": "title"},
        **{"language": INTO[language], "source_language": language, "scope": "bench"},
        **{"state": State.APPROVED, "text": f"{number}", "source_text": wording},
        **{"made_from": made_from, "source_now": made_from},
    )


def wish(number: int) -> object:
    """A unit of a panel that nobody has saved, with a source like that of a pair."""
    from exhibits.models import Panel
    from translations.models import TranslationUnit

    language = list(INTO)[number % 3]
    wording = {f"title_{language}": source(number, language, 1), "source_language": language}
    made = TranslationUnit(language=INTO[language], source_language=language, field="title")
    made.target = Panel(**wording)
    return made


def asked(number: int) -> tuple[float, bool]:
    """Milliseconds of one question; whether the pair that it came from, or a better, was found."""
    from translations.memory import similar
    from translations.memory.finding import comparable, score

    wanted = wish(number)
    language = wanted.source_language
    begin = time.perf_counter()
    found = similar(wanted)
    spent = (time.perf_counter() - begin) * 1000
    least = score(comparable(source(number, language, 1)), source(number, language))
    return spent, max((match.score for match in found), default=0) >= least


def query_count() -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from translations.memory import similar

    with CaptureQueriesContext(connection) as captured:
        similar(wish(0))
    return len(captured)


def rows(*, large: bool) -> Iterator[str]:
    """The table, line by line; what was filled in is taken away again."""
    from django.core.management import call_command
    from django.db import connection

    from translations.models import MemoryEntry, MemoryMark, TranslationUnit

    call_command("migrate", verbosity=0)
    yield line(HEADINGS)
    there = 0
    for size in LARGE_SIZES if large else SIZES:
        spent, there = fill(there, size), size
        connection.cursor().execute("ANALYZE")
        marks = MemoryMark.objects.count() / size
        yield line(("similar", f"{size:,}", *measured(size), f"{marks:.0f}", f"{spent:.1f}"))
    for model in (MemoryMark, MemoryEntry, TranslationUnit):
        model.objects.all()._raw_delete("default")


def measured(size: int) -> tuple[str, ...]:
    """Cells of the times of many questions, spread over the memory."""
    step = max(1, size // WISHES) | 1  # odd: titles and sentences take turns
    answers = [asked(number * step % size) for number in range(WISHES)]
    times, found = zip(*answers, strict=True)
    figures = f"{median(times):.1f}", f"{percentile(times, 0.99):.1f}"
    return *figures, str(query_count()), f"{sum(found)}/{len(found)}"


def line(cells: tuple[str, ...]) -> str:
    """The first cell to the left, figures to the right."""
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)
