"""Bars, alone or stacked, that stand on a base line or lie one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from .axes import all_fit, axis_room, has_notes, in_years, row_labels, rule, thinned, value_axis
from .markup import lines_at, longest, text_width, words_at, wrap
from .scales import Scale, bare_marks, extent, notes, scale, spans, ticks
from .series import bar
from .table import Sheet, Table
from .words import MISSING, format_number


def bars_can_stand(table: Table, sheet: Sheet) -> bool:
    """Standing bars need room below for each row's label (years may be thinned), and above for
    the figures while these are shown; lying bars have room for anything."""
    slot = (sheet.width - axis_room(table, sheet)) / len(table.rows)
    labels = all_fit(table, sheet, slot)
    if not has_notes(table):
        return labels or (in_years(table.rows) and slot >= 2 + 3 * table.lanes)
    texts = [text for row in table.figures for _, _, text in notes(table, row)]
    return labels and longest(texts, sheet) + 4 <= lane(table, slot)


def lane(table: Table, slot: float) -> float:
    """Room for one bar of a row, its share of the gap between rows included when it is alone."""
    return slot if table.lanes == 1 else slot * 0.8 / table.lanes


def standing_bars(table: Table, sheet: Sheet, prefix: str, top: float) -> tuple[str, float]:
    left = axis_room(table, sheet)
    marks = ticks(*extent(table)) if left else bare_marks(table)
    over, under = (sheet.line if has_notes(table) else 6.0), (sheet.line if marks[0] < 0 else 0.0)
    floor = top + over + sheet.plot
    at, slot = scale(marks, floor, top + over), (sheet.width - left) / len(table.rows)
    thick = min(slot * 0.72, 64.0 * table.lanes) / table.lanes
    parts = [value_axis(marks, at, table, sheet, left)]
    for n, row in enumerate(table.figures):
        start = left + (n + 0.5) * slot - thick * table.lanes / 2
        for series, which, low, high in spans(table, row):
            x, y = start + which * thick, min(at(low), at(high))
            parts.append(bar(series, prefix, x + 1, y, thick - 2, abs(at(high) - at(low)) - 1))
        for which, end, text in notes(table, row):
            if has_notes(table) or text == MISSING:
                y = at(end) - 7 if end >= 0 else at(end) + sheet.type + 4
                kind = "missing" if text == MISSING else "value"
                parts.append(words_at(text, start + (which + 0.5) * thick, y, kind, "middle"))
    centres = [left + (n + 0.5) * slot for n in range(len(table.rows))]
    labels, lines = row_labels(table, sheet, centres, slot, floor + under + sheet.line)
    return "".join(parts) + labels, floor + under + sheet.line * lines + 8


def lying_bars(table: Table, sheet: Sheet, prefix: str, top: float) -> tuple[str, float]:
    """Bars from left to right, each with its figure; labels beside them, or above when narrow."""
    above = sheet.name == "narrow"
    room = sheet.width if above else min(sheet.width * 0.36, longest(table.rows, sheet) + 4)
    labels = [wrap(label, room, sheet.type, 2 if above else 3) for label in table.rows]
    left = 0.0 if above else room + 14
    at, marks = lying_scale(table, sheet, left)
    thick = sheet.bar if table.lanes < 3 else sheet.bar * 0.85
    parts: list[str] = []
    y = top + 4
    for label, row in zip(labels, table.figures, strict=True):
        text, bars = len(label) * sheet.line, thick * table.lanes
        if above:
            parts.append(lines_at(label, 0, y + sheet.type, sheet, "start"))
            y, height = y + text + 2, bars
        else:
            height = max(text, bars)
            start = y + (height - text) / 2 + sheet.type
            parts.append(lines_at(label, room, start, sheet, "end"))
        start = y + (height - bars) / 2
        if above:
            parts.append(rule(at(0), start - 2, at(0), start + bars + 2, strong=True))
        parts.append(lying_row(table, sheet, prefix, row, at, start, thick))
        y += height + (sheet.bar * 0.75 if table.lanes > 1 or above else sheet.bar * 0.55)
    if not above:  # else it would strike out the labels: each row has its own piece
        parts.insert(0, rule(at(0), top, at(0), y, strong=True))
    axis, y = lying_axis(table, sheet, marks, at, top, y)
    return axis + "".join(parts), y


def lying_scale(table: Table, sheet: Sheet, left: float) -> tuple[Scale, list[float]]:
    """Leaves room at the ends for the figures. Without an axis the bars use all of it."""
    low, high = extent(table)
    marks = ticks(low, high, 4) if table.kind == "stacked" else bare_marks(table)
    texts = [text for row in table.figures for _, _, text in notes(table, row)]
    room = longest(texts, sheet) + 10
    return scale(marks, left + (room if low < 0 else 1), sheet.width - room), marks


def lying_row(
    table: Table, sheet: Sheet, prefix: str, row: Sequence[float | None], at: Scale, y: float,
    thick: float,
) -> str:  # fmt: skip
    parts = []
    for series, which, low, high in spans(table, row):
        x, width = min(at(low), at(high)), abs(at(high) - at(low))
        parts.append(bar(series, prefix, x, y + which * thick + 1, width - 1, thick - 2))
    for which, end, text in notes(table, row):
        kind = "missing" if text == MISSING else "value"
        x, anchor = (at(end) + 7, "start") if end >= 0 else (at(end) - 7, "end")
        baseline = y + (which + 0.5) * thick + sheet.type * 0.36
        parts.append(words_at(text, x, baseline, kind, anchor))
    return "".join(parts)


def lying_axis(
    table: Table, sheet: Sheet, marks: Sequence[float], at: Scale, top: float, y: float
) -> tuple[str, float]:
    """A scale below for stacks, whose parts carry no figures."""
    if table.kind != "stacked":
        return "", y + 2
    grid = "".join(rule(at(mark), top, at(mark), y, strong=False) for mark in marks if mark)
    texts = [format_number(mark, table.language) for mark in marks]
    widths = [text_width(text, sheet.type) for text in texts]
    starts = [max(0.0, at(m) - width / 2) for m, width in zip(marks, widths, strict=True)]
    spots = [(x, x + width, text) for x, width, text in zip(starts, widths, texts, strict=True)]
    shown = "".join(
        words_at(text, (start + end) / 2, y + sheet.line, "tick", "middle")
        for start, end, text in thinned(spots)
    )
    return grid + shown, y + sheet.line + 8
