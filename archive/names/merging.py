"""Two names become one.

The merged row stays with everything that stands in its own columns, so that its address leads
on and undoing is exact; its ``merge_record`` says what was moved, filled in or set aside.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.serializers import serialize
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.mapping.degrees import in_reader_s_way
from archive.models import Name, NameForm
from archive.models.located import COORDINATES
from archive.names.links import doubled_rows, links_to_names
from search.index import gathering
from translations.texts import LANGUAGES, column, exact

DATES = ("date", "date_as_written")


class MergeError(ValueError):
    """A merge that cannot be made or undone; ``str()`` is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do: forms that move, links by model that move or are there already."""

    forms: tuple[str, ...]
    preferred: tuple[str, ...]
    moved: dict[str, int]
    doubled: dict[str, int]
    identifiers: tuple[str, ...]
    filled: tuple[str, ...]


def check_mergeable(kept: Name, merged: Name) -> None:
    """Raises ``MergeError`` when the two cannot be one."""
    if kept.pk == merged.pk:
        raise MergeError(_("A name cannot be merged with itself."))
    if kept.merged_into_id or merged.merged_into_id:
        raise MergeError(_("One of these names has been merged already."))
    if genus(kept) != genus(merged):
        raise MergeError(
            _("People and bodies, places and subjects cannot be merged with each other.")
        )


def genus(name: Name) -> str:
    return "agent" if name.kind in Name.AGENTS else name.kind


def plan(kept: Name, merged: Name) -> Plan:
    """What merging would do; nothing is changed. Raises ``MergeError``."""
    check_mergeable(kept, merged)
    moved, doubled = {}, {}
    for link in links_to_names():
        title = str(link.model._meta.verbose_name_plural)
        twice = doubled_rows(link, kept, merged).count()
        rows = link.model._default_manager.filter(**{link.name: merged}).count()
        moved[title] = moved.get(title, 0) + rows - twice
        doubled[title] = doubled.get(title, 0) + twice
    return Plan(
        forms=tuple(row.form for row in new_forms(kept, merged)),
        preferred=tuple(form.form for form in variants(kept, merged)),
        moved={title: count for title, count in moved.items() if count},
        doubled={title: count for title, count in doubled.items() if count},
        identifiers=tuple(new_identifiers(kept, merged)),
        filled=tuple(told(kept, merged)),
    )


def told(kept: Name, merged: Name) -> Iterator[str]:
    """What is filled in, as people read it."""
    yield from (theirs for _name, _mine, theirs in lacking_words(kept, merged))
    if lacks_place(kept, merged):
        yield in_reader_s_way(merged.latitude, merged.longitude)


def new_forms(kept: Name, merged: Name) -> list[NameForm]:
    """Forms of the merged name that the kept one lacks."""
    there = {shape(form) for form in kept.forms.all()}
    return [row for row in merged.forms.order_by("order", "id") if shape(row) not in there]


def shape(form: NameForm) -> tuple[str, ...]:
    return form.form, form.kind, form.language, form.script


def variants(kept: Name, merged: Name) -> list[NameForm]:
    """Preferred forms of the merged name as variants of the kept one, where that is new."""
    there = {(form.text, form.language) for form in kept.written_forms()}
    there |= {(row.form, row.language) for row in merged.forms.all()}
    forms = ((exact(merged, "name", code), code) for code in LANGUAGES)
    return [
        NameForm(name=kept, form=text, language=code)
        for text, code in forms
        if text and exact(kept, "name", code) and (text, code) not in there
    ]


def new_identifiers(kept: Name, merged: Name) -> list[str]:
    return [one for one in merged.external_ids if one not in kept.external_ids]


@transaction.atomic
@gathering()
def merge_names(kept: Name, merged: Name, *, actor: AbstractBaseUser) -> None:
    """Everything of one name goes to the other; the merged address leads there from now on.

    Raises ``PermissionDenied`` and ``MergeError``.
    """
    check_permission(actor)
    kept, merged = locked(kept, merged)
    check_mergeable(kept, merged)
    record = {"at": timezone.now().isoformat(), "by": actor.get_username()}
    record["forms"] = move_forms(kept, merged)
    record["links"] = [moved_links(link, kept, merged) for link in links_to_names()]
    record["identifiers"] = new_identifiers(kept, merged)
    kept.external_ids = [*kept.external_ids, *record["identifiers"]]
    record["filled"] = fill(kept, merged)
    kept.save()
    merged.merged_into, merged.merge_record = kept, record
    merged.save()
    log(kept, _("“%(name)s” was merged into this name.") % {"name": merged}, actor)
    log(merged, _("Merged into “%(name)s”.") % {"name": kept}, actor)


def may_merge(actor: AbstractBaseUser) -> bool:
    return actor.has_perms(["archive.change_name", "archive.delete_name"])


def check_permission(actor: AbstractBaseUser) -> None:
    if not may_merge(actor):
        raise PermissionDenied


def locked(*names: Name) -> list[Name]:
    """The rows as they are now, held until the transaction ends."""
    rows = Name.objects.select_for_update().order_by("pk").in_bulk([name.pk for name in names])
    if len(rows) != len({name.pk for name in names}):
        raise MergeError(_("One of these names no longer exists."))
    return [rows[name.pk] for name in names]


def move_forms(kept: Name, merged: Name) -> dict[str, list]:
    """Keys of the forms that were moved, with their places, and of those that were made."""
    made, moved = variants(kept, merged), new_forms(kept, merged)
    place = kept.forms.count()
    NameForm.objects.bulk_create(made)
    places = [[row.pk, row.order] for row in moved]
    for number, row in enumerate([*made, *moved]):
        NameForm.objects.filter(pk=row.pk).update(name=kept, order=place + number)
    return {"made": [row.pk for row in made], "moved": places}


def moved_links(link: ForeignKey, kept: Name, merged: Name) -> dict:
    """Move the links of one model; those that the kept name has too are set aside in full."""
    twice = doubled_rows(link, kept, merged)
    aside = serialize("json", twice)
    twice.delete()
    rows = link.model._default_manager.filter(**{link.name: merged})
    keys = list(rows.values_list("pk", flat=True))
    rows.update(**{link.name: kept})
    return {"model": link.model._meta.label, "field": link.name, "moved": keys, "aside": aside}


def fill(kept: Name, merged: Name) -> dict[str, list[str | float | None]]:
    """Give the kept name what it lacks; column → what stood there and what stands there now."""
    record = {}
    for name, mine, theirs in lacking(kept, merged):
        before, after = getattr(kept, name), f"{mine}\n\n{theirs}" if mine else theirs
        setattr(kept, name, after)
        record[name] = [before, after]
    return record


def lacking(kept: Name, merged: Name) -> list[tuple[str, str, str | float]]:
    """What the kept name is given: column, what stands there, what is added."""
    place = COORDINATES if lacks_place(kept, merged) else ()
    return lacking_words(kept, merged) + [(name, "", getattr(merged, name)) for name in place]


def lacks_place(kept: Name, merged: Name) -> bool:
    """Whether only the other one is on the map; a point is taken over as a whole."""
    return merged.is_located and not kept.is_located


def lacking_words(kept: Name, merged: Name) -> list[tuple[str, str, str]]:
    """Columns that are empty here and not there, and second histories, which are added."""
    texts = [column(name, code) for name in ("name", "history") for code in LANGUAGES]
    values = (
        (name, getattr(kept, name) or "", getattr(merged, name) or "") for name in (*DATES, *texts)
    )
    return [
        (name, mine, theirs)
        for name, mine, theirs in values
        if theirs and (not mine or (name.startswith("history") and theirs not in mine))
    ]


def log(name: Name, words: str, actor: AbstractBaseUser) -> None:
    LogEntry.objects.log_actions(actor.pk, [name], CHANGE, words, single_object=True)
