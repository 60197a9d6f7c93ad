"""What can happen to an exhibition: one function each, used by admin, views and commands."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from exhibits.models import Essay, Exhibition, FormerAddress, Panel, Section


class MoveError(ValueError):
    """A move that cannot be made; ``str()`` is a sentence for the user."""


def may_publish(user: AbstractBaseUser, exhibition: Exhibition) -> bool:
    return user.has_perm("exhibits.publish_exhibition", exhibition)


def check_publisher(actor: AbstractBaseUser, exhibition: Exhibition) -> None:
    if not may_publish(actor, exhibition):
        raise PermissionDenied


def log(obj: Model, words: str, actor: AbstractBaseUser) -> None:
    LogEntry.objects.log_actions(actor.pk, [obj], CHANGE, words, single_object=True)


def keep_address(obj: Exhibition | Section | Essay, former: str) -> None:
    """Note the slug that an object had, so that its old address leads to the new one."""
    if not former or former == obj.slug:
        return
    places = {"section": obj if isinstance(obj, Section) else None}
    places["essay"] = obj if isinstance(obj, Essay) else None
    exhibition = obj if isinstance(obj, Exhibition) else obj.exhibition
    FormerAddress.objects.update_or_create(slug=former, exhibition=exhibition, **places)


def siblings(obj: Section | Panel):
    """Rows among which an object is ordered."""
    if isinstance(obj, Section):
        return Section.objects.filter(exhibition=obj.exhibition_id, parent=obj.parent_id)
    return Panel.objects.filter(section=obj.section_id)


def put_last(obj: Section | Panel) -> None:
    """Give a new object the place after its siblings (not saved)."""
    last = siblings(obj).exclude(pk=obj.pk).aggregate(last=Max("order"))["last"]
    obj.order = 0 if last is None else last + 1


@transaction.atomic
def move(obj: Section | Panel, place: int, *, actor: AbstractBaseUser) -> None:
    """Put an object at a place (from 0) among its siblings and log it.

    Raises ``PermissionDenied``; a place beyond the ends means the end.
    """
    if not actor.has_perm(f"exhibits.change_{obj._meta.model_name}", obj):
        raise PermissionDenied
    rows = list(siblings(obj).select_for_update().order_by("order", "id"))
    rows = [row for row in rows if row.pk != obj.pk]
    rows.insert(max(0, min(place, len(rows))), obj)
    renumber(rows)
    log(obj, _("Moved."), actor)


def renumber(rows: list) -> None:
    """Write places from 0; only rows whose place changes are touched."""
    for place, row in enumerate(rows):
        if row.order != place:
            row.order = place
            type(row).objects.filter(pk=row.pk).update(order=place)


@transaction.atomic
def move_panel_to(panel: Panel, section: Section, place: int, *, actor: AbstractBaseUser) -> None:
    """Hang a panel in another section of the same exhibition."""
    if panel.section.exhibition_id != section.exhibition_id:
        raise MoveError(_("A panel cannot be moved to another exhibition."))
    if not actor.has_perm("exhibits.change_panel", panel):
        raise PermissionDenied
    if panel.section_id != section.pk:
        panel.section = section
        panel.save(update_fields=["section"])
    move(panel, place, actor=actor)
