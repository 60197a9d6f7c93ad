"""Items on show: a page for each of their page images, and their citations as files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count
from django.utils.translation import override

from archive.display import CitationView, PictureView
from archive.models import ArchivalItem, DigitalObject
from archive.reading.citation_formats import FORMATS
from archive.reading.citing import reference_of
from archive.reading.item_page import ItemPage, compose_item
from archive.reading.item_rows import with_surroundings
from exhibits.editions.contents import Contents
from exhibits.output.walking import exhibits_in
from translations.texts import Text

ITEM = re.compile(r"/archive/items/([0-9]+)/(?:\?page=[0-9]+)?$")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A line of the list of items on show."""

    title: Text
    url: str
    citation: CitationView
    picture: PictureView | None
    page_count: int


def key_of(address: str) -> int | None:
    """The item that an address leads to."""
    found = ITEM.search(address)
    return int(found[1]) if found else None


def items_on_show(contents: Contents) -> dict[int, int]:
    """Items that readers may see, in the order of the story: key to number of page images."""
    language = contents.languages[0]
    keys = dict.fromkeys(key_of(exhibit.url) for exhibit in exhibits_in(contents, language))
    rows = ArchivalItem.objects.public().filter(pk__in=[key for key in keys if key])
    counts = dict(rows.annotate(n=Count("digital_objects")).values_list("pk", "n"))
    return {key: counts[key] for key in keys if key in counts}


def item_page(pk: int, number: int, language: str) -> ItemPage:
    item = with_surroundings(ArchivalItem.objects.for_display()).get(pk=pk)
    with override(language):
        page = compose_item(item, language, shown=str(number))
    # What lies beside it in the archive, and more of what lies below, is not in the folder.
    return replace(page, position=None, below=replace(page.below, earlier=0, later=0))


def row_of(page: ItemPage) -> ItemRow:
    return ItemRow(page.title, page.url, page.citation, page.shown, page.strip.total)


def citation_files(pk: int, language: str, day: date) -> Iterator[tuple[str, str]]:
    """(address, content); the day of access is that of the edition, so that bytes stay equal."""
    item = ArchivalItem.objects.for_display().get(pk=pk)
    with override(language):
        reference = replace(reference_of(item, language), accessed=day)
        for form, (_media_type, write) in FORMATS.items():
            yield f"/{language}/archive/items/{pk}/citation.{form}", write(reference)


def page_images(pk: int) -> list[DigitalObject]:
    return list(DigitalObject.objects.filter(item=pk).order_by("order", "id"))
