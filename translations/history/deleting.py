"""Keeping what a deletion takes along: called by the models, before Django deletes."""

from collections.abc import Iterator, Sequence

from django.db import models, router
from django.db.models.deletion import Collector

from translations.history.recording import all_columns, change, stored, whole_of, written_together


def note_deletion(objs: Sequence[models.Model]) -> None:
    """Keep all that goes with these objects of one model, and the links that are taken away.

    Rows of every model, also of such without a history: units with their states and comments.
    """
    if not objs:
        return
    collector = Collector(using=router.db_for_write(type(objs[0])), origin=objs[0])
    collector.collect(objs)
    changes = []
    for model, keys in going(collector).items():
        scopes = scopes_of(model, keys)
        rows = stored(model, keys, all_columns(model))
        changes += [
            change("deleted", (model, pk), row, whole_of(model, pk, row), scopes.get(pk, ""))
            for pk, row in rows.items()
        ]
    written_together([*unlinked(collector), *changes])


def going(collector: Collector) -> dict[type, list[int]]:
    """Keys of everything that the collector would delete, by model."""
    found: dict[type, list[int]] = {}
    for model, instances in collector.data.items():
        found.setdefault(model, []).extend(obj.pk for obj in instances)
    for rows in collector.fast_deletes:
        found.setdefault(rows.model, []).extend(rows.values_list("pk", flat=True))
    return found


def scopes_of(model: type, keys: Sequence[int]) -> dict[int, str]:
    """To what the objects that have a history of their own are counted."""
    if getattr(model, "history_whole", "") != "" or not hasattr(model, "translation_scope"):
        return {}
    rows = models.QuerySet(model).filter(pk__in=keys)
    rows = rows.select_related(model.scope_path) if model.scope_path else rows
    return {obj.pk: obj.translation_scope() for obj in rows}


def unlinked(collector: Collector) -> Iterator:
    """Rows that stay and lose a link (SET_NULL)."""
    gone = going(collector)
    for (field, value), groups in collector.field_updates.items():
        keys = {obj.pk for group in groups for obj in group} - {*gone.get(field.model, ())}
        if value is None and hasattr(field.model, "history_whole"):
            rows = stored(field.model, sorted(keys), all_columns(field.model))
            for pk, row in rows.items():
                whole, before = whole_of(field.model, pk, row), {field.attname: row[field.attname]}
                yield change("unlinked", (field.model, pk), before, whole)
