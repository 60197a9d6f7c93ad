"""Archival items as manifests: reads models, gives the facts that ``presentation`` writes down."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.models import ArchivalItem, DigitalObject, Repository, Transcription
from archive.reading.citation_formats import FORMATS
from exhibits.editions.facts import SOURCE
from exhibits.models import Edition, EditionMention
from iiif import content_search, language_maps
from iiif.addresses import address, page_address
from iiif.language_maps import LanguageMap
from iiif.presentation import (
    CanvasFacts,
    Copy,
    Link,
    ManifestFacts,
    Pair,
    Provider,
    Reference,
)
from translations.texts import LANGUAGES, exact

CITATION = _("Citation")
FOR_COPIES = ("checksum", "page_index", "rotation", "derivatives")
ON_CANVAS = (
    *("item", "order", "label", "source_language", "machine_made", *FOR_COPIES),
    *("width", "height", "tiles", "alt_en", "alt_ja", "alt_mn"),
)


def pages_of(item: ArchivalItem) -> QuerySet[DigitalObject]:
    """Page images that can be shown, in order, with nothing that a canvas does not say."""
    texts = Transcription.objects.filter(digital_object=OuterRef("pk"))
    shown = item.digital_objects.exclude(derivatives=[])
    return shown.only(*ON_CANVAS).annotate(has_texts=Exists(texts)).order_by("order", "id")


def manifest_facts(item: ArchivalItem) -> ManifestFacts:
    """Everything the manifest says of an item; four queries however many pages it has."""
    pages = tuple(canvases(item))
    has_texts = any(page.annotations for page in pages)
    return ManifestFacts(
        id=address("iiif:manifest", item.pk),
        label=language_maps.of_field(item, "title"),
        canvases=pages,
        summary=language_maps.of_field(item, "scope_and_content"),
        metadata=tuple(metadata(item)),
        required_statement=Pair(language_maps.of_words(CITATION), citations(item)),
        rights=item.rights,
        nav_date=f"{item.date_earliest}T00:00:00Z" if item.date_earliest else "",
        viewing_direction=item.viewing_direction,
        provider=provider(item.repository),
        homepage=tuple(homepages(item)),
        see_also=tuple(see_also(item)),
        part_of=tuple(collections_with(item)),
        services=(search_service(item),) if has_texts else (),
        service_contexts=(content_search.CONTEXT,) if has_texts else (),
    )


def search_service(item: ArchivalItem) -> dict:
    """Where the texts of its pages can be searched."""
    return content_search.service(
        address("iiif:search", item.pk), address("iiif:autocomplete", item.pk)
    )


def canvases(item: ArchivalItem) -> Iterator[CanvasFacts]:
    for number, page in enumerate(pages_of(item), 1):
        yield canvas_facts(item, page, number)


def canvas_facts(item: ArchivalItem, page: DigitalObject, number: int) -> CanvasFacts:
    whole = copies(page)
    width, height = full_size(page)
    notes = address("iiif:texts", item.pk, page.pk) if page.has_texts else ""
    return CanvasFacts(
        id=canvas_id(item.pk, page.pk),
        width=width,
        height=height,
        painting=whole[-1],
        thumbnail=whole[0],
        label=language_maps.without_language(page.label or str(number)),
        summary=language_maps.of_field(page, "alt"),
        service=image_base(page),
        annotations=notes,
    )


def canvas_id(item: int, page: int) -> str:
    return f"{address('iiif:manifest', item).removesuffix('/manifest')}/canvases/{page}"


def full_size(page: DigitalObject) -> tuple[int, int]:
    """Pixels of the page as it is shown: a quarter turn exchanges width and height."""
    turned = page.rotation in (DigitalObject.Rotation.RIGHT, DigitalObject.Rotation.LEFT)
    return (page.height, page.width) if turned else (page.width, page.height)


def jpegs(page: DigitalObject) -> list[dict]:
    """The whole copies that every program reads, the smallest first."""
    found = (copy for copy in page.derivatives if copy["format"] == "jpeg")
    return sorted(found, key=lambda copy: copy["width"])


def copies(page: DigitalObject) -> list[Copy]:
    """The whole copies under their canonical addresses (Image 3, 4.7)."""
    base = f"{image_base(page)}/full"
    sizes = [(copy["width"], copy["height"]) for copy in jpegs(page)]
    names = [*(f"{width},{height}" for width, height in sizes[:-1]), "max"]
    return [
        Copy(f"{base}/{name}/0/default.jpg", *size) for name, size in zip(names, sizes, strict=True)
    ]


def image_base(page: DigitalObject) -> str:
    return address("iiif:image", page.image_id)


def metadata(item: ArchivalItem) -> Iterator[Pair]:
    """What the description says in a line; longer texts are on the item's page."""
    lines: list[tuple[str, LanguageMap]] = [
        ("reference_code", language_maps.without_language(item.reference_code)),
        ("date", language_maps.in_each(item.display_date)),
        ("level", language_maps.in_each(lambda _code: item.get_level_display())),
        ("extent", language_maps.of_field(item, "extent")),
        ("repository", repository_names(item.repository)),
        ("access_conditions", language_maps.of_field(item, "access_conditions")),
    ]
    for name, value in lines:
        if value:
            label = ArchivalItem._meta.get_field(name).verbose_name
            yield Pair(
                language_maps.in_each(lambda _code, words=label: capfirst(str(words))), value
            )


def repository_names(repository: Repository) -> LanguageMap:
    """Institution and division, in the languages in which the division has a name."""
    lineage = repository.lineage()
    written = [code for code in LANGUAGES if exact(repository, "name", code)]
    return {code: [" › ".join(str(one.text("name", code)) for one in lineage)] for code in written}


def citations(item: ArchivalItem) -> LanguageMap:
    """The citation in every language in which the item has a title, with its credit line."""
    found = {}
    for code in LANGUAGES:
        if exact(item, "title", code):
            credit = str(item.text("credit_line", code))
            found[code] = [item.citation(code).text, *([credit] if credit else [])]
    return found


def provider(repository: Repository) -> Provider:
    """The institution that holds it."""
    home = repository.website or next((r.website for r in repository.lineage() if r.website), "")
    page = address("iiif:provider", repository.pk)
    return Provider(page, language_maps.of_field(repository, "name"), home)


def homepages(item: ArchivalItem) -> Iterator[Link]:
    """The item's page in every language in which it has a title."""
    for code in LANGUAGES:
        if title := exact(item, "title", code):
            page = page_address(code, "archive:item", item.pk)
            yield Link(page, "Text", {code: [title]}, "text/html", code)


def see_also(item: ArchivalItem) -> Iterator[Link]:
    """Descriptions for programs; the citation in every language in which the item has a title."""
    yield Link(
        address("permanent-item", item.uuid),
        "Dataset",
        language_maps.without_language("schema.org (JSON-LD)"),
        "application/ld+json",
    )
    for code in LANGUAGES:
        if exact(item, "title", code):
            file = page_address(code, "archive:citation", item.pk, "json")
            yield Link(file, "Dataset", {code: ["CSL-JSON"]}, FORMATS["json"][0], code)


def collections_with(item: ArchivalItem) -> Iterator[Reference]:
    """Exhibitions whose current edition shows the item."""
    told = EditionMention.objects.filter(kind="item", key=item.pk).values("panel__edition")
    for edition in Edition.objects.filter(pk__in=told).current().order_by("exhibition"):
        titles = edition.facts["title"].items()
        label = {code: [text] for code, text in titles if code != SOURCE}
        yield Reference(address("iiif:collection", edition.slug), "Collection", label)
