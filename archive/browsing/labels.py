"""Whatever has a name in several languages, from several tables with one query.

A page shows names of repositories, people, fonds and exhibitions beside each other; asked for one
by one they would be most of its queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value

from archive.models import ArchivalItem, Name, Repository
from translations.texts import LANGUAGES, Text, column, text_of

REPOSITORY, NAME, FONDS, EXHIBITION = "repository", "name", "fonds", "exhibition"


@dataclass(eq=False)
class Label:
    """One row. ``above`` is the repository it is part of, or the name that stands for it (or 0);
    ``word`` the kind of a name or the slug of an exhibition."""

    table: str
    pk: int
    above: int
    word: str
    source_language: str
    machine_made: str
    name_en: str | None
    name_ja: str | None
    name_mn: str | None

    def text(self, language: str) -> Text:
        return text_of(self, "name", language)


def rows(table: str, found: QuerySet, field: str, *, above: str = "", word: str = "") -> QuerySet:
    """Rows of a table as labels; ``field`` is the translated one."""
    texts = (column(field, code) for code in LANGUAGES)
    # Every part of a union has the same types: PostgreSQL takes a bare NULL for a text.
    above, word = above or Value(0), word or Value("")
    # Without rewriting the columns stay in this order, which modeltranslation would change.
    return (
        found.order_by()
        .rewrite(False)
        .values_list(Value(table), "pk", above, word, "source_language", "machine_made", *texts)
    )


def repositories() -> QuerySet:
    return rows(REPOSITORY, Repository.objects.all(), "name", above="parent_id")


def names(keys: Iterable[int]) -> QuerySet:
    """The names, and those that they were merged into."""
    wanted = Name.objects.filter(pk__in=keys)
    found = Name.objects.filter(Q(pk__in=keys) | Q(pk__in=wanted.values("merged_into")))
    return rows(NAME, found, "name", above="merged_into_id", word="kind")


def fonds(keys: Iterable[int]) -> QuerySet:
    """Those that readers may see: their titles are texts like all others."""
    found = ArchivalItem.objects.public().filter(pk__in=keys, parent=None)
    return rows(FONDS, found, "title")


def labels(*parts: QuerySet) -> dict[tuple[str, int], Label]:
    """By table and key; one query, none for nothing."""
    if not parts:
        return {}
    first, *others = parts
    found = first.union(*others, all=True) if others else first
    return {(label.table, label.pk): label for label in (Label(*row) for row in found)}
