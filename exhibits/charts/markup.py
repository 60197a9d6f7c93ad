"""Markup and type: elements of SVG, widths of text, broken lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from .table import Sheet


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
    if letter.isdigit() or letter in "−+":  # as wide as in DejaVu Sans, the widest in use
        return 0.64 if letter.isdigit() else 0.84
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


def longest(texts: Sequence[str], sheet: Sheet) -> float:
    """The width of the widest, 0 without texts."""
    return max((text_width(text, sheet.type) for text in texts), default=0.0)
