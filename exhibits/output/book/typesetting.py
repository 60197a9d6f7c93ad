"""From the tree to the PDF."""

import json
import logging
import tempfile
from pathlib import Path

import typst

from exhibits.editions.contents import Contents
from exhibits.output.book.fonts import FAMILIES, LAST, LATIN, fonts, with_shapes
from exhibits.output.imprint import Imprint
from exhibits.output.matter import Book, compose_book

log = logging.getLogger(__name__)

CATALOGUE = Path(__file__).with_name("catalogue.typ")
MOST_WIDTH = 1600  # pixels of a picture: 270 to the inch over the full measure
STANDARDS = ["ua-1", "a-2a"]
CHART_FONTS = ", ".join(f"'{family}'" for family in FAMILIES)


class NotSet(Exception):
    """Why a book could not be set."""


def write_book(contents: Contents, imprint: Imprint, language: str) -> bytes:
    """The print edition in a language: PDF/UA-1 and PDF/A-2a. Equal contents give equal bytes.

    Raises ``NotSet`` with what Typst says.
    """
    book = compose_book(contents, imprint, language, most_width=MOST_WIDTH, font=CHART_FONTS)
    with tempfile.TemporaryDirectory(prefix="tsuzuri-book-") as folder:
        lay_out(book, Path(folder))
        return compiled(Path(folder), imprint)


def lay_out(book: Book, folder: Path) -> None:
    """Everything that Typst reads, in one folder beyond which it cannot look."""
    words, missing = with_shapes(json.dumps(data_of(book), ensure_ascii=False))
    (folder / "book.json").write_text(words, encoding="utf-8")
    (folder / "main.typ").write_bytes(CATALOGUE.read_bytes())
    for name in book.files:
        content = book.content(name)
        if name.endswith(".svg"):
            content = with_shapes(content.decode())[0].encode()
        (folder / name).write_bytes(content)
    if missing:
        log.warning("No font has %s (%s); 〓 stands for it", " ".join(missing), book.language)


def data_of(book: Book) -> dict:
    """The book as ``catalogue.typ`` takes it."""
    return {
        "lang": book.language,
        "accent": book.head.accent,
        "title": book.title,
        "title_plain": str(book.head.title),
        "subtitle": book.subtitle,
        "summary": book.summary,
        "line": book.line,
        "cover": book.cover,
        "imprint": [list(row) for row in book.imprint],
        "words": book.words,
        "latin": list(LATIN),
        "fonts": [*FAMILIES, LAST],
        "pieces": [
            {"kind": piece.kind, "title": piece.title, "blocks": piece.blocks, "depth": piece.depth}
            for piece in book.pieces
        ],
    }


def compiled(folder: Path, imprint: Imprint) -> bytes:
    try:
        return typst.compile(
            folder / "main.typ",
            root=folder,
            font_paths=fonts(),
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=int(imprint.released_at.timestamp()),
        )
    except typst.TypstError as error:
        raise NotSet(error.diagnostic or error.message) from error
