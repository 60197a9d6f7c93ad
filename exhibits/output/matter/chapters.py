"""Front matter, chapters and essays as nodes: each a list of blocks that begins with a heading."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exhibits.composition.structures import EssayPage, ExhibitionPage, SectionView
from exhibits.editions.contents import Chapter, Paper
from exhibits.output.matter.nodes import Child, Node, inline, node, paragraphs, walk
from exhibits.output.matter.panels import (
    Desk,
    dataset_nodes,
    joined,
    panel_nodes,
    remarks_unless,
    sentence,
    text_nodes,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What begins on a page of its own. ``key`` begins its ids, ``url`` is its address on the site.

    ``depth`` 1 is a chapter, 2 what lies in one.
    """

    key: str
    kind: str  # foreword, chapter, essay, credits
    url: str
    title: list[Child]
    blocks: list[Node]
    depth: int = 1


def foreword(page: ExhibitionPage, desk: Desk) -> Piece | None:
    if not page.foreword:
        return None
    blocks = list(text_nodes(page.foreword, "foreword", 2, desk))
    return opened("foreword", "foreword", page.head.url, [_("Foreword")], blocks)


def credits(page: ExhibitionPage, desk: Desk) -> Piece | None:
    if not page.credits:
        return None
    blocks = paragraphs(page.credits, desk.language)
    return opened("credits", "credits", "", [_("Credits")], blocks)


def opened(
    key: str, kind: str, url: str, title: list[Child], blocks: list[Node], depth: int = 1,
    kicker: str = "",
) -> Piece:  # fmt: skip
    """A piece whose heading leads to its beginning."""
    head = [node("kicker", [kicker])] if kicker else []
    heading = node("h", title, level=depth, id=key, is_led_to=True)
    return Piece(key, kind, url, title, without_gaps([*head, heading, *blocks], depth - 1), depth)


def without_gaps(blocks: list[Node], last: int) -> list[Node]:
    """No heading is more than one level below the one before it, as readers of outlines expect.

    ``last`` is the level before the first.
    """
    for one in walk(blocks):
        if one["k"] == "h":
            last = one["level"] = min(one["level"], last + 1)
    return blocks


def chapter_piece(chapter: Chapter, home: str, desk: Desk) -> Piece:
    page, depth = chapter.page, len(chapter.page.trail) + 1
    section = page.section
    words = _("Chapter %(number)s") % {"number": section.number} if depth == 1 else section.number
    kicker = " · ".join(filter(None, (words, section.period)))
    blocks = list(section_nodes(section, chapter.slug, depth + 1, desk))
    title = inline(section.title, desk.language)
    url = f"{home}{chapter.slug}/"
    return opened(chapter.slug, "chapter", url, title, blocks, depth, kicker)


def section_nodes(section: SectionView, key: str, level: int, desk: Desk) -> Iterator[Node]:
    """Introduction, panels and the headings below; ``level`` is that of its panels."""
    yield from remarks_unless((section.introduction,), section, desk.language)
    yield from text_nodes(section.introduction, key, level, desk)
    for panel in section.panels:
        yield from panel_nodes(panel, key, level, desk)
    for group in section.groups:
        title = inline(group.title, desk.language)
        yield node("h", title, level=level, id=f"{key}.{group.anchor}", is_group=True)
        yield from section_nodes(group, key, level + 1, desk)


def essay_piece(paper: Paper, home: str, desk: Desk) -> Piece:
    page, key = paper.page, f"essays.{paper.slug}"
    kicker = " · ".join(filter(None, (_("Essay"), page.date)))
    blocks = list(essay_nodes(page, key, desk))
    title = inline(page.title, desk.language)
    return opened(key, "essay", f"{home}essays/{paper.slug}/", title, blocks, 1, kicker)


def essay_nodes(page: EssayPage, key: str, desk: Desk) -> Iterator[Node]:
    language = desk.language
    if page.authors:
        yield node("authors", paragraphs(page.authors, language))
    yield from remarks_unless((page.body,), page, language)
    if page.abstract:
        words = sentence(_("Keywords: %(keywords)s"), "keywords", inline(page.keywords, language))
        closing = [node("p", words)] if words else []
        yield node(
            "abstract", [*paragraphs(page.abstract, language), *closing], label=_("Abstract")
        )
    yield from text_nodes(page.body, key, 2, desk)
    for dataset in page.datasets:
        yield from dataset_nodes(dataset, desk)


def title_of(page: ExhibitionPage, language: str) -> list[Child]:
    return joined([inline(page.head.title, language)], "")
