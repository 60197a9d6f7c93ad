"""Charts of small tables, drawn on the server as SVG; pure functions without Django.

A chart is one ``div`` holding two drawings of the same figures, one for wide and one for narrow
columns; ``static/exhibits/chart.css`` shows the one that fits, so that text is never scaled below
legibility. Nothing depends on colour alone (series differ in pattern, dash and marker), on scripts
or on style attributes. Lengths are units of the drawing's viewBox, near to CSS pixels.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Literal, get_args

Kind = Literal["bar", "line", "stacked"]
Figures = Sequence[Sequence[float | None]]
Scale = Callable[[float], float]

FEW_ROWS = 8  # up to here every bar carries its figure
HUES = 6  # chart.css has as many colours; further series repeat them with another pattern
LARGEST = 1e15  # above this a float no longer holds every whole number
MISSING = "–"


@dataclass(frozen=True)
class Chart:
    """``svg`` is safe markup; ``description`` is plain text in the page's language."""

    svg: str
    description: str


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


# --- numbers and words ----------------------------------------------------------------------------


def base(language: str) -> str:
    """The language whose words are used: 'mn' for 'mn-Mong', English where there are none."""
    code = language.split("-")[0].lower()
    return code if code in WORDS else "en"


def format_number(value: float, language: str) -> str:
    """1,234.5 in English and Japanese, 1 234,5 (no-break space) in Mongolian; a true minus sign."""
    text = f"{Decimal(f'{float(value):.15g}'):,f}".replace("-", "\u2212")
    if not value:
        return "0"
    if base(language) == "mn":
        text = text.translate({ord(","): "\u00a0", ord("."): ","})
    return text


@dataclass(frozen=True)
class Words:
    """The sentences of a text alternative in one language."""

    kinds: dict[str, str]
    head: str
    unit: str
    span: str
    series: str
    single: str
    missing: str
    more: str
    comma: str
    total: str
    no_figure: str
    nothing: str
    gap: str
    colon: str = ": "
    brackets: str = "{} ({})"


WORDS = {
    "en": Words(
        kinds={"bar": "Bar chart", "line": "Line chart", "stacked": "Stacked bar chart"},
        head="{kind}: {title}.",
        unit="Unit: {unit}.",
        span="{count} rows, from {first} to {last}.",
        series="{name}largest {largest}, smallest {smallest}, first {first}, last {last}.",
        single="{name}{first}.",
        missing="No figure for {names}.",
        more="{names} and {count} more",
        comma=", ",
        total="Total",
        no_figure="no figure",
        nothing="There are no figures.",
        gap=" ",
    ),
    "ja": Words(
        kinds={"bar": "棒グラフ", "line": "折れ線グラフ", "stacked": "積み上げ棒グラフ"},
        head="「{title}」の{kind}。",
        unit="単位：{unit}。",
        span="{first}から{last}までの{count}項目。",
        series="{name}最大は{largest}、最小は{smallest}、最初は{first}、最後は{last}。",
        single="{name}{first}。",
        missing="数値のない項目：{names}。",
        more="{names}ほか{count}件",
        comma="、",
        total="合計",
        no_figure="数値なし",
        nothing="数値がありません。",
        gap="",
        colon="：",
        brackets="{}（{}）",
    ),
    "mn": Words(
        kinds={
            "bar": "баганан диаграмм",
            "line": "шугаман диаграмм",
            "stacked": "давхарласан баганан диаграмм",
        },
        head="«{title}» {kind}.",
        unit="Хэмжих нэгж: {unit}.",
        span="{first} – {last}, нийт {count} мөр.",
        series="{name}хамгийн их нь {largest}, хамгийн бага нь {smallest}, "
        "эхнийх нь {first}, сүүлийнх нь {last}.",
        single="{name}{first}.",
        missing="Тоо байхгүй: {names}.",
        more="{names} болон бусад {count}",
        comma=", ",
        total="Нийт",
        no_figure="тоо байхгүй",
        nothing="Тоо мэдээлэл байхгүй байна.",
        gap=" ",
    ),
}


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


# --- markup and type ------------------------------------------------------------------------------


