"""What can happen to the place of an archival item in its tree.

A branch is moved as a whole. Moves within one institution wait for each other, so that two of
them cannot make a circle; a branch never leaves its institution.
"""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from archive.models import ArchivalItem, Repository

BATCH = 500


class PlaceError(ValueError):
    """A place that cannot be taken; ``str()`` is a sentence for the user."""


def siblings_of(item: ArchivalItem) -> QuerySet:
    """Everything that lies where the item lies, itself included, as it is arranged."""
    beside = ArchivalItem.objects.filter(parent=item.parent_id)
    if item.parent_id is None:
        beside = beside.filter(repository=item.repository_id)
    return beside.in_their_order()


def check_may_move(actor: AbstractBaseUser) -> None:
    if not actor.has_perm("archive.change_archivalitem"):
        raise PermissionDenied


def hold_institutions(*items: ArchivalItem) -> None:
    """Let other moves within the institutions of these items wait for the end of this one."""
    outermost = {item.repository.lineage()[0].pk for item in items}
    rows = Repository.objects.select_for_update(no_key=True)
    list(rows.filter(pk__in=outermost).order_by("pk").values_list("pk"))


@transaction.atomic
def move_below(
    item: ArchivalItem, parent: ArchivalItem | None, *, actor: AbstractBaseUser
) -> ArchivalItem:
    """Hang an item, with all that lies below it, under another or (None) at the top.

    Returns the item as it is stored. Raises ``PermissionDenied``, or ``PlaceError`` with the
    reason, and then nothing has changed. However large the branch, its paths are one UPDATE.
    """
    check_may_move(actor)
    hold_institutions(*filter(None, (item, parent)))
    item = fresh(item)
    parent = fresh(parent) if parent else None
    if parent and (reason := item.why_not_below(parent)):
        raise PlaceError(reason)
    if (parent.pk if parent else None) == item.parent_id:
        return item
    item.parent = parent
    item.order = 0
    put_last(item)
    item.save(update_fields=["parent", "order"])
    log(item, _("Moved with everything below it."), actor)
    return item


def fresh(item: ArchivalItem) -> ArchivalItem:
    """The row as it is now, past everything that was waited for."""
    return ArchivalItem.objects.select_related("repository").get(pk=item.pk)


def put_last(item: ArchivalItem) -> None:
    """Give an item the last place where a curator has arranged the others (not saved)."""
    others = siblings_of(item).exclude(pk=item.pk).order_by()
    last = others.aggregate(last=Max("order"))["last"] or 0
    item.order = last + 1 if last else 0


@transaction.atomic
def move_among_siblings(item: ArchivalItem, place: int, *, actor: AbstractBaseUser) -> None:
    """Put an item at a place (from 0) among those beside it; beyond the ends means the end."""
    check_may_move(actor)
    hold_institutions(item)
    item = fresh(item)
    keys = list(siblings_of(item).values_list("pk", flat=True))
    keys.remove(item.pk)
    keys.insert(max(0, min(place, len(keys))), item.pk)
    renumber(keys)
    log(item, _("Moved."), actor)


def renumber(keys: list[int]) -> None:
    """Write places from 1 in the given order; only rows whose place changes are touched."""
    places = dict(ArchivalItem.objects.filter(pk__in=keys).values_list("pk", "order"))
    changed = [
        ArchivalItem(pk=key, order=place)
        for place, key in enumerate(keys, 1)
        if places.get(key) != place
    ]
    ArchivalItem.objects.bulk_update(changed, ["order"], batch_size=BATCH)


@transaction.atomic
def order_by_code(item: ArchivalItem, *, actor: AbstractBaseUser) -> None:
    """Take back what was arranged beside an item: all of them follow their codes again."""
    check_may_move(actor)
    hold_institutions(item)
    siblings_of(item).order_by().update(order=0)
    log(item, _("Put in the order of the codes."), actor)


def log(item: ArchivalItem, words: str, actor: AbstractBaseUser) -> None:
    LogEntry.objects.log_actions(actor.pk, [item], CHANGE, words, single_object=True)
