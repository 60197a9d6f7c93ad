"""schema.org descriptions of exhibitions and panels (JSON-LD), from what was released."""

from django.conf import settings
from django.urls import reverse

from archive.models import ArchivalItem, open_now
from exhibits.editions.facts import SOURCE
from exhibits.models import Edition, EditionPanel


def values(written: dict[str, str]) -> list[dict]:
    """The texts that exist, each with its language: JSON-LD value objects."""
    return [{"@value": text, "@language": code} for code, text in written.items() if code != SOURCE]


def exhibition_ld(edition: Edition) -> dict:
    """An exhibition without an end is a ``Collection`` whose parts are its chapters."""
    facts = edition.facts
    chapters = [section for section in facts["sections"] if section["parent"] is None]
    return {
        "@context": "https://schema.org",
        "@type": "Collection",
        "@id": absolute("permanent-exhibition", facts["uuid"]),
        "name": values(facts["title"]),
        "description": values(facts["summary"]),
        "version": str(edition.number),
        "datePublished": f"{edition.frozen_at:%Y-%m-%d}",
        "hasPart": [
            {"@type": "CreativeWork", "name": values(chapter["title"])} for chapter in chapters
        ],
    }


def panel_ld(panel: EditionPanel) -> dict:
    shown = ArchivalItem.objects.filter(open_now(), pk__in=[key for key, _ in panel.facts["items"]])
    still = {str(uuid) for uuid in shown.values_list("uuid", flat=True)}
    uuids = [uuid for _key, uuid in panel.facts["items"] if uuid in still]
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": absolute("permanent-panel", panel.uuid),
        "name": values(panel.facts["title"]),
        "temporalCoverage": panel.facts["date"] or None,
        "isPartOf": {"@id": absolute("permanent-exhibition", panel.edition.facts["uuid"])},
        "mentions": [{"@id": absolute("permanent-item", uuid)} for uuid in uuids],
    }


def absolute(name: str, uuid: object) -> str:
    return settings.SITE_URL + reverse(name, args=[uuid])
