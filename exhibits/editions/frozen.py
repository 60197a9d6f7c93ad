"""An edition's pages as the structures that templates render."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from exhibits.composition.beside import beside_essay, beside_section, with_second_language
from exhibits.composition.structures import (
    EssayPage,
    ExhibitionCard,
    ExhibitionPage,
    PanelView,
    SectionPage,
    SectionView,
)
from exhibits.editions.codec import load
from exhibits.editions.contents import Chapter, Paper
from exhibits.models import Edition, EditionPage

Kind = EditionPage.Kind
STRUCTURES = {
    Kind.CARD: ExhibitionCard,
    Kind.FRONT: ExhibitionPage,
    Kind.SECTION: SectionPage,
    Kind.ESSAY: EssayPage,
}
PAIRS = {Kind.SECTION: beside_section, Kind.ESSAY: beside_essay}
PageT = TypeVar("PageT")


def structure(row: EditionPage, schema: int):
    return load(STRUCTURES[row.kind], row.content, schema)


def panels_of(section: SectionView) -> Iterator[PanelView]:
    """The panels of a section and of the headings below it, in reading order."""
    yield from section.panels
    for group in section.groups:
        yield from panels_of(group)


class FrozenContents:
    """An edition as ``Contents``."""

    def __init__(self, edition: Edition):
        self.edition, self.languages = edition, tuple(edition.languages)

    def rows(self, kind: str, language: str) -> Iterator[EditionPage]:
        return self.edition.pages.filter(kind=kind, language=language, apart=False).iterator(20)

    def front(self, language: str) -> ExhibitionPage:
        return structure(next(self.rows(Kind.FRONT, language)), self.edition.schema)

    def chapters(self, language: str) -> Iterator[Chapter]:
        for row in self.rows(Kind.SECTION, language):
            yield Chapter(row.slug, structure(row, self.edition.schema))

    def essays(self, language: str) -> Iterator[Paper]:
        for row in self.rows(Kind.ESSAY, language):
            yield Paper(row.slug, structure(row, self.edition.schema))


def with_beside(rows: list[EditionPage], language: str, wish: str, schema: int):
    """The page in a language from its rows, beside the one in the language that is wished."""
    row = next(row for row in rows if row.language == language and not row.apart)
    page = structure(row, schema)
    if row.kind not in PAIRS:
        return page

    def second():
        return structure(next(r for r in rows if r.language == wish and r.apart), schema)

    return with_second_language(page, language, wish, second, PAIRS[row.kind])


def moved(page: PageT, former: str, present: str) -> PageT:
    """The page with all its links that begin with ``former`` beginning with ``present``."""
    if isinstance(page, tuple):
        return tuple(moved(one, former, present) for one in page)
    if not is_dataclass(page):
        return page
    changed = {}
    for name in (field.name for field in fields(page)):
        value = getattr(page, name)
        if name == "url":
            if value.startswith(former):
                changed[name] = present + value.removeprefix(former)
        elif isinstance(value, tuple) or is_dataclass(value):
            changed[name] = moved(value, former, present)
    return replace(page, **changed) if changed else page
