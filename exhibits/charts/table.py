"""What is drawn, and the two sheets it is drawn on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["bar", "line", "stacked"]
Figures = Sequence[Sequence[float | None]]


@dataclass(frozen=True)
class Table:
    """What is drawn: ``figures[row][column]``, None where there is no figure."""

    kind: Kind
    unit: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    figures: tuple[tuple[float | None, ...], ...]
    language: str

    @property
    def lanes(self) -> int:
        """Bars that lie side by side in one row."""
        return len(self.columns) if self.kind == "bar" else 1

    def present(self) -> list[float]:
        return [value for row in self.figures for value in row if value is not None]

    def column(self, index: int) -> list[tuple[str, float]]:
        """Row label and figure of every row that has one."""
        pairs = zip(self.rows, (row[index] for row in self.figures), strict=True)
        return [(label, value) for label, value in pairs if value is not None]

    def totals(self) -> list[tuple[str, float]]:
        """Sums of the rows that lack nothing: a sum with a part missing would mislead."""
        pairs = zip(self.rows, self.figures, strict=True)
        return [(label, sum(row)) for label, row in pairs if None not in row]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Sheet:
    """One of the two drawings: its width, size of type, height of the plot, thickness of a bar."""

    name: str
    width: float
    type: float
    plot: float
    bar: float

    @property
    def line(self) -> float:
        return self.type * 1.35


SHEETS = (Sheet("wide", 720, 15, 300, 20), Sheet("narrow", 340, 14, 230, 16))
