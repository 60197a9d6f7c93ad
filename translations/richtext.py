"""Rich text: what may be stored, how its footnotes are numbered, how pasted text is joined.

Stored text is a small, closed HTML: paragraphs, headings, lists, tables, links, ruby, passages in
another language and footnotes. A footnote is ``<span class="footnote">`` at its place and holds
the note itself. nh3 (an HTML5 parser with an allow-list) has the first and the last word about
what is let through; lxml only rearranges what nh3 has passed. No Django here.
"""

import html as entities
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _tags("p h2 h3 ul ol li blockquote table thead tbody tr th td")
INLINES = _tags("a strong em sub sup ruby rt rp span")
BOXES = _tags("div section article aside header footer main figure figcaption pre address center")
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
RENAMED |= dict.fromkeys(BOXES | {"dt", "dd", "caption"}, "p")
DROPPED_WHOLE = _tags("script style title template noscript iframe object svg math xml")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}\Z")
NUMBER_OF_CELLS = re.compile(r"[1-9][0-9]{0,2}\Z")
SCOPES = re.compile(r"(col|row)(group)?\Z")
CHECKED = {"lang": LANGUAGE_TAG, "colspan": NUMBER_OF_CELLS, "rowspan": NUMBER_OF_CELLS}
CHECKED |= {"scope": SCOPES}
# Control characters, lone surrogates and non-characters, which no XML tree can hold.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
SPACES = " \xa0\n\r\t"
RUN_OF_SPACES = re.compile(r"[ \xa0\t\r\n\u2028\u2029]{2,}|[\t\r\n\u2028\u2029]")


# Sanitising ------------------------------------------------------------------------------------


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


def _parse(html: str, *, huge: bool = False) -> HtmlElement:
    """A root element that holds the fragment; nesting of 250 levels is cut down to its text."""
    parser = HTMLParser(encoding="utf-8", huge_tree=huge, remove_comments=True, remove_pis=True)
    text = NOT_IN_XML.sub("", html).encode()
    root = fragment_fromstring(text, create_parent="div", parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) and not huge:
        return _parse(nh3.clean(html, tags=set()), huge=True)
    return root


def _inner(element: HtmlElement) -> str:
    """What is inside the element, as HTML."""
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return entities.escape(element.text or "", quote=False) + "".join(inside)


def _is_footnote(element: HtmlElement) -> bool:
    return element.tag == "span" and element.get("class") == "footnote"


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


def _loose_text(element: HtmlElement) -> bool:
    pieces = [element.text, *(child.tail for child in element)]
    return any((piece or "").strip() for piece in pieces)


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


def _tidy_spaces(root: HtmlElement) -> None:
    """One space for a run of them; none, and no line break, at the edges of a block or note."""
    last: tuple[HtmlElement, str] | None = None  # where the latest text stands
    breaks: list[HtmlElement] = []  # line breaks that no text has followed yet
    needless: list[HtmlElement] = []
    at_start = at_space = True
    for event, element in etree.iterwalk(root, events=("start", "end")):
        slot = "text" if event == "start" else "tail"
        note, pushed = _is_footnote(element), False
        if element.tag in BLOCKS or element is root or (note and slot == "tail"):
            pushed = _trim_end(last) and note
            needless += breaks
            last, breaks = None, []
            at_start = at_space = not note
        elif element.tag == "br" and event == "start":
            _trim_end(last)
            (needless if at_start else breaks).append(element)
            at_space = True
        elif note:
            at_space = True
        text = RUN_OF_SPACES.sub(_space, getattr(element, slot) or "")
        text = text.lstrip(SPACES) if at_space else text
        if pushed and text and text[0] not in SPACES:
            text = " " + text  # the space at the end of a note parts the words around it
        setattr(element, slot, text or None)
        if text:
            last, at_start, at_space = (element, slot), False, text[-1] in SPACES
            breaks = [] if text.strip() else breaks
    for element in needless:
        element.drop_tag()


def _trim_end(place: tuple[HtmlElement, str] | None) -> bool:
    """Drop the space at the end of a text; True if there was any."""
    if place is None:
        return False
    element, slot = place
    text = getattr(element, slot)
    setattr(element, slot, text.rstrip(SPACES) or None)
    return text[-1] in SPACES


def _space(run: re.Match[str]) -> str:
    """What a run of spaces becomes: nothing where a Japanese line was broken in the source."""
    text, broken = run.string, run.group().strip(" \xa0\t")
    if broken and run.start() and run.end() < len(text):
        return joint(text[run.start() - 1], text[run.end()])
    return " "


STEPS = (_rename, _free_captions, _place_inlines, _place_blocks, _drop_empty)
STEPS += (_order_tables, _tidy_spaces, _unwrap_lone)


# Reading ---------------------------------------------------------------------------------------

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


# Pasting ---------------------------------------------------------------------------------------
# static/translations/editor/paste.js does the same in the browser.

