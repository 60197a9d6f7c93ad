"""What was deleted, brought back as it was: with its place, its links, its texts and their states.

Rows get their former keys (which nothing else ever has), so that addresses, links and units mean
the same again. It comes back as a whole or not at all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections, models, router, transaction
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from translations.history.recording import (
    BATCH,
    Key,
    all_columns,
    change,
    whole_of,
    written_together,
)
from translations.history.states import key_of
from translations.history.words import deleted_title, made_of
from translations.models import Change, Recorded, Translated
from translations.units import keeping
from translations.units.authorship import acting

Kind = Change.Kind
_settlers: dict[type[models.Model], Callable[[models.Model, Iterable[str]], None]] = {}


class RestoreError(ValueError):
    """Something that cannot be brought back; ``str()`` is a sentence for the user."""


def after_restoring(
    model: type[models.Model], act: Callable[[models.Model, Iterable[str]], None]
) -> None:
    """What else must happen to a row that was restored: called with it and the names of fields
    that were changed, none for one that was brought back."""
    _settlers[model] = act


def settle(obj: models.Model, names: Iterable[str] = ()) -> None:
    if act := _settlers.get(type(obj)):
        act(obj, names)


# What there is


def deletions(model: type[models.Model]) -> models.QuerySet:
    """The last deletions of objects that are not there now, newest first."""
    kind = ContentType.objects.get_for_model(model)
    found = Change.objects.filter(content_type=kind, kind=Kind.DELETED)
    later = found.filter(object_id=OuterRef("object_id"), pk__gt=OuterRef("pk"))
    there = model._base_manager.filter(pk=OuterRef("object_id"))
    return found.filter(~Exists(later), ~Exists(there)).order_by("-pk")


def latest_deletion(model: type[models.Model], pk: int) -> Change | None:
    return deletions(model).filter(object_id=pk).first()


def gone_with(deletion: Change) -> list[Change]:
    """The deletion itself and those of all that went with the object, what holds first."""
    whole = {key_of(one): one for one in same_batch(deletion, Kind.DELETED)}
    below: dict[Key, list[Key]] = defaultdict(list)
    for key, one in whole.items():
        for above in held_by(key[0], one.before):
            below[above].append(key)
    found, waiting = {}, [key_of(deletion)]
    while waiting:
        key = waiting.pop(0)
        if key in whole and key not in found:
            found[key] = whole[key]
            waiting += below[key]
    return list(found.values())


def same_batch(deletion: Change, kind: str) -> models.QuerySet:
    return Change.objects.filter(batch=deletion.batch, kind=kind).order_by("pk")


def held_by(model: type[models.Model] | None, row: dict) -> Iterator[Key]:
    """The rows with which this one goes: what it names by a link that cascades."""
    if model is None:
        return
    for column in model._meta.concrete_fields:
        is_held = (
            isinstance(column, models.ForeignKey)
            and column.remote_field.on_delete is models.CASCADE
        )
        if is_held and row.get(column.attname) is not None:
            yield column.related_model, row[column.attname]
    for generic in model._meta.private_fields:
        if isinstance(generic, GenericForeignKey) and row.get("content_type_id"):
            kind = ContentType.objects.get_for_id(row["content_type_id"])
            yield kind.model_class(), row[generic.fk_field]


# Bringing it back


@transaction.atomic
def bring_back(deletion: Change, *, actor: AbstractBaseUser) -> list[models.Model]:
    """Put a deleted object back, and all that went with it; returns what has a history.

    Raises ``PermissionDenied`` and ``RestoreError``; then nothing is changed.
    """
    if latest_deletion(*key_of(deletion)) != deletion:
        raise RestoreError(_("This has been brought back already."))
    gone = gone_with(deletion)
    require_adding(actor, {key_of(one)[0] for one in gone}, deletion)
    with acting(actor=actor):
        try:
            with transaction.atomic():
                return put_back(rows_of(gone), deletion)
        except ValidationError as error:
            raise RestoreError(sentence(error)) from error
        except IntegrityError as error:
            words = _("“%(title)s” cannot come back: it contradicts what is there by now.")
            raise RestoreError(words % {"title": deleted_title(deletion)}) from error


def require_adding(actor: AbstractBaseUser, wanted: set[type], where: Change) -> None:
    """Asked of the exhibition to which the deleted object belonged."""
    for model in wanted:
        if issubclass(model, Recorded):
            meta = model._meta
            if not actor.has_perm(f"{meta.app_label}.add_{meta.model_name}", where):
                raise PermissionDenied


def sentence(error: ValidationError) -> str:
    return " ".join(error.messages)


def rows_of(gone: list[Change]) -> dict[type, list[models.Model]]:
    """The objects as they were, by model; those that hold others first."""
    found, there = defaultdict(list), dict.fromkeys(map(key_of, gone), True)
    for one in gone:
        model, pk = key_of(one)
        known = all_columns(model)
        row = {name: value for name, value in one.before.items() if name in known}
        if has_targets(model, row, there):
            found[model].append(made_of(model, pk, row))
    return found


def has_targets(model: type[models.Model], row: dict, there: dict[Key, bool]) -> bool:
    """Whether what a row links is there, or comes back with it; ``there`` remembers the answers.

    A link that may be empty is emptied. False for rows without a history that cannot be
    without their link.
    """
    for column in all_columns(model).values():
        value = row.get(column.attname)
        if not isinstance(column, models.ForeignKey) or value is None:
            continue
        key = (column.related_model, value)
        if key not in there:
            there[key] = column.related_model._base_manager.filter(pk=value).exists()
        if there[key]:
            continue
        if column.null:
            row[column.attname] = None
        elif issubclass(model, Recorded):
            raise RestoreError(missing(model, column, value))
        else:
            return False
    return True


def missing(model: type[models.Model], column: models.ForeignKey, value: int) -> str:
    """What must be brought back first."""
    gone = latest_deletion(column.related_model, value)
    return _(
        "%(part)s: the %(what)s “%(title)s” that it belongs to is no longer there. "
        "Bring that back first."
    ) % {
        "part": capfirst(model._meta.verbose_name),
        "what": column.verbose_name,
        "title": deleted_title(gone) if gone else value,
    }


def put_back(rows: dict[type, list[models.Model]], deletion: Change) -> list[models.Model]:
    recorded = [obj for model in rows if issubclass(model, Recorded) for obj in rows[model]]
    for obj in recorded:
        obj.validate_unique()
        obj.validate_constraints()
    for model, objects in rows.items():
        insert(model, objects)
    relink(deletion, {(type(obj), obj.pk) for obj in recorded})
    for model, objects in rows.items():
        if issubclass(model, Translated):
            keeping.keep(objects)
    for obj in recorded:
        if not obj.history_whole:
            obj.clean()
        settle(obj)
    note(recorded)
    return recorded


def insert(model: type[models.Model], objects: list[models.Model]) -> None:
    """As they were: times that ``save()`` would set are kept, and nothing is computed."""
    using = router.db_for_write(model)
    fields = list(all_columns(model).values())
    most = min(BATCH, connections[using].ops.bulk_batch_size(fields, objects))
    for start in range(0, len(objects), most):
        some = objects[start : start + most]
        models.QuerySet(model)._insert(some, fields=fields, using=using, raw=True)
    for obj in objects:
        obj._state.adding, obj._state.db = False, using


def relink(deletion: Change, back: set[Key]) -> None:
    """Links that the deletion took away, where nothing else was linked since."""
    for one in same_batch(deletion, Kind.UNLINKED):
        model, pk = key_of(one)
        for name, value in one.before.items():
            column = model._meta.get_field(name)
            if (column.related_model, value) in back:
                empty = model._default_manager.filter(pk=pk, **{f"{name}__isnull": True})
                empty.update(**{name: value})


def note(recorded: list[models.Model]) -> None:
    written_together(
        [
            change(Kind.BROUGHT_BACK, (type(obj), obj.pk), None, whole_of(*row_of(obj)))
            for obj in recorded
        ]
    )


def row_of(obj: models.Model) -> tuple:
    return type(obj), obj.pk, obj.__dict__
