"""schema.org descriptions of exhibitions and panels (JSON-LD)."""

from django.conf import settings
from django.urls import reverse

from archive.models import open_now
from archive.structured_data import language_values
from exhibits.models import Exhibition, Panel


def exhibition_ld(exhibition: Exhibition) -> dict:
    """An exhibition without an end is a ``Collection`` whose parts are its chapters."""
    chapters = exhibition.sections.filter(parent=None).order_by("order", "id")
    return {
        "@context": "https://schema.org",
        "@type": "Collection",
        "@id": absolute("permanent-exhibition", exhibition),
        "name": language_values(exhibition, "title"),
        "description": language_values(exhibition, "summary"),
        "hasPart": [
            {"@type": "CreativeWork", "name": language_values(chapter, "title")}
            for chapter in chapters
        ],
    }


def panel_ld(panel: Panel) -> dict:
    items = [exhibit.item for exhibit in panel.exhibits.filter(open_now("item__"))]
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": absolute("permanent-panel", panel),
        "name": language_values(panel, "title"),
        "temporalCoverage": panel.date or None,
        "isPartOf": {"@id": absolute("permanent-exhibition", panel.section.exhibition)},
        "mentions": [{"@id": absolute("permanent-item", item)} for item in items],
    }


def absolute(name: str, obj: object) -> str:
    return settings.SITE_URL + reverse(name, args=[obj.uuid])