WIDEST_WRAP = 130  # columns; a longer line was not wrapped by hand or by a page
NARROWEST_WRAP = 40  # columns; shorter lines are verse, addresses, cells
LONG = 0.7  # of the width: so long a line was probably broken for want of room
FULL = 0.95
NEW_ITEM = re.compile(
    r"[•·‣▪■□◆◇○●※*–—-]\s|[・（(]?[0-9]{1,2}[.)）、]\s?|[(（]([0-9]{1,2}|[a-zа-яөү]|[ivx]{1,4})[)）]|[①-⑳]"
    r"|第[0-9一二三四五六七八九十]+[章節条]|\u3000"
)
END_OF_SENTENCE = re.compile(r"[.!?:;…。！？：][)）»”’\"'」』]*$")
GAP = re.compile(r"\t|[ \xa0]{3,}")
INDENT = "\u3000"
HYPHENS = "-\xad\u2010"


@dataclass(frozen=True)
class Line:
    """A pasted line: its text, its columns, whether it looks like a row, a blank line above."""

    text: str
    columns: int
    row: bool
    blank_above: bool


def join_hard_wraps(text: str) -> str:
    """Pasted plain text without the line breaks of a page.

    Paragraphs come out parted by an empty line; lines that were lines in their own right (rows
    of a flattened table, items, addresses) stay lines. CJK lines join without a space, and a
    word divided by a hyphen becomes whole.
    """
    lines = _lines(text)
    width, spread = _layout(lines)
    joined = "".join(line.text.lstrip(INDENT) for line in lines[:1])
    for before, line in zip(lines, lines[1:], strict=False):
        if _wrapped(before, line, width, spread):
            joined = _join(joined, line.text)
        else:
            joined += ("\n\n" if _new_paragraph(before, line) else "\n") + line.text.lstrip(INDENT)
    return joined


def tidy_paste(text: str) -> str:
    """Pasted plain text as HTML paragraphs, hard line breaks joined."""
    paragraphs = entities.escape(join_hard_wraps(text), quote=False).split("\n\n")
    marked = ("<br>".join(paragraph.split("\n")) for paragraph in paragraphs if paragraph)
    return "".join(f"<p>{paragraph}</p>" for paragraph in marked)


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    blank = False
    for raw in text.splitlines():
        words = re.sub(r"[ \t\xa0]+", " ", re.sub(r"\u3000{2,}", "\u3000", raw)).strip(" ")
        if words.strip():
            found.append(Line(words, columns(words), _is_row(raw.strip(), words), blank))
        blank = not words.strip()
    return found


def _layout(lines: list[Line]) -> tuple[int, bool]:
    """(columns to which the text was wrapped, whether a blank line follows even wrapped lines)"""
    lengths = sorted(line.columns for line in lines if line.columns <= WIDEST_WRAP)
    if not lengths:
        return 0, False
    width = lengths[len(lengths) * 9 // 10]  # a few lines are always wider
    mostly_full = lengths[len(lengths) // 2] >= LONG * width
    blanks = sum(line.blank_above for line in lines)
    return width, mostly_full and len(lines) > 3 and blanks > 0.5 * len(lines)


def _is_row(raw: str, words: str) -> bool:
    """True for a row of a flattened table: gaps between its cells, or figures for the most part."""
    tokens = words.split()
    figures = sum(any(sign.isdigit() for sign in token) for token in tokens)
    return len(GAP.findall(raw)) >= 2 or (len(tokens) > 1 and figures >= 0.5 * len(tokens))


def columns(text: str) -> int:
    """Width in columns: two for a wide (CJK) character, one for any other."""
    return sum(1 + _is_wide(sign) for sign in text)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _wrapped(before: Line, line: Line, width: int, spread: bool) -> bool:
    """True where the break between two lines comes from the page, not from the author."""
    if before.row or line.row or NEW_ITEM.match(line.text) or before.columns > WIDEST_WRAP:
        return False
    small = line.text[0].islower()
    if small and not line.blank_above and _divides_word(before.text, line.text):
        return True
    if width < NARROWEST_WRAP or before.columns < 0.5 * width:
        return False
    if small:
        return True
    if END_OF_SENTENCE.search(before.text):
        room = columns(line.text.split()[0]) + 1 if not _is_wide(line.text[0]) else 2
        return not line.blank_above and before.columns + room > FULL * width
    return before.columns >= LONG * width and (spread or not line.blank_above)


def _new_paragraph(before: Line, line: Line) -> bool:
    ended = END_OF_SENTENCE.search(before.text) or before.columns > WIDEST_WRAP
    return line.blank_above or bool(ended and not before.row)


def _divides_word(text: str, line: str) -> bool:
    """True where the hyphen at the end of the text stands between two letters."""
    return text[-1] in HYPHENS and text[-2:-1].isalpha() and line[0].isalpha()


def _join(text: str, line: str) -> str:
    """Two parts of a wrapped paragraph as one; БНМАУ-ын keeps its hyphen, con-text does not."""
    if _divides_word(text, line):
        keeps = text[-1] != "\xad" and (text[-2].isupper() or line[0].isupper())
        return (text if keeps else text[:-1]) + line
    return text + joint(text[-1], line[0]) + line


def joint(before: str, after: str) -> str:
    """What stands between two lines that are joined: nothing between CJK characters."""
    both_wide = _is_wide(before) and _is_wide(after)
    return "" if both_wide and not _is_hangul(before) and not _is_hangul(after) else " "


def _is_hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"
