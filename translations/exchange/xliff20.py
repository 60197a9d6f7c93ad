"""XLIFF 2.0 (and 2.1): one ``unit`` with one segment for a field, tags as ``pc`` and ``ph``."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from translations.exchange import xml
from translations.exchange.codes import CLOSE, LONE, OPEN, Code, Piece, pieces
from translations.exchange.keys import language_of
from translations.exchange.rows import Entry, Row
from translations.exchange.units import finished, number_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
NAMESPACES = {None: NAMESPACE, "mda": METADATA}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES = {
    "missing": "initial",
    "draft": "initial",
    "in review": "translated",
    "approved": "final",
}
DONE = {"translated", "reviewed", "final"}
TYPES = {"a": "link", "strong": "fmt", "em": "fmt", "sub": "fmt", "sup": "fmt", "br": "fmt"}


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def meta(name: str) -> str:
    return f"{{{METADATA}}}{name}"


def write(rows: Iterable[Row], target: BinaryIO, *, name: str, source: str, language: str) -> int:
    """The number of units written."""
    count = 0
    about = {"version": "2.0", "srcLang": source, "trgLang": language}
    with etree.xmlfile(target, encoding="utf-8") as out:
        out.write_declaration()
        with (
            out.element(tag("xliff"), about, nsmap=NAMESPACES),
            out.element(tag("file"), {"id": "f1", "original": name, "canResegment": "no"}),
        ):
            for row in rows:
                out.write(unit(row), pretty_print=False)
                count += 1
    return count


class Originals:
    """The writing of all codes of a unit, each kept once under an id."""

    def __init__(self):
        self.ids: dict[str, str] = {}

    def id_of(self, native: str) -> str:
        return self.ids.setdefault(native, f"d{len(self.ids) + 1}")

    def element(self) -> etree._Element:
        made = etree.Element(tag("originalData"))
        for native, number in self.ids.items():
            etree.SubElement(made, tag("data"), id=number).text = native
        return made


def unit(row: Row) -> etree._Element:
    about = {"id": row.key, "name": row.key, XML_SPACE: "preserve", "canResegment": "no"}
    made = etree.Element(tag("unit"), about, nsmap=NAMESPACES)
    made.append(metadata(row))
    notes = etree.SubElement(made, tag("notes"))
    for words in (f"{row.title} › {row.field}", row.note):
        if words:
            etree.SubElement(notes, tag("note")).text = words
    originals = Originals()
    state = "initial" if row.outdated else STATES[row.state]
    segment = etree.Element(tag("segment"), {"state": state})
    source, target = (etree.SubElement(segment, tag(name)) for name in ("source", "target"))
    fill(source, pieces(row.source) if row.is_rich else [row.source], originals)
    fill(target, pieces(row.target, row.source) if row.is_rich else [row.target], originals)
    if originals.ids:
        made.append(originals.element())
    made.append(segment)
    return made


def metadata(row: Row) -> etree._Element:
    made = etree.Element(meta("metadata"))
    group = etree.SubElement(made, meta("metaGroup"), {"category": "tsuzuri"})
    values = {"source-hash": row.source_hash, "version": str(row.version)}
    values["state"] = "outdated" if row.outdated else row.state
    if row.max_length and not row.is_rich:
        values["max-length"] = str(row.max_length)
    for name, value in values.items():
        etree.SubElement(group, meta("meta"), {"type": name}).text = value
    return made


def fill(element: etree._Element, found: list[Piece], originals: Originals) -> None:
    """A pair of codes is an element in XLIFF 2, so that codes nest as their tags do."""
    inside, last = [element], [None]  # where we are, and what stands there last
    for piece in found:
        if isinstance(piece, str):
            if last[-1] is None:
                inside[-1].text = (inside[-1].text or "") + piece
            else:
                last[-1].tail = (last[-1].tail or "") + piece
        elif piece.kind == CLOSE:
            if len(inside) > 1:
                inside.pop().set("dataRefEnd", originals.id_of(piece.native))
                last.pop()
        else:
            last[-1] = etree.SubElement(inside[-1], tag("pc" if piece.kind == OPEN else "ph"))
            about = {"id": piece.number, "type": TYPES.get(piece.name, "other")}
            reference = "dataRefStart" if piece.kind == OPEN else "dataRef"
            about[reference] = originals.id_of(piece.native)
            last[-1].attrib.update(about)
            if piece.kind == OPEN:
                inside.append(last[-1])
                last.append(None)


def read(path: Path) -> Iterator[Entry]:
    language = ""
    for event, element in xml.elements(path, "xliff", "unit"):
        if event == "start":
            if etree.QName(element).localname == "xliff":
                language = element.get("trgLang", "")
        elif etree.QName(element).localname == "unit":
            yield entry(element, language)


def entry(element: etree._Element, language: str) -> Entry:
    said = {
        one.get("type"): (one.text or "").strip() for one in element.iterdescendants(meta("meta"))
    }
    parts = [one for one in element if one.tag in (tag("segment"), tag("ignorable"))]
    segments = [one for one in parts if one.tag == tag("segment")]
    found = Entry(
        line=element.sourceline or 0,
        key=element.get("id", ""),
        language=language_of(language),
        source_hash=said.get("source-hash", ""),
        version=number_of(said.get("version", "")),
        asks_review=bool(segments) and all(one.get("state") in DONE for one in segments),
    )
    data = {one.get("id"): text_of(one) for one in element.iterdescendants(tag("data"))}
    reader = Reader(data)
    source = [piece for one in parts for piece in reader.content(one.find(tag("source")))]
    reader.is_source = False
    target = [piece for one in parts for piece in reader.content(target_of(one))]
    empty = [one for one in segments if not has_content(one.find(tag("target")))]
    if empty and len(empty) < len(segments):
        found.faults.append(_("Only a part of this text is translated."))
    return finished(found, source, target if len(empty) < len(segments) else [])


def target_of(part: etree._Element) -> etree._Element | None:
    """What stands between segments is the same in all languages unless said otherwise."""
    target = part.find(tag("target"))
    is_between = part.tag == tag("ignorable")
    return part.find(tag("source")) if target is None and is_between else target


def has_content(element: etree._Element | None) -> bool:
    return element is not None and bool(len(element) or (element.text or "").strip())


def text_of(element: etree._Element) -> str:
    """Text with code points that XML cannot write left out."""
    return "".join(element.itertext())


class Reader:
    """Reads inline content; the target may name codes by the ids of the source."""

    def __init__(self, data: dict[str, str]):
        self.data, self.is_source = data, True
        self.natives: dict[tuple[str, str], str] = {}

    def content(self, element: etree._Element | None) -> Iterator[Piece]:
        if element is None:
            return
        yield element.text or ""
        for child in element:
            yield from self.inline(child)
            yield child.tail or ""

    def inline(self, child: etree._Element) -> Iterator[Piece]:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        number = child.get("id", "")
        if name == "pc":
            yield self.code(OPEN, number, child.get("dataRefStart"), child)
            yield from self.content(child)
            yield self.code(CLOSE, number, child.get("dataRefEnd"), child)
        elif name == "ph":
            yield self.code(LONE, number, child.get("dataRef"), child)
        elif name == "sc":
            yield self.code(OPEN, number, child.get("dataRef"), child)
        elif name == "ec":
            yield self.code(CLOSE, child.get("startRef") or number, child.get("dataRef"), child)
        elif name == "mrk":
            yield from self.content(child)

    def code(self, kind: str, number: str, reference: str | None, child) -> Code:
        original = child.get("copyOf") or number
        native = self.data.get(reference or "", "") or self.natives.get((kind, original), "")
        if self.is_source:
            self.natives[kind, number] = native
        return Code(kind, number, native.strip("</> ").partition(" ")[0], native)
