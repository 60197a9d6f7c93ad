"""The shape of stored text: what stands in it besides words, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from .reading import _readable
from .tree import _is_footnote, _parse


@dataclass(frozen=True)
class NoteShape:
    """A footnote: its words, and in which paragraph (counted from 1) it stands."""

    text: str
    language: str
    block: int


@dataclass(frozen=True)
class Shape:
    """``words`` are those of the text alone, ``own`` those outside passages in other languages."""

    words: str
    own: str
    notes: tuple[NoteShape, ...]
    links: tuple[str, ...]
    tables: tuple[tuple[int, int], ...]  # rows × columns
    headings: tuple[int, ...]
    lists: tuple[tuple[str, int], ...]  # ul or ol, and how many entries
    passages: tuple[str, ...]  # languages
    blocks: int


OUTER = ("p", "h2", "h3", "li", "blockquote", "table")


def shape(html: str) -> Shape:
    root = _parse(html)
    notes, blocks = tuple(_notes(root)), len(list(_blocks(root)))
    return Shape(
        words=_readable(root),
        own=_own(html),
        notes=notes,
        links=tuple(a.get("href", "") for a in root.iterdescendants("a") if a.get("href")),
        tables=tuple(_size(table) for table in root.iterdescendants("table")),
        headings=tuple(int(one.tag[1]) for one in root.iterdescendants("h2", "h3")),
        lists=tuple((one.tag, len(one.findall("li"))) for one in root.iterdescendants("ul", "ol")),
        passages=tuple(one.get("lang") for one in root.iterdescendants() if one.get("lang")),
        blocks=blocks,
    )


def _own(html: str) -> str:
    """The words, those of notes too, without passages in other languages and without ruby."""
    root = _parse(html)
    for element in list(root.iterdescendants()):
        if element.get("lang") or element.tag in ("rt", "rp"):
            element.drop_tree()
        elif _is_footnote(element):
            element.attrib.pop("class")
            element.text = f" {element.text or ''}"
    return _readable(root)


def _blocks(root: HtmlElement) -> Iterator[HtmlElement]:
    return (one for one in root.iterdescendants(*OUTER) if not _is_inside(one))


def _is_inside(element: HtmlElement) -> bool:
    return any(outer.tag in OUTER for outer in element.iterancestors())


def _notes(root: HtmlElement) -> Iterator[NoteShape]:
    block = 0
    for element in root.iterdescendants():
        if element.tag in OUTER and not _is_inside(element):
            block += 1
        elif element.tag == "span" and _is_footnote(element):
            yield NoteShape(
                " ".join(element.text_content().split()), element.get("lang", ""), block
            )


def _size(table: HtmlElement) -> tuple[int, int]:
    rows = list(table.iterdescendants("tr"))
    widths = (
        sum(int(cell.get("colspan") or 1) for cell in row if cell.tag in ("td", "th"))
        for row in rows
    )
    return len(rows), max(widths, default=0)
