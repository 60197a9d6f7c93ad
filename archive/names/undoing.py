"""A merge of names is taken back."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers import deserialize
from django.db import transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from archive.models import Name, NameForm
from archive.models.located import COORDINATES
from archive.names.links import links_to_names, unique_with
from archive.names.merging import MergeError, check_permission, locked, log
from search.index import gathering


@dataclass(slots=True)
class Undone:
    """What an undoing could not bring back, as sentences."""

    lost: list[str] = field(default_factory=list)


@transaction.atomic
@gathering()
def undo_merge(merged: Name, *, actor: AbstractBaseUser) -> Undone:
    """Make two names of one again. What was edited since stays edited.

    Returns what could not be brought back. Raises ``PermissionDenied`` and ``MergeError``.
    """
    check_permission(actor)
    if not merged.merged_into_id:
        raise MergeError(_("This name has not been merged."))
    merged, kept = locked(merged, merged.merged_into)
    if merged.merged_into_id != kept.pk:  # somebody was faster
        raise MergeError(_("This name has not been merged."))
    if kept.merged_into_id:
        words = _("“%(name)s” has itself been merged since. Undo that first.")
        raise MergeError(words % {"name": kept})
    record, undone = merged.merge_record, Undone()
    return_forms(record["forms"], kept, merged, undone)
    for links in record["links"]:
        return_links(links, kept, merged, undone)
    gone = set(record["identifiers"])
    kept.external_ids = [one for one in kept.external_ids if one not in gone]
    unfill(kept, record["filled"], undone)
    merged.merged_into, merged.merge_record = None, {}
    merged.save()
    kept.save()
    log(kept, _("The merging of “%(name)s” was undone.") % {"name": merged}, actor)
    log(merged, _("The merging into “%(name)s” was undone.") % {"name": kept}, actor)
    return undone


def return_forms(record: dict, kept: Name, merged: Name, undone: Undone) -> None:
    """Made forms go, moved ones return to their places."""
    kept.forms.filter(pk__in=record["made"]).delete()
    rows = kept.forms.in_bulk([key for key, _place in record["moved"]])
    for key, place in record["moved"]:
        if key in rows:
            NameForm.objects.filter(pk=key).update(name=merged, order=place)
        else:
            undone.lost.append(_("A form that was removed since stays removed."))


def return_links(record: dict, kept: Name, merged: Name, undone: Undone) -> None:
    link = next(
        one
        for one in links_to_names()
        if (one.model._meta.label, one.name) == (record["model"], record["field"])
    )
    for aside in deserialize("json", record["aside"]):
        bring_back(aside.object, link, merged, undone)
    rows = link.model._default_manager.filter(**{link.name: kept}).in_bulk(record["moved"])
    for key in record["moved"]:
        if key in rows:
            bring_back(rows[key], link, merged, undone)
        else:
            undone.lost.append(_("A link that was removed since stays removed."))


def bring_back(row: Model, link: ForeignKey, merged: Name, undone: Undone) -> None:
    """Link the row to the merged name again, if what it links still exists and nothing is twice."""
    setattr(row, link.name, merged)
    targets = [f for f in row._meta.concrete_fields if isinstance(f, ForeignKey)]
    exists = all(
        f.related_model._base_manager.filter(pk=getattr(row, f.attname)).exists()
        for f in targets
        if getattr(row, f.attname) is not None
    )
    if not exists:
        undone.lost.append(_("A link to something that was deleted since cannot be made again."))
    elif is_doubled(row, link, merged):
        undone.lost.append(_("A link stays where it is: the other name has the same by now."))
    else:
        row.save(force_insert=not type(row)._base_manager.filter(pk=row.pk).exists())


def is_doubled(row: Model, link: ForeignKey, merged: Name) -> bool:
    others = type(row)._base_manager.filter(**{link.name: merged}).exclude(pk=row.pk)
    return any(
        others.filter(**{name: getattr(row, name) for name in names}).exists()
        for names in unique_with(link)
    )


def unfill(kept: Name, record: dict[str, list[str | float | None]], undone: Undone) -> None:
    """Take out what was filled in, unless somebody has written there since."""
    edited = {name for name, (_before, after) in record.items() if getattr(kept, name) != after}
    if edited & {*COORDINATES}:  # a point stays as a whole
        edited |= record.keys() & {*COORDINATES}
    for name, (before, _after) in record.items():
        if name not in edited:
            setattr(kept, name, before)
        else:
            words = _("“%(field)s” was edited since the merge and stays as it is.")
            undone.lost.append(words % {"field": Name._meta.get_field(name).verbose_name})
