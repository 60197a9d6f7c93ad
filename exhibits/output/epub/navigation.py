"""The table of contents of an e-book."""

from typing import NamedTuple

from exhibits.output.epub.xhtml import Writer, element, quoted
from exhibits.output.matter.book import Book
from exhibits.output.matter.nodes import walk

DEEPEST = 3


class Entry(NamedTuple):
    level: int
    words: str  # markup
    href: str


def entries(book: Book, files: dict[str, str]) -> list[Entry]:
    """Every heading down to the third level, in reading order, without gaps."""
    found: list[Entry] = []
    for piece in book.pieces:
        writer = Writer(files, "", "")
        for node in walk(piece.blocks):
            if node["k"] == "h" and node.get("id") and node["level"] <= DEEPEST:
                level = min(node["level"], found[-1].level + 1 if found else 1)
                href = f"text/{files[piece.key]}#{node['id']}"
                found.append(Entry(level, writer.all(node["c"]), href))
    return found


def nested(rows: list[Entry], level: int = 1) -> str:
    """The entries as lists in lists."""
    items, place = [], 0
    while place < len(rows):
        end = place + 1
        while end < len(rows) and rows[end].level > level:
            end += 1
        link = element("a", rows[place].words, href=rows[place].href)
        below = rows[place + 1 : end]
        items.append(element("li", link + (nested(below, level + 1) if below else "")))
        place = end
    return element("ol", "".join(items))


def navigation(book: Book, files: dict[str, str]) -> str:
    """The bodies of both lists: the contents, and the places that reading systems jump to."""
    rows = entries(book, files)
    title = element("h1", quoted(book.words["contents"]))
    toc = element("nav", title + nested(rows), epub_type="toc", id="toc", role="doc-toc")
    marks = [("toc", "#toc", book.words["contents"])]
    marks += [("bodymatter", rows[0].href, str(book.head.title))] if rows else []
    items = "".join(
        element("li", element("a", quoted(words), epub_type=kind, href=href))
        for kind, href, words in marks
    )
    heading = element("h2", quoted(book.words["landmarks"]))
    places = element("nav", heading + element("ol", items), epub_type="landmarks", hidden="hidden")
    return toc + places
