"""A telegram: a printed form with strips of capitals glued on, and a dated stamp."""

from .desk import note, reference
from .entries import Entry
from .greek import greek_line
from .marks import round_stamp
from .ornaments import rule
from .paper import fold
from .setting import Style, advance, set_line
from .sheet import BLUE_BLACK, BROWN, VIOLET, Sheet

WIDTH, HEIGHT = 254.0, 168.0
TYPE = Style(size=7.0, leading=15.5, typed=True)


def telegram(entry: Entry) -> Sheet:
    """Draw the form, the strips and the stamp."""
    sheet = Sheet(WIDTH, HEIGHT, "telegram", entry.rng)
    sheet.image = fold(sheet.image, 0.5, horizontal=False, depth=20)
    _form(sheet, entry)
    y = 74.0
    for line in entry.body:
        y = _strip(sheet, line, 20 + sheet.rng.uniform(0, 4), y)
    if entry.seal:
        round_stamp(sheet, 214, 127, entry.code, r=19, colour=VIOLET)
    reference(sheet, entry, at=(0.955, 0.06))
    note(sheet, entry)
    return sheet


def _form(sheet: Sheet, entry: Entry) -> None:
    with sheet.pen(BROWN, strength=0.9, wear=0.3) as pen:
        pen.rect(10, 13, WIDTH - 20, HEIGHT - 25, 0.6)
        pen.text(WIDTH / 2, 29, entry.title, 11.5, bold=True, align="center", spacing=2.6)
        rule(pen, 10, 35, WIDTH - 20)
        for x in (70, 130, 190):
            pen.line([(x, 36.5), (x, 56)], 0.2)
        pen.line([(10, 56), (WIDTH - 10, 56)], 0.3)
        for y in range(72, 150, 15):
            for x in range(16, int(WIDTH) - 16, 3):
                pen.line([(x, y + 5.4), (x + 1.2, y + 5.4)], 0.15)
    for x in (14, 74, 134, 194):
        greek_line(sheet, x, 41.6, 34, Style(size=3), BROWN)
        greek_line(sheet, x + 4, 51.4, 40, Style(size=4.4, typed=True), BLUE_BLACK)


def _strip(sheet: Sheet, text: str, x: float, y: float) -> float:
    """Glue on one strip of tape with its line of capitals; return where the next one goes."""
    width = advance(text, TYPE, sheet.density * 2) + 8
    turn = (sheet.rng.uniform(-0.5, 0.5), (x, y))
    tall = TYPE.size * 1.56
    top = y - TYPE.size * 1.16
    with sheet.pen((86, 66, 36), strength=0.45, wear=0, blur=0.55, turn=turn) as pen:
        pen.block(x + 0.5, top + 0.7, width, tall)
    with sheet.pen((247, 240, 220), strength=1, wear=0.07, turn=turn, paint=True) as pen:
        pen.block(x, top, width, tall)
    with sheet.pen(BLUE_BLACK, strength=0.95, wear=0.4, blur=0.05, turn=turn) as pen:
        set_line(pen, x + 4, y, text, TYPE, sheet.rng)
    return y + TYPE.leading
