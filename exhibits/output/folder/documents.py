"""What can be found in the folder: panels, introductions, parts of essays, items."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import strip_tags

from archive.reading.item_page import ItemPage
from exhibits.composition.structures import (
    EssayPage,
    ExhibitionPage,
    PanelView,
    Rich,
    SectionPage,
    SectionView,
)
from exhibits.output.folder.words import Document
from translations.richtext import plain_text

HEADING = re.compile(r'<h[23] id="([^"]+)">')


def words_of(text: Rich) -> Iterator[str]:
    """The text, then its notes, without what is written about them."""
    yield plain_text(text.html)
    yield from (plain_text(note.html) for note in text.notes)


def joined(*parts: object) -> str:
    """One line; composed letters, so that they can be compared one by one."""
    return unicodedata.normalize("NFC", " ".join(" ".join(str(part) for part in parts).split()))


def of_front(page: ExhibitionPage, file: str) -> Iterator[Document]:
    text = joined(page.head.subtitle, page.summary, *words_of(page.foreword), page.credits)
    yield Document(file, str(page.head.title), "", text)


def of_chapter(page: SectionPage, file: str) -> Iterator[Document]:
    chapter = str(page.section.title)
    text = joined(*words_of(page.section.introduction))
    yield Document(file, chapter, page.section.period, text)
    yield from of_section(page.section, file, chapter)


def of_section(section: SectionView, file: str, chapter: str) -> Iterator[Document]:
    for panel in section.panels:
        yield of_panel(panel, file, chapter)
    for group in section.groups:
        text = joined(*words_of(group.introduction))
        yield Document(f"{file}#{group.anchor}", str(group.title), chapter, text)
        yield from of_section(group, file, f"{chapter} › {group.title}")


def of_panel(panel: PanelView, file: str, chapter: str) -> Document:
    parts: list[object] = [panel.place, *words_of(panel.event_text), *words_of(panel.record_note)]
    for exhibit in panel.exhibits:
        parts += [exhibit.caption, exhibit.citation.line]
        parts += [exhibit.picture.alt] if exhibit.picture else []
    if panel.dataset:
        parts += [panel.dataset.title, *panel.dataset.columns, panel.dataset.note]
    parts += [one.name for one in panel.names]
    title = str(panel.title) or panel.date or str(panel.number)
    place = " · ".join(filter(None, (panel.date, chapter)))
    return Document(f"{file}#{panel.anchor}", title, place, joined(*parts))


def of_essay(page: EssayPage, file: str) -> Iterator[Document]:
    """The essay, and each of its parts that has a heading."""
    title = str(page.title)
    pieces = HEADING.split(page.body.html)
    notes = (plain_text(note.html) for note in page.body.notes)
    opening = joined(page.authors, page.abstract, page.keywords, plain_text(pieces[0]), *notes)
    yield Document(file, title, "", opening)
    for anchor, html in zip(pieces[1::2], pieces[2::2], strict=True):
        heading, _end, body = html.partition("</h")
        text = plain_text(f"<p{body.partition('>')[2]}" if not body else body.partition(">")[2])
        yield Document(f"{file}#{anchor}", plain_text(heading), title, joined(text))


def of_item(page: ItemPage, file: str) -> Document:
    parts = [
        element.value
        for area in page.areas
        for element in area.elements
        if hasattr(element.value, "language") and element.name != "title"
    ]
    written = (strip_tags(text.html) for text in page.texts)
    text = joined(page.citation.line, *parts, *written)
    return Document(file, str(page.title), page.level, text)
