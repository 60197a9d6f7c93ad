"""The spreadsheet as XLSX: everything locked but the cells of the target language."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from translations.exchange.columns import COLUMNS, REVIEW, cells, entry, require
from translations.exchange.csv_files import unknown_column
from translations.exchange.faults import FileError
from translations.exchange.rows import Entry, Row

LONGEST = 32_767  # characters that a cell can hold
MOST_UNPACKED = 200_000_000  # bytes
MOST_PARTS = 1_000
MOST_ROWS = 200_000
CHUNK = 1 << 20
WIDTHS = {"key": 16, "title": 36, "field": 18, "state": 12, "note": 30}
WIDTHS |= dict.fromkeys((name for name in COLUMNS if name.startswith("text_")), 60)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write(rows: Iterable[Row], target: BinaryIO, *, name: str, source: str, language: str) -> int:
    """The number of rows below the header."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("translations")
    dress(sheet)
    count = 0
    sheet.append([header(sheet, column) for column in COLUMNS])
    for row in rows:
        sheet.append(line(sheet, row))
        count += 1
    book.save(target)
    return count


def dress(sheet) -> None:
    """Widths, a header that stays, locks, and what the state may be set to."""
    for place, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + place)].width = WIDTHS.get(column, 12)
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.sort = sheet.protection.autoFilter = False
    states = DataValidation(type="list", formula1=f'"draft,{REVIEW}"', allow_blank=True)
    states.error = f"draft, {REVIEW}"
    place = chr(ord("A") + COLUMNS.index("state"))
    states.add(f"{place}2:{place}{MOST_ROWS}")
    sheet.data_validations.append(states)


def header(sheet, column: str) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, column)
    made.font = Font(bold=True)
    return made


def line(sheet, row: Row) -> list[WriteOnlyCell]:
    values = cells(row)
    too_long = any(len(text) > LONGEST for text in row.texts.values())
    if too_long:
        values |= {name: "" for name in values if name.startswith("text_")}
        values["note"] = _("Too long for a cell: translate this text on the site or in XLIFF.")
    open_cells = set() if too_long else {f"text_{row.language}", "state"}
    return [cell(sheet, values[column], open_=column in open_cells) for column in COLUMNS]


def cell(sheet, value: str, *, open_: bool) -> WriteOnlyCell:
    """A text that no program takes for a formula, a number or a date."""
    made = WriteOnlyCell(sheet, value or None)
    if value:
        made.data_type = "s"
    made.number_format = "@"
    made.quotePrefix = True
    made.alignment = WRAPPED
    made.protection = Protection(locked=not open_)
    return made


def read(path: Path) -> Iterator[Entry]:
    check(path)
    try:
        with path.open("rb") as content:
            yield from read_book(content)
    except FileError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsing meets
        raise FileError(_("This is not a workbook (XLSX) that can be read.")) from error


def read_book(content: BinaryIO) -> Iterator[Entry]:
    sheet = load_workbook(content, read_only=True, keep_links=False).worksheets[0]
    # What the file says of its own size may be wrong, or be meant to mislead.
    sheet.reset_dimensions()
    lines = sheet.iter_rows(max_col=len(COLUMNS) * 2, max_row=MOST_ROWS + 2)
    names = names_in(next(lines, ()))
    for number, found in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            words = _("This file has more than %(most)d rows; divide it.")
            raise FileError(words % {"most": MOST_ROWS}, number)
        if any(one.value is not None for one in found):
            yield read_line(number, names, found)


def check(path: Path) -> None:
    """No more than can be read, and no XML with entities."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            too_large = sum(part.file_size for part in parts) > MOST_UNPACKED
            if too_large or len(parts) > MOST_PARTS:
                raise FileError(_("This workbook is too large when it is unpacked."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    check_part(packed, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileError(_("This is not a workbook (XLSX) that can be read.")) from error


def check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with packed.open(part) as content:
        while chunk := content.read(CHUNK):
            if b"<!DOCTYPE" in before + chunk or b"<!ENTITY" in before + chunk:
                raise FileError(_("This file has a document type (DOCTYPE), which is not read."))
            before = chunk[-16:]


def names_in(found: tuple) -> list[str]:
    names = [str(one.value or "").strip() for one in found]
    for name in names:
        if name and name not in COLUMNS:
            raise FileError(unknown_column(name, COLUMNS), 1, name[:60])
        if name and names.count(name) > 1:
            words = _("There are two columns “%(name)s”.") % {"name": name}
            raise FileError(words, 1, name)
    require(names)
    return names


def read_line(number: int, names: list[str], found: tuple) -> Entry:
    values, faults = {}, []
    for name, one in zip(names, found, strict=False):
        if not name or one.value is None:
            continue
        if reason := cell_fault(one):
            faults.append(f"{name}: {reason}")
        else:
            values[name] = written(one.value)
    made = entry(number, values)
    made.faults += faults
    return made


def cell_fault(one) -> str:
    if one.data_type == "f":
        return _("This cell holds a formula. Write the text itself.")
    if one.data_type == "d":
        return _("The spreadsheet has made a date of this text. Format the cell as text.")
    if one.data_type == "e":
        return _("This cell holds an error of the spreadsheet.")
    return ""


def written(value: object) -> str:
    """A number as it was typed."""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
