"""What offices and readers leave on paper: stamps, seals, pencil, holes, staples. Millimetres.

Nobody signs: an invented signature over the name of a real person would be a forgery.
"""

import math
from random import Random

from PIL import Image, ImageDraw

from .fonts import face, runs
from .ornaments import ulzii
from .sheet import BLUE, PENCIL, RED, VIOLET, Colour, Pen, Point, Sheet

LEGEND = "ҮЗҮҮЛЭН · DEMONSTRATION · 展示用 · "


def round_stamp(
    sheet: Sheet, x: float, y: float, code: str, *, r: float = 17, colour: Colour = VIOLET
) -> None:
    """Press a round office stamp: a legend on the ring, a knot and the code in the middle."""
    turn = sheet.rng.uniform(-16, 16)
    with sheet.pen(colour, strength=0.85, wear=0.5, blur=0.04, turn=(turn, (x, y))) as pen:
        pen.circle(x, y, r, 0.75)
        pen.circle(x, y, r * 0.93, 0.2)
        pen.circle(x, y, r * 0.64, 0.28)
        _on_circle(pen, x, y, r * 0.72, LEGEND, r * 0.2)
        ulzii(pen, x, y - r * 0.2, r * 0.62)
        _code(pen, x, y + r * 0.32, code, r)


def _code(pen: Pen, x: float, y: float, code: str, r: float) -> None:
    """Set the code in up to two lines inside the ring."""
    parts = code.replace(", ", " ").split(" ")
    half = (len(parts) + 1) // 2
    lines = [" ".join(parts[:half]), " ".join(parts[half:])] if len(code) > 9 else [code]
    for number, line in enumerate(part for part in lines if part):
        size = min(r * 0.19, r * 1.0 / max(4, len(line)) * 1.5)
        pen.text(x, y + number * r * 0.22, line, size, family="sans", bold=True, align="center")


def _on_circle(pen: Pen, x: float, y: float, r: float, text: str, size: float) -> None:
    """Set `text` round a circle, its baseline at radius `r`, spread over the whole ring."""
    font_px = round(size * pen.unit)
    widths = [sum(face("sans", s, True, font_px).getlength(t) for s, t in runs(c)) for c in text]
    turn, scale = -math.pi / 2, 2 * math.pi / sum(widths)
    for character, width in zip(text, widths, strict=True):
        middle = turn + width * scale / 2
        glyph = _turned_glyph(character, font_px, -math.degrees(middle) - 90)
        reach = r + size * 0.36
        gx, gy = x + reach * math.cos(middle), y + reach * math.sin(middle)
        pen.paste(glyph, gx - glyph.width / 2 / pen.unit, gy - glyph.height / 2 / pen.unit)
        turn += width * scale


def _turned_glyph(character: str, size: int, degrees: float) -> Image.Image:
    glyph = Image.new("L", (size * 2, size * 2), 0)
    font = face("sans", runs(character)[0][0], True, size)
    ImageDraw.Draw(glyph).text((size, size), character, 255, font, anchor="mm")
    return glyph.rotate(degrees, Image.Resampling.BICUBIC)


def square_seal(
    sheet: Sheet,
    x: float,
    y: float,
    size: float = 24,
    text: str = "展示用印",
    *,
    carved: bool = True,
) -> None:
    """Press a red square seal of four characters, top right to bottom left.

    `carved` leaves the characters white; otherwise they are red in a red frame.
    """
    turn = (sheet.rng.uniform(-3, 3), (x + size / 2, y + size / 2))
    with sheet.pen(RED, strength=0.86, wear=0.6, blur=0.05, turn=turn) as pen:
        pen.block(x, y, size, size)
        if not carved:
            pen.block(x + size * 0.06, y + size * 0.06, size * 0.88, size * 0.88, 0)
        _seal_text(pen, x, y, size, text, 0 if carved else 255)
        _chip(pen, x, y, size, sheet.rng)


def _seal_text(pen: Pen, x: float, y: float, size: float, text: str, fill: int) -> None:
    cell = size * 0.44
    for number, character in enumerate(text[:4]):
        cx = x + size * (0.72 if number < 2 else 0.28)
        cy = y + size * (0.28 if number % 2 == 0 else 0.72)
        pen.text(cx, cy + cell * 0.38, character, cell * 1.06, bold=True, align="center", fill=fill)


