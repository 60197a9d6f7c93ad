"""Archival items by the hundred thousand, alike in every run.

Fonds hold files, files hold items; every text is there in three languages. What ``save()``
computes is computed here, since rows are written in bulk (a test compares the two).
"""

import uuid
from collections.abc import Iterator
from copy import copy
from functools import cache
from itertools import islice

from django.db import transaction
from django.db.models import Model, QuerySet

from archive.models import ArchivalItem, Level, MaterialType, NameLink, Repository
from archive.reference_codes import FUND_FILE_UNIT
from search import index
from tests.bench import names
from tests.bench.words import scope, title

FILE_EVERY, FONDS_EVERY = 100, 5_000
# Above the funds of the demonstration: what stands on the first page does not depend on the size.
FIRST_FUND = 500
AT_ONCE = 2_000
DATES = ("{0}-{1:02}-{2:02}", "{0}-{1:02}", "{0}", "{0}~", "{0}/{3}", "")
LANGUAGES_OF_MATERIAL = ("mn", "ja", "mn|ja", "en", "ru")
TYPES = (*[MaterialType.TEXT] * 6, *MaterialType)


def fill(size: int, *, bare: bool = False) -> None:
    """Add what is missing to ``size`` generated items; the ones that are there stay.

    ``bare`` items have no translation units and no history, and are not in the index: what
    browses and searches needs only the last of these, and a rebuild writes it.
    """
    linked = names.keys()
    there = ArchivalItem.objects.filter(source_id__startswith="bench-").count()
    last = ArchivalItem.objects.order_by("pk").last()
    items = generated(there, size, last.pk + 1 - there if last else 1)
    while chunk := list(islice(items, AT_ONCE)):
        links = names.links(chunk, linked)
        with transaction.atomic(), index.gathering():  # else each is read for the index twice
            rows_of(ArchivalItem, bare=bare).bulk_create(chunk)
            rows_of(NameLink, bare=bare).bulk_create(links)


def rows_of(model: type[Model], *, bare: bool) -> QuerySet:
    return QuerySet(model) if bare else model.objects.all()


def generated(start: int, stop: int, base: int) -> Iterator[ArchivalItem]:
    """Items by their numbers; number n has the key ``base + n``."""
    repositories = list(Repository.objects.order_by("id"))
    for number in range(start, stop):
        repository = repositories[number // FONDS_EVERY % len(repositories)]
        yield item(number, base, repository)


def item(number: int, base: int, repository: Repository) -> ArchivalItem:
    above, made = numbers_above(number), copy(blank())
    made.pk, made.uuid, made.source_id = base + number, uuid.uuid4(), f"bench-{number}"
    made.repository, made.parent_id = repository, base + above[-1] if above else None
    made.path = "/" + "".join(f"{base + n}/" for n in (*above, number))
    made.level = (Level.FONDS, Level.FILE, Level.ITEM)[len(above)]
    made.reference_code = reference_code(number, repository.reference_scheme)
    made.date = date(number)
    made.material_type = TYPES[number % len(TYPES)]
    made.language_of_material = LANGUAGES_OF_MATERIAL[number % len(LANGUAGES_OF_MATERIAL)]
    made.is_digitised = number % 5 == 2
    made.source_language = ("mn", "ja", "en")[number % 3]
    for code in ("en", "ja", "mn"):
        setattr(made, f"title_{code}", title(number, code))
        setattr(made, f"scope_and_content_{code}", scope(number, code))
    settle(made)
    return made


@cache
def blank() -> ArchivalItem:
    """To be copied: the defaults of sixty columns took longer than everything else of an item."""
    return ArchivalItem()


def settle(made: ArchivalItem) -> None:
    """The columns that ``save()`` computes."""
    made.settle_date()
    key, made.pk = made.pk, None  # nothing hangs on it yet: nothing need be looked up
    made.settle()
    made.pk = key


def numbers_above(number: int) -> tuple[int, ...]:
    """Of the fonds and the file that hold an item; none for a fonds."""
    fonds = number - number % FONDS_EVERY
    file = fonds + 1 + (number - fonds - 1) // FILE_EVERY * FILE_EVERY
    return () if number == fonds else (fonds,) if number == file else (fonds, file)


def reference_code(number: int, scheme: str) -> str:
    fund, place = FIRST_FUND + number // FONDS_EVERY, number % FONDS_EVERY
    file, unit = (place - 1) // FILE_EVERY + 1, (place - 1) % FILE_EVERY
    if scheme != FUND_FILE_UNIT:
        return f"T-{fund}-{place:05}"
    parts = [f"Fund-{fund}", *[f"File-{file}"] * (place > 0), *[f"Unit-{unit}"] * (unit > 0)]
    return ", ".join(parts if place else parts[:1])


def date(number: int) -> str:
    """EDTF between 1911 and 2022, of every precision; one in six items has no date."""
    year, month, day = 1911 + number * 7 % 110, 1 + number % 12, 1 + number % 28
    return DATES[number % len(DATES)].format(year, month, day, year + 1)
