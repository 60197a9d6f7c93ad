"""Two languages side by side: a page composed twice, and its blocks put in pairs.

The second composition comes from the same functions as the first. Of it only those texts are taken
that are really in the wished language: a fallback beside a fallback would tell a reader nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from exhibits.composition.structures import (
    BesideChoice,
    Counterpart,
    EssayPage,
    ExhibitView,
    PanelView,
    Rich,
    SectionPage,
    SectionView,
)
from translations.richtext import in_pairs
from translations.texts import NO_TEXT, Text

PageT = TypeVar("PageT", SectionPage, EssayPage)
LONGEST = 20  # characters of a wish in vain that are shown again


def with_second_language(
    page: PageT,
    language: str,
    wish: str,
    second: Callable[[], PageT],
    pair: Callable[[PageT, PageT, str], PageT],
) -> PageT:
    """The page with the choice of a second language, and with that language where it is wished.

    ``second`` gives the page composed apart in that language.
    """
    languages = tuple(code for code in page.languages if code != language)
    if wish not in languages:
        return replace(page, beside=BesideChoice("", languages, wish[:LONGEST]))
    return replace(pair(page, second(), wish), beside=BesideChoice(wish, languages))


def apart(language: str) -> str:
    """How ids begin on a page composed to stand beside another: no slug has a full stop."""
    return f"{language}."


def beside_section(page: SectionPage, second: SectionPage, language: str) -> SectionPage:
    return replace(page, section=pair_sections(page.section, second.section, language))


def beside_essay(page: EssayPage, second: EssayPage, language: str) -> EssayPage:
    return replace(
        page,
        body=pair_rich(page.body, second.body, language),
        beside_title=counterpart(page.title, second.title, language),
        beside_abstract=counterpart(page.abstract, second.abstract, language),
    )


def pair_sections(first: SectionView, second: SectionView, language: str) -> SectionView:
    panels = zip(first.panels, second.panels, strict=True)
    groups = zip(first.groups, second.groups, strict=True)
    return replace(
        first,
        beside=counterpart(first.title, second.title, language),
        introduction=pair_rich(first.introduction, second.introduction, language),
        panels=tuple(pair_panels(one, other, language) for one, other in panels),
        groups=tuple(pair_sections(one, other, language) for one, other in groups),
    )


def pair_panels(first: PanelView, second: PanelView, language: str) -> PanelView:
    exhibits = zip(first.exhibits, second.exhibits, strict=True)
    return replace(
        first,
        beside=counterpart(first.title, second.title, language),
        event_text=pair_rich(first.event_text, second.event_text, language),
        record_note=pair_rich(first.record_note, second.record_note, language),
        exhibits=tuple(pair_exhibits(one, other, language) for one, other in exhibits),
    )


def pair_exhibits(first: ExhibitView, second: ExhibitView, language: str) -> ExhibitView:
    return replace(first, beside=counterpart(first.caption, second.caption, language))


def counterpart(first: Text, second: Text, language: str) -> Counterpart | None:
    """The text in the second language; None where it is on the page already, or there is none."""
    if not first or first.language == language:
        return None
    return Counterpart(language, second if second.language == language else NO_TEXT)


def pair_rich(first: Rich, second: Rich, language: str) -> Rich:
    """Both texts in one, block by block; each keeps its own footnotes."""
    if not first or first.language == language:
        return first
    if second.language != language:
        return replace(first, beside=language, lacks=True)
    return replace(
        first,
        html=in_pairs(first.html, second.html, language),
        beside=language,
        beside_notes=second.notes,
        beside_by_machine=second.by_machine,
    )
