"""Covers: a stapled report, a treaty in blue and gold, a programme with a scarf, a file's board."""

from . import vertical
from .desk import A4, Desk, centre_line, desk_for, emblem, note, title
from .endings import begin, seal
from .entries import Entry
from .greek import greek_line
from .marks import curve, round_stamp
from .ornaments import billow, meander, rule, scarf, seigaiha, ulzii
from .paper import Stock
from .setting import Style, wrap
from .sheet import BLACK, BROWN, INDIGO, KHADAG, VIOLET, Colour, Sheet
from .tategaki import set_column

LEATHER = Stock((30, 54, 104), (8, 18, 44), (20, 38, 80), 900, 4, 9, 0.6)
CLOTH = Stock((34, 44, 84), (14, 20, 46), (46, 58, 104), 500, 3, 6, 0.45)
CREAM: Colour = (240, 232, 212)
GILT: Colour = (206, 172, 96)
GILT_LIGHT: Colour = (238, 214, 150)


def cover(entry: Entry) -> Sheet:
    """Choose the cover that the brief describes."""
    if entry.vertical:
        sheet = Sheet(182, 257, "board" if entry.says("board") else "washi", entry.rng)
        return vertical.cover(entry, desk_for(entry), sheet)
    if entry.says("deep blue", "gilt"):
        return treaty(entry)
    if entry.says("indigo"):
        return concert(entry)
    if entry.says("band of khadag"):
        return programme(entry)
    if entry.says("folder", "file", "cardboard") or (entry.year or 2000) < 1990:
        return folder(entry)
    return stapled(entry)


def stapled(entry: Entry) -> Sheet:
    """A report's first leaf: title in the upper third, lines below, office stamp."""
    sheet, desk = begin(entry)
    emblem(sheet, sheet.width / 2, sheet.height * 0.17, sheet.width * 0.15, entry.language, KHADAG)
    y = title(sheet, desk, sheet.height * 0.4, entry.title, 2.7)
    with sheet.pen(KHADAG, wear=0.2) as pen:
        rule(pen, sheet.width * 0.38, y - 6, sheet.width * 0.24)
    y += 8
    for line in entry.body:
        y = centre_line(sheet, desk, y, line, desk.heading(1.25, bold=False)) + 1.5
    if entry.seal:
        seal(sheet, entry, sheet.width * 0.5, sheet.height * 0.8)
    note(sheet, entry)
    return sheet


def treaty(entry: Entry) -> Sheet:
    """A treaty's binding: deep blue cloth, a gilt frame, gilt letters, a ribbon."""
    sheet = Sheet(*A4, LEATHER, entry.rng)
    _gilt_frame(sheet)
    _gilt_title(sheet, entry)
    for x, language in ((0.4, "mn"), (0.6, "ja")):
        _gilt_emblem(sheet, sheet.width * x, sheet.height * 0.2, sheet.width * 0.13, language)
    _ribbon(sheet)
    note(sheet, entry, (176, 186, 210), paint=True)
    return sheet


def _gilt_frame(sheet: Sheet) -> None:
    for inset, width in ((9.0, 0.9), (11.2, 0.25), (20.0, 0.35)):
        with sheet.pen(GILT, strength=0.95, wear=0.35, paint=True) as pen:
            pen.rect(inset, inset, sheet.width - 2 * inset, sheet.height - 2 * inset, width)
    with sheet.pen(GILT, strength=0.85, wear=0.35, paint=True) as pen:
        for y in (13.4, sheet.height - 18.0):
            meander(pen, 14, y, sheet.width - 28, 4.4)


def _gilt_emblem(sheet: Sheet, x: float, y: float, size: float, language: str) -> None:
    with sheet.pen(GILT, strength=0.95, wear=0.35, paint=True) as pen:
        if language == "ja":
            billow(pen, x, y, size)
        else:
            ulzii(pen, x, y, size * 0.82)


def _gilt_title(sheet: Sheet, entry: Entry) -> None:
    style = Style(size=9.2, leading=15, bold=True)
    y = sheet.height * 0.42
    lines = wrap(entry.title, sheet.width * 0.6, style, sheet.density * 2)
    for dx, colour in ((0.14, (12, 20, 44)), (0.0, GILT), (-0.05, GILT_LIGHT)):
        strength = 0.9 if colour != GILT_LIGHT else 0.35
        with sheet.pen(colour, strength=strength, wear=0.25, paint=True) as pen:
            for number, line in enumerate(lines):
                at = (sheet.width / 2 + dx, y + dx + number * style.leading)
                pen.text(*at, line, style.size, bold=True, align="center")
    with sheet.pen(GILT, strength=0.9, wear=0.3, paint=True) as pen:
        below = y + len(lines) * style.leading + 8
        for number, line in enumerate(entry.body):
            pen.text(sheet.width / 2, below + number * 9, line, 5.4, align="center")


