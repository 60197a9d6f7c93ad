"""What stands around a plot: grid lines, figures of the value axis, labels of the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .markup import fits, lines_at, longest, tag, text_width, words_at, wrap
from .scales import Scale, extent, ticks
from .table import Sheet, Table
from .words import format_number

FEW_ROWS = 8  # up to here every bar carries its figure


def has_notes(table: Table) -> bool:
    return len(table.rows) <= FEW_ROWS


def axis_room(table: Table, sheet: Sheet) -> float:
    """Room for the figures of the value axis; none where every bar carries its own."""
    if table.kind == "bar" and has_notes(table):
        return 0.0
    labels = (format_number(mark, table.language) for mark in ticks(*extent(table)))
    return max(text_width(label, sheet.type) for label in labels) + 10


def value_axis(marks: Sequence[float], at: Scale, table: Table, sheet: Sheet, left: float) -> str:
    """Grid lines and figures of an upright value axis; the zero line is drawn stronger."""
    parts = []
    for mark in marks:
        y = at(mark)
        if left or not mark:
            parts.append(rule(left, y, sheet.width, y, strong=not mark))
        if left:
            text = format_number(mark, table.language)
            parts.append(words_at(text, left - 10, y + sheet.type * 0.35, "tick", "end"))
    return "".join(parts)


def rule(x1: float, y1: float, x2: float, y2: float, *, strong: bool) -> str:
    kind = "chart-base" if strong else "chart-grid"
    faint = 0.75 if strong else 0.2
    return tag(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind, stroke="currentColor",
        stroke_opacity=faint,
    )  # fmt: skip


def row_labels(
    table: Table, sheet: Sheet, centres: Sequence[float], slot: float, y: float
) -> tuple[str, int]:
    """Labels under a plot and the number of lines they take. All of them where they fit; otherwise
    as many as keep apart, the last always among them."""
    if all_fit(table, sheet, slot):
        texts = [wrap(label, slot - 8, sheet.type, 2) for label in table.rows]
        placed = (
            lines_at(lines, kept_on(sheet, x, longest(lines, sheet)), y, sheet, "middle")
            for lines, x in zip(texts, centres, strict=True)
        )
        return "".join(placed), max(map(len, texts))
    chosen = thinned([placed_label(table, n, x, sheet) for n, x in enumerate(centres)])
    return "".join(words_at(text, start, y) for start, _, text in chosen), 1


def all_fit(table: Table, sheet: Sheet, slot: float) -> bool:
    """Whether every label can stand under its row; a year is never broken into two lines."""
    most = 1 if in_years(table.rows) else 2
    return all(fits(label, slot - 8, sheet.type, most) for label in table.rows)


def placed_label(table: Table, n: int, x: float, sheet: Sheet) -> tuple[float, float, str]:
    """Start, end and text of a label centred on x but kept on the sheet."""
    text = wrap(table.rows[n], sheet.width * 0.45, sheet.type, 1)[0]
    width = text_width(text, sheet.type)
    start = kept_on(sheet, x, width) - width / 2
    return start, start + width, text


def kept_on(sheet: Sheet, x: float, width: float) -> float:
    """The centre nearest to x at which a text of this width does not leave the sheet."""
    return max(width / 2, min(x, sheet.width - width / 2))


def thinned(labels: list[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """The labels of every n-th row, counted from the last, with the least n at which none touch."""
    for step in range(1, len(labels)):
        kept = labels[::-1][::step][::-1]
        if all(a[1] + 10 <= b[0] for a, b in zip(kept, kept[1:], strict=False)):
            return kept
    return labels[-1:]


YEAR = re.compile(r"\D{0,3}(\d{4})\D{0,6}")


def in_years(rows: Sequence[str]) -> bool:
    """Whether the rows are years in ascending order (1921, 1921年, 1921 он)."""
    found = [YEAR.fullmatch(label) for label in rows]
    years = [int(match[1]) for match in found if match]
    return len(years) == len(rows) and all(a < b for a, b in zip(years, years[1:], strict=False))
