"""The checksum by which one sees that an edition is still what was released."""

import hashlib
from collections.abc import Iterable

from exhibits.editions.codec import canonical
from exhibits.models import Edition, EditionPage, EditionPanel


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def content_hash(
    edition: Edition, pages: Iterable[EditionPage], panels: Iterable[EditionPanel]
) -> str:
    """SHA-256 (hexadecimal) of all that is frozen. Number, date, person and note are not in it:
    two editions that show the same have the same."""
    page_lines = sorted(f"{p.kind} {p.slug} {p.language} {p.apart:d} {p.digest}" for p in pages)
    panel_lines = [f"{p.uuid} {p.page} {p.anchor} {canonical(p.facts)}" for p in panels]
    head = canonical([edition.schema, edition.slug, edition.languages, edition.facts])
    return digest("\n".join([head, *page_lines, *panel_lines]))


def faults(edition: Edition) -> list[str]:
    """What of an edition is not as it was frozen; empty when all is."""
    pages = list(edition.pages.defer("content").order_by("pk"))
    found = [str(page) for page in edition.pages.iterator() if digest(page.content) != page.digest]
    panels = edition.panels.order_by("order")
    if content_hash(edition, pages, panels) != edition.content_hash:
        found.append(str(edition))
    return found
