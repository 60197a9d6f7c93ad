"""Sanitising: what may be stored. nh3 lets through, lxml puts what is left in its place."""

import re

import nh3
from lxml import etree
from lxml.html import HtmlElement

from .spaces import _tidy_spaces
from .tree import BLOCKS, INLINES, NOT_IN_XML, _inner, _is_footnote, _loose_text, _parse, _tags

BOXES = _tags("div section article aside header footer main figure figcaption pre address center")
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
RENAMED |= dict.fromkeys(BOXES | {"dt", "dd", "caption"}, "p")
DROPPED_WHOLE = _tags("script style title template noscript iframe object svg math xml")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}\Z")
NUMBER_OF_CELLS = re.compile(r"[1-9][0-9]{0,2}\Z")
SCOPES = re.compile(r"(col|row)(group)?\Z")
CHECKED = {"lang": LANGUAGE_TAG, "colspan": NUMBER_OF_CELLS, "rowspan": NUMBER_OF_CELLS}
CHECKED |= {"scope": SCOPES}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value if it may stay, else None; schemes and classes are nh3's own business."""
    pattern = CHECKED.get(name)
    return value if pattern is None or pattern.match(value) else None


def _cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    cell = {"colspan", "rowspan"}
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={"a": {"href"}, "span": {"lang"}, "td": cell, "th": cell | {"scope"}},
        allowed_classes={"span": {"footnote"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


STORED = _cleaner(BLOCKS | INLINES | {"br"})
RECEIVED = _cleaner(BLOCKS | INLINES | {"br"} | frozenset(RENAMED))


def sanitise(html: str) -> str:
    """The HTML that may be stored, whatever was sent; sanitising it again changes nothing."""
    root = _parse(RECEIVED.clean(NOT_IN_XML.sub("", html)))
    for step in STEPS:
        step(root)
    return STORED.clean(_inner(root)).strip()


def _holds_block(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*BLOCKS), None) is not None


def _rename(root: HtmlElement) -> None:
    for element in root.iterdescendants(*RENAMED):
        element.tag = RENAMED[element.tag]
    for element in root.xpath(".//span[@class='']"):  # nh3 leaves the empty attribute
        del element.attrib["class"]


def _free_captions(root: HtmlElement) -> None:
    """What a table holds beside its rows, which was its caption, stands before it."""
    for table in list(root.iterdescendants("table")):
        for child in [c for c in table if c.tag not in ("thead", "tbody", "tr")]:
            table.addprevious(child)


def _place_inlines(root: HtmlElement) -> None:
    """Inline elements hold no blocks, spans and links say something, notes hold no notes."""
    for element in reversed(list(root.iterdescendants(*INLINES))):
        if _holds_block(element) or _says_nothing(element):
            element.drop_tag()
    for part in root.xpath(".//rt[not(parent::ruby)] | .//rp[not(parent::ruby)]"):
        part.drop_tag()
    for note in [span for span in root.iterdescendants("span") if _is_footnote(span)]:
        for link in list(note.iterancestors("a")):  # its number will be a link of its own
            link.drop_tag()
        if any(_is_footnote(outer) for outer in note.iterancestors("span")):
            note.drop_tag()


def _says_nothing(element: HtmlElement) -> bool:
    if element.tag == "ruby":
        return element.find("rt") is None
    return element.tag in ("a", "span") and not element.attrib


def _place_blocks(root: HtmlElement) -> None:
    """Paragraphs hold no blocks, lists hold items only, text at the top stands in paragraphs."""
    for element in reversed(list(root.iterdescendants("p", "h2", "h3", "li"))):
        if element.tag == "li" and element.getparent().tag not in ("ul", "ol"):
            element.tag = "p"
        if element.tag != "li" and _holds_block(element):
            element.drop_tag()
    for element in root.xpath(".//li/following-sibling::*[1][self::ul or self::ol]"):
        element.getprevious().append(element)  # an indented list belongs to the item above it
    for element in list(root.iterdescendants("ul", "ol")):
        _wrap_loose(element, "li", frozenset({"li"}))
    for element in [root, *root.iterdescendants("blockquote")]:
        _wrap_loose(element, "p", BLOCKS)


def _wrap_loose(parent: HtmlElement, wrapper: str, fitting: frozenset[str]) -> None:
    """Put each run of text and of children that do not fit the parent into a wrapper."""
    box = parent.makeelement(wrapper)
    box.text, parent.text = parent.text, None
    parent.insert(0, box)
    for child in list(parent)[1:]:
        if child.tag not in fitting:
            box.append(child)
            continue
        box = parent.makeelement(wrapper)
        box.text, child.tail = child.tail, None
        child.addnext(box)
    for made in list(parent.iterchildren(wrapper)):
        if not len(made) and not (made.text or "").strip():
            parent.remove(made)


def _unwrap_lone(root: HtmlElement) -> None:
    """An item or a cell whose only paragraph comes first holds its text itself."""
    for element in list(root.iterdescendants("li", "td", "th")):
        tags = [child.tag for child in element]
        if tags[:1] == ["p"] and set(tags[1:]) <= {"ul", "ol"} and not _loose_text(element):
            element[0].drop_tag()


def _drop_empty(root: HtmlElement) -> None:
    """Drop what has no text; cells, and rows that have cells, may be empty."""
    for element in reversed(list(root.iterdescendants(*(BLOCKS | INLINES) - {"td", "th", "rt"}))):
        if element.text_content().strip() or element.xpath("boolean(.//td|.//th)"):
            continue
        element.drop_tag() if element.tag in INLINES - {"ruby"} else element.drop_tree()


def _order_tables(root: HtmlElement) -> None:
    """Leading rows of header cells become the head; every header cell says what it heads."""
    for table in list(root.iterdescendants("table")):
        rows = table.xpath("./tr|./*/tr")
        headers = [all(cell.tag == "th" for cell in row) for row in rows]
        head = headers.index(False) if False in headers else 0
        for child in list(table):
            table.remove(child)
        for tag, part in (("thead", rows[:head]), ("tbody", rows[head:])):
            _add_rows(table, tag, part)


def _add_rows(table: HtmlElement, tag: str, rows: list[HtmlElement]) -> None:
    if rows:
        section = etree.SubElement(table, tag)
        section.extend(rows)
    for cell in (cell for row in rows for cell in row.iterchildren("th")):
        if "scope" not in cell.attrib:
            cell.set("scope", "col" if tag == "thead" else "row")


STEPS = (_rename, _free_captions, _place_inlines, _place_blocks, _drop_empty)
STEPS += (_order_tables, _tidy_spaces, _unwrap_lone)
