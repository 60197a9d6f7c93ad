"""Sanitised markup as nodes. Only the closed set of decision 3 is known; else the words stay."""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from exhibits.composition.structures import Rich
from exhibits.output.matter.nodes import Child, Node, node
from translations.richtext import Note

SAME = {"strong", "em", "sub", "ul", "ol", "li", "p"}
LEFT_OUT = {"rp"}
SPACES = re.compile(r"[ \t\r\n]+")


class Reading:
    """The markup of one text. ``key`` begins its ids, ``level`` is that of an ``h2`` in it."""

    def __init__(self, notes: tuple[Note, ...], key: str, level: int):
        self.notes = {note.number: note for note in notes}
        self.key, self.level = key, level

    def children(self, element: HtmlElement) -> Iterator[Child]:
        yield spaced(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in LEFT_OUT:
                yield from self.element(child)
            yield spaced(child.tail)

    def element(self, element: HtmlElement) -> Iterator[Child]:
        tag = element.tag
        if tag in SAME:
            yield node(tag, self.children(element))
        elif tag in MAKERS:
            yield from MAKERS[tag](self, element)
        else:
            yield from self.children(element)

    def heading(self, element: HtmlElement) -> Iterator[Node]:
        level = self.level + int(element.tag[1]) - 2
        anchor = element.get("id", "")
        yield node("h", self.children(element), level=level, id=anchor and f"{self.key}.{anchor}")

    def raised(self, element: HtmlElement) -> Iterator[Node]:
        """A raised passage, or the place of a note."""
        number = element.text_content().strip()
        if element.get("class") == "note-ref" and number.isdigit():
            yield self.note(self.notes[int(number)])
        else:
            yield node("sup", self.children(element))

    def note(self, note: Note) -> Node:
        words = list(self.children(parsed(note.html)))
        if note.refers_to:
            target = f"{self.key}.{self.notes[note.refers_to].anchor}"
            words += [" ", node("to-note", [str(note.refers_to)], target=target)]
        anchor = f"{self.key}.{note.anchor}"
        return node("note", words, id=anchor, number=note.number, lang=note.language)

    def link(self, element: HtmlElement) -> Iterator[Node]:
        yield node("link", self.children(element), href=element.get("href", ""), key=self.key)

    def passage(self, element: HtmlElement) -> Iterator[Node]:
        yield node("span", self.children(element), lang=element.get("lang", ""))

    def ruby(self, element: HtmlElement) -> Iterator[Node]:
        """Each base with its reading."""
        base = element.text or ""
        for child in element:
            if child.tag == "rt":
                yield node("ruby", [base], reading=child.text_content())
                base = ""
            elif child.tag not in LEFT_OUT:
                base += child.text_content()
            base += child.tail or ""
        if base:
            yield node("span", [base])

    def table(self, element: HtmlElement) -> Iterator[Node]:
        rows = [[self.cell(cell) for cell in row.iter("td", "th")] for row in element.iter("tr")]
        rows = [row for row in rows if row]
        if rows:
            head = len(element.xpath("./thead/tr"))
            width = max(sum(cell.get("colspan", 1) for cell in row) for row in rows)
            yield node("table", head=rows[:head], rows=rows[head:], columns=width)

    def cell(self, element: HtmlElement) -> Node:
        spans = {
            name: int(element.get(name)) for name in ("colspan", "rowspan") if element.get(name)
        }
        is_head = element.tag == "th"
        return node("cell", self.children(element), is_head=is_head, **spans)

    def quote(self, element: HtmlElement) -> Iterator[Node]:
        yield node("quote", self.children(element))

    def line_break(self, _element: HtmlElement) -> Iterator[Node]:
        yield node("br")


MAKERS = {
    "h2": Reading.heading,
    "h3": Reading.heading,
    "sup": Reading.raised,
    "a": Reading.link,
    "span": Reading.passage,
    "ruby": Reading.ruby,
    "table": Reading.table,
    "blockquote": Reading.quote,
    "br": Reading.line_break,
}


def spaced(words: str | None) -> str:
    """Runs of white space are one space, as in HTML."""
    return SPACES.sub(" ", words or "")


def parsed(markup: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(markup, create_parent="div")


def rich_nodes(text: Rich, language: str, key: str, level: int) -> list[Node]:
    """The blocks of a rich text; ``level`` is what its highest heading becomes."""
    if not text:
        return []
    reading = Reading(text.notes, key, level)
    blocks = [child for child in reading.children(parsed(text.html)) if not is_space(child)]
    blocks = [child if isinstance(child, dict) else node("p", [child]) for child in blocks]
    if text.language and text.language != language:
        return [node("passage", blocks, lang=text.language)]
    return blocks


def is_space(child: Child) -> bool:
    return isinstance(child, str) and not child.strip()
