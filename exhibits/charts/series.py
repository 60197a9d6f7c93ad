"""How series differ: colour, pattern, dash, marker."""

from __future__ import annotations

from collections.abc import Sequence

from .markup import short, tag
from .table import Table

HUES = 6  # chart.css has as many colours; further series repeat them with another pattern

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
