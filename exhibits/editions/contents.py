"""All pages of an exhibition in reading order, whether from the working copy or from an edition.

Whatever writes an exhibition out as a whole (freezing, a folder, a book) asks for this and nothing
else.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from django.utils import translation

from exhibits.composition.pages import compose_exhibition, essay_page, section_page
from exhibits.composition.structures import EssayPage, ExhibitionPage, SectionPage
from exhibits.composition.working_copy import WorkingCopy
from exhibits.models import Exhibition
from translations.texts import LANGUAGES


class Chapter(NamedTuple):
    slug: str
    page: SectionPage


class Paper(NamedTuple):
    """An essay with the end of its address."""

    slug: str
    page: EssayPage


class Contents(Protocol):
    """Pages composed for one language each; texts say by themselves which language they are in.

    ``languages`` are those that were released; pages exist in all languages of the site.
    """

    languages: tuple[str, ...]

    def front(self, language: str) -> ExhibitionPage: ...

    def chapters(self, language: str) -> Iterator[Chapter]:
        """Chapters and sub-sections with pages of their own, in reading order."""
        ...

    def essays(self, language: str) -> Iterator[Paper]: ...


class WorkingContents:
    """What curators edit, as it is now. ``apart`` composes to stand beside another language."""

    def __init__(self, exhibition: Exhibition, languages: tuple[str, ...] = LANGUAGES):
        self.exhibition, self.languages = exhibition, languages
        self.copy = WorkingCopy(exhibition)

    def front(self, language: str) -> ExhibitionPage:
        return compose_exhibition(self.exhibition, language)

    def chapters(self, language: str, apart: str = "") -> Iterator[Chapter]:
        for section in self.copy.pages():
            with translation.override(language):
                page = section_page(self.copy, section, language, apart)
            yield Chapter(section.slug, page)

    def essays(self, language: str, apart: str = "") -> Iterator[Paper]:
        for essay in self.exhibition.essays.order_by("order", "id"):
            datasets = list(essay.datasets.order_by("id"))
            with translation.override(language):
                page = essay_page(self.copy, essay, datasets, language, apart)
            yield Paper(essay.slug, page)
