"""Lines over years or other rows, broken where a figure is missing."""

from __future__ import annotations

from collections.abc import Sequence

from .axes import YEAR, axis_room, has_notes, in_years, row_labels, value_axis
from .markup import longest, text_width, words_at
from .scales import Scale, extent, scale, ticks
from .series import marker, stroke
from .table import Sheet, Table
from .words import number_or_mark


def line_plot(table: Table, sheet: Sheet, top: float) -> tuple[str, float]:
    left, marks = axis_room(table, sheet), ticks(*extent(table))
    floor = top + sheet.line + sheet.plot
    at = scale(marks, floor, top + sheet.line)
    before, after = (half_label(table.rows[n], sheet) for n in (0, -1))
    xs = row_places(table.rows, left + before, sheet.width - after)
    parts = [value_axis(marks, at, table, sheet, left)]
    for series in range(len(table.columns)):
        ys = [None if row[series] is None else at(row[series]) for row in table.figures]
        parts.append(one_line(series, xs, ys))
    slot = min((b - a for a, b in zip(xs, xs[1:], strict=False)), default=sheet.width - left)
    parts.append(line_notes(table, sheet, xs, at, slot))
    labels, lines = row_labels(table, sheet, xs, slot, floor + sheet.line + 4)
    return "".join(parts) + labels, floor + sheet.line * lines + 12


def half_label(text: str, sheet: Sheet) -> float:
    return min(max(14.0, text_width(text, sheet.type) / 2), 40.0)


def row_places(rows: Sequence[str], start: float, end: float) -> list[float]:
    """Where the rows stand: years by their distance in time, anything else evenly."""
    numbers = [float(n) for n in range(len(rows))]
    if in_years(rows):
        numbers = [float(YEAR.fullmatch(label)[1]) for label in rows]  # type: ignore[index]
    if len(rows) == 1:
        return [(start + end) / 2]
    return [scale(numbers, start, end)(number) for number in numbers]


def one_line(series: int, xs: Sequence[float], ys: Sequence[float | None]) -> str:
    """The line, broken where a figure is missing; markers, fewer of them when points are dense."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    every = max(1, len(xs) // 24)
    parts = [stroke(series, run) for run in runs if len(run) > 1]
    for run in runs:
        parts += [marker(series, *point) for point in run[::every]]
    return "".join(parts)


def line_notes(table: Table, sheet: Sheet, xs: Sequence[float], at: Scale, slot: float) -> str:
    """The figures of a single line of few points: above, or below where the line has a valley."""
    points = [row[0] for row in table.figures] if len(table.columns) == 1 else []
    texts = [number_or_mark(value, table.language) for value in points]
    if not texts or not has_notes(table) or longest(texts, sheet) + 6 > slot:
        return ""
    parts = []
    for n, value in enumerate(points):
        if value is not None:
            beside = [v for v in points[max(0, n - 1) : n + 2] if v is not None and v != value]
            valley = len(beside) == 2 and all(v > value for v in beside)
            y = at(value) + (sheet.type + 10 if valley else -12)
            anchor = "end" if xs[n] + longest([texts[n]], sheet) / 2 > sheet.width else "middle"
            x = min(xs[n], sheet.width) if anchor == "middle" else sheet.width
            parts.append(words_at(texts[n], x, y, "value", anchor))
    return "".join(parts)
