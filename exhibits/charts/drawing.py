"""The whole chart: the request is checked, then drawn once for each sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from .bars import bars_can_stand, lying_bars, standing_bars
from .description import describe
from .legend import header
from .lines import line_plot
from .markup import clean, short, tag, words_at
from .series import pattern_defs
from .table import SHEETS, Figures, Kind, Sheet, Table
from .words import WORDS, base

LARGEST = 1e15  # above this a float no longer holds every whole number
FEWEST = 3  # two figures show neither a course nor an order that a sentence would not


@dataclass(frozen=True)
class Chart:
    """``svg`` is safe markup; ``description`` is plain text in the page's language."""

    svg: str
    description: str


def draw_chart(
    *,
    kind: Kind,
    title: str,
    unit: str,
    rows: Sequence[str],
    columns: Sequence[str],
    figures: Figures,
    language: str,
    chart_id: str,
) -> Chart:
    """The chart of ``figures[row][column]``; ``chart_id`` makes its ids unique within a page.

    Raises ValueError for an unknown kind, an unusable id, a table that is not rectangular, and
    figures that are not finite or beyond ±10¹⁵.
    """
    check_request(kind, rows, columns, figures, chart_id)
    numbers = tuple(tuple(None if v is None else float(v) for v in row) for row in figures)
    table = Table(kind, unit, tuple(rows), tuple(columns), numbers, base(language))
    description = describe(table, title)
    drawings = "".join(drawing(table, sheet, title, description, chart_id) for sheet in SHEETS)
    return Chart(tag("div", drawings, id=chart_id, class_="chart", lang=language), description)


def worth_drawing(figures: Figures) -> bool:
    """Whether ``figures[row][column]`` holds enough known figures to say more than its table."""
    return sum(value is not None for row in figures for value in row) >= FEWEST


def check_request(
    kind: str, rows: Sequence[str], columns: Sequence[str], figures: Figures, chart_id: str
) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind of chart: {kind!r}")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", chart_id):
        raise ValueError(f"not usable as an id: {chart_id!r}")
    if len(figures) != len(rows) or any(len(row) != len(columns) for row in figures):
        raise ValueError("the figures do not have the rows and columns that are named")
    if any(v is not None and not abs(v) <= LARGEST for row in figures for v in row):
        raise ValueError("a figure is not a number that can be drawn")


def drawing(table: Table, sheet: Sheet, title: str, description: str, chart_id: str) -> str:
    """One whole ``svg`` with its title and description."""
    prefix = f"{chart_id}-{sheet.name}"
    head, top = header(table, sheet, prefix)
    body, height = plot(table, sheet, prefix, top)
    names = tag("title", clean(title), id=f"{prefix}-title") + tag(
        "desc", clean(description), id=f"{prefix}-desc"
    )
    return tag(
        "svg", names + pattern_defs(table, prefix) + head + body,
        xmlns="http://www.w3.org/2000/svg", class_=f"chart-sheet chart-{sheet.name}", role="img",
        viewBox=f"0 0 {short(sheet.width)} {short(float(math.ceil(height)))}",
        aria_labelledby=f"{prefix}-title {prefix}-desc", font_size=sheet.type,
        # Without the style sheet only one of the two is seen.
        display="none" if sheet.name == "narrow" else "inline",
    )  # fmt: skip


def plot(table: Table, sheet: Sheet, prefix: str, top: float) -> tuple[str, float]:
    """The part below the header, and the height of the whole drawing."""
    if not table.present():
        return words_at(WORDS[table.language].nothing, 0, top + 20, "missing"), top + 34
    if table.kind == "line":
        return line_plot(table, sheet, top)
    draw = standing_bars if bars_can_stand(table, sheet) else lying_bars
    return draw(table, sheet, prefix, top)
