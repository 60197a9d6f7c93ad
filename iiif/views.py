"""Addresses under ``/iiif/``: manifests, collections, images."""

import re

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from archive.models import ArchivalItem, DigitalObject, Repository, Transcription, open_now
from archive.tiles import TILE_SIZE, read_tile
from archive.transcripts import as_plain_text
from exhibits.models import Edition
from exhibits.visibility import edition_of, exhibition_at
from iiif import content_search, exhibitions, images, items, presentation, searching
from iiif.addresses import address
from iiif.answers import A_YEAR, document, for_every_origin
from search.parsing import clean

IMAGE_ID = re.compile(
    r"(?P<checksum>[0-9a-f]{40})(?:_(?P<page>\d{1,6}))?(?:_r(?P<turn>90|180|270))?"
)


@for_every_origin
def manifest(request: HttpRequest, pk: int) -> HttpResponse:
    """A Manifest; 404 for what has no page image, for a manifest must have a canvas."""
    found = get_object_or_404(ArchivalItem.objects.public().for_display(), pk=pk)
    content = presentation.manifest(items.manifest_facts(found))
    if not content.get("items"):
        raise Http404
    return document(request, content, presentation.MEDIA_TYPE)


@for_every_origin
def texts(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """What is written on a page, as annotations."""
    written = Transcription.objects.filter(open_now("digital_object__item__"))
    written = written.filter(digital_object__pk=page, digital_object__item__pk=pk)
    found = [
        (str(text.pk), text.language, as_plain_text(text.text, text.language)) for text in written
    ]
    if not found:
        raise Http404
    page_id, target = address("iiif:texts", pk, page), items.canvas_id(pk, page)
    content = presentation.texts_of_page(page_id, target, found)
    return document(request, content, presentation.MEDIA_TYPE)


@for_every_origin
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """What the texts of an item have of a query (Content Search 2, 4.)."""
    content = content_search.annotation_page(searching.page_facts(pk, request.GET))
    return document(request, content, content_search.MEDIA_TYPE)


@for_every_origin
def autocomplete(request: HttpRequest, pk: int) -> HttpResponse:
    """Words of these texts that begin as typed (5.)."""
    text = clean(request.GET.get("q", ""))[: searching.MOST_TYPED]
    content = content_search.term_page(
        searching.autocomplete_address(pk, text),
        searching.terms_beginning(pk, text),
        searching.ignored(request.GET, searching.COMPLETES),
    )
    return document(request, content, content_search.MEDIA_TYPE)


@for_every_origin
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    content = presentation.collection(exhibitions.exhibition_facts(current_edition(slug)))
    return document(request, content, presentation.MEDIA_TYPE)


@for_every_origin
def chapter(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    edition = current_edition(slug)
    found = next((s for s in edition.facts["sections"] if s["slug"] == section), None)
    if found is None:
        raise Http404
    content = presentation.collection(exhibitions.chapter_facts(edition, found))
    return document(request, content, presentation.MEDIA_TYPE)


def current_edition(slug: str) -> Edition:
    """The edition that readers see; IIIF knows no drafts, not even for staff."""
    found = Edition.objects.filter(slug=slug).current().first()
    return found or edition_of(exhibition_at(slug) or 0)


@for_every_origin
def provider(request: HttpRequest, pk: int) -> HttpResponse:
    """The Agent that a manifest names as its provider."""
    found = get_object_or_404(Repository.objects.for_display(), pk=pk)
    content = presentation.provider(items.provider(found))
    return document(request, {"@context": presentation.CONTEXT, **content}, presentation.MEDIA_TYPE)


@for_every_origin
def image(request: HttpRequest, image_id: str) -> HttpResponse:
    """The base address leads to the ``info.json`` (Image 3, 2.)."""
    response = redirect("iiif:info", image_id=image_id)
    response.status_code = 303
    return response


@for_every_origin
def info(request: HttpRequest, image_id: str) -> HttpResponse:
    page = open_page(image_id)
    media_type = f'application/ld+json;profile="{images.CONTEXT}"'
    response = document(request, images.info(image_facts(page)), media_type)
    response["Link"] = f'<{images.PROFILE}>;rel="profile"'
    return response


@for_every_origin
def pixels(request: HttpRequest, image_id: str, region: str, size: str) -> HttpResponse:
    """A tile or a whole copy; level 0 has no others."""
    page = open_page(image_id)
    content = whole_copy(page, size) if region == "full" else None
    if content is None and page.tiles:
        content = read_tile(page.tiles, f"{region}/{size}/0/default.jpg")
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/jpeg")
    response["Cache-Control"] = A_YEAR
    response["Link"] = f'<{images.PROFILE}>;rel="profile"'
    return response


def open_page(image_id: str) -> DigitalObject:
    """The page image of an open item with that identifier, with its item's rights."""
    parts = IMAGE_ID.fullmatch(image_id)
    if parts is None:
        raise Http404
    checksum = parts["checksum"]
    # A range, because it can use the index on both databases; g follows the hexadecimal digits.
    same = DigitalObject.objects.filter(checksum__gte=checksum, checksum__lt=f"{checksum}g")
    turned = same.filter(page_index=int(parts["page"] or 0), rotation=int(parts["turn"] or 0))
    shown = turned.filter(open_now("item__")).exclude(derivatives=[])
    found = shown.select_related("item").only(*items.ON_CANVAS, "item__rights").first()
    if found is None:
        raise Http404
    return found


def image_facts(page: DigitalObject) -> images.ImageFacts:
    width, height = items.full_size(page)
    copies = tuple((copy["width"], copy["height"]) for copy in items.jpegs(page))
    return images.ImageFacts(
        base=items.image_base(page),
        width=width,
        height=height,
        copies=copies,
        tile_size=TILE_SIZE if page.tiles else 0,
        rights=page.item.rights,
    )


def whole_copy(page: DigitalObject, size: str) -> bytes | None:
    """A copy that is kept as a file of its own."""
    wanted = images.whole(image_facts(page), size)
    if wanted is None:
        return None
    name = next(
        copy["name"] for copy in items.jpegs(page) if (copy["width"], copy["height"]) == wanted
    )
    with default_storage.open(name) as file:
        return file.read()
