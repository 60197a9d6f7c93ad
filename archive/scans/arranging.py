"""Order, labels and turns of an item's page images, many at once; the number of queries does not
grow with the number of pages but for one in every five hundred rows that change."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.description.former_codes import settle_search_text
from archive.models import ArchivalItem, DigitalObject
from archive.scans.pages import list_of_copies, remove_copies, wait_again

BATCH = 500
LONGEST_LABEL = DigitalObject._meta.get_field("label").max_length


class ArrangeError(ValueError):
    """What was asked for cannot be done; ``str()`` is a sentence for the curator."""


@dataclass(frozen=True)
class LabelStyle:
    """A way of numbering: ``example`` shows it, ``write`` makes the label of the n-th page."""

    example: str
    pattern: str
    sides: tuple[str, ...] = ("",)

    def write(self, first: int, place: int) -> str:
        leaf, side = divmod(place, len(self.sides))
        return self.pattern.format(first + leaf) + self.sides[side]


STYLES = {
    "leaves": LabelStyle("1r, 1v, 2r …", "{}", ("r", "v")),
    "pages": LabelStyle("p. 1, p. 2 …", "p. {}"),
    "numbers": LabelStyle("1, 2, 3 …", "{}"),
    "folios": LabelStyle("f. 1, f. 2 …", "f. {}"),
    "none": LabelStyle("", ""),
}
NO_LABEL = gettext_lazy("no label")


def check(actor: AbstractBaseUser, word: str = "change") -> None:
    if not actor.has_perm(f"archive.{word}_digitalobject"):
        raise PermissionDenied


def lock(item: ArchivalItem) -> None:
    """Of two people who arrange the same item one is the second."""
    ArchivalItem.objects.select_for_update(of=("self",)).only("pk").get(pk=item.pk)


def log(item: ArchivalItem, words: str, actor: AbstractBaseUser) -> None:
    LogEntry.objects.log_actions(actor.pk, [item], CHANGE, words, single_object=True)


def in_order(item: ArchivalItem) -> list[DigitalObject]:
    return list(item.digital_objects.order_by("order", "id").only("item", "order", "label"))


@transaction.atomic
def move(item: ArchivalItem, keys: Iterable[int], place: int, *, actor: AbstractBaseUser) -> int:
    """Put pages, in their present order, so that the first of them is the ``place``-th (from 1)."""
    check(actor)
    lock(item)
    wanted, pages = set(keys), in_order(item)
    moving = [page for page in pages if page.pk in wanted]
    staying = [page for page in pages if page.pk not in wanted]
    start = max(0, min(place - 1, len(staying)))
    renumber([*staying[:start], *moving, *staying[start:]])
    if moving:
        log(item, _("Page images moved."), actor)
    return len(moving)


def renumber(pages: list[DigitalObject]) -> None:
    changed = []
    for place, page in enumerate(pages):
        if page.order != place:
            page.order = place
            changed.append(page)
    DigitalObject.objects.bulk_update(changed, ["order"], batch_size=BATCH)


@transaction.atomic
def label(
    item: ArchivalItem, first: int, last: int, style: str, number: int, *, actor: AbstractBaseUser
) -> int:
    """Label the pages from place ``first`` to ``last`` (from 1), counting from ``number``."""
    check(actor)
    lock(item)
    pages = in_order(item)
    if style not in STYLES:
        raise ArrangeError(_("Choose how the pages are labelled."))
    if not 1 <= first <= last <= len(pages):
        message = _("There are %(count)d pages; choose a range within them.")
        raise ArrangeError(message % {"count": len(pages)})
    chosen = pages[first - 1 : last]
    for place, page in enumerate(chosen):
        page.label = STYLES[style].write(number, place)[:LONGEST_LABEL]
    DigitalObject.objects.bulk_update(chosen, ["label"], batch_size=BATCH)
    log(item, _("Page images labelled."), actor)
    return len(chosen)


@transaction.atomic
def turn(page: DigitalObject, rotation: int, *, actor: AbstractBaseUser) -> None:
    """Have a page shown turned by so many degrees clockwise; what is shown stays until then."""
    check(actor)
    if rotation not in DigitalObject.Rotation.values:
        raise ArrangeError(_("A page can be turned by quarters only."))
    wait_again(page, rotation=rotation)


@transaction.atomic
def delete(item: ArchivalItem, keys: Iterable[int], *, actor: AbstractBaseUser) -> int:
    """Delete page images and, after commit, copies that no other page shows. Originals stay."""
    check(actor, "delete")
    lock(item)
    pages = list(item.digital_objects.filter(pk__in=list(keys)))
    remove_copies([list_of_copies(page) for page in pages])
    DigitalObject.objects.filter(pk__in=[page.pk for page in pages]).delete()
    if pages:
        pages[0].note_on_item()
        settle_search_text(item)
        words = ngettext(
            "%(count)d page image deleted.", "%(count)d page images deleted.", len(pages)
        )
        log(item, words % {"count": len(pages)}, actor)
    return len(pages)
