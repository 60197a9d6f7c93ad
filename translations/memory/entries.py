"""Writing the memory."""

from django.contrib.contenttypes.models import ContentType

from translations.models import MemoryEntry, TranslationUnit


def remember(unit: TranslationUnit) -> MemoryEntry:
    """Keep an approved pair; the unit's former pair gives way to it."""
    entry, _made = MemoryEntry.objects.update_or_create(
        unit=unit,
        defaults={
            "source_language": unit.source_language,
            "language": unit.language,
            "field_kind": field_kind(unit),
            "source_text": unit.source_text,
            "text": unit.text,
            "source_hash": unit.made_from,
            "length": len(unit.source_text),
        },
    )
    return entry


def field_kind(unit: TranslationUnit) -> str:
    """Which field of which model: exhibits.panel.title."""
    kind = ContentType.objects.get_for_id(unit.content_type_id)
    return f"{kind.app_label}.{kind.model}.{unit.field}"
