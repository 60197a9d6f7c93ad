"""What stands above a plot: the legend and the unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .markup import lines_at, longest, words_at, wrap
from .scales import notes
from .series import bar, marker, stroke
from .table import Sheet, Table
from .words import MISSING, WORDS


def header(table: Table, sheet: Sheet, prefix: str) -> tuple[str, float]:
    """Legend and unit, and where they end. The mark of a missing figure is explained as well."""
    legend, y = legend_at(table, sheet, prefix)
    unit = wrap(table.unit, sheet.width, sheet.type, 2) if table.unit else []
    y += (8 if unit and y else 0) + sheet.line * bool(unit)
    shown = (words_at(line, 0, y + n * sheet.line, "unit") for n, line in enumerate(unit))
    return legend + "".join(shown), y + sheet.line * max(0, len(unit) - 1) + 10


def legend_at(table: Table, sheet: Sheet, prefix: str) -> tuple[str, float]:
    """The entries in as few rows as hold them, and the last baseline (0 without a legend)."""
    parts, x, y, depth = [], 0.0, 0.0, 1
    for sign, name in legend_entries(table, prefix):
        lines = wrap(name, sheet.width - 30, sheet.type, 2)
        width = 30 + longest(lines, sheet)
        if not y or x + width > sheet.width:
            x, y, depth = 0.0, y + depth * sheet.line + 3, 1
        parts.append(sign(x, y) + lines_at(lines, x + 30, y, sheet, "start"))
        x, depth = x + width + 20, max(depth, len(lines))
    return "".join(parts), y + (depth - 1) * sheet.line


def legend_entries(
    table: Table, prefix: str
) -> Iterator[tuple[Callable[[float, float], str], str]]:
    for series, name in enumerate(table.columns if len(table.columns) > 1 else ()):
        yield lambda x, y, s=series: swatch(table, s, prefix, x, y), name
    if table.present() and marks_gaps(table):
        sign = WORDS[table.language].no_figure
        yield lambda x, y: words_at(MISSING, x + 11, y, "missing", "middle"), sign


def marks_gaps(table: Table) -> bool:
    """Whether the mark of a missing figure is drawn. On a line a gap is seen as such."""
    texts = (text for row in table.figures for _, _, text in notes(table, row))
    return table.kind != "line" and MISSING in texts


def swatch(table: Table, series: int, prefix: str, x: float, y: float) -> str:
    if table.kind != "line":
        return bar(series, prefix, x + 1, y - 11, 20, 11)
    return stroke(series, [(x, y - 5), (x + 24, y - 5)]) + marker(series, x + 12, y - 5)
