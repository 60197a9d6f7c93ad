"""From figures to lengths: extents, round marks, where bars begin and end."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from .table import Table
from .words import number_or_mark

Scale = Callable[[float], float]


def extent(table: Table) -> tuple[float, float]:
    """Lowest and highest value drawn. Bars stand on zero; a line far above may leave it."""
    if table.kind == "line":
        low, high = min(table.present()), max(table.present())
        far = high - low < 0.4 * max(abs(low), abs(high)) and low * high > 0
        return (low, high) if far and high > low else (min(low, 0), max(high, 0))
    ends = [end for row in table.figures for _, _, *span in spans(table, row) for end in span]
    return min(ends, default=0), max(ends, default=0)


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values in steps of 1, 2 or 5 × a power of ten that enclose low…high."""
    width = high - low
    if width < 1e-9:
        high, width = low + 1, 1
    power = 10.0 ** math.floor(math.log10(width / wanted))
    step = next(n * power for n in (1, 2, 5, 10) if n * power * wanted >= width * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{n * step:.12g}") for n in range(first, last + 1)]


def scale(marks: Sequence[float], start: float, end: float) -> Scale:
    """From the values between the first and last mark to lengths between start and end."""
    low, high = marks[0], marks[-1]
    return lambda value: start + (value - low) / (high - low) * (end - start)


def spans(table: Table, row: Sequence[float | None]) -> Iterator[tuple[int, int, float, float]]:
    """The bars of one row: series, lane, and the values at which the bar begins and ends."""
    ends = {True: 0.0, False: 0.0}  # a stack grows upwards and, for losses, downwards
    for series, value in enumerate(row):
        if value is None:
            continue
        if table.kind == "bar":
            yield series, series, 0.0, value
        else:
            yield series, 0, ends[value > 0], ends[value > 0] + value
            ends[value > 0] += value


def notes(table: Table, row: Sequence[float | None]) -> Iterator[tuple[int, float, str]]:
    """The figures beside the bars of one row: lane, value at which the bar ends, text."""
    if table.kind == "bar":
        for lane, value in enumerate(row):
            yield lane, value or 0, number_or_mark(value, table.language)
    else:
        yield from stack_note(table, row)


def stack_note(table: Table, row: Sequence[float | None]) -> Iterator[tuple[int, float, str]]:
    """The sum of a whole row or the only figure of a row; nothing where several figures are known
    but not all: their sum would mislead, and the mark would deny them."""
    known = [value for value in row if value is not None]
    if 1 < len(known) < len(row):
        return
    end = sum([value for value in known if value > 0] or known)
    yield 0, end, number_or_mark(sum(known) if known else None, table.language)


def bare_marks(table: Table) -> list[float]:
    """The ends and zero, for bars that carry their figures and need no round values."""
    low, high = extent(table)
    return sorted({low, 0.0, high if high > low else 1.0})
