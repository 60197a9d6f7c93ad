"""The body of a page: readable lines spread over greeked text, so that the page looks written."""

from dataclasses import replace
from typing import Literal

from .desk import Desk
from .entries import NUMBERED, Entry
from .greek import greek_block, greek_line
from .marks import underline
from .setting import Style, advance, paragraph, set_line, wrap
from .sheet import RED, Sheet

Role = Literal["prose", "heading", "inside"]
Box = tuple[float, float, float, float]  # x, first baseline, width, height


def role(text: str) -> Role:
    """Tell a sentence, a heading, and words that stand inside a sentence."""
    if NUMBERED.match(text):
        return "heading"
    if len(text) > 24 and text.rstrip()[-1:] in ".。;:；：":
        return "prose"
    return "inside" if text[:1].islower() or text[:1].isdigit() else "heading"


def write(sheet: Sheet, desk: Desk, box: Box, lines: list[str], entry: Entry) -> float:
    """Write `lines` in `box`, greeked text between and after; return the next baseline."""
    x, y, width, height = box
    if not lines:
        return _greek(sheet, desk, x, y, width, int(height / desk.style.leading), entry)
    share = _share(sheet, desk, width, height, lines)
    for text in lines:
        y = _one(sheet, desk, x, y, width, text, entry)
        y = _greek(sheet, desk, x, y, width, share, entry) + desk.style.leading * 0.45
    return y


def _share(sheet: Sheet, desk: Desk, width: float, height: float, lines: list[str]) -> int:
    """Return how many greeked lines follow each readable one."""
    used = sum(len(wrap(t, width, desk.style, sheet.density * 2)) + 0.6 for t in lines)
    spare = height / desk.style.leading - used
    return max(0, min(11, int(spare / len(lines))))


def _one(
    sheet: Sheet, desk: Desk, x: float, y: float, width: float, text: str, entry: Entry
) -> float:
    kind = role(text)
    if kind == "inside":
        return _inside(sheet, desk, x, y, width, text, entry)
    style = desk.style if kind == "prose" else desk.heading()
    style = replace(style, leading=desk.style.leading)
    with sheet.pen(desk.ink, blur=desk.blur, wear=0.4) as pen:
        return paragraph(pen, x, y, width, text, style, sheet.rng)


def _inside(
    sheet: Sheet, desk: Desk, x: float, y: float, width: float, text: str, entry: Entry
) -> float:
    """Set readable words in the middle of a greeked line; a reader may have underlined them."""
    style: Style = replace(desk.style, indent=0.0)
    length = advance(text, style, sheet.density * 2)
    left = x + (width - length) * sheet.rng.uniform(0.28, 0.5)
    cjk, gap = entry.language == "ja", style.size * 0.5
    greek_line(sheet, x, y, left - x - gap, style, desk.ink, cjk=cjk)
    with sheet.pen(desk.ink, blur=desk.blur, wear=0.3) as pen:
        set_line(pen, left, y, text, style, sheet.rng)
    after = left + length + gap
    greek_line(sheet, after, y, x + width - after, style, desk.ink, cjk=cjk)
    if entry.says("underlined"):
        underline(sheet, left, y + 1.6, length, RED)
    return y + style.leading


def _greek(
    sheet: Sheet, desk: Desk, x: float, y: float, width: float, lines: int, entry: Entry
) -> float:
    if lines > 0:
        box = (x, y, width, (lines - 1) * desk.style.leading)
        greek_block(sheet, box, desk.style, desk.ink, cjk=entry.language == "ja")
    return y + max(0, lines) * desk.style.leading