def tag(name: str, body: str = "", **attributes: object) -> str:
    """One element. ``body`` is markup; attribute values are escaped, floats shortened."""
    texts = {key.rstrip("_").replace("_", "-"): short(value) for key, value in attributes.items()}
    inside = "".join(f' {key}="{clean(text)}"' for key, text in texts.items())
    return f"<{name}{inside}>{body}</{name}>"


def short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def clean(text: str) -> str:
    """Escaped, without the control characters that XML forbids."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text))


def words_at(text: str, x: float, y: float, kind: str = "label", anchor: str = "start") -> str:
    """Text whose baseline begins, is centred or ends at x, y."""
    return tag("text", clean(text), x=x, y=y, class_=f"chart-{kind}", text_anchor=anchor)


def lines_at(lines: Sequence[str], x: float, y: float, sheet: Sheet, anchor: str) -> str:
    placed = (
        words_at(line, x, y + n * sheet.line, "label", anchor) for n, line in enumerate(lines)
    )
    return "".join(placed)


def text_width(text: str, size: float) -> float:
    """About how wide the text is set; fonts are unknown here, so rather too wide."""
    return size * sum(map(letter_width, text))


def letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in " ,.:;|'\u00a0()iIlјtfr-–":
        return 0.36
    return 0.7 if letter.isupper() or letter in "мшщжюыфэwm" else 0.57


# A Japanese line may not begin with a closing mark, a small kana or a long-vowel sign.
PIECES = re.compile(
    r"[\u2e80-\uffef][、。，．）」』】〕・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
    r"|[^\s\u2e80-\uffef]+\s*|\s+"
)


def wrap(text: str, room: float, size: float, most: int) -> list[str]:
    """At most ``most`` lines no wider than ``room``; what does not fit ends in '…'."""
    lines = [""]
    for piece in pieces(text, room, size):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    kept = [line.rstrip() for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = shortened(kept[-1], room, size)
    return kept


def pieces(text: str, room: float, size: float) -> Iterator[str]:
    for piece in PIECES.findall(text):
        yield from piece if text_width(piece.rstrip(), size) > room else (piece,)


def shortened(text: str, room: float, size: float) -> str:
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def fits(text: str, room: float, size: float, most: int) -> bool:
    """Whether the text can be set in ``most`` lines without breaking a word."""
    whole = all(text_width(piece.rstrip(), size) <= room for piece in PIECES.findall(text))
    return whole and not wrap(text, room, size, most)[-1].endswith("…")


# --- scales ---------------------------------------------------------------------------------------


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
        known = [value for value in row if value is not None]
        total = sum(known) if len(known) == len(row) else None
        above = sum(value for value in known if value > 0)
        end = above if above or not known else sum(known)
        yield 0, end, number_or_mark(total, table.language)


def number_or_mark(value: float | None, language: str) -> str:
    return MISSING if value is None else format_number(value, language)


# --- series: colour, pattern, dash, marker --------------------------------------------------------

DASHES = ("", "8 4", "2 4", "11 4 2 4", "5 3", "16 4")
MARKERS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",  # circle
    "M-4-4H4V4H-4z",  # square
    "M0-5.8L5.8 0L0 5.8L-5.8 0z",  # diamond
    "M0-5.2L5.2 4.2H-5.2z",  # triangle
    "M0 5.2L5.2-4.2H-5.2z",  # triangle on its head
    "M-4.5-1.4H-1.4V-4.5H1.4V-1.4H4.5V1.4H1.4V4.5H-1.4V1.4H-4.5z",  # cross
)
PATTERNS = (
    "",  # solid
    "M-2 2L2-2M0 8L8 0M6 10L10 6",
    "M2 2h.01M6 6h.01",
    "M0 2H8M0 6H8",
    "M0 0L8 8M8 0L0 8",
    "M2 0V8M6 0V8",
)


def hue(series: int) -> str:
    return f"chart-series-{series % HUES + 1}"


def variety(series: int) -> int:
    """Which pattern, dash and marker: shifted each time the colours begin anew."""
    return (series + series // HUES) % HUES


def pattern_defs(table: Table, prefix: str) -> str:
    made = (pattern(series, f"{prefix}-fill-{series}") for series in range(len(table.columns)))
    return tag("defs", "".join(made)) if table.kind != "line" else ""


def pattern(series: int, name: str) -> str:
    """currentColor inside a pattern is the pattern's own, hence the class on it."""
    drawn = PATTERNS[variety(series)]
    if not drawn:
        return ""
    weight = 2.6 if "h.01" in drawn else 1.5
    ground = tag("rect", width=8, height=8, fill="currentColor", fill_opacity=0.13)
    strokes = tag(
        "path", d=drawn, stroke="currentColor", stroke_width=weight, stroke_linecap="round",
        fill="none",
    )  # fmt: skip
    return tag(
        "pattern", ground + strokes, id=name, class_=hue(series), width=8, height=8,
        patternUnits="userSpaceOnUse",
    )  # fmt: skip


