"""Greeked lines: they stand for text that the demonstration does not invent.

The marks have the colour and rhythm of writing and are out of focus on purpose, so that nobody
takes them for words. All sizes are millimetres.
"""

from contextlib import AbstractContextManager
from random import Random

from .setting import Style
from .sheet import BLACK, Colour, Pen, Sheet

Box = tuple[float, float, float, float]


def greek_block(
    sheet: Sheet, box: Box, style: Style, colour: Colour = BLACK, *, cjk: bool = False
) -> None:
    """Fill `box` (x, y of the first baseline, width, height) with greeked paragraphs."""
    x, y, width, height = box
    with _soft(sheet, style.size, colour) as pen:
        left, indent = sheet.rng.randint(3, 6), 0.0
        for number in range(max(0, int(height / style.leading) + 1)):
            last = left == 0 or y + (number + 1) * style.leading > y + height
            share = sheet.rng.uniform(0.35, 0.8) if last else sheet.rng.uniform(0.955, 1.0)
            room = width * share - indent
            _line(pen, x + indent, y + number * style.leading, room, style, sheet.rng, cjk)
            indent = style.size * (1 if cjk else 2.3) if last else 0.0
            left = sheet.rng.randint(3, 6) if last else left - 1


def greek_columns(
    sheet: Sheet,
    right: float,
    top: float,
    height: float,
    count: int,
    size: float,
    pitch: float,
    colour: Colour = BLACK,
) -> None:
    """Fill `count` vertical columns leftwards from the axis `right`."""
    with _soft(sheet, size, colour) as pen:
        for number in range(count):
            share = sheet.rng.uniform(0.3, 0.8) if number % 5 == 4 else 1.0
            for step in range(int(height * share / size)):
                at = (right - number * pitch - size * 0.35, top + (step + 0.8) * size)
                if sheet.rng.random() > 0.05:
                    _ideograph(pen, *at, size * 0.84, sheet.rng)


def greek_line(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    style: Style,
    colour: Colour = BLACK,
    *,
    cjk: bool = False,
) -> None:
    """Set a single greeked line."""
    with _soft(sheet, style.size, colour) as pen:
        _line(pen, x, y, width, style, sheet.rng, cjk)


def _soft(sheet: Sheet, size: float, colour: Colour) -> AbstractContextManager[Pen]:
    return sheet.pen(colour, strength=0.74, wear=0.3, blur=size * 0.055)


def _line(pen: Pen, x: float, y: float, width: float, style: Style, rng: Random, cjk: bool) -> None:
    step = style.size if cjk else style.cell if style.typed else style.size * 0.5
    end, left = x + width, rng.randint(2, 9)
    while x + step <= end:
        if left == 0:
            left = rng.randint(9, 26) if cjk else rng.choice((2, 3, 4, 5, 5, 6, 7, 8, 9, 11))
        else:
            (_ideograph if cjk else _letter)(pen, x, y, style.size, rng)
            left -= 1
        x += step


def _letter(pen: Pen, x: float, y: float, size: float, rng: Random) -> None:
    w, h, stroke, ink = size * 0.36, size * 0.48, size * 0.1, rng.randint(120, 185)
    top = y - h * (1.45 if rng.random() < 0.14 else 1)
    low = y + (size * 0.2 if rng.random() < 0.1 else 0)
    pen.line([(x, top), (x, low)], stroke, ink)
    shape = rng.randrange(6)
    if shape not in (0, 5):
        pen.line([(x + w, y - h), (x + w, y)], stroke, ink)
    if shape in (1, 2):
        pen.arc(x + w / 2, y - h + w / 2, w / 2, 180, 360, stroke)
    if shape in (2, 3):
        pen.arc(x + w / 2, y - w / 2, w / 2, 0, 180, stroke)
    if shape in (0, 4):
        pen.line([(x, y - h * 0.5), (x + w, y - h * 0.5)], stroke, ink)
    if shape == 5:
        pen.line([(x, y - h * 0.4), (x + w, y - h)], stroke, ink)
        pen.line([(x + w * 0.3, y - h * 0.5), (x + w, y)], stroke, ink)


def _ideograph(pen: Pen, x: float, y: float, size: float, rng: Random) -> None:
    w, top, stroke, ink = size * 0.8, y - size * 0.78, size * 0.06, rng.randint(130, 200)
    for _ in range(rng.randint(2, 4)):
        at, short = top + rng.uniform(0, 0.86) * size, rng.uniform(0, 0.35) * w
        pen.line([(x + short, at), (x + w - short * rng.random(), at)], stroke, ink)
    for _ in range(rng.randint(1, 2)):
        at = x + rng.uniform(0.06, 0.94) * w
        pen.line([(at, top + rng.uniform(0, 0.4) * size), (at, top + size * 0.86)], stroke, ink)
    if rng.random() < 0.5:
        at = x + w * rng.uniform(0.35, 0.6)
        pen.line([(at, top + size * 0.4), (x + w * rng.choice((0, 1)), y)], stroke, ink)
