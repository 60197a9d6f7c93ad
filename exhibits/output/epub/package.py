"""What an e-book says of itself: package document, accessibility metadata, list of files."""

from datetime import UTC
from uuid import UUID, uuid5

from exhibits.output.epub.xhtml import element, quoted
from exhibits.output.imprint import Imprint
from exhibits.output.matter.book import Book

MEDIA_TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
}
FEATURES = (
    *("alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"),
    "displayTransformability",
)


def package(book: Book, imprint: Imprint, texts: list[str], images: list[str]) -> str:
    """``package.opf``; ``texts`` are the files in reading order."""
    root = (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" '
        f'version="3.0" unique-identifier="id" xml:lang="{book.language}" '
        'prefix="schema: http://schema.org/">'
    )
    keys = ["text-0", "nav", *(f"text-{n}" for n in range(1, len(texts)))]
    spine = "".join(element("itemref", idref=key) for key in keys)
    return "".join((
        root, metadata(book, imprint), manifest(book, texts, images), element("spine", spine),
        "</package>\n",
    ))  # fmt: skip


def metadata(book: Book, imprint: Imprint) -> str:
    moment = imprint.released_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    identifier = uuid5(UUID(imprint.uuid), f"{imprint.number} {book.language}")
    rows = [
        element("dc:identifier", f"urn:uuid:{identifier}", id="id"),
        element("dc:title", quoted(book.head.title), id="title"),
        element("meta", "main", refines="#title", property="title-type"),
        element("dc:language", book.language),
        element("dc:date", imprint.day.isoformat()),
        element("dc:source", quoted(imprint.permanent_address)),
        element("dc:description", quoted(book.line)),
        element("meta", moment, property="dcterms:modified"),
        element("meta", "textual", property="schema:accessMode"),
        element("meta", "visual", property="schema:accessMode"),
        element("meta", "textual", property="schema:accessModeSufficient"),
        element("meta", "textual,visual", property="schema:accessModeSufficient"),
        element("meta", "none", property="schema:accessibilityHazard"),
        element(
            "meta", quoted(book.words["accessibility"]), property="schema:accessibilitySummary"
        ),
    ]
    rows += [element("meta", one, property="schema:accessibilityFeature") for one in FEATURES]
    if book.subtitle:
        rows += [
            element("dc:title", quoted(book.head.subtitle), id="subtitle"),
            element("meta", "subtitle", refines="#subtitle", property="title-type"),
        ]
    return f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(rows)}</metadata>'


def manifest(book: Book, texts: list[str], images: list[str]) -> str:
    items = [item("nav", "nav.xhtml", properties="nav"), item("style", "style.css")]
    items += [item(f"text-{n}", f"text/{name}") for n, name in enumerate(texts)]
    cover = book.cover.get("src", "")
    items += [
        item(f"image-{n}", f"images/{name}", properties="cover-image" if name == cover else "")
        for n, name in enumerate(images)
    ]
    return element("manifest", "".join(items))


def item(key: str, href: str, properties: str = "") -> str:
    media_type = MEDIA_TYPES[href.rpartition(".")[2]]
    return element("item", id=key, href=href, media_type=media_type, properties=properties)