def bar(series: int, prefix: str, x: float, y: float, width: float, height: float) -> str:
    fill = f"url(#{prefix}-fill-{series})" if PATTERNS[variety(series)] else "currentColor"
    return tag(
        "rect", class_=f"chart-bar {hue(series)}", x=x, y=y, width=max(width, 0.0),
        height=max(height, 0.0), fill=fill, stroke="currentColor", stroke_width=1.2,
    )  # fmt: skip


def marker(series: int, x: float, y: float) -> str:
    return tag(
        "path", d=MARKERS[variety(series)], class_=f"chart-point {hue(series)}",
        fill="currentColor", transform=f"translate({short(x)} {short(y)})",
    )  # fmt: skip


def stroke(series: int, points: Sequence[tuple[float, float]]) -> str:
    path = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)
    return tag(
        "path", d=path, class_=f"chart-line {hue(series)}", fill="none", stroke="currentColor",
        stroke_width=2.2, stroke_dasharray=DASHES[variety(series)] or "none",
        stroke_linejoin="round",
    )  # fmt: skip


# --- the drawing ----------------------------------------------------------------------------------


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
    if table.kind != "line" and any(None in row for row in table.figures) and table.present():
        sign = WORDS[table.language].no_figure
        yield lambda x, y: words_at(MISSING, x + 11, y, "missing", "middle"), sign


def swatch(table: Table, series: int, prefix: str, x: float, y: float) -> str:
    if table.kind != "line":
        return bar(series, prefix, x + 1, y - 11, 20, 11)
    return stroke(series, [(x, y - 5), (x + 24, y - 5)]) + marker(series, x + 12, y - 5)


def plot(table: Table, sheet: Sheet, prefix: str, top: float) -> tuple[str, float]:
    """The part below the header, and the height of the whole drawing."""
    if not table.present():
        return words_at(WORDS[table.language].nothing, 0, top + 20, "missing"), top + 34
    if table.kind == "line":
        return line_plot(table, sheet, top)
    draw = standing_bars if bars_can_stand(table, sheet) else lying_bars
    return draw(table, sheet, prefix, top)


def bars_can_stand(table: Table, sheet: Sheet) -> bool:
    """Standing bars need room below for each row's label (years may be thinned), and above for
    the figures while these are shown; lying bars have room for anything."""
    slot = (sheet.width - axis_room(table, sheet)) / len(table.rows)
    labels = all_fit(table, sheet, slot)
    if not has_notes(table):
        return labels or (in_years(table.rows) and slot >= 2 + 3 * table.lanes)
    texts = [text for row in table.figures for _, _, text in notes(table, row)]
    return labels and max(text_width(t, sheet.type) for t in texts) + 4 <= lane(table, slot)


def has_notes(table: Table) -> bool:
    return len(table.rows) <= FEW_ROWS


def lane(table: Table, slot: float) -> float:
    """Room for one bar of a row, its share of the gap between rows included when it is alone."""
    return slot if table.lanes == 1 else slot * 0.8 / table.lanes


def axis_room(table: Table, sheet: Sheet) -> float:
    """Room for the figures of the value axis; none where every bar carries its own."""
    if table.kind == "bar" and has_notes(table):
        return 0.0
    labels = (format_number(mark, table.language) for mark in ticks(*extent(table)))
    return max(text_width(label, sheet.type) for label in labels) + 10


def bare_marks(table: Table) -> list[float]:
    """The ends and zero, for bars that carry their figures and need no round values."""
    low, high = extent(table)
    return sorted({low, 0.0, high if high > low else 1.0})


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


def longest(texts: Sequence[str], sheet: Sheet) -> float:
    return max(text_width(text, sheet.type) for text in texts)


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


# --- lines ----------------------------------------------------------------------------------------


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
