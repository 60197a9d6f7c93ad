"""Small pictures beside search results, and where page images are shown: as it is today."""

from collections.abc import Iterable, Iterator

from django.db.models import Case, QuerySet, Value, When

from archive.display import copy_address, smallest
from archive.models import DigitalObject, open_now, page_number
from archive.shown_copies import COPY, with_checksums
from search.documents import Entry, Shown

CHECKSUM = 40  # digits of it in the name of a copy


def look(entries: list[Entry]) -> dict[int, Shown]:
    """Of pages that page, of items their cover, of what an edition froze the picture in it.

    One query for all of them.
    """
    kept = {entry.pk: entry.picture for entry in entries if COPY.fullmatch(entry.picture)}
    live = [entry for entry in entries if not entry.picture]
    pages = {entry.part: entry.pk for entry in live if entry.part}
    items = {entry.object_id: entry.pk for entry in live if not entry.part and is_item(entry)}
    found = list(page_images(pages, items, kept.values()))
    return dict([*of_items(found, pages, items), *of_editions(found, kept)])


def is_item(entry: Entry) -> bool:
    return entry.kind == "item"


def page_images(
    pages: Iterable[int], items: Iterable[int], kept: Iterable[str]
) -> QuerySet[DigitalObject]:
    same = with_checksums({COPY.fullmatch(name)[2] for name in kept})
    found = DigitalObject.objects.pages_or_covers(pages, items, or_else=same).order_by()
    return found.only("item_id", "checksum", "derivatives").annotate(
        is_open=Case(When(open_now("item__"), then=True), default=False),
        number=Case(When(pk__in=list(pages), then=page_number()), default=Value(0)),
    )


def of_items(
    found: Iterable[DigitalObject], pages: dict[int, int], items: dict[int, int]
) -> Iterator[tuple[int, Shown]]:
    for page in found:
        copy = smallest(page) if page.is_open else None
        picture = copy_address(copy["name"]) if copy else ""
        if page.pk in pages:
            address = f"archive/items/{page.item_id}/?page={page.number}"
            yield pages[page.pk], Shown(picture, address)
        if page.item_id in items and page.is_cover:
            yield items[page.item_id], Shown(picture)


def of_editions(found: list[DigitalObject], kept: dict[int, str]) -> Iterator[tuple[int, Shown]]:
    """Not where the picture is one of closed items alone; one that no item has is kept."""
    is_open: dict[str, bool] = {}
    for page in found:
        start = page.checksum[:CHECKSUM]
        is_open[start] = is_open.get(start, False) or page.is_open
    for key, name in kept.items():
        if is_open.get(COPY.fullmatch(name)[2], True):
            yield key, Shown(copy_address(name))
