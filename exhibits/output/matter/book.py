"""The whole book in one language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from exhibits.composition.structures import ExhibitionHead
from exhibits.editions.contents import Contents
from exhibits.output.imprint import Imprint
from exhibits.output.matter import chapters
from exhibits.output.matter.chapters import Piece
from exhibits.output.matter.links import settle_links
from exhibits.output.matter.nodes import Child, Node, inline, node, paragraphs
from exhibits.output.matter.panels import Desk
from exhibits.output.pictures import Copy, content_of
from translations.texts import NAMES


@dataclass(frozen=True, slots=True)
class Book:
    """``cover`` is a picture node or empty, ``imprint`` pairs of label and text."""

    language: str
    head: ExhibitionHead
    title: list[Child]
    subtitle: list[Child]
    summary: list[Node]
    line: str
    cover: dict
    pieces: list[Piece]
    imprint: list[tuple[str, str]]
    words: dict[str, str]
    files: dict[str, Copy | str]

    def content(self, name: str) -> bytes:
        """The bytes of a picture."""
        file = self.files[name]
        return file.encode() if isinstance(file, str) else content_of(file.name)


def compose_book(
    contents: Contents, imprint: Imprint, language: str, *, most_width: int, font: str
) -> Book:
    """``most_width`` is that of pictures in pixels, ``font`` the family of the charts' letters."""
    desk = Desk(language, most_width, font)
    with override(language):
        front = contents.front(language)
        pieces = list(compose_pieces(contents, front, desk))
        settle_links(pieces)
        return Book(
            language=language,
            head=front.head,
            title=inline(front.head.title, language),
            subtitle=inline(front.head.subtitle, language),
            summary=paragraphs(front.summary, language),
            line=imprint.line(language),
            cover=node("cover", **desk.picture(front.cover)) if front.cover else {},
            pieces=pieces,
            imprint=imprint_rows(imprint, str(front.head.title), language),
            words={
                "contents": _("Contents"),
                # Translators: the page of a book that says which edition it is, and its date.
                "imprint": _("Imprint"),
            },
            files=desk.files,
        )


def compose_pieces(contents: Contents, front, desk: Desk) -> Iterator[Piece]:
    home, language = front.head.url, desk.language
    if piece := chapters.foreword(front, desk):
        yield piece
    for chapter in contents.chapters(language):
        yield chapters.chapter_piece(chapter, home, desk)
    for paper in contents.essays(language):
        yield chapters.essay_piece(paper, home, desk)
    if piece := chapters.credits(front, desk):
        yield piece


def imprint_rows(imprint: Imprint, title: str, language: str) -> list[tuple[str, str]]:
    rows = [
        (_("Exhibition"), title),
        (pgettext("of an exhibition", "Edition"), imprint.line(language)),
        (_("Languages"), " · ".join(NAMES[code] for code in imprint.languages)),
        (pgettext("to an edition", "Note"), imprint.note),
        (_("Permanent address"), imprint.permanent_address),
        (_("Address of this edition"), imprint.address(language)),
        (_("Checksum of the content"), imprint.content_hash),
    ]
    return [(label, value) for label, value in rows if value]
