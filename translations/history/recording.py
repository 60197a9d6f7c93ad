"""Keeping what is overwritten: called by the models themselves, in the transaction of the writing.

Texts changed inside ``acting(…)`` are noted as that person's, all with one batch.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, router, transaction
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

from translations.texts import LANGUAGES, column
from translations.units.authorship import current

BATCH = 500
Row = dict[str, object]  # column → value, as JSON holds it
Key = tuple[type[models.Model], int]
_gathered: ContextVar[list | None] = ContextVar("gathered", default=None)
_known: ContextVar[dict[Key, Row]] = ContextVar("known", default={})  # noqa: B039 – never changed


def translated_names(model: type) -> set[str]:
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()


@cache
def columns(model: type[models.Model]) -> dict[str, models.Field]:
    """What a history tells of a model: what is in forms, and what it names besides.

    The column of a translated field without a language holds whatever was saved last.
    """
    bare = translated_names(model)
    return {
        field.attname: field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and field.name not in bare
        and (field.editable or field.name in model.history_also)
    }


@cache
def links(model: type[models.Model]) -> dict[str, models.ManyToManyField]:
    """Links to many objects that forms show; they lie in tables of their own."""
    return {field.name: field for field in model._meta.local_many_to_many}


def told(model: type[models.Model]) -> dict[str, models.Field]:
    """Everything that a history tells of a model, by the names under which it is kept."""
    return {**columns(model), **links(model)}


def linked(key: Key) -> Row:
    """The keys of what an object links to, by the name of the link."""
    model, pk = key
    return {
        name: sorted(
            field.remote_field.through._base_manager.filter(
                **{field.m2m_field_name(): pk}
            ).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True)
        )
        for name, field in links(model).items()
    }


def all_columns(model: type[models.Model]) -> dict[str, models.Field]:
    """Everything that a row must have to be put back as it was."""
    return {f.attname: f for f in model._meta.concrete_fields if not f.generated}


def columns_named(model: type, names: Iterable[str]) -> list[str]:
    """Those of the recorded columns that are meant by names of fields or columns."""
    known, bare, found = columns(model), translated_names(model), []
    for name in names:
        if name in bare:
            found += [column(name, code) for code in LANGUAGES]
        elif name != "pk":
            found.append(model._meta.get_field(name).attname)
    return [name for name in known if name in set(found)]


def plain(value: object) -> object:
    """A value of a column as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "storage"):
        return value.name or ""
    return str(value) if isinstance(value, uuid.UUID) else value


def is_same(one: object, other: object) -> bool:
    """Whether two plain values mean the same: a missing text is a blank one."""
    return one == other or (one in (None, "") and other in (None, ""))


def stored(model: type, keys: Sequence[int], names: Iterable[str]) -> dict[int, Row]:
    """What the database holds of some rows, by key."""
    names, found = list(names), {}
    rows = models.QuerySet(model)  # not rewritten by modeltranslation
    for start in range(0, len(keys), BATCH):
        some = rows.filter(pk__in=keys[start : start + BATCH]).order_by()
        for key, *values in some.values_list("pk", *names):
            found[key] = dict(zip(names, map(plain, values), strict=True))
    return found


def in_memory(obj: models.Model, names: Iterable[str]) -> Row:
    return {name: plain(obj.__dict__[name]) for name in names if name in obj.__dict__}


# Writing


@contextmanager
def gathering(loaded: Iterable[models.Model] = ()) -> Iterator[None]:
    """Changes made inside are written together at the end.

    ``loaded`` are objects as the database holds them: they need not be read again.
    """
    known = {(type(obj), obj.pk): in_memory(obj, columns(type(obj))) for obj in loaded}
    token, known_token = _gathered.set(changes := []), _known.set(known)
    try:
        yield
    finally:
        _gathered.reset(token)
        _known.reset(known_token)
    write(changes)


def write(changes: list) -> None:
    gathered = _gathered.get()
    if gathered is not None:
        gathered += changes
    elif changes:
        apps.get_model("translations", "Change").objects.bulk_create(changes, batch_size=BATCH)


def batch() -> uuid.UUID:
    return current().batch or uuid.uuid4()


def change(kind: str, key: Key, before: Row | None, whole: Key, scope: str = ""):
    """A row of history (not saved)."""
    author, types = current(), ContentType.objects
    model, pk = key
    return apps.get_model("translations", "Change")(
        content_type=types.get_for_model(model),
        object_id=pk,
        whole_type=types.get_for_model(whole[0]),
        whole_id=whole[1],
        kind=kind,
        before=before,
        scope=scope,
        person=author.actor,
        how=author.how,
        note=author.note,
        at=timezone.now(),
    )


def written_together(changes: list) -> None:
    """Write changes with one batch."""
    shared = batch()
    for one in changes:
        one.batch = shared
    write(changes)


def whole_of(model: type, pk: int, row: Row) -> Key:
    """The object whose history tells of a row."""
    link = getattr(model, "history_whole", "")
    if not link:
        return model, pk
    field = model._meta.get_field(link)
    return field.related_model, row[field.attname]


@contextmanager
def noting(obj: models.Model, names: Iterable[str] | None) -> Iterator[None]:
    """Around ``save()``: what the row was before, if anything of it changes."""
    model = type(obj)
    wanted = list(columns(model)) if names is None else columns_named(model, names)
    if names is not None and not wanted:
        yield
        return
    with transaction.atomic(using=router.db_for_write(model), savepoint=False):
        before = before_saving(obj, wanted)
        yield
        now = in_memory(obj, columns(model))
        whole = whole_of(model, obj.pk, {**(before or {}), **now})
        if before is None:
            written_together([change("made", (model, obj.pk), None, whole)])
        elif former := changed(before, now):
            written_together([change("changed", (model, obj.pk), former, whole)])


def before_saving(obj: models.Model, wanted: list[str]) -> Row | None:
    if obj.pk is None:
        return None
    known = _known.get().get((type(obj), obj.pk))
    if known is not None and all(name in known for name in wanted):
        return {name: known[name] for name in wanted}
    return stored(type(obj), [obj.pk], wanted).get(obj.pk)


def changed(before: Row, now: Row) -> Row:
    """What stood in the columns that are others now."""
    return {n: v for n, v in before.items() if n in now and not is_same(v, now[n])}


@contextmanager
def noting_links(obj: models.Model) -> Iterator[None]:
    """Around the saving of links to many objects, which no ``save()`` sees."""
    key = (type(obj), obj.pk)
    with transaction.atomic(savepoint=False):
        before = linked(key)
        yield
        if former := changed(before, linked(key)):
            written_together([change("changed", key, former, key)])


@contextmanager
def noting_rows(model: type, keys: Sequence[int], names: list[str]) -> Iterator[None]:
    """Around a writing of many rows: what those were before that are others after it."""
    link = getattr(model, "history_whole", "")
    read = {*names, model._meta.get_field(link).attname} if link else set(names)
    befores = stored(model, keys, read) if names else {}
    yield
    afters = stored(model, keys, names) if names else {}
    pairs = ((key, befores[key], afters[key]) for key in befores if key in afters)
    changes = [
        change("changed", (model, key), former, whole_of(model, key, before))
        for key, before, after in pairs
        if (former := changed(before, after))
    ]
    written_together(changes)


def note_made(objs: Sequence[models.Model]) -> None:
    rows = ((type(obj), obj.pk, obj.__dict__) for obj in objs)
    written_together([change("made", row[:2], None, whole_of(*row)) for row in rows])
