"""Japanese set vertically: columns run from right to left. All sizes are millimetres.

Long-vowel marks, dashes and brackets are turned, commas and full stops move to the upper right of
their square, small kana lean to the right, two digits share one square, Latin words lie down.
"""

import re
import unicodedata
from functools import lru_cache

from PIL import Image, ImageDraw

from .fonts import Family, face, script_of
from .setting import NOT_AT_LINE_START
from .sheet import Pen

TURNED = set("ー－−–—―…‥（）「」『』〈〉《》【】〔〕～〜：；＝→()-[]~")
POINTS = set("、。，．")
HANGING = POINTS | {"」", "）"}
SMALL = set("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def squares(text: str) -> list[str]:
    """Cut a text into the pieces that follow each other down a column."""
    pieces = re.findall(r"[A-Za-z][A-Za-z0-9 .,'&-]*[A-Za-z0-9.]|\d+|.", text)
    cut: list[str] = []
    for piece in pieces:
        digits = piece.isdigit() and piece.isascii()
        cut.extend(_full_width(piece) if digits and len(piece) != 2 else [piece])
    return cut


def _full_width(digits: str) -> list[str]:
    return [chr(ord(d) + 0xFEE0) for d in digits]


def depth(piece: str, size: float) -> float:
    """Return how far down the column `piece` reaches."""
    lies = len(piece) > 1 and not piece.isdigit()
    return size * (0.52 * len(piece) if lies else 0.5 if piece == " " else 1.0)


def columns(text: str, size: float, height: float) -> list[list[str]]:
    """Break `text` into columns; a full stop that would begin one hangs below the last."""
    broken: list[list[str]] = [[]]
    used = 0.0
    for piece in squares(text):
        step = depth(piece, size)
        if used + step > height + 0.01 and piece not in HANGING and broken[-1]:
            carried = [broken[-1].pop()] if piece in NOT_AT_LINE_START else []
            broken.append(carried)
            used = size * len(carried)
        broken[-1].append(piece)
        used += step
    return broken


def set_column(
    pen: Pen,
    x: float,
    y: float,
    pieces: list[str],
    size: float,
    *,
    family: Family = "serif",
    bold: bool = False,
    spacing: float = 0.0,
) -> float:
    """Set one column centred on `x`, from `y` down; return where it ends."""
    for piece in pieces:
        glyph = _square(piece, round(size * pen.unit), family, bold)
        pen.paste(glyph, x - glyph.width / 2 / pen.unit, y)
        y += depth(piece, size) + spacing
    return y


def set_columns(
    pen: Pen, right: float, top: float, height: float, texts: list[str], size: float, pitch: float
) -> float:
    """Set paragraphs in columns leftwards from the axis `right`; return the next axis."""
    for text in texts:
        for pieces in columns(text, size, height):
            set_column(pen, right, top, pieces, size)
            right -= pitch
    return right


@lru_cache(maxsize=4096)
def _square(piece: str, size: int, family: Family, bold: bool) -> Image.Image:
    """Return the "L" image of one piece, an em wide (`size` pixels) unless it lies down."""
    if len(piece) == 2 and piece.isdigit():
        return _squeezed(piece, size, family, bold)
    if len(piece) > 1:
        return _lying(piece, size, family, bold)
    glyph = Image.new("L", (size, size), 0)
    font = face(family, script_of(piece), bold, size)
    dx, dy = _shift(piece, size)
    draw = ImageDraw.Draw(glyph)
    if script_of(piece) == "western":
        draw.text((size / 2, size * 0.86), piece, 255, font, anchor="ms")
    else:
        draw.text((dx, size * 0.88 + dy), piece, 255, font, anchor="ls")
    if piece not in TURNED:
        return glyph
    return glyph.transpose(Image.Transpose.ROTATE_270)


def _shift(piece: str, size: int) -> tuple[float, float]:
    if unicodedata.normalize("NFKC", piece) in "、。,." and piece in POINTS:
        return size * 0.6, -size * 0.6
    if piece in SMALL:
        return size * 0.1, -size * 0.1
    return 0.0, 0.0


def _squeezed(piece: str, size: int, family: Family, bold: bool) -> Image.Image:
    """Two digits side by side in one square."""
    font = face(family, "western", bold, round(size * 0.86))
    glyph = Image.new("L", (round(font.getlength(piece)) + 2, size), 0)
    ImageDraw.Draw(glyph).text((1, size * 0.84), piece, 255, font, anchor="ls")
    return glyph if glyph.width <= size else glyph.resize((size, size))


def _lying(piece: str, size: int, family: Family, bold: bool) -> Image.Image:
    """A Latin word turned a quarter clockwise."""
    font = face(family, "western", bold, round(size * 0.9))
    length = round(size * 0.52 * len(piece))
    line = Image.new("L", (max(length, round(font.getlength(piece))), size), 0)
    ImageDraw.Draw(line).text((0, size * 0.72), piece, 255, font, anchor="ls")
    return line.resize((length, size)).transpose(Image.Transpose.ROTATE_270)
