"""Presentation 3.0 documents from plain values: nothing here knows a model or a database."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from iiif.language_maps import LanguageMap

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole JPEG of an image; pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CanvasFacts:
    """One page: its identifier, size in pixels, the copy that is painted, its image service."""

    id: str
    width: int
    height: int
    painting: Copy
    thumbnail: Copy
    label: LanguageMap
    summary: LanguageMap
    service: str = ""
    annotations: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another document: ``kind`` is its IIIF type (Text, Dataset …)."""

    id: str
    kind: str
    label: LanguageMap
    format: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value, as in ``metadata`` and ``requiredStatement``."""

    label: LanguageMap
    value: LanguageMap


@dataclass(frozen=True, slots=True)
class Provider:
    id: str
    label: LanguageMap
    homepage: str = ""


@dataclass(frozen=True, slots=True)
class ManifestFacts:
    id: str
    label: LanguageMap
    canvases: Iterable[CanvasFacts]
    summary: LanguageMap = field(default_factory=dict)
    metadata: tuple[Pair, ...] = ()
    required_statement: Pair | None = None
    rights: str = ""
    nav_date: str = ""
    viewing_direction: str = "left-to-right"
    provider: Provider | None = None
    homepage: tuple[Link, ...] = ()
    see_also: tuple[Link, ...] = ()
    part_of: tuple["Reference", ...] = ()
    services: tuple[dict, ...] = ()  # with the context that says what they are
    service_contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A manifest or collection as named in another document."""

    id: str
    type: str
    label: LanguageMap
    thumbnail: Copy | None = None


@dataclass(frozen=True, slots=True)
class CollectionFacts:
    id: str
    label: LanguageMap
    items: tuple[Reference, ...]
    summary: LanguageMap = field(default_factory=dict)
    thumbnail: Copy | None = None
    homepage: tuple[Link, ...] = ()
    part_of: tuple[Reference, ...] = ()


def manifest(facts: ManifestFacts) -> dict:
    """A Manifest (Presentation 3, 5.2); properties without a value are left out."""
    canvases = [canvas(one) for one in facts.canvases]
    return present(
        {
            # Ours comes last (Presentation 3, 4.6).
            "@context": [*contexts, CONTEXT] if (contexts := facts.service_contexts) else CONTEXT,
            "id": facts.id,
            "type": "Manifest",
            "label": facts.label,
            "summary": facts.summary,
            "metadata": [pair(one) for one in facts.metadata],
            "requiredStatement": pair(facts.required_statement) if facts.required_statement else {},
            "rights": facts.rights,
            "navDate": facts.nav_date,
            "viewingDirection": facts.viewing_direction,
            "provider": [provider(facts.provider)] if facts.provider else [],
            "homepage": [link(one) for one in facts.homepage],
            "seeAlso": [link(one) for one in facts.see_also],
            "partOf": [reference(one) for one in facts.part_of],
            "thumbnail": canvases[0]["thumbnail"] if canvases else [],
            "service": list(facts.services),
            "items": canvases,
        }
    )


def collection(facts: CollectionFacts) -> dict:
    """A Collection (5.1). It may be empty: an exhibition can tell a story without documents."""
    document = present(
        {
            "@context": CONTEXT,
            "id": facts.id,
            "type": "Collection",
            "label": facts.label,
            "summary": facts.summary,
            "thumbnail": [picture(facts.thumbnail)] if facts.thumbnail else [],
            "homepage": [link(one) for one in facts.homepage],
            "partOf": [reference(one) for one in facts.part_of],
        }
    )
    return document | {"items": [reference(one) for one in facts.items]}


def canvas(facts: CanvasFacts) -> dict:
    """A Canvas (5.3) on which one image is painted."""
    notes = {"id": facts.annotations, "type": "AnnotationPage"}
    return present(
        {
            "id": facts.id,
            "type": "Canvas",
            "label": facts.label,
            "summary": facts.summary,
            "width": facts.width,
            "height": facts.height,
            "thumbnail": [picture(facts.thumbnail)],
            "items": [
                {
                    "id": f"{facts.id}/page",
                    "type": "AnnotationPage",
                    "items": [painting(facts)],
                }
            ],
            "annotations": [notes] if facts.annotations else [],
        }
    )


def painting(facts: CanvasFacts) -> dict:
    body = picture(facts.painting)
    if facts.service:
        body["service"] = [{"id": facts.service, "type": "ImageService3", "profile": "level0"}]
    return {
        "id": f"{facts.id}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": facts.id,
    }


def texts_of_page(page_id: str, target: str, texts: Iterable[tuple[str, str, str]]) -> dict:
    """An AnnotationPage of (key, language, plain text): what is written on a canvas."""
    return {
        "@context": CONTEXT,
        "id": page_id,
        "type": "AnnotationPage",
        "items": [
            supplementing(f"{page_id}/{key}", target, language, text)
            for key, language, text in texts
        ],
    }


def supplementing(annotation_id: str, target: str, language: str, text: str) -> dict:
    """An Annotation that says what is written on a canvas."""
    return {
        "id": annotation_id,
        "type": "Annotation",
        "motivation": "supplementing",
        "body": {
            "type": "TextualBody",
            "value": text,
            "format": "text/plain",
            "language": language,
        },
        "target": target,
    }


def picture(copy: Copy) -> dict:
    return {
        "id": copy.url,
        "type": "Image",
        "format": "image/jpeg",
        "width": copy.width,
        "height": copy.height,
    }


def link(facts: Link) -> dict:
    document = {"id": facts.id, "type": facts.kind, "label": facts.label, "format": facts.format}
    return document | ({"language": [facts.language]} if facts.language else {})


def reference(facts: Reference) -> dict:
    document = {"id": facts.id, "type": facts.type, "label": facts.label}
    return document | ({"thumbnail": [picture(facts.thumbnail)]} if facts.thumbnail else {})


def provider(facts: Provider) -> dict:
    home = Link(facts.homepage, "Text", facts.label, "text/html")
    document = {"id": facts.id, "type": "Agent", "label": facts.label}
    return document | ({"homepage": [link(home)]} if facts.homepage else {})


def pair(facts: Pair) -> dict:
    return {"label": facts.label, "value": facts.value}


def present(document: dict) -> dict:
    return {name: value for name, value in document.items() if value or value == 0}
