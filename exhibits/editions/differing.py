"""Which panels and essays of the current edition say something else in the working copy."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from exhibits.composition.structures import EssayPage, PanelView
from exhibits.editions.codec import dump
from exhibits.editions.contents import WorkingContents
from exhibits.editions.correcting import essay_in_place, in_place, panels_of
from exhibits.editions.freezing import not_released
from exhibits.editions.frozen import FrozenContents
from exhibits.models import Edition
from translations.texts import Text

Key = tuple[str, str]  # kind, and a panel's uuid or an essay's slug


@dataclass(frozen=True, slots=True)
class Difference:
    """A panel (``key`` is its uuid) or an essay (its slug) and the languages in which it differs.

    Whole pages are compared as readers of a language get them, with what they fall back to.
    """

    kind: str
    key: str
    title: Text
    place: str
    languages: tuple[str, ...]


def differing(edition: Edition) -> list[Difference]:
    """In the edition's order; what is only in one of the two is left out."""
    marks: dict[Key, list[str]] = {}
    first: dict[Key, tuple[str, object]] = {}
    with not_released(tuple(edition.languages)):
        working = WorkingContents(edition.exhibition)
        frozen = FrozenContents(edition)
        for language in edition.languages:
            now = {key: part for key, _place, part in parts(working, language)}
            for key, place, former in parts(frozen, language):
                if key not in first or language == get_language():
                    first[key] = (place, former)
                if key in now and differs(now[key], former):
                    marks.setdefault(key, []).append(language)
    return [
        Difference(*key, title_of(first[key][1]), first[key][0], tuple(marks[key]))
        for key in first
        if key in marks
    ]


def parts(contents, language: str) -> Iterator[tuple[Key, str, PanelView | EssayPage]]:
    """Every panel with the title of its page, and every essay."""
    for _slug, page in contents.chapters(language):
        for panel in panels_of(page.section):
            yield ("panel", panel.uuid), str(page.section.title), panel
    for slug, page in contents.essays(language):
        yield ("essay", slug), "", page


def differs(now: PanelView | EssayPage, former: PanelView | EssayPage) -> bool:
    """Apart from place and address, which a correction does not touch."""
    put = in_place if isinstance(now, PanelView) else essay_in_place
    return dump(put(now, former)) != dump(former)


def title_of(part: PanelView | EssayPage) -> Text:
    return part.title or Text(getattr(part, "date", "") or getattr(part, "anchor", ""))
