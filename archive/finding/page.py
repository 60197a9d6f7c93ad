"""The page on which a reader finds a unit by its citation."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.display import item_url
from archive.finding.citation_reading import MOST
from archive.finding.known_units import Match
from archive.finding.units import Finding, find_units, page_number
from translations.texts import Text, text_of


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An item that a citation means or may mean, and what must be said of it."""

    title: Text
    url: str
    code: str
    date: str
    level: str
    repositories: tuple[Text, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FindPage:
    """``straight_to`` is the address of the one item that is meant, else empty."""

    citation: str
    straight_to: str
    exact: tuple[FoundRow, ...] = ()
    near: tuple[FoundRow, ...] = ()
    reason: str = ""


def find_page(citation: str, language: str) -> FindPage:
    """What readers may see of what a citation means; an empty citation asks for nothing."""
    citation = citation.replace("\x00", " ").strip()[:MOST]
    if not citation:
        return FindPage("", "")
    found = find_units(citation, public_only=True)
    return FindPage(
        citation=citation,
        straight_to=address_of(found) if len(found.exact) == 1 else "",
        exact=tuple(rows(found.exact, language)),
        near=tuple(rows(found.near, language)),
        reason=found.reason,
    )


def address_of(found: Finding) -> str:
    """The one item, at the page that the citation names."""
    item = found.exact[0].item
    return item_url(item, page_number(item, found.reading.leaf) or 1)


def rows(matches: Iterable[Match], language: str) -> Iterable[FoundRow]:
    for match in matches:
        item = match.item
        yield FoundRow(
            title=text_of(item, "title", language),
            url=item.get_absolute_url(),
            code=item.reference_code,
            date=item.display_date(language),
            level=item.get_level_display(),
            repositories=tuple(r.text("name", language) for r in item.repository.lineage()),
            reason=match.reason,
        )
