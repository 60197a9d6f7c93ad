"""XLIFF 1.2: one ``trans-unit`` for a field, tags as ``bpt``, ``ept`` and ``ph``."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from translations.exchange import xml
from translations.exchange.codes import CLOSE, LONE, OPEN, Code, Piece, code_type, pieces
from translations.exchange.keys import language_of
from translations.exchange.rows import Entry, Row
from translations.exchange.units import finished, number_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATES = {
    "missing": "new",
    "draft": "needs-translation",
    "in review": "needs-review-translation",
    "approved": "signed-off",
}
DONE = {"needs-review-translation", "translated", "signed-off", "final"}
ENDS = {OPEN: "bpt", CLOSE: "ept", LONE: "ph"}
KINDS = {"bpt": OPEN, "ept": CLOSE, "ph": LONE, "it": LONE, "x": LONE}


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def write(rows: Iterable[Row], target: BinaryIO, *, name: str, source: str, language: str) -> int:
    """The number of units written."""
    count = 0
    with etree.xmlfile(target, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(tag("xliff"), version="1.2", nsmap={None: NAMESPACE}):
            about = {"original": name, "datatype": "html", "tool-id": "tsuzuri"}
            about |= {"source-language": source, "target-language": language}
            with out.element(tag("file"), about):
                out.write(header())
                with out.element(tag("body")):
                    for row in rows:
                        out.write(unit(row), pretty_print=False)
                        count += 1
    return count


def header() -> etree._Element:
    made = etree.Element(tag("header"), nsmap={None: NAMESPACE})
    etree.SubElement(made, tag("tool"), {"tool-id": "tsuzuri", "tool-name": "Tsuzuri"})
    return made


def unit(row: Row) -> etree._Element:
    approved = row.state == "approved" and not row.outdated
    about = {"id": row.key, "resname": row.key, XML_SPACE: "preserve"}
    about["approved"] = "yes" if approved else "no"
    if row.max_length and not row.is_rich:
        about |= {"maxwidth": str(row.max_length), "size-unit": "char"}
    made = etree.Element(tag("trans-unit"), about, nsmap={None: NAMESPACE})
    source = etree.SubElement(made, tag("source"), {XML_LANG: row.source_language})
    fill(source, pieces(row.source) if row.is_rich else [row.source])
    state = "needs-adaptation" if row.outdated else STATES[row.state]
    target = etree.SubElement(made, tag("target"), {XML_LANG: row.language, "state": state})
    fill(target, pieces(row.target, row.source) if row.is_rich else [row.target])
    made.append(about_unit(row))
    for words in (f"{row.title} › {row.field}", row.note):
        if words:
            etree.SubElement(made, tag("note")).text = words
    return made


def about_unit(row: Row) -> etree._Element:
    group = etree.Element(tag("context-group"), {"purpose": "information"})
    values = {"source-hash": row.source_hash, "version": str(row.version)}
    for name, value in values.items():
        etree.SubElement(group, tag("context"), {"context-type": f"x-{name}"}).text = value
    return group


def fill(element: etree._Element, found: list[Piece]) -> None:
    last = None
    for piece in found:
        if isinstance(piece, Code):
            last = etree.SubElement(element, tag(ENDS[piece.kind]), {"id": piece.number})
            last.text = piece.native
            if piece.kind != CLOSE:
                last.set("ctype", code_type(piece))
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def read(path: Path) -> Iterator[Entry]:
    language = ""
    for event, element in xml.elements(path, "file", "trans-unit"):
        if event == "start":
            if etree.QName(element).localname == "file":
                language = element.get("target-language", "")
        elif etree.QName(element).localname == "trans-unit":
            yield entry(element, language)


def entry(element: etree._Element, language: str) -> Entry:
    contexts = {
        context.get("context-type"): (context.text or "").strip()
        for context in element.iterdescendants(tag("context"))
    }
    source, target = element.find(tag("source")), element.find(tag("target"))
    given = target.get(XML_LANG) if target is not None else None
    found = Entry(
        line=element.sourceline or 0,
        key=element.get("id", ""),
        language=language_of(given or language),
        source_hash=contexts.get("x-source-hash", ""),
        version=number_of(contexts.get("x-version", "")),
        asks_review=target is not None and target.get("state") in DONE,
    )
    natives: dict[tuple[str, str], str] = {}
    return finished(found, list(content(source, natives)), list(content(target, natives)))


def content(element: etree._Element | None, natives: dict) -> Iterator[Piece]:
    """Text and codes; a code whose writing a tool has dropped is written as in the source."""
    if element is None:
        return
    yield element.text or ""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "g":
            number = child.get("id", "")
            yield code(OPEN, number, "", natives)
            yield from content(child, natives)
            yield code(CLOSE, number, "", natives)
        elif name in KINDS:
            number = child.get("id" if name != "ept" or child.get("rid") is None else "rid", "")
            yield code(KINDS[name], number, "".join(child.itertext()), natives)
        else:  # mrk, sub: about the text, not of it
            yield from content(child, natives)
        yield child.tail or ""


def code(kind: str, number: str, native: str, natives: dict) -> Code:
    native = native or natives.get((kind, number), "")
    natives.setdefault((kind, number), native)
    return Code(kind, number, native.strip("</> ").partition(" ")[0], native)
