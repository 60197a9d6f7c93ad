"""schema.org descriptions of archival items (JSON-LD)."""

from django.conf import settings
from django.urls import reverse

from archive.models import ArchivalItem
from translations.texts import LANGUAGES, exact


def language_values(obj: object, field: str) -> list[dict]:
    """The texts that exist, each with its language: JSON-LD value objects."""
    values = ((code, exact(obj, field, code)) for code in LANGUAGES)
    return [{"@value": value, "@language": code} for code, value in values if value]


def item_ld(item: ArchivalItem) -> dict:
    """An ``ArchiveComponent`` with its holding archive."""
    return {
        "@context": "https://schema.org",
        "@type": "ArchiveComponent",
        "@id": settings.SITE_URL + reverse("permanent-item", args=[item.uuid]),
        "name": language_values(item, "title"),
        "description": language_values(item, "scope_and_content"),
        "identifier": item.reference_code or None,
        "dateCreated": item.date or None,
        "inLanguage": item.languages_of_material,
        "license": item.rights or None,
        "holdingArchive": {
            "@type": "ArchiveOrganization",
            "name": language_values(item.repository, "name"),
        },
    }
