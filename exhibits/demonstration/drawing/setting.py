"""Setting text in horizontal lines: printed, typewritten, and "greeked".

Greeked lines stand for text the demonstration does not invent: marks with the colour and rhythm of
writing that cannot be read. All sizes are millimetres.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw

from .fonts import Family, face, script_of
from .sheet import Pen, measure

NOT_AT_LINE_START = "、。，．）」』】〕！？ー・ゃゅょっャュョッ々：；"


@dataclass(frozen=True)
class Style:
    """How lines are set. `typed` puts western letters on the fixed cells of a typewriter."""

    size: float = 4.2
    leading: float = 7.2
    family: Family = "serif"
    bold: bool = False
    typed: bool = False
    indent: float = 0.0

    @property
    def cell(self) -> float:
        """Advance of one typewritten letter: ten to the inch at the usual size."""
        return self.size * 0.575


def advance(text: str, style: Style, unit: float) -> float:
    """Return the width of `text` in `style`."""
    if not style.typed:
        return measure(text, style.size, unit, family=style.family, bold=style.bold)
    return sum(_typed_advance(character, style) for character in text)


def _typed_advance(character: str, style: Style) -> float:
    return style.size * 1.02 if script_of(character) == "cjk" else style.cell


def words(text: str) -> list[str]:
    """Cut a text where a line may end: after spaces, and between CJK characters."""
    parts = re.findall(r"[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|[\u2e80-\u9fff\uff00-\uffef]\s*", text)
    joined: list[str] = []
    for part in parts:
        if joined and part[0] in NOT_AT_LINE_START:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def wrap(text: str, width: float, style: Style, unit: float) -> list[str]:
    """Break `text` into lines no wider than `width` (a single longer word stays whole)."""
    lines, line = [], ""
    room = width - style.indent
    for word in words(text):
        if line and advance((line + word).rstrip(), style, unit) > room:
            lines.append(line.rstrip())
            line, room = "", width
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def set_line(pen: Pen, x: float, y: float, text: str, style: Style, rng: Random) -> float:
    """Set one line with its baseline at `y`; return its width."""
    if not style.typed:
        return pen.text(x, y, text, style.size, family=style.family, bold=style.bold)
    start = x
    for character in text:
        _strike(pen, x, y, character, style, rng)
        x += _typed_advance(character, style)
    return x - start


def _strike(pen: Pen, x: float, y: float, character: str, style: Style, rng: Random) -> None:
    """Strike one letter: each lands a little high or low and takes the ribbon differently."""
    if character == " ":
        return
    room = round(_typed_advance(character, style) * pen.unit)
    glyph = _typed_glyph(character, round(style.size * pen.unit), room)
    glyph = glyph.point([round(v * rng.uniform(0.74, 1.0)) for v in range(256)])
    lift = rng.gauss(0, style.size * 0.012)
    pen.paste(glyph, x + (room - glyph.width) / 2 / pen.unit, y - style.size * 1.1 + lift)


@lru_cache(maxsize=2048)
def _typed_glyph(character: str, size: int, room: int) -> Image.Image:
    """Return a letter fattened to the even stroke of type metal and narrowed to its cell."""
    font = face("serif", script_of(character), False, size)
    fat = max(1, size // 42) if script_of(character) == "western" else 0
    width = max(2, round(font.getlength(character)) + 2 * fat)
    glyph = Image.new("L", (width, round(size * 1.5)), 0)
    ImageDraw.Draw(glyph).text(
        (fat, size * 1.1), character, 255, font, anchor="ls", stroke_width=fat
    )
    most = round(room * 1.04)
    return glyph.resize((most, glyph.height)) if width > most else glyph


def paragraph(
    pen: Pen, x: float, y: float, width: float, text: str, style: Style, rng: Random
) -> float:
    """Set `text` in as many lines as it needs; return the baseline of the next line."""
    for number, line in enumerate(wrap(text, width, style, pen.unit)):
        set_line(pen, x + (0 if number else style.indent), y, line, style, rng)
        y += style.leading
    return y


def centred(
    pen: Pen, x: float, y: float, width: float, text: str, style: Style, rng: Random
) -> float:
    """Set `text` in centred lines round `x`; return the baseline of the next line."""
    for line in wrap(text, width, replace(style, indent=0), pen.unit):
        set_line(pen, x - advance(line, style, pen.unit) / 2, y, line, style, rng)
        y += style.leading
    return y
