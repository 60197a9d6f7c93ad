"""How an office's page begins and ends: wear, registers, empty signature lines, stamps."""

from .desk import Desk, desk_for, lay, note, reference
from .entries import Entry
from .greek import greek_line
from .marks import punch_holes, round_stamp, rust, square_seal, staple
from .paper import fold
from .setting import Style
from .sheet import BLUE, VIOLET, Colour, Sheet


def begin(entry: Entry, desk: Desk | None = None) -> tuple[Sheet, Desk]:
    """Lay a sheet, leave on it what years of filing leave, and note its code."""
    desk = desk or desk_for(entry)
    sheet = lay(desk, entry)
    _wear(sheet, desk, entry)
    framed = entry.kind == "agreement"
    reference(sheet, entry, at=(0.89, 0.078) if framed else (0.925, 0.046))
    return sheet, desk


def _wear(sheet: Sheet, desk: Desk, entry: Entry) -> None:
    modern = desk.stock == "white"
    sewn = entry.kind == "agreement" and not entry.says("staple")
    if entry.says("staple") or (modern and entry.pages > 1 and not sewn):
        staple(sheet, sheet.width * 0.07, sheet.height * 0.042)
    loose = not modern and entry.language != "ja" and entry.kind != "agreement"
    if entry.says("punch hole") or loose:
        punch_holes(sheet, sheet.width * 0.043, sheet.height / 2)
    if not modern and sheet.rng.random() < 0.7:
        sheet.image = fold(sheet.image, sheet.rng.uniform(0.48, 0.52), horizontal=True, depth=18)
    if not modern and sheet.rng.random() < 0.3:
        rust(sheet, sheet.width * 0.09, 3)


def finish(sheet: Sheet, desk: Desk, entry: Entry) -> Sheet:
    """Number the page when it has fellows, and say that it is drawn."""
    if entry.pages > 1:
        with sheet.pen(desk.ink, wear=0.4) as pen:
            share = 0.93 if entry.kind == "agreement" else 0.952
            y, size = sheet.height * share, desk.style.size * 0.85
            pen.text(sheet.width / 2, y, f"– {entry.page} –", size, align="center")
    note(sheet, entry)
    return sheet


def register(sheet: Sheet, desk: Desk, y: float, words: list[str], colour: Colour) -> float:
    """Set date, number and town side by side on rules; return the next baseline."""
    places = {1: ("left",), 2: ("left", "right")}.get(len(words), ("left", "center", "right"))
    across = {"left": desk.side, "center": sheet.width / 2, "right": sheet.width - desk.side}
    size = desk.style.size * 0.94
    for word, align in zip(words, places, strict=False):
        with sheet.pen(desk.ink, blur=desk.blur, wear=0.35) as pen:
            width = pen.text(across[align], y, word, size, align=align)
        start = across[align] - {"left": 0.0, "center": width / 2, "right": width}[align]
        with sheet.pen(colour, strength=0.8, wear=0.3) as pen:
            pen.line([(start - 1, y + 1.8), (start + width + 1, y + 1.8)], 0.2)
    return y + desk.style.leading * 1.5


def has_signature_lines(entry: Entry) -> bool:
    """Tell whether the brief names signature lines; they are empty on every page."""
    return entry.says("empty signature", "without a name", "blank space for two")


def close(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> None:
    """End a page: the office in greek, an empty signature line, and the seal over it."""
    x = sheet.width * 0.55
    greek_line(sheet, x, y, sheet.width * 0.28, desk.style, desk.ink, cjk=entry.language == "ja")
    _signature_line(sheet, desk, x, y + sheet.height * 0.045, sheet.width * 0.28)
    if entry.seal:
        seal(sheet, entry, sheet.width * 0.47, y + sheet.height * 0.035)


def close_twice(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> None:
    """End a page of two parties, each with its line; the seal stands between them or twice."""
    names = (*entry.signers(), "", "")
    starts = (desk.side + 2, sheet.width * 0.57)
    for x, name in zip(starts, names, strict=False):
        _signature_line(sheet, desk, x, y + sheet.height * 0.03, sheet.width * 0.29)
        below = y + sheet.height * 0.03 + desk.style.leading
        if name:
            with sheet.pen(desk.ink, blur=desk.blur, wear=0.35) as pen:
                pen.text(x, below, name, desk.style.size * 0.86)
        else:
            greek_line(sheet, x, below, sheet.width * 0.25, desk.style, desk.ink)
    if entry.says("two seals"):
        square_seal(sheet, sheet.width * 0.76, y - 2, sheet.width * 0.11)
        round_stamp(sheet, sheet.width * 0.3, y + 8, entry.code, r=sheet.width * 0.078, colour=BLUE)
    elif entry.seal:
        seal(sheet, entry, sheet.width * 0.49, y + sheet.height * 0.012)


def _signature_line(sheet: Sheet, desk: Desk, x: float, y: float, width: float) -> None:
    with sheet.pen(desk.ink, wear=0.3) as pen:
        pen.line([(x, y + 1.6), (x + width, y + 1.6)], 0.2)


def seal(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
    """Seal with the red square of Japan or the round stamp of Mongolia, centred on (x, y)."""
    if entry.language == "ja" or entry.says("square seal"):
        size = sheet.width * 0.12
        square_seal(sheet, x - size / 2, y - size / 2, size)
        return
    blue = entry.says("blue stamp") or (not entry.says("violet") and sheet.rng.random() < 0.4)
    r = sheet.width * 0.084
    round_stamp(sheet, x, y, entry.code, r=r, colour=BLUE if blue else VIOLET)


def blank_office(sheet: Sheet, x: float, y: float, width: float, colour: Colour, cjk: bool) -> None:
    """Greek the name of an office, centred on `x`."""
    style = Style(size=sheet.width * 0.0145)
    greek_line(sheet, x - width / 2, y, width, style, colour, cjk=cjk)
