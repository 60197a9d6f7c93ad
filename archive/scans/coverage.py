"""How many page images have an alternative text, per language, and which items lack one."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from archive.models import ArchivalItem, DigitalObject
from translations.states import written
from translations.texts import LANGUAGES, NAMES, column


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of a language: ``done`` of ``total`` page images have an alternative text in it."""

    language: str
    name: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


def coverage() -> list[Coverage]:
    """One row per language; one query."""
    wanted = {code: Count("pk", filter=written(column("alt", code))) for code in LANGUAGES}
    row = DigitalObject.objects.aggregate(total=Count("pk"), **wanted)
    return [Coverage(code, NAMES[code], row[code], row["total"]) for code in LANGUAGES]


def items_lacking(language: str) -> QuerySet[ArchivalItem]:
    """Items with page images that have no alternative text in a language, with ``lacking`` and
    ``page_total``; those that lack most come first."""
    has = written(f"digital_objects__{column('alt', language)}")
    counted = ArchivalItem.objects.filter(is_digitised=True).annotate(
        page_total=Count("digital_objects"),
        lacking=Count("digital_objects", filter=~Q(has)),
    )
    return counted.filter(lacking__gt=0).order_by("-lacking", "code_sort", "id")
