"""Exhibitions as collections: a chapter is a collection of the documents it shows.

What belongs to an exhibition is said by its current edition; the documents are as they are today.
"""

from collections.abc import Iterable, Iterator

from archive.models import ArchivalItem, DigitalObject, open_now
from exhibits.editions.facts import SOURCE, Facts
from exhibits.models import Edition
from iiif import language_maps
from iiif.addresses import address, page_address
from iiif.items import FOR_COPIES, copies
from iiif.language_maps import LanguageMap
from iiif.presentation import CollectionFacts, Copy, Link, Reference


def exhibition_facts(edition: Edition) -> CollectionFacts:
    """The exhibition: one collection for every chapter that shows a document."""
    facts = edition.facts
    shown = open_items(key for section in facts["sections"] for key in section["items"])
    chapters = [s for s in facts["sections"] if s["parent"] is None]
    return CollectionFacts(
        id=address("iiif:collection", edition.slug),
        label=labels(facts["title"]),
        summary=labels(facts["summary"]),
        items=tuple(
            chapter_reference(edition, chapter)
            for chapter in chapters
            if any(key in shown for key in documents(facts, chapter))
        ),
        thumbnail=cover(facts),
        homepage=tuple(homepages(facts["title"], "exhibits:exhibition", edition.slug)),
    )


def chapter_facts(edition: Edition, chapter: Facts) -> CollectionFacts:
    """A chapter: the manifests of what it shows, in reading order, each once."""
    keys = list(dict.fromkeys(documents(edition.facts, chapter)))
    shown = open_items(keys)
    items = [shown[key] for key in keys if key in shown]
    pictures = first_pages(shown)
    return CollectionFacts(
        id=chapter_reference(edition, chapter).id,
        label=labels(chapter["title"]),
        items=tuple(manifest_reference(item, pictures[item.pk]) for item in items),
        homepage=tuple(
            homepages(chapter["title"], "exhibits:section", edition.slug, chapter["slug"])
        ),
        part_of=(exhibition_reference(edition),),
    )


def labels(written: dict[str, str]) -> LanguageMap:
    return {code: [text] for code, text in written.items() if code != SOURCE}


def open_items(keys: Iterable[int]) -> dict[int, ArchivalItem]:
    """Those that readers may see and that have page images; one query."""
    items = ArchivalItem.objects.filter(open_now(), is_digitised=True)
    return items.in_bulk(list(keys))


def documents(facts: Facts, section: Facts) -> Iterator[int]:
    """Keys of what a section and everything below it shows."""
    yield from section["items"]
    for below in facts["sections"]:
        if below["parent"] == section["key"]:
            yield from documents(facts, below)


def first_pages(keys: Iterable[int]) -> dict[int, Copy | None]:
    """The smallest copy of the first page of each item; one query."""
    pages = DigitalObject.objects.filter(item__in=list(keys)).exclude(derivatives=[])
    found: dict[int, Copy | None] = dict.fromkeys(keys)
    for page in pages.only("item_id", *FOR_COPIES).order_by("-order", "-id"):
        found[page.item_id] = copies(page)[0]
    return found


def manifest_reference(item: ArchivalItem, thumbnail: Copy | None) -> Reference:
    label = language_maps.of_field(item, "title")
    return Reference(address("iiif:manifest", item.pk), "Manifest", label, thumbnail)


def exhibition_reference(edition: Edition) -> Reference:
    label = labels(edition.facts["title"])
    return Reference(address("iiif:collection", edition.slug), "Collection", label)


def chapter_reference(edition: Edition, chapter: Facts) -> Reference:
    where = address("iiif:chapter", edition.slug, chapter["slug"])
    return Reference(where, "Collection", labels(chapter["title"]))


def cover(facts: Facts) -> Copy | None:
    pages = DigitalObject.objects.filter(open_now("item__"), pk=facts["cover"])
    page = pages.exclude(derivatives=[]).first()
    return copies(page)[0] if page else None


def homepages(title: dict[str, str], name: str, *args: str) -> Iterator[Link]:
    for code, texts in labels(title).items():
        yield Link(page_address(code, name, *args), "Text", {code: texts}, "text/html", code)
