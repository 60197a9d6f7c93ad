"""The spreadsheet as CSV: UTF-8 with a byte order mark, formulas neutralised."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from translations.exchange.cells import from_cell, to_cell
from translations.exchange.columns import COLUMNS, cells, entry, require
from translations.exchange.csv_files import CsvFile
from translations.exchange.faults import FileError
from translations.exchange.rows import Entry, Row


def write(rows: Iterable[Row], target: BinaryIO, *, name: str, source: str, language: str) -> int:
    """The number of rows below the header."""
    count = 0
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for row in rows:
        values = cells(row)
        lines.writerow([to_cell(values[column]) for column in COLUMNS])
        count += 1
    text.detach()
    return count


class Gathered:
    """Faults of single rows, which become entries of their own."""

    def __init__(self):
        self.faults: list[tuple[int, str, str]] = []

    def blame(self, line: int, column: str, reason: object) -> None:
        self.faults.append((line, column, str(reason)))


def read(path: Path) -> Iterator[Entry]:
    gathered = Gathered()
    for row in CsvFile(path, COLUMNS).rows(gathered):
        yield from drained(gathered)
        require(row.cells)
        yield entry(row.line, {name: from_cell(cell) or "" for name, cell in row.cells.items()})
    yield from drained(gathered)


def drained(gathered: Gathered) -> Iterator[Entry]:
    """What is wrong with the header makes the whole file unreadable."""
    for line, column, reason in gathered.faults:
        if line == 1:
            raise FileError(reason, line, column)
        yield Entry(line, "", "", faults=[reason])
    gathered.faults.clear()
