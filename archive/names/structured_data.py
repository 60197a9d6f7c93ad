"""schema.org descriptions of names and repositories (JSON-LD)."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from archive.models import Name, Repository
from archive.names.identifiers import identifier
from archive.structured_data import language_values

TYPES = {
    Name.Kind.PERSON: "Person",
    Name.Kind.FAMILY: "Organization",
    Name.Kind.CORPORATE_BODY: "Organization",
    Name.Kind.PLACE: "Place",
    Name.Kind.SUBJECT: "DefinedTerm",
}
# schema.org's words for a beginning and an end.
DATES = {"Person": ("birthDate", "deathDate"), "Organization": ("foundingDate", "dissolutionDate")}
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def name_ld(name: Name) -> dict:
    kind, registers = TYPES[name.kind], [identifier(one) for one in name.external_ids]
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": settings.SITE_URL + reverse("permanent-name", args=[name.uuid]),
        "name": language_values(name, "name"),
        "alternateName": [form.text for form in name.written_forms() if not form.is_preferred],
        "description": language_values(name, "history"),
        "sameAs": [one.url for one in registers if one.url],
        "identifier": [f"{one.scheme}:{one.value}" for one in registers],
        **existence(name, kind),
        **whereabouts(name),
    }


def whereabouts(name: Name) -> dict[str, dict]:
    if not name.is_located:
        return {}
    point = {"latitude": name.latitude, "longitude": name.longitude}
    return {"geo": {"@type": "GeoCoordinates", **point}}


def existence(name: Name, kind: str) -> dict[str, str]:
    """Beginning and end as years, where the date is an interval that has them."""
    if kind not in DATES or "/" not in name.date:
        return {}
    ends = zip(DATES[kind], name.date.split("/"), strict=True)
    return {word: end for word, end in ends if end.replace("-", "").isdigit()}


def repository_ld(repository: Repository) -> dict:
    above = repository.parent
    return {
        "@context": "https://schema.org",
        "@type": "ArchiveOrganization",
        "@id": settings.SITE_URL + repository.get_absolute_url(),
        "name": language_values(repository, "name"),
        "description": language_values(repository, "description"),
        "address": language_values(repository, "address"),
        "telephone": repository.telephone or None,
        "email": repository.email or None,
        "url": repository.website or None,
        "identifier": f"isil:{repository.isil}" if repository.isil else None,
        "parentOrganization": above and {"@id": settings.SITE_URL + above.get_absolute_url()},
    }


def in_script(data: dict) -> SafeString:
    """JSON for a ``script`` element: nothing in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
