"""Exhibitions as collections: a chapter is a collection of the documents it shows."""

from collections.abc import Iterable, Iterator

from archive.models import ArchivalItem, DigitalObject, open_now
from exhibits.composition.working_copy import WorkingCopy
from exhibits.models import Exhibit, Exhibition, Section
from iiif import language_maps
from iiif.addresses import address, page_address
from iiif.items import FOR_COPIES, copies
from iiif.presentation import CollectionFacts, Copy, Link, Reference
from translations.texts import LANGUAGES, exact


def exhibition_facts(exhibition: Exhibition) -> CollectionFacts:
    """The exhibition: one collection for every chapter that shows a document."""
    copy = WorkingCopy(exhibition)
    shown = items_by_section(exhibition)
    chapters = [s for s in copy.children.get(None, ()) if any(documents(copy, s, shown))]
    return CollectionFacts(
        id=address("iiif:collection", exhibition.slug),
        label=language_maps.of_field(exhibition, "title"),
        summary=language_maps.of_field(exhibition, "summary"),
        items=tuple(chapter_reference(exhibition, chapter) for chapter in chapters),
        thumbnail=cover(exhibition),
        homepage=tuple(homepages(exhibition, "exhibits:exhibition", exhibition.slug)),
    )


def chapter_facts(exhibition: Exhibition, chapter: Section) -> CollectionFacts:
    """A chapter: the manifests of what it shows, in reading order, each once."""
    found = documents(WorkingCopy(exhibition), chapter, items_by_section(exhibition))
    items = {item.pk: item for item in found}
    pictures = first_pages(items)
    return CollectionFacts(
        id=chapter_reference(exhibition, chapter).id,
        label=language_maps.of_field(chapter, "title"),
        items=tuple(manifest_reference(item, pictures[key]) for key, item in items.items()),
        homepage=tuple(homepages(chapter, "exhibits:section", exhibition.slug, chapter.slug)),
        part_of=(
            Reference(
                address("iiif:collection", exhibition.slug),
                "Collection",
                language_maps.of_field(exhibition, "title"),
            ),
        ),
    )


def items_by_section(exhibition: Exhibition) -> dict[int, list[ArchivalItem]]:
    """Public items with page images by the section whose panels show them; one query."""
    exhibits = (
        Exhibit.objects.filter(open_now("item__"), item__is_digitised=True)
        .filter(panel__section__exhibition=exhibition)
        .select_related("item", "panel")
        .order_by("panel__order", "panel_id", "order", "id")
    )
    found: dict[int, list[ArchivalItem]] = {}
    for exhibit in exhibits:
        found.setdefault(exhibit.panel.section_id, []).append(exhibit.item)
    return found


def documents(
    copy: WorkingCopy, section: Section, shown: dict[int, list[ArchivalItem]]
) -> Iterator[ArchivalItem]:
    """What a section and everything below it shows."""
    yield from shown.get(section.pk, ())
    for below in copy.walk(section.pk):
        yield from shown.get(below.pk, ())


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


def chapter_reference(exhibition: Exhibition, chapter: Section) -> Reference:
    return Reference(
        address("iiif:chapter", exhibition.slug, chapter.slug),
        "Collection",
        language_maps.of_field(chapter, "title"),
    )


def cover(exhibition: Exhibition) -> Copy | None:
    page = exhibition.cover
    is_shown = page and page.derivatives and page.item.is_open
    return copies(page)[0] if is_shown else None


def homepages(obj: object, name: str, *args: str) -> Iterator[Link]:
    for code in LANGUAGES:
        if title := exact(obj, "title", code):
            yield Link(page_address(code, name, *args), "Text", {code: [title]}, "text/html", code)
