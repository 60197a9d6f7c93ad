"""The file itself: a ZIP whose first member says what it is."""

import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from exhibits.editions.contents import Contents
from exhibits.output.epub.navigation import navigation
from exhibits.output.epub.package import package
from exhibits.output.epub.xhtml import NAMESPACES, Writer, element, in_language, quoted
from exhibits.output.imprint import Imprint
from exhibits.output.matter import Book, compose_book
from exhibits.output.matter.chapters import Piece
from exhibits.output.matter.nodes import walk

MOST_WIDTH = 1000  # pixels of a picture: enough to read a page on a tablet
KINDS = {"foreword": "foreword", "credits": "credits"}  # else chapter
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
STYLE = """\
body { line-height: 1.6; }
body:lang(ja) { line-height: 1.9; line-break: strict; }
h1, h2, h3, h4 { line-height: 1.3; page-break-after: avoid; }
hr { border: 0; border-top: 1px solid #c9c0ae; margin: 2.5em 0 1em; }
figure { margin: 1.5em 0; page-break-inside: avoid; }
img { max-width: 100%; max-height: 90vh; }
figcaption p { margin: .3em 0; }
.line { display: block; }
.kicker, .citation, .remark, .label, .names, .address, figcaption { font-size: .88em; }
.kicker { font-weight: bold; margin-bottom: 0; }
.record { border-left: 3px solid #5c564c; padding-left: 1em; margin: 1.2em 0; }
.label, .title { font-weight: bold; }
.address { overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em; }
tr { border-bottom: 1px solid #c9c0ae; }
td.figure { text-align: right; }
caption { text-align: left; font-size: .88em; }
aside { font-size: .9em; }
nav ol { list-style: none; padding-left: 1.2em; }
em:lang(ja) { font-style: normal; text-emphasis: filled sesame; }
"""


def write_epub(contents: Contents, imprint: Imprint, language: str) -> bytes:
    """The e-book in a language. Equal contents give equal bytes."""
    book = compose_book(contents, imprint, language, most_width=MOST_WIDTH, font="serif")
    out = io.BytesIO()
    moment = imprint.released_at.timetuple()[:6]
    with override(language), zipfile.ZipFile(out, "w") as archive:
        book.words.update(words())
        for name, content in members(book, imprint):
            member = zipfile.ZipInfo(name, (max(moment[0], 1980), *moment[1:]))
            member.external_attr = 0o644 << 16
            is_stored = name == "mimetype" or name.endswith(".jpg")
            member.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def words() -> dict[str, str]:
    """What only an e-book says."""
    return {
        "landmarks": pgettext("of an e-book", "Places to go to"),
        "back": _("Back to note %(number)s in the text") % {"number": "{number}"},
        "accessibility": _(
            "Pictures of documents have alternative texts, charts have descriptions and tables; "
            "headings, notes and languages are marked."
        ),
    }


def members(book: Book, imprint: Imprint) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the book with its content, the one that says what it is first."""
    files = places(book)
    texts = {"title.xhtml": title_page(book)}
    for piece in book.pieces:
        texts[files[piece.key]] = page(book, piece, files)
    texts["imprint.xhtml"] = imprint_page(book)
    images = sorted(book.files)
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", CONTAINER
    yield "EPUB/package.opf", package(book, imprint, list(texts), images)
    yield "EPUB/nav.xhtml", document(book, book.words["contents"], navigation(book, files), "")
    yield "EPUB/style.css", STYLE
    for name, content in texts.items():
        yield f"EPUB/text/{name}", content
    for name in images:
        yield f"EPUB/images/{name}", book.content(name)


def places(book: Book) -> dict[str, str]:
    """The file in which each id stands."""
    found = {}
    for number, piece in enumerate(book.pieces, 1):
        file = found[piece.key] = f"{number:03}-{piece.key.replace('.', '-')}.xhtml"
        found |= {node["id"]: file for node in walk(piece.blocks) if "id" in node}
    return found


def page(book: Book, piece: Piece, files: dict[str, str]) -> str:
    writer = Writer(files, files[piece.key], book.words["back"])
    kind = KINDS.get(piece.kind, "chapter")
    inside = writer.all(piece.blocks) + "".join(writer.notes)
    body = element("section", inside, epub_type=kind, role=f"doc-{kind}")
    return document(book, "".join(plain(piece.title)), body)


def plain(children: list) -> Iterator[str]:
    for child in children:
        yield from [child] if isinstance(child, str) else plain(child["c"])


def title_page(book: Book) -> str:
    writer = Writer({}, "", "")
    cover = writer.picture(book.cover) if "src" in book.cover else ""
    subtitle = element("p", writer.all(book.subtitle)) if book.subtitle else ""
    inside = (
        cover + element("h1", writer.all(book.title)) + subtitle + element("p", quoted(book.line))
    )
    return document(book, str(book.head.title), element("section", inside, epub_type="titlepage"))


def imprint_page(book: Book) -> str:
    title = element("h1", quoted(book.words["imprint"]))
    rows = "".join(element("dt", quoted(k)) + element("dd", linked(v)) for k, v in book.imprint)
    summary = Writer({}, "", "").all(book.summary)
    inside = title + summary + element("dl", rows)
    return document(book, book.words["imprint"], element("section", inside, epub_type="imprint"))


def linked(value: str) -> str:
    if value.startswith(("http://", "https://")):
        return element("a", quoted(value), href=value)
    return quoted(value)


def document(book: Book, title: str, body: str, up: str = "../") -> str:
    style = element("link", rel="stylesheet", href=f"{up}style.css").replace("></link>", "/>")
    head = element("head", element("title", quoted(title)) + style)
    language = in_language(book.language)
    written = "".join(f' {key}="{value}"' for key, value in language.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f"<html {NAMESPACES}{written}>{head}{element('body', body)}</html>\n"
    )
