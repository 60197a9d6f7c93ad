"""A CSV file becomes rows of cells with the line they begin on.

A file is never guessed at: what is not UTF-8, or not separated by commas, is recognised and said.
"""

import codecs
import csv
import difflib
import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translations.exchange.faults import FileError

CHUNK = 1 << 20
LONGEST_CELL = 10_000_000
MOST_COLUMNS = 1_000
SHOWN = 60  # signs of a name in a sentence
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp932": "Shift_JIS (CP932)",
    "cp1251": "Windows-1251 (CP1251)",
}
_JAPANESE = re.compile("[぀-ヿ一-鿿]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: its first physical line, and its cells by column."""

    line: int
    cells: dict[str, str]


class Blaming(Protocol):
    """A report that takes up what is wrong with single rows."""

    def blame(self, line: int, column: str, reason: object) -> None: ...


def checksum(path: Path) -> str:
    """SHA-512 of a file, read in pieces."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha512").hexdigest()


def check_encoding(path: Path, encoding: str = "") -> None:
    """Raise FileError unless the whole file can be read in that encoding (UTF-8)."""
    if path.stat().st_size == 0:
        raise FileError(_("This file is empty."))
    decoder, line = codecs.getincrementaldecoder(encoding or "utf-8-sig")(), 1
    with path.open("rb") as content:
        while chunk := content.read(CHUNK):
            line = _decoded(path, decoder, chunk, line, encoding)
        _decoded(path, decoder, b"", line, encoding)


def _decoded(path: Path, decoder, chunk: bytes, line: int, encoding: str) -> int:
    """The line after a piece of the file; ``decoder`` remembers what is unfinished."""
    try:
        text = decoder.decode(chunk, not chunk)
    except UnicodeError as error:
        before = getattr(error, "object", chunk)[: getattr(error, "start", 0)]
        raise _wrong_encoding(path, line + before.count(b"\n"), encoding) from error
    if (place := text.find("\0")) >= 0:
        line += text.count("\n", 0, place)
        name = recognised(path)
        if name == ENCODINGS["utf-16"] and not encoding:
            raise _wrong_encoding(path, 1, encoding)
        raise FileError(_("There is a null character here; remove it."), line)
    return line + text.count("\n")


def _wrong_encoding(path: Path, line: int, encoding: str) -> FileError:
    if encoding:
        words = _("This file cannot be read as %(encoding)s.")
        return FileError(words % {"encoding": ENCODINGS.get(encoding, encoding)}, line)
    if name := recognised(path):
        words = _(
            "This file is written in %(encoding)s, not in UTF-8. In the spreadsheet, save it as "
            "“CSV UTF-8” and send it again."
        )
        return FileError(words % {"encoding": name}, line)
    return FileError(
        _("This file is not written in UTF-8. Save it as “CSV UTF-8” and send it again."), line
    )


def recognised(path: Path) -> str:
    """The name of the encoding that a file seems to be written in, or nothing."""
    with path.open("rb") as content:
        start = content.read(CHUNK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _has_every_other_null(start):
        return ENCODINGS["utf-16"]
    shares = {
        "cp932": _share(start, "cp932", _JAPANESE),
        "cp1251": _share(start, "cp1251", _CYRILLIC),
    }
    best = max(shares, key=shares.get)
    return ENCODINGS[best] if shares[best] > 0.5 else ""


def _has_every_other_null(start: bytes) -> bool:
    return max(start[::2].count(0), start[1::2].count(0)) > len(start) / 8


def _share(start: bytes, encoding: str, letters: re.Pattern) -> float:
    """How much of what is not ASCII are letters of the language of an encoding."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeError:
        return 0.0
    foreign = [character for character in text if character > "\x7f"]
    return len(letters.findall("".join(foreign))) / len(foreign) if foreign else 0.0


class CsvFile:
    """A CSV file that can be read several times, row by row.

    ``rows`` writes what is wrong with single rows into the report and leaves them out; what
    makes the whole file unreadable raises ``FileError``.
    """

    def __init__(self, path: Path, columns: Collection[str], *, encoding: str = ""):
        self.path, self.columns, self.encoding = path, columns, encoding
        check_encoding(path, encoding)

    def rows(self, report: Blaming) -> Iterator[Row]:
        with self.path.open(encoding=self.encoding or "utf-8-sig", newline="") as text:
            lines = csv.reader(text, strict=True)
            header = self._header(lines, report)
            yield from self._rows(lines, header, report)

    def _header(self, lines, report: Blaming) -> list[str | None]:
        """The columns in order; None for those that are not known."""
        _line, header = next(_numbered(lines), (1, None))
        if not header:
            raise FileError(_("The first line must hold the names of the columns."), 1)
        _check_separator(header)
        _check_width(header)
        names, seen = [name.strip() for name in header], set()
        for name in names:
            if reason := self._fault_of(name, seen):
                report.blame(1, name[:SHOWN], reason)
            seen.add(name)
        if "id" not in names and "id" in self.columns:
            report.blame(1, "id", _("The column “id” is missing; rows are matched by it."))
        return [name if name in self.columns else None for name in names]

    def _fault_of(self, name: str, before: set[str]) -> str:
        if not name:
            return _("A column has no name.")
        if name in before:
            return _("There are two columns “%(name)s”.") % {"name": name[:SHOWN]}
        return "" if name in self.columns else unknown_column(name, self.columns)

    def _rows(self, lines, header: list[str | None], report: Blaming) -> Iterator[Row]:
        found = False
        for line, cells in _numbered(lines):
            found = True
            if not any(cell.strip() for cell in cells):
                report.blame(line, "", _("This row is empty; delete it."))
            elif len(cells) != len(header):
                report.blame(line, "", _count_differs(len(cells), len(header)))
            else:
                yield Row(line, {n: c for n, c in zip(header, cells, strict=True) if n})
        if not found:
            raise FileError(_("There are no rows below the names of the columns."), 1)


def _numbered(lines) -> Iterator[tuple[int, list[str]]]:
    """Every row with the physical line on which it begins."""
    while True:
        start = lines.line_num + 1
        try:
            yield start, next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileError(_broken(str(error)), start) from error


def _broken(error: str) -> str:
    if "unexpected end" in error:
        return _('A quotation mark (") is opened in this row and never closed.')
    if "field larger" in error:
        return _(
            "A cell of this row holds more than %(most)s characters; perhaps a quotation mark "
            "is not closed."
        ) % {"most": f"{LONGEST_CELL:,}"}
    return _('The quotation marks (") of this row do not fit together.')


def _check_width(header: list[str]) -> None:
    if len(header) > MOST_COLUMNS:
        words = _("This file has %(count)d columns; at most %(most)d are read.")
        raise FileError(words % {"count": len(header), "most": MOST_COLUMNS}, 1)


def _check_separator(header: list[str]) -> None:
    if len(header) > 1:
        return
    if ";" in header[0]:
        raise FileError(
            _("The columns of this file are separated by semicolons; save it with commas."), 1
        )
    if "\t" in header[0]:
        raise FileError(
            _("The columns of this file are separated by tabs; save it with commas."), 1
        )


def _count_differs(cells: int, columns: int) -> str:
    words = ngettext(
        "This row has %(cells)d cell, the first line has %(columns)d.",
        "This row has %(cells)d cells, the first line has %(columns)d.",
        cells,
    )
    return words % {"cells": cells, "columns": columns}


def unknown_column(name: str, columns: Collection[str]) -> str:
    """A sentence on a column that is not known, with the one that may be meant."""
    known = sorted(columns)
    shown = name[:SHOWN]
    for one in known:
        if one.casefold() == name.casefold():
            return _("Write “%(right)s” instead of “%(name)s”.") % {"right": one, "name": shown}
    base, _bar, language = name.rpartition("_")
    if any(one.startswith(f"{base}_") and one[-3] == "_" for one in known) and base:
        words = _("“%(language)s” in “%(name)s” is not a language of this site.")
        return words % {"language": language[:20], "name": shown}
    if near := difflib.get_close_matches(shown, known, n=1):
        return _("The column “%(name)s” is not known. Is “%(near)s” meant?") % {
            "name": shown,
            "near": near[0],
        }
    return _("The column “%(name)s” is not known.") % {"name": shown}
