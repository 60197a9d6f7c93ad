"""Small pictures beside search results, where page images are shown, and what items lie in: as it
is today."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.db import connection
from django.utils import timezone

from archive.display import copy_address, smallest
from archive.models import ArchivalItem, DigitalObject
from archive.models.items import keys_above
from archive.shown_copies import COPY
from search.documents import Entry, Shown

CHECKSUM = 40  # digits of it in the name of a copy
PAGES, ITEMS = DigitalObject._meta.db_table, ArchivalItem._meta.db_table
EARLIER = (
    f"FROM {PAGES} e WHERE e.item_id = d.item_id "
    'AND (e."order" < d."order" OR (e."order" = d."order" AND e.id < d.id))'
)
NUMBER = f"(SELECT count(*) + 1 {EARLIER})"
AS_PAGE, AS_COVER, AS_PICTURE = "page", "cover", "picture"  # what a page image is read for
AS_PATH = "path"  # what an item lies in
Part = tuple[str, Sequence]


@dataclass(slots=True)
class PageImage:
    """What of a ``DigitalObject`` is looked at."""

    pk: int
    item_id: int
    checksum: str
    derivatives: list[dict]
    role: str
    number: int  # of the page in its item
    is_open: bool


def look(entries: list[Entry]) -> dict[int, Shown]:
    """Of pages that page, of items their cover and what they lie in, of what an edition froze the
    picture in it.

    One query for all of them.
    """
    kept = {entry.pk: entry.picture for entry in entries if COPY.fullmatch(entry.picture)}
    live = [entry for entry in entries if not entry.picture]
    pages = {entry.part: entry.pk for entry in live if entry.part}
    items = {entry.object_id: entry.pk for entry in live if not entry.part and is_item(entry)}
    starts = {COPY.fullmatch(name)[2] for name in kept.values()}
    found = page_images(pages, items, starts, {entry.object_id for entry in live if is_item(entry)})
    shown = dict([*of_items(found, pages, items), *of_editions(found, kept)])
    above = {row.item_id: keys_above(row.checksum) for row in found if row.role == AS_PATH}
    for entry in live:
        if is_item(entry) and entry.object_id in above:
            within = tuple((entry.kind, key) for key in above[entry.object_id])
            shown[entry.pk] = replace(shown.get(entry.pk, Shown()), within=within)
    return shown


def is_item(entry: Entry) -> bool:
    return entry.kind == "item"


def page_images(
    pages: Collection[int],
    items: Collection[int],
    starts: Collection[str],
    placed: Collection[int],
) -> list[PageImage]:
    """These page images, the first one of each of these items, and those whose checksums begin
    so; of items that are to be placed the path instead of a checksum.

    In SQL: Django takes longer to put this query together than the database to answer it, on
    every page of results.
    """
    covers = f"d.item_id IN {places(items)} AND NOT EXISTS (SELECT 1 {EARLIER})"
    # A range, because it can use the index on both databases; g follows the hexadecimals.
    same = " OR ".join(["(d.checksum >= %s AND d.checksum < %s)"] * len(starts))
    asked = [
        *([part(AS_PAGE, f"d.id IN {places(pages)}", pages, NUMBER)] if pages else []),
        *([part(AS_COVER, covers, items)] if items else []),
        *([part(AS_PICTURE, f"({same})", edges(starts))] if starts else []),
    ]
    if placed:
        sql = (
            f"SELECT 0, i.id, i.path, '[]', '{AS_PATH}', 0, i.is_public FROM {ITEMS} i "
            f"WHERE i.parent_id IS NOT NULL AND i.id IN {places(placed)}"
        )
        asked.append((sql, placed))
    if not asked:
        return []
    sql, values = zip(*asked, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), list(chain(*values)))
        return [PageImage(*row[:3], json.loads(row[3]), *row[4:]) for row in cursor.fetchall()]


def part(role: str, condition: str, values: Iterable, number: str = "0") -> Part:
    is_open = "i.is_public AND (i.closed_until IS NULL OR i.closed_until <= %s)"  # as open_now()
    sql = (
        f"SELECT d.id, d.item_id, d.checksum, d.derivatives, '{role}' AS role, "
        f"{number} AS number, {is_open} AS is_open "
        f"FROM {PAGES} d JOIN {ITEMS} i ON i.id = d.item_id WHERE {condition}"
    )
    return sql, [timezone.localdate().isoformat(), *values]


def places(values: Collection) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def edges(starts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable((start, f"{start}g") for start in starts)


def of_items(
    found: Iterable[PageImage], pages: dict[int, int], items: dict[int, int]
) -> Iterator[tuple[int, Shown]]:
    for page in found:
        copy = smallest(page.derivatives) if page.is_open else None
        picture = copy_address(copy["name"]) if copy else ""
        if page.role == AS_PAGE:
            address = f"archive/items/{page.item_id}/?page={page.number}"
            yield pages[page.pk], Shown(picture, address)
        if page.role == AS_COVER:
            yield items[page.item_id], Shown(picture)


def of_editions(found: list[PageImage], kept: dict[int, str]) -> Iterator[tuple[int, Shown]]:
    """Not where the picture is one of closed items alone; one that no item has is kept."""
    is_open: dict[str, bool] = {}
    for page in found:
        if page.role != AS_PICTURE:
            continue
        start = page.checksum[:CHECKSUM]
        is_open[start] = is_open.get(start, False) or page.is_open
    for key, name in kept.items():
        if is_open.get(COPY.fullmatch(name)[2], True):
            yield key, Shown(copy_address(name))
