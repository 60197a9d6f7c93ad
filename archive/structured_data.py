"""schema.org descriptions of archival items (JSON-LD), and signposts to them (HTTP Link)."""

from django.conf import settings
from django.urls import reverse

from archive.models import ArchivalItem
from archive.reading.citation_formats import FORMATS
from archive.reading.item_page import ItemPage
from translations.texts import LANGUAGES, exact

LINKED_DATA = "application/ld+json"


def language_values(obj: object, field: str) -> list[dict]:
    """The texts that exist, each with its language: JSON-LD value objects."""
    values = ((code, exact(obj, field, code)) for code in LANGUAGES)
    return [{"@value": value, "@language": code} for code, value in values if value]


def item_ld(item: ArchivalItem) -> dict:
    """An ``ArchiveComponent`` with its holding archive."""
    return {
        "@context": "https://schema.org",
        "@type": "ArchiveComponent",
        "@id": permanent(item),
        "name": language_values(item, "title"),
        "description": language_values(item, "scope_and_content"),
        "identifier": item.reference_code or None,
        "dateCreated": item.date or None,
        "inLanguage": item.languages_of_material,
        "license": item.rights or None,
        "creditText": language_values(item, "credit_line"),
        "isPartOf": {"@id": permanent(item.parent)} if has_open_parent(item) else None,
        "holdingArchive": {
            "@type": "ArchiveOrganization",
            "name": language_values(item.repository, "name"),
        },
    }


def permanent(item: ArchivalItem) -> str:
    return settings.SITE_URL + reverse("permanent-item", args=[item.uuid])


def has_open_parent(item: ArchivalItem) -> bool:
    return item.parent_id is not None and item.parent.is_open


def signposts(item: ArchivalItem, page: ItemPage) -> str:
    """The ``Link`` header of an item's page, after Signposting, level 1."""
    links = [
        link(permanent(item), "cite-as"),
        link("https://schema.org/ArchiveComponent", "type"),
        link("https://schema.org/AboutPage", "type"),
        link(permanent(item), "describedby", LINKED_DATA),
        *(link(citation_url(item, form), "describedby", FORMATS[form][0]) for form in FORMATS),
    ]
    if page.strip.total:
        manifest = settings.SITE_URL + reverse("iiif:manifest", args=[item.pk])
        links.append(link(manifest, "describedby", LINKED_DATA))
    if page.shown and page.shown.largest:
        links.append(link(absolute(page.shown.largest), "item", "image/jpeg"))
    if page.ancestors and page.ancestors[-1].url:
        links.append(link(absolute(page.ancestors[-1].url), "collection"))
    if item.rights:
        links.append(link(item.rights, "license"))
    return ", ".join(links)


def citation_url(item: ArchivalItem, form: str) -> str:
    return settings.SITE_URL + reverse("archive:citation", args=[item.pk, form])


def absolute(address: str) -> str:
    return address if "://" in address else settings.SITE_URL + address


def link(address: str, relation: str, media_type: str = "") -> str:
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{address}>; rel="{relation}"{kind}'
