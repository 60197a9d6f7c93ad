"""Writing the memory."""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from translations.memory.marks import marks
from translations.models import MemoryEntry, MemoryMark, TranslationUnit
from translations.units.vocabulary import State

AT_ONCE = 500
WRITTEN = (
    *("source_language", "language", "field_kind", "source_text", "text", "source_hash"),
    "length",
)


@transaction.atomic
def remember(unit: TranslationUnit) -> MemoryEntry | None:
    """Keep an approved pair; the unit's former pair gives way to it."""
    if not is_pair(unit):
        return None
    keep([unit])
    return MemoryEntry.objects.get(unit=unit)


def forget(unit: TranslationUnit) -> None:
    """What a reviewer has taken back is offered to nobody any more."""
    MemoryEntry.objects.filter(unit=unit).delete()


def rebuild() -> tuple[int, int]:
    """Remember every approved pair, and mark anew what is remembered: how many of each.

    Nothing but one batch is held at a time. Again: changes nothing.
    """
    kept = marked = 0
    approved = TranslationUnit.objects.filter(state=State.APPROVED, text__gt="", made_from__gt="")
    for units in batches(approved):
        keep(units)
        kept += len(units)
    others = MemoryEntry.objects.exclude(unit__state=State.APPROVED)
    for entries in batches(others):
        with transaction.atomic():
            mark(entries)
        marked += len(entries)
    return kept, marked


def batches(rows) -> Iterator[list]:
    """Rows in the order of their keys, a batch at a time."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield some
        last = some[-1].pk


def is_pair(unit: TranslationUnit) -> bool:
    return bool(unit.text and unit.source_text and unit.made_from)


@transaction.atomic
def keep(units: Iterable[TranslationUnit]) -> None:
    """Entries for these units in one step, then their marks."""
    entries = [entry(unit) for unit in units if is_pair(unit)]
    MemoryEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["unit"], update_fields=WRITTEN
    )
    keys = [made.unit_id for made in entries]
    mark(list(MemoryEntry.objects.filter(unit__in=keys)))


def entry(unit: TranslationUnit) -> MemoryEntry:
    return MemoryEntry(
        unit=unit,
        source_language=unit.source_language,
        language=unit.language,
        field_kind=field_kind(unit),
        source_text=unit.source_text,
        text=unit.text,
        source_hash=unit.made_from,
        length=len(unit.source_text),
    )


def mark(entries: list[MemoryEntry]) -> None:
    """Give entries the marks of their source, in place of those they had."""
    MemoryMark.objects.filter(entry__in=entries)._raw_delete(MemoryMark.objects.db)
    MemoryMark.objects.bulk_create(
        (
            MemoryMark(entry=one, pair=pair(one), mark=number)
            for one in entries
            for number in marks(one.source_text, one.source_language)
        ),
        batch_size=5_000,
    )


def pair(of: MemoryEntry | TranslationUnit) -> str:
    return f"{of.source_language}-{of.language}"


def field_kind(unit: TranslationUnit) -> str:
    """Which field of which model: exhibits.panel.title."""
    kind = ContentType.objects.get_for_id(unit.content_type_id)
    return f"{kind.app_label}.{kind.model}.{unit.field}"
