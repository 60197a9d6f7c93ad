"""Titles of many objects at once, and objects by the words of their titles."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from translations.texts import LANGUAGES, NO_TEXT, Text, column, reading_order


def title_columns(path: str = "title") -> list[str]:
    """The columns of a field; ``item__title`` leads to that of a related object."""
    return [column(path, code) for code in LANGUAGES]


def titles(model: type[models.Model], keys: Iterable[int], path: str = "title") -> dict[int, Text]:
    """One query, whatever their number; long texts are not read."""
    source = "".join(path.rpartition("__")[:2]) + "source_language"
    rows = model._default_manager.filter(pk__in=list(keys))
    found = rows.values_list("pk", source, *title_columns(path))
    return {
        key: chosen(dict(zip(LANGUAGES, row, strict=True)), first) for key, first, *row in found
    }


def chosen(written: dict[str, str | None], source_language: str) -> Text:
    """The title that a reader of the active language gets."""
    for code in reading_order(source_language, get_language()):
        if value := (written[code] or "").strip():
            return Text(value, code)
    return NO_TEXT


def titled(model: type[models.Model], words: str, path: str = "title") -> models.QuerySet:
    """Objects whose title has all the words, in any language."""
    return containing(model._default_manager.all(), words.split(), title_columns(path))


def containing(
    rows: models.QuerySet, words: Iterable[str], columns: Iterable[str]
) -> models.QuerySet:
    """Rows that have all the words, each in any of the columns."""
    columns = list(columns)
    for word in words:
        condition = Q()
        # SQLite knows capitals of the Latin alphabet only.
        for spelling in {word, word.lower(), word.capitalize(), word.upper()}:
            for name in columns:
                condition |= Q(**{f"{name}__icontains": spelling})
        rows = rows.filter(condition)
    return rows
