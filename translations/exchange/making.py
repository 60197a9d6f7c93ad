"""Rows of a file, made of units and their objects."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from translations.exchange.choosing import Choice, chosen
from translations.exchange.keys import key_of
from translations.exchange.rows import STATE_CODES, Row, portable
from translations.models import TranslationUnit
from translations.states import translated_fields
from translations.texts import LANGUAGES, exact, text_of


def rows(choice: Choice) -> Iterator[Row]:
    return (row(unit, obj, trail) for unit, obj, trail in chosen(choice))


def row(unit: TranslationUnit, obj: models.Model, trail: str) -> Row:
    key = key_of(unit)
    texts = {code: portable(exact(obj, unit.field, code)) for code in LANGUAGES}
    return Row(
        key=str(key),
        title=portable(trail or titled(obj, unit)),
        field=str(key.column.verbose_name),
        source_language=unit.source_language,
        language=unit.language,
        source=texts[unit.source_language],
        target=texts[unit.language],
        source_hash=unit.source_now,
        version=unit.version,
        state=STATE_CODES[unit.state],
        outdated=unit.outdated,
        max_length=key.column.max_length or 0,
        is_rich=key.is_rich,
        note=note(unit, key.column),
        texts=texts,
        former_source=portable(unit.source_text) if unit.outdated else "",
    )


def titled(obj: models.Model, unit: TranslationUnit) -> str:
    """Kind of object and its name: its first field, mostly a title."""
    name = text_of(obj, translated_fields(type(obj))[0], unit.source_language).value
    return f"{obj._meta.verbose_name} › {name[:100]}" if name else str(obj._meta.verbose_name)


def note(unit: TranslationUnit, column: models.Field) -> str:
    """What the translator should know."""
    words = [str(column.help_text)] if column.help_text else []
    if unit.outdated:
        words.append(_("The source has changed since this was translated."))
    return " ".join(words)