def _chip(pen: Pen, x: float, y: float, size: float, rng: Random) -> None:
    """Chip the edges, as stone seals are."""
    for _ in range(9):
        along, r = rng.uniform(0, size), rng.uniform(0.2, 0.7)
        at = rng.choice(
            ((x + along, y), (x + along, y + size), (x, y + along), (x + size, y + along))
        )
        pen.circle(*at, r, fill=0)


def round_seal(sheet: Sheet, x: float, y: float, text: str = "綴", r: float = 5.2) -> None:
    """Press a small personal seal."""
    turn = (sheet.rng.uniform(-14, 14), (x, y))
    with sheet.pen(RED, strength=0.82, wear=0.55, blur=0.04, turn=turn) as pen:
        pen.circle(x, y, r, 0.5)
        pen.text(x, y + r * 0.42, text, r * 1.2, align="center", bold=True)


def curve(knots: list[Point], steps: int = 14) -> list[Point]:
    """Return a smooth line through `knots` (Catmull-Rom)."""
    padded = [knots[0], *knots, knots[-1]]
    path = [
        _between(padded[i : i + 4], t / steps) for i in range(len(knots) - 1) for t in range(steps)
    ]
    return [*path, knots[-1]]


def _between(four: list[Point], t: float) -> Point:
    a, b, c, d = four

    def blend(p: float, q: float, r: float, s: float) -> float:
        squares = (2 * p - 5 * q + 4 * r - s) * t**2
        return 0.5 * (2 * q + (r - p) * t + squares + (3 * q - p - 3 * r + s) * t**3)

    return blend(a[0], b[0], c[0], d[0]), blend(a[1], b[1], c[1], d[1])


def underline(
    sheet: Sheet, x: float, y: float, width: float, colour: Colour = RED, twice: bool = False
) -> None:
    """Underline by hand in coloured pencil."""
    for number in range(2 if twice else 1):
        with sheet.pen(colour, strength=0.62, wear=0.85) as pen:
            knots = [
                (x + width * i / 6, y + number * 1.3 + sheet.rng.gauss(0, 0.22)) for i in range(7)
            ]
            pen.line(curve(knots), 0.5)


def tick(sheet: Sheet, x: float, y: float, colour: Colour = BLUE) -> None:
    """Make a check mark in the margin."""
    with sheet.pen(colour, strength=0.65, wear=0.8) as pen:
        pen.line(curve([(x, y), (x + 1.6, y + 2.6), (x + 5.5, y - 4)]), 0.55)


def margin_line(sheet: Sheet, x: float, y: float, height: float, colour: Colour = PENCIL) -> None:
    """Mark a passage with a line in the margin."""
    with sheet.pen(colour, strength=0.6, wear=0.8) as pen:
        knots = [(x + sheet.rng.gauss(0, 0.3), y + height * i / 5) for i in range(6)]
        pen.line(curve(knots), 0.5)


def punch_holes(sheet: Sheet, x: float, middle: float, gap: float = 80, r: float = 2.8) -> None:
    """Punch two holes for filing, `gap` apart round the height `middle`."""
    for y in (middle - gap / 2, middle + gap / 2):
        with sheet.pen((110, 104, 96), strength=1, wear=0, paint=True) as pen:
            pen.circle(x, y, r)
        with sheet.pen((60, 54, 48), strength=0.6, wear=0, blur=0.3, paint=True) as pen:
            pen.arc(x, y, r, 170, 300, 0.9)


def staple(sheet: Sheet, x: float, y: float) -> None:
    """Leave a staple with its shadow at the corner."""
    turn = (35.0, (x, y))
    with sheet.pen((90, 84, 78), strength=0.5, wear=0, blur=0.5, turn=turn) as pen:
        pen.block(x - 5.6, y + 0.5, 12, 1.0)
    with sheet.pen((158, 156, 152), strength=1, wear=0.2, turn=turn, paint=True) as pen:
        pen.block(x - 6, y, 12, 0.75)
    with sheet.pen((232, 230, 226), strength=1, wear=0.1, turn=turn, paint=True) as pen:
        pen.block(x - 5.6, y + 0.05, 11.2, 0.22)


def rust(sheet: Sheet, x: float, y: float) -> None:
    """Leave the print of a paper clip that has rusted away."""
    with sheet.pen((158, 92, 44), strength=0.5, wear=0.8, blur=0.35) as pen:
        pen.line([(x, y), (x, y + 22)], 1.1)
        pen.line([(x + 6, y + 3), (x + 6, y + 26)], 1.1)
        pen.arc(x + 3, y + 22, 3.5, 0, 180, 1.1)
        pen.arc(x + 3, y + 3, 3.5, 180, 360, 1.1)
