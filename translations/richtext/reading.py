"""Reading stored text: notes numbered and lifted out, headings, the words alone."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from .spaces import RUN_OF_SPACES
from .tree import BLOCKS, _inner, _is_footnote, _loose_text, _parse

REF = "note-ref"  # class of the raised number that stands for a note
IBID = re.compile(
    r"[\s«“„\"'(（]*(ibid(em)?\b|同上|同前|мөн\s+тэнд(?=\s*([.,:;»”\"')）]|$)|\s+\d))"
)


@dataclass(frozen=True)
class Note:
    """A footnote: its HTML, its language ('' as the text), the ids of note and reference."""

    number: int
    html: str
    language: str
    anchor: str
    back: str
    refers_to: int | None


@dataclass(frozen=True)
class RichText:
    html: str
    notes: tuple[Note, ...]


def render(html: str, *, prefix: str, table_label: str = "") -> RichText:
    """Stored HTML for a page: notes numbered and lifted out, headings with ids, tables boxed.

    ``prefix`` begins every id and must be unique on the page. ``table_label`` names the box in
    which a wide table scrolls; without it the box is no landmark.
    """
    root = _parse(html)
    for element, name in _heading_ids(root, prefix):
        element.set("id", name)
    _box_tables(root, table_label)
    notes = _lift_notes(root, prefix)
    return RichText(_inner(root), notes)


def _lift_notes(root: HtmlElement, prefix: str) -> tuple[Note, ...]:
    """Put a numbered reference in the place of each note; an ibid. means the last full note."""
    notes, meant = [], None
    spans = [span for span in root.iterdescendants("span") if _is_footnote(span)]
    for number, span in enumerate(spans, 1):
        ibid = is_ibid(span.text_content())
        anchor, back = f"{prefix}-note-{number}", f"{prefix}-ref-{number}"
        note = Note(number, _inner(span), _language(span), anchor, back, meant if ibid else None)
        meant = meant if ibid else number
        notes.append(note)
        _put_reference(span, note)
    return tuple(notes)


def is_ibid(text: str) -> bool:
    """True for a note that only points back: Ibid., p. 4; 同上; «Мөн тэнд», 12-р тал."""
    return bool(IBID.match(unicodedata.normalize("NFKC", text).casefold()))


def _language(span: HtmlElement) -> str:
    """The note's language: its own, or that of the one passage of which it consists."""
    whole = len(span) == 1 and not _loose_text(span) and span[0].tag == "span"
    return span.get("lang") or (span[0].get("lang", "") if whole else "")


def _put_reference(span: HtmlElement, note: Note) -> None:
    reference = span.makeelement("sup", {"class": REF})
    attributes = {"id": note.back, "href": f"#{note.anchor}", "role": "doc-noteref"}
    etree.SubElement(reference, "a", attributes).text = str(note.number)
    reference.tail, span.tail = span.tail, None
    span.getparent().replace(span, reference)


def _box_tables(root: HtmlElement, label: str) -> None:
    """A box around each outermost table, which the keyboard can reach and scroll."""
    tables = root.xpath(".//table[not(ancestor::table)]")
    for number, table in enumerate(tables, 1):
        box = table.makeelement("div", {"class": "table-scroll", "tabindex": "0"})
        if label:
            box.set("role", "region")
            box.set("aria-label", f"{label} {number}" if len(tables) > 1 else label)
        box.tail, table.tail = table.tail, None
        table.addprevious(box)
        box.append(table)


def headings(html: str, *, prefix: str = "") -> tuple[tuple[int, str, str], ...]:
    """(level, text, id) of each heading, of stored HTML with that prefix or of a rendered page."""
    pairs = _heading_ids(_parse(html), prefix)
    return tuple((int(element.tag[1]), _readable(element), name) for element, name in pairs)


def _heading_ids(root: HtmlElement, prefix: str) -> list[tuple[HtmlElement, str]]:
    """Ids made of the words of the headings, so that they outlive new headings between them."""
    pairs, taken = [], set()
    for element in root.iterdescendants("h2", "h3"):
        words = unicodedata.normalize("NFKC", _readable(element)).casefold()
        slug = re.sub(r"[\W_]+", "-", words).strip("-")[:60].strip("-") or "section"
        wish = name = element.get("id") or (f"{prefix}-h-{slug}" if prefix else f"h-{slug}")
        number = 1
        while name in taken:
            number += 1
            name = f"{wish}-{number}"
        taken.add(name)
        pairs.append((element, name))
    return pairs


def plain_text(html: str) -> str:
    """The words alone, one line per block: no notes, no readings of ruby; '' for nothing."""
    return _readable(_parse(html))


def _readable(root: HtmlElement) -> str:
    lines = "".join(_pieces(root)).split("\n")
    tidy = (RUN_OF_SPACES.sub(" ", line.replace("\xa0", " ")).strip() for line in lines)
    return "\n".join(line for line in tidy if line)


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Text in reading order, with line feeds at the edges of blocks and spaces between cells."""
    edge = " " if element.tag in ("td", "th") else "\n" if element.tag in BLOCKS | {"br"} else ""
    yield edge
    if not (_is_footnote(element) or element.tag in ("rt", "rp") or element.get("class") == REF):
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
    yield edge
