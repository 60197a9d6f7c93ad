"""The text alternative of a chart, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from .table import Table
from .words import WORDS, format_number


def describe(table: Table, title: str) -> str:
    """The text alternative: kind, title, unit, extent, extremes and ends of each series, gaps."""
    words = WORDS[table.language]
    parts = [words.head.format(kind=words.kinds[table.kind], title=title)]
    if table.unit:
        parts.append(words.unit.format(unit=table.unit))
    if not table.present():
        return words.gap.join([*parts, words.nothing])
    if len(table.rows) > 1:
        count = format_number(len(table.rows), table.language)
        parts.append(words.span.format(count=count, first=table.rows[0], last=table.rows[-1]))
    return words.gap.join([*parts, *series_sentences(table), *missing_sentence(table)])


def series_sentences(table: Table) -> Iterator[str]:
    named = [(name, table.column(c)) for c, name in enumerate(table.columns)]
    if table.kind == "stacked" and len(table.columns) > 1:
        named.append((WORDS[table.language].total, table.totals()))
    for name, points in named:
        if points:
            yield series_sentence(table, name if len(named) > 1 else "", points)


def series_sentence(table: Table, name: str, points: list[tuple[str, float]]) -> str:
    """Of equal figures the first is named."""
    words = WORDS[table.language]
    by_figure = {
        "largest": max(points, key=lambda point: point[1]),
        "smallest": min(points, key=lambda point: point[1]),
        "first": points[0],
        "last": points[-1],
    }
    texts = {
        which: words.brackets.format(format_number(value, table.language), label)
        for which, (label, value) in by_figure.items()
    }
    sentence = words.series if len(points) > 1 else words.single
    filled = sentence.format(name=name and name + words.colon, **texts)
    return filled[:1].upper() + filled[1:]


def missing_sentence(table: Table) -> list[str]:
    """Which figures are missing, by row and, where there are several columns, by column."""
    words, several = WORDS[table.language], len(table.columns) > 1
    names = [
        words.brackets.format(label, table.columns[c])
        if several and any(v is not None for v in row)
        else label
        for label, row in zip(table.rows, table.figures, strict=True)
        for c, value in enumerate(row)
        if value is None
    ]
    names = list(dict.fromkeys(names))
    text = words.comma.join(names[:10])
    if len(names) > 10:
        text = words.more.format(names=text, count=len(names) - 10)
    return [words.missing.format(names=text)] if names else []
