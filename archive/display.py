"""What a reader sees of an item: plain typed structures, no models.

Composed once and rendered by templates; exhibitions freeze them as part of an edition.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.html import format_html

from archive.models import ArchivalItem, DigitalObject, Repository
from translations.texts import Text, text_of

THUMBNAIL = '<img class="thumbnail" src="{}" width="{}" height="{}" alt="">'
THUMBNAIL_HEIGHT = 64


@dataclass(frozen=True, slots=True)
class PictureView:
    """A page image in all its sizes. ``width`` and ``height`` are pixels of the largest one.

    ``image_id`` names its IIIF image where there are tiles of it, else it is empty.
    """

    src: str
    jpeg_srcset: str
    webp_srcset: str
    width: int
    height: int
    alt: Text
    label: str
    number: int
    largest: str = ""
    image_id: str = ""


@dataclass(frozen=True, slots=True)
class CitationView:
    """A generated citation: its parts with the language each is in, and the line to copy."""

    repositories: tuple[Text, ...]
    code: str
    title: Text
    date: str
    line: str


def picture_view(digital_object: DigitalObject, language: str, number: int = 1) -> PictureView:
    """The derivatives of a digital object as a ``srcset``."""
    sizes = {"jpeg": [], "webp": []}
    for derivative in sorted(digital_object.derivatives, key=lambda d: d["width"]):
        address = quote(default_storage.url(derivative["name"]), safe="/:?=&%")
        sizes[derivative["format"]].append((address, derivative["width"], derivative["height"]))
    address, width, height = middle(sizes["jpeg"]) if sizes["jpeg"] else ("", 0, 0)
    return PictureView(
        src=address,
        jpeg_srcset=srcset(sizes["jpeg"]),
        webp_srcset=srcset(sizes["webp"]),
        width=sizes["jpeg"][-1][1] if sizes["jpeg"] else 0,
        height=sizes["jpeg"][-1][2] if sizes["jpeg"] else 0,
        alt=text_of(digital_object, "alt", language),
        label=digital_object.label,
        number=number,
        largest=sizes["jpeg"][-1][0] if sizes["jpeg"] else "",
        image_id=digital_object.image_id if digital_object.tiles else "",
    )


def middle(sizes: list[tuple[str, int, int]]) -> tuple[str, int, int]:
    """The size for browsers without ``srcset``."""
    return sizes[len(sizes) // 2]


def srcset(sizes: list[tuple[str, int, int]]) -> str:
    return ", ".join(f"{address} {width}w" for address, width, _height in sizes)


def citation_view(item: ArchivalItem, language: str) -> CitationView:
    """The citation of an item for a reader of a language; reads repository and parents."""
    citation = item.citation(language)
    lineage: list[Repository] = item.repository.lineage()
    return CitationView(
        repositories=tuple(repository.text("name", language) for repository in lineage),
        code=citation.code,
        title=item.text("title", language),
        date=citation.date,
        line=citation.text,
    )


def item_url(item: ArchivalItem, page: int = 1) -> str:
    """The item's page in the active language, at one of its page images."""
    address = reverse("archive:item", args=[item.pk])
    return address if page == 1 else f"{address}?page={page}"


def smallest(digital_object: DigitalObject) -> dict | None:
    jpegs = [d for d in digital_object.derivatives if d["format"] == "jpeg"]
    return min(jpegs, key=lambda d: d["width"], default=None)


def thumbnail_url(digital_object: DigitalObject) -> str:
    """The address of the smallest copy; empty when there is none."""
    found = smallest(digital_object)
    return default_storage.url(found["name"]) if found else ""


def thumbnail(digital_object: DigitalObject | None):
    """A small picture, or nothing."""
    found = smallest(digital_object) if digital_object else None
    if found is None:
        return ""
    width = round(found["width"] * THUMBNAIL_HEIGHT / max(found["height"], 1))
    return format_html(THUMBNAIL, thumbnail_url(digital_object), width, THUMBNAIL_HEIGHT)
