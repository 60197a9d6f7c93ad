"""What an object and its parts were at some time, read backwards from what they are now."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Max, Min

from translations.history.recording import Key, Row, columns, linked, stored, told
from translations.models import Change, Recorded

NOW = 0  # the moment that has no change after it
Kind = Change.Kind
State = dict[Key, Row]


@dataclass(frozen=True, slots=True)
class Version:
    """What one request or command has done to an object: ``changes``, oldest first.

    ``moment`` names the state after it, ``before`` the state before it.
    """

    moment: int
    before: int
    at: datetime
    person: models.Model | None
    how: str
    note: str
    changes: tuple[Change, ...]


@cache
def part_models(model: type[models.Model]) -> tuple[type[models.Model], ...]:
    """Models whose rows are parts of an object of this one."""
    return tuple(
        found
        for found in apps.get_models()
        if issubclass(found, Recorded)
        and found.history_whole
        and found._meta.get_field(found.history_whole).related_model is model
    )


def link_of(model: type[models.Model]) -> str:
    """The column by which a part names its whole."""
    return model._meta.get_field(model.history_whole).attname


def changes_of(model: type[models.Model], pk: int) -> models.QuerySet:
    """Everything that was changed of an object and its parts, newest first."""
    kind = ContentType.objects.get_for_model(model)
    return Change.objects.filter(whole_type=kind, whole_id=pk)


def newest(model: type[models.Model], pk: int) -> int:
    """The key of the newest change of an object; 0 when there is none."""
    return changes_of(model, pk).order_by().aggregate(newest=Max("pk"))["newest"] or 0


def versions(model: type[models.Model], pk: int, *, page: object, per_page: int) -> Page:
    """A page of versions, newest first; three queries."""
    batches = changes_of(model, pk).order_by().values("batch")
    batches = batches.annotate(last=Max("pk"), first=Min("pk")).order_by("-last")
    found = Paginator(batches, per_page).get_page(page)
    rows = changes_of(model, pk).filter(batch__in=[one["batch"] for one in found.object_list])
    by_batch: dict = {}
    for change in rows.select_related("person").order_by("pk"):
        by_batch.setdefault(change.batch, []).append(change)
    found.object_list = [
        version(one["first"], one["last"], by_batch[one["batch"]]) for one in found.object_list
    ]
    return found


def version(first: int, last: int, changes: list[Change]) -> Version:
    end = changes[-1]
    notes = " · ".join(dict.fromkeys(filter(None, (one.note for one in changes))))
    return Version(last, first - 1, end.at, end.person, end.how, notes, tuple(changes))


def state(model: type[models.Model], pk: int, moment: int = NOW) -> State:
    """The columns of an object and of its parts after that change, the object itself first.

    It is empty where the object was not there. Queries: one for each kind of part, one for the
    changes since, some for rows that have gone elsewhere.
    """
    rows = present(model, pk)
    if moment:
        since = list(changes_of(model, pk).filter(pk__gt=moment).order_by("-pk"))
        add_strays(rows, since)
        for change in since:
            undo(rows, change)
    mine = {key: row for key, row in rows.items() if belongs(key, row, model, pk)}
    return mine if (model, pk) in mine else {}


def present(model: type[models.Model], pk: int) -> State:
    own = stored(model, [pk], columns(model))
    rows: State = {(model, key): {**row, **linked((model, key))} for key, row in own.items()}
    for part in part_models(model):
        held = models.QuerySet(part).filter(**{part.history_whole: pk})
        keys = list(held.order_by(*in_order(part)).values_list("pk", flat=True))
        found = stored(part, keys, columns(part))
        rows |= {(part, key): found[key] for key in keys if key in found}
    return rows


def in_order(model: type[models.Model]) -> list[str]:
    names = {field.name for field in model._meta.concrete_fields}
    return [name for name in ("order", "id") if name in names]


def key_of(change: Change) -> Key:
    kind = ContentType.objects.get_for_id(change.content_type_id)
    return kind.model_class(), change.object_id


def add_strays(rows: State, changes: list[Change]) -> None:
    """Read the rows that were parts of the object once and are now of another."""
    lacking: dict[type, set[int]] = {}
    for model, pk in map(key_of, changes):
        if model is not None and (model, pk) not in rows:
            lacking.setdefault(model, set()).add(pk)
    for model, keys in lacking.items():
        found = stored(model, sorted(keys), columns(model))
        rows.update({(model, key): row for key, row in found.items()})


def undo(rows: State, change: Change) -> None:
    """One step back."""
    key = key_of(change)
    if change.kind in (Kind.MADE, Kind.BROUGHT_BACK):
        rows.pop(key, None)
    elif change.kind == Kind.DELETED:
        rows[key] = {n: v for n, v in change.before.items() if n in told(key[0])}
    elif key in rows:
        known = told(key[0])
        rows[key] = {**rows[key], **{n: v for n, v in change.before.items() if n in known}}


def belongs(key: Key, row: Row, model: type[models.Model], pk: int) -> bool:
    if key[0] is model and not model.history_whole:
        return key[1] == pk
    return row.get(link_of(key[0])) == pk
