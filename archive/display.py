"""What a reader sees of an item: plain typed structures, no models.

Composed once and rendered by templates; exhibitions freeze them as part of an edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.html import format_html

from archive.models import ArchivalItem, DigitalObject, Repository
from translations.texts import Text, text_of

THUMBNAIL = '<img class="thumbnail" src="{}" width="{}" height="{}" alt="">'
THUMBNAIL_HEIGHT = 64


def copy_address(name: str) -> str:
    """The public address of a copy by its name in the storage."""
    return quote(settings.MEDIA_URL + name, safe="/:?=&%")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a page image: its name in the storage, pixels."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        return copy_address(self.name)


@dataclass(frozen=True, slots=True)
class PictureView:
    """A page image in all its sizes.

    ``image_id`` names its IIIF image where there are tiles of it, else it is empty; an edition
    does not keep it, since tiles may come later. Copies are kept by name: what address leads to
    them is of the day on which the page is rendered.
    """

    jpegs: tuple[Copy, ...]
    webps: tuple[Copy, ...]
    alt: Text
    label: str
    number: int
    image_id: str = ""

    @property
    def src(self) -> str:
        """The address of the size for browsers without ``srcset``."""
        return self.jpegs[len(self.jpegs) // 2].address if self.jpegs else ""

    @property
    def largest(self) -> str:
        return self.jpegs[-1].address if self.jpegs else ""

    @property
    def width(self) -> int:
        """Of the largest copy, in pixels."""
        return self.jpegs[-1].width if self.jpegs else 0

    @property
    def height(self) -> int:
        return self.jpegs[-1].height if self.jpegs else 0

    @property
    def jpeg_srcset(self) -> str:
        return srcset(self.jpegs)

    @property
    def webp_srcset(self) -> str:
        return srcset(self.webps)


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
        copy = Copy(derivative["name"], derivative["width"], derivative["height"])
        sizes[derivative["format"]].append(copy)
    return PictureView(
        jpegs=tuple(sizes["jpeg"]),
        webps=tuple(sizes["webp"]),
        alt=text_of(digital_object, "alt", language),
        label=digital_object.label,
        number=number,
    )


def zoomable(digital_object: DigitalObject, language: str, number: int) -> PictureView:
    """The same for a page on which it can be enlarged."""
    image_id = digital_object.image_id if digital_object.tiles else ""
    return replace(picture_view(digital_object, language, number), image_id=image_id)


def srcset(copies: tuple[Copy, ...]) -> str:
    return ", ".join(f"{copy.address} {copy.width}w" for copy in copies)


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


def smallest(derivatives: Iterable[dict]) -> dict | None:
    jpegs = [d for d in derivatives if d["format"] == "jpeg"]
    return min(jpegs, key=lambda d: d["width"], default=None)


def thumbnail_url(digital_object: DigitalObject) -> str:
    """The address of the smallest copy; empty when there is none."""
    found = smallest(digital_object.derivatives)
    return default_storage.url(found["name"]) if found else ""


def thumbnail(digital_object: DigitalObject | None):
    """A small picture, or nothing."""
    found = smallest(digital_object.derivatives) if digital_object else None
    if found is None:
        return ""
    width = round(found["width"] * THUMBNAIL_HEIGHT / max(found["height"], 1))
    return format_html(THUMBNAIL, thumbnail_url(digital_object), width, THUMBNAIL_HEIGHT)
