"""All parts of an exhibition that are compared, by keys that outlive renaming and moving."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from exhibits.composition.parts import label_of
from exhibits.composition.structures import EssayPage, ExhibitionPage, PanelView, SectionView
from exhibits.editions.contents import Contents, WorkingContents
from translations.texts import Text


class Kind(StrEnum):
    FRONT = "front"
    SECTION = "section"
    PANEL = "panel"
    ESSAY = "essay"


class Key(NamedTuple):
    """``of``: a section's or essay's key in the working copy, a panel's uuid."""

    kind: Kind
    of: str = ""


FRONT = Key(Kind.FRONT)


@dataclass(frozen=True, slots=True)
class Part:
    """``page``: of the page on which it stands; ``above``: of the section that holds it;
    ``url``: its public address while it is on show; ``slug``: of an essay."""

    key: Key
    title: Text
    page: Key
    above: str
    url: str
    view: ExhibitionPage | SectionView | PanelView | EssayPage
    slug: str = ""


class Outline(NamedTuple):
    """What pages do not say: keys of sections and essays by slug, and what a section lies in."""

    sections: dict[str, str]
    above: dict[str, str]
    essays: dict[str, str]


def outline_of(contents: Contents) -> Outline:
    if isinstance(contents, WorkingContents):
        sections = [(s.slug, s.pk, s.parent_id) for s in contents.copy.walk()]
        essays = [(essay.slug, essay.pk) for essay in contents.copy.essays]
    else:
        facts = contents.edition.facts
        sections = [(s["slug"], s["key"], s["parent"]) for s in facts["sections"]]
        essays = [(essay["slug"], essay["key"]) for essay in facts["essays"]]
    return Outline(
        {slug: str(key) for slug, key, _above in sections},
        {str(key): str(above or "") for _slug, key, above in sections},
        {slug: str(key) for slug, key in essays},
    )


def parts_of(contents: Contents, language: str) -> dict[Key, Part]:
    """In reading order, for a reader of a language."""
    outline = outline_of(contents)
    front = contents.front(language)
    parts = [Part(FRONT, front.head.title, FRONT, "", front.head.url, front)]
    for slug, page in contents.chapters(language):
        url = f"{front.head.url}{slug}/"
        key = Key(Kind.SECTION, outline.sections[slug])
        parts += section_parts(page.section, key, url, outline)
    for slug, page in contents.essays(language):
        key = Key(Kind.ESSAY, outline.essays[slug])
        url = f"{front.head.url}essays/{slug}/"
        parts.append(Part(key, page.title, key, "", url, page, slug))
    return {part.key: part for part in parts}


def section_parts(section: SectionView, page: Key, url: str, outline: Outline) -> Iterator[Part]:
    """A section, its panels, and the headings below it that share its page."""
    key = Key(Kind.SECTION, outline.sections[section.anchor.removeprefix("section-")])
    address = url if key == page else f"{url}#{section.anchor}"
    yield Part(key, section.title, page, outline.above[key.of], address, section)
    for panel in section.panels:
        yield panel_part(panel, page, key.of, url)
    for group in section.groups:
        yield from section_parts(group, page, url, outline)


def panel_part(panel: PanelView, page: Key, above: str, url: str) -> Part:
    key = Key(Kind.PANEL, panel.uuid)
    return Part(key, label_of(panel), page, above, f"{url}#{panel.anchor}", panel)
