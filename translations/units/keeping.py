"""Keeping units in step with the texts, whatever changed them.

``Translated.save()`` and ``TranslatedQuerySet`` call this in the transaction of the change, so
that admin, importers, commands and shells need not remember it. What even they do not see (raw
SQL) is found and mended by ``manage.py recount_translations``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from translations.states import translated_fields
from translations.texts import LANGUAGES, column, exact
from translations.units.authorship import current
from translations.units.vocabulary import Action, Origin, State
from translations.units.wording import fingerprint, word_count

BATCH = 1_000
WRITTEN = (
    *("source_language", "scope", "state", "text", "source_text", "made_from", "source_now"),
    *("words", "made_how", "made_by", "made_at", "approved_by", "approved_at", "version"),
    "changed_at",
)


def concerns(model: type, names: Iterable[str]) -> bool:
    """Whether a change of these columns (or bare fields) can change a unit."""
    names, fields = set(names), translated_fields(model)
    watched = {"source_language", *fields}
    watched.update(column(name, code) for name in fields for code in LANGUAGES)
    return bool(names & watched)


@dataclass
class Changes:
    """What is to be written, gathered over many objects."""

    made: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    revisions: list = field(default_factory=list)
    marks: list = field(default_factory=list)  # objects whose note of machine-made columns changes

    def __bool__(self) -> bool:
        return bool(self.count or self.marks)

    @property
    def count(self) -> int:
        return len(self.made) + len(self.changed) + len(self.gone)

    def write(self, model: type) -> None:
        units, revisions = (
            apps.get_model("translations", name) for name in ("TranslationUnit", "UnitRevision")
        )
        units.objects.bulk_create(self.made, batch_size=BATCH)
        # Many times as fast as bulk_update(): the rows exist, so each one is a conflict.
        units.objects.bulk_create(
            self.changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=WRITTEN,
        )
        if self.gone:
            units.objects.filter(pk__in=self.gone).delete()
        revisions.objects.bulk_create(self.revisions, batch_size=BATCH)
        for obj in self.marks:
            model._base_manager.filter(pk=obj.pk).update(machine_made=obj.machine_made)


def keep(objects: Sequence[models.Model], *, are_new: bool = False) -> int:
    """Bring the units of these objects (of one model) into step; how many units were touched.

    ``are_new`` says that they cannot have units yet, which spares looking for them.
    """
    touched = 0
    objects = list(objects)
    for start in range(0, len(objects), BATCH):
        some = objects[start : start + BATCH]
        changes = compare(some, {} if are_new else units_by_object(some))
        if changes:
            changes.write(type(some[0]))
        touched += changes.count
    return touched


def keep_by_keys(model: type, keys: Sequence[int]) -> int:
    """The same for rows that were changed by ``update()``; they are read again in batches."""
    touched = 0
    for start in range(0, len(keys), BATCH):
        touched += keep(list(rows_of(model).filter(pk__in=keys[start : start + BATCH])))
    return touched


def rows_of(model: type) -> models.QuerySet:
    """All rows, each with what tells its scope."""
    rows = model._base_manager.order_by("pk")
    return rows.select_related(model.scope_path) if model.scope_path else rows


def units_by_object(objects: Sequence[models.Model]) -> dict[int, list]:
    units = apps.get_model("translations", "TranslationUnit")
    found: dict[int, list] = {}
    for unit in units.objects.of(*objects):
        found.setdefault(unit.object_id, []).append(unit)
    return found


def compare(objects: Sequence[models.Model], known: dict[int, list]) -> Changes:
    """What differs between the texts and the units."""
    changes = Changes()
    kind = ContentType.objects.get_for_model(type(objects[0]))
    fields = translated_fields(type(objects[0]))
    for obj in objects:
        units = {(unit.field, unit.language): unit for unit in known.get(obj.pk, ())}
        scope = obj.translation_scope()
        for name in fields:
            compare_field(obj, name, Frame(kind, scope, units), changes)
        note_machine(obj, units.values(), changes)
    return changes


@dataclass(slots=True)
class Frame:
    """What the units of an object have in common."""

    kind: ContentType
    scope: str
    units: dict[tuple[str, str], models.Model]


def compare_field(obj: models.Model, name: str, frame: Frame, changes: Changes) -> None:
    loaded = obj.__dict__
    source = column(name, obj.source_language)
    if source not in loaded:  # deferred: it was not changed
        return
    wording = exact(obj, name, obj.source_language)
    now, words = fingerprint(wording), None
    for language in LANGUAGES:
        unit = frame.units.get((name, language))
        if language == obj.source_language:
            rest(unit, obj, frame, changes)
            continue
        if column(name, language) not in loaded:
            continue
        text = exact(obj, name, language)
        if unit is None:
            if wording or text:
                words = word_count(wording) if words is None else words
                unit = new_unit(obj, name, language, frame)
                unit.source_now, unit.words = now, words
                settle_text(unit, text, wording, now)
                frame.units[name, language] = unit
                changes.made.append(unit)
            continue
        if not wording and not text and unit.state == State.MISSING and unit.version == 1:
            changes.gone.append(unit.pk)
            continue
        if follow(unit, text, wording, now, changes) | place(unit, obj, frame):
            changes.changed.append(unit)


def rest(unit, obj: models.Model, frame: Frame, changes: Changes) -> None:
    """A unit whose language is the source keeps its state and waits."""
    if unit is not None and place(unit, obj, frame):
        changes.changed.append(unit)


def place(unit, obj: models.Model, frame: Frame) -> bool:
    """Where the unit belongs; whether that is new."""
    found = (unit.source_language, unit.scope)
    unit.source_language, unit.scope = obj.source_language, frame.scope
    return found != (unit.source_language, unit.scope)


def new_unit(obj: models.Model, name: str, language: str, frame: Frame):
    return apps.get_model("translations", "TranslationUnit")(
        content_type=frame.kind,
        object_id=obj.pk,
        field=name,
        language=language,
        source_language=obj.source_language,
        scope=frame.scope,
    )


def follow(unit, text: str, wording: str, now: str, changes: Changes) -> bool:
    """Bring a unit into step with source and translation; whether anything changed."""
    before, was_current = unit.source_now, unit.made_from == unit.source_now
    if before != now:
        unit.source_now, unit.words = now, word_count(wording)
        if current().small_correction and was_current and unit.state and text == unit.text:
            unit.made_from, unit.source_text = now, wording
            changes.revisions.append(revision(unit, Action.SMALL_CORRECTION))
    if text != unit.text:
        if unit.text and unit.version == 1:  # what was there is kept before it goes
            changes.revisions.append(first_revision(unit))
        settle_text(unit, text, wording, now)
        unit.version += 1
        unit.changed_at = timezone.now()
        changes.revisions.append(revision(unit, Action.WRITTEN if text else Action.CLEARED))
        return True
    return before != now


def settle_text(unit, text: str, wording: str, now: str) -> None:
    """A text that somebody has written just now, from the source as it is now.

    Who has seen an older wording of it has translated that one, and the unit is outdated at once.
    """
    author = current()
    if author.source_seen and (seen := fingerprint(author.source_seen)) != now:
        wording, now = author.source_seen, seen
    unit.text, unit.state = text, State.DRAFT if text else State.MISSING
    unit.made_from, unit.source_text = (now, wording) if text else ("", "")
    unit.made_how = author.how if text else Origin.SYSTEM
    unit.made_by = author.actor if text else None
    unit.made_at = timezone.now() if text else None
    unit.approved_by = unit.approved_at = None


def revision(unit, action: str, *, note: str = ""):
    """What the unit is now, as a row of its history (not saved)."""
    author = current()
    return apps.get_model("translations", "UnitRevision")(
        unit=unit,
        action=action,
        text=unit.text,
        state=unit.state,
        source_text=unit.source_text,
        made_from=unit.made_from,
        how=author.how,
        person=author.actor,
        note=note or author.note,
    )


def first_revision(unit):
    """How the unit began, noted when it is first changed."""
    made = revision(unit, Action.WRITTEN)
    made.how, made.person, made.note = unit.made_how, unit.made_by, ""
    return made


def note_machine(obj: models.Model, units: Iterable, changes: Changes) -> None:
    """Which columns hold what a machine has made and nobody approved."""
    columns = " ".join(sorted(machine_columns(obj, units)))
    if columns != obj.__dict__.get("machine_made", columns):
        obj.machine_made = columns
        changes.marks.append(obj)


def machine_columns(obj: models.Model, units: Iterable) -> Iterator[str]:
    for unit in units:
        if (
            unit.language != obj.source_language
            and unit.made_how == Origin.MACHINE
            and State.MISSING < unit.state < State.APPROVED
        ):
            yield unit.column
