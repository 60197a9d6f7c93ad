"""What is linked to names, in whatever package it is."""

from collections.abc import Iterator

from django.db.models import Exists, ForeignKey, OuterRef, Q, QuerySet, UniqueConstraint

from archive.models import Name, NameForm


def links_to_names() -> Iterator[ForeignKey]:
    """Every foreign key by which something is linked to a name, whatever package it is in."""
    for relation in Name._meta.get_fields(include_hidden=True):
        is_link = relation.auto_created and relation.one_to_many
        if is_link and relation.related_model not in (Name, NameForm):
            yield relation.field


def doubled_rows(link: ForeignKey, kept: Name, merged: Name) -> QuerySet:
    """Links of the merged name that the kept one has too, as the model's constraints see it."""
    rows, same = link.model._default_manager.all(), Q(pk__in=[])
    for others in unique_with(link):
        shared = {name: OuterRef(name) for name in others}
        same |= Q(Exists(rows.filter(**{link.name: kept}, **shared)))
    return rows.filter(same, **{link.name: merged})


def unique_with(link: ForeignKey) -> Iterator[list[str]]:
    for constraint in link.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and link.name in constraint.fields:
            yield [name for name in constraint.fields if name != link.name]