def _ribbon(sheet: Sheet) -> None:
    """Lay a ribbon down the spine side, with a tail below."""
    x = sheet.width * 0.845
    with sheet.pen((4, 8, 22), strength=0.7, wear=0, blur=1.2, paint=True) as pen:
        pen.block(x + 0.8, 0, 5.4, sheet.height)
    for dx, width, colour in (
        (0.0, 5.2, KHADAG),
        (0.5, 0.5, (150, 200, 228)),
        (4.2, 0.5, (40, 92, 136)),
    ):
        with sheet.pen(colour, strength=1, wear=0.2, paint=True) as pen:
            pen.block(x + dx, 0, width, sheet.height)


def programme(entry: Entry) -> Sheet:
    """A white cover with a waving blue band."""
    sheet, desk = begin(entry)
    scarf(sheet, sheet.height * 0.56, sheet.height * 0.22)
    emblem(sheet, sheet.width / 2, sheet.height * 0.15, sheet.width * 0.13, entry.language, KHADAG)
    y = title(sheet, desk, sheet.height * 0.31, entry.title, 2.1) + 4
    for line in entry.body:
        years = line[:4].isdigit()
        style = desk.heading(2.0 if years else 1.2, bold=years)
        y = sheet.height * 0.87 if years else y
        y = centre_line(sheet, desk, y, line, style)
    note(sheet, entry)
    return sheet


def concert(entry: Entry) -> Sheet:
    """A concert programme: indigo, two strings from edge to edge, names in two scripts."""
    sheet = Sheet(210, 297, CLOTH, entry.rng)
    _strings(sheet)
    names = [name.strip() for name in entry.title.split("・")]
    with sheet.pen(CREAM, strength=0.95, wear=0.15, paint=True) as pen:
        set_column(pen, 58, 52, list(names[0]), 31, bold=True, spacing=7)
        for number, name in enumerate(names[1:]):
            pen.text(112, 226 + number * 12, name, 9.4, spacing=1.6)
        for number, line in enumerate(entry.body):
            pen.text(112, 244 + number * 9.4, line, 5.2)
    note(sheet, entry, (178, 186, 206), paint=True)
    return sheet


def _strings(sheet: Sheet) -> None:
    """Draw the two strings of a horse-head fiddle and the bow's curve across them."""
    with sheet.pen(GILT, strength=0.8, wear=0.25, paint=True) as pen:
        pen.line([(150, 0), (146, 206)], 0.32)
        pen.line([(158, 0), (160, 206)], 0.55)
        pen.line([(140, 206), (167, 206)], 1.4)
    with sheet.pen((120, 150, 186), strength=0.55, wear=0.2, paint=True) as pen:
        bow = curve([(84, 196), (118, 170), (153, 152), (190, 140), (214, 137)])
        pen.line(bow, 0.5)
        pen.line([(84, 196), (216, 140.5)], 0.2)
    with sheet.pen((52, 78, 128), strength=0.6, wear=0.2, paint=True) as pen:
        seigaiha(pen, -12, 276, 240, 30, 11, 0.35)


def folder(entry: Entry) -> Sheet:
    """A file's board: a pasted label with the code, ties of tape, a stamp."""
    sheet = Sheet(230, 320, "board", entry.rng)
    desk: Desk = desk_for(entry, (230, 320), "board")
    x, y, width, height = 40.0, 84.0, 150.0, 118.0
    with sheet.pen((70, 48, 28), strength=0.5, wear=0, blur=1.0) as pen:
        pen.block(x + 1, y + 1.4, width, height)
    with sheet.pen((240, 230, 204), strength=1, wear=0.06, paint=True) as pen:
        pen.block(x, y, width, height)
    with sheet.pen(INDIGO, strength=0.8, wear=0.3) as pen:
        pen.rect(x + 4, y + 4, width - 8, height - 8, 0.6)
        for row in range(3):
            pen.line([(x + 14, y + 82 + row * 11), (x + width - 14, y + 82 + row * 11)], 0.2)
    at = title(sheet, desk, y + 26, entry.title, 1.5)
    for line in entry.body:
        at = centre_line(sheet, desk, at + 1, line, desk.heading(1.0, bold=False))
    with sheet.pen(VIOLET, strength=0.85, wear=0.4) as pen:
        pen.text(x + width / 2, y + height - 16.6, entry.code, 6.4, bold=True, align="center")
    _ties(sheet)
    round_stamp(sheet, x + width - 18, y + height + 16, entry.code, r=19)
    note(sheet, entry, BLACK)
    return sheet


def _ties(sheet: Sheet) -> None:
    for y in (52.0, 268.0):
        with sheet.pen((60, 40, 24), strength=0.5, wear=0, blur=0.8) as pen:
            pen.block(0, y + 1, sheet.width, 5)
        with sheet.pen((222, 208, 178), strength=1, wear=0.3, paint=True) as pen:
            pen.block(0, y, sheet.width, 5)
        with sheet.pen(BROWN, strength=0.4, wear=0.5) as pen:
            for i in range(3):
                pen.line([(0, y + 1.2 + i * 1.3), (sheet.width, y + 1.2 + i * 1.3)], 0.12)
    with sheet.pen(BROWN, strength=0.5) as pen:
        pen.line([(16, 0), (16, sheet.height)], 0.5)
    greek_line(sheet, 50, 232, 70, Style(size=4), BLACK)
