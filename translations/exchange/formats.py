"""The formats: how each is called, written and read, and which one a file is in."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from translations.exchange import po, sheet_csv, sheet_xlsx, xliff12, xliff20, xml
from translations.exchange.faults import FileError
from translations.exchange.rows import Entry

LARGEST = 50_000_000  # bytes of a file that is sent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """``is_pair``: a file holds texts from one source language only."""

    name: str
    label: str
    extension: str
    media_type: str
    write: Callable[..., int]
    read: Callable[[Path], Iterator[Entry]]
    is_pair: bool = True


FORMATS = {
    made.name: made
    for made in (
        Format(
            "xlsx",
            gettext_lazy("Spreadsheet (XLSX)"),
            "xlsx",
            XLSX,
            sheet_xlsx.write,
            sheet_xlsx.read,
            False,
        ),
        Format(
            "csv",
            gettext_lazy("Spreadsheet (CSV)"),
            "csv",
            "text/csv; charset=utf-8",
            sheet_csv.write,
            sheet_csv.read,
            False,
        ),
        Format("xliff12", "XLIFF 1.2", "xlf", "application/xliff+xml", xliff12.write, xliff12.read),
        Format("xliff20", "XLIFF 2.0", "xlf", "application/xliff+xml", xliff20.write, xliff20.read),
        Format("po", "PO (gettext)", "po", "text/x-gettext-translation", po.write, po.read),
    )
}
VERSIONS = {xliff12.NAMESPACE: "xliff12", xliff20.NAMESPACE: "xliff20"}
BLANKS = codecs.BOM_UTF8 + b" \t\r\n"
MESSAGE = re.compile(rb'^msgid "', re.MULTILINE)
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def format_of(path: Path, name: str) -> Format:
    """By content; what is plain text and not PO is taken for CSV."""
    if path.stat().st_size > LARGEST:
        words = _("This file is larger than %(most)d MB; divide it.")
        raise FileError(words % {"most": LARGEST // 1_000_000})
    with path.open("rb") as content:
        start = content.read(1_000)
    if not start.strip(BLANKS):
        raise FileError(_("This file is empty."))
    if start.startswith(b"PK"):
        return FORMATS["xlsx"]
    if start.lstrip(BLANKS).startswith(b"<") or (start.startswith(WIDE) and b"<" in start[2:4]):
        return xliff_of(path)
    if name.lower().endswith((".xlf", ".xliff", ".xml")):
        raise FileError(_("This is not an XLIFF file."))
    is_po = MESSAGE.search(start) or name.lower().endswith((".po", ".pot"))
    return FORMATS["po" if is_po else "csv"]


def xliff_of(path: Path) -> Format:
    for event, root in xml.elements(path, "xliff"):
        namespace = etree.QName(root).namespace
        if event == "start" and namespace in VERSIONS:
            return FORMATS[VERSIONS[namespace]]
        break
    raise FileError(_("This is not a file in XLIFF 1.2, 2.0 or 2.1."))
