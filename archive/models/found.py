"""Models whose rows are found by the search, or change by what words others are found.

However a row is written, the documents that it concerns are refreshed in the same transaction.
"""

from collections.abc import Iterable, Sequence

from django.db import models, transaction

from search import index
from translations.models.recorded import RecordedQuerySet

Concerned = dict[str, set[int]]  # kind of document → keys


class FoundQuerySet(models.QuerySet):
    """Keeps the index right also where many rows are written at once."""

    def update(self, **values):
        if values.keys() <= self.model.not_searched:
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.order_by().values_list("pk", flat=True))
            before = self.model.concerned(keys)
            changed = super().update(**values)
            refresh(before, self.model.concerned(keys))
        return changed

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            refresh(self.model.concerned([row.pk for row in made]))
        return made

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs, fields = tuple(objs), list(fields)
        with transaction.atomic(using=self.db):
            changed = super().bulk_update(objs, fields, *args, **kwargs)
            if not set(fields) <= self.model.not_searched:
                refresh(self.model.concerned([row.pk for row in objs]))
        return changed

    def delete(self):
        with transaction.atomic(using=self.db):
            before = self.model.concerned(list(self.order_by().values_list("pk", flat=True)))
            deleted = super().delete()
            refresh(before)
        return deleted

    delete.alters_data = True
    delete.queryset_only = True


class FoundPartQuerySet(FoundQuerySet, RecordedQuerySet):
    """Of rows that have a history besides."""


class Found(models.Model):
    """A row that concerns documents of the search."""

    not_searched: frozenset[str] = frozenset()  # columns that no document shows

    class Meta:
        abstract = True

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        """The documents that rows with these keys concern."""
        raise NotImplementedError

    def save(self, *args, **kwargs):
        fields = kwargs.get("update_fields")
        if fields is not None and set(fields) <= self.not_searched:
            super().save(*args, **kwargs)
            return
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            refresh(self.concerned([self.pk]))

    def delete(self, *args, **kwargs):
        with transaction.atomic(using=kwargs.get("using")):
            before = self.concerned([self.pk])
            deleted = super().delete(*args, **kwargs)
            refresh(before)
        return deleted


def refresh(*concerned: Concerned) -> None:
    kinds = dict.fromkeys(kind for one in concerned for kind in one)
    for kind in kinds:
        index.refresh(kind, set().union(*(one.get(kind, ()) for one in concerned)))


def keys_of(rows: models.QuerySet, path: str) -> set[int]:
    """Distinct keys at the end of a relation."""
    return set(rows.order_by().values_list(path, flat=True)) - {None}


def only(kind: str, keys: Iterable[int]) -> Concerned:
    return {kind: set(keys)}
