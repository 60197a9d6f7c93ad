"""Japanese pages set vertically: a letter on office ruled paper, a sewn cover."""

from .desk import Desk, note, reference
from .entries import Entry
from .greek import greek_columns
from .marks import round_seal, square_seal
from .paper import fold
from .sheet import BLACK, BLUE_BLACK, BROWN, INDIGO, Colour, Sheet
from .tategaki import columns, set_column

PAGE = (182.0, 257.0)
COLUMNS = 12


def letter(entry: Entry) -> Sheet:
    """A page of ruled columns: title, dates, text from right to left, seal at the end."""
    modern = (entry.year or 1975) >= 1990
    sheet = Sheet(*PAGE, "cream" if modern else "ivory", entry.rng)
    pitch = (sheet.width * 0.84) / COLUMNS
    top, height = sheet.height * 0.15, sheet.height * 0.74
    _ruling(sheet, pitch, top, height, INDIGO if modern else BROWN)
    _approval_boxes(sheet)
    _fill(sheet, entry, pitch, top + 3, height - 6, BLACK if modern else BLUE_BLACK)
    sheet.image = fold(sheet.image, 0.5, horizontal=False, depth=14)
    reference(sheet, entry)
    note(sheet, entry)
    return sheet


def _ruling(sheet: Sheet, pitch: float, top: float, height: float, colour: Colour) -> None:
    left = sheet.width * 0.08
    with sheet.pen(colour, strength=0.75, wear=0.3) as pen:
        pen.rect(left, top, pitch * COLUMNS, height, 0.5)
        pen.rect(left - 1.4, top - 1.4, pitch * COLUMNS + 2.8, height + 2.8, 0.18)
        for number in range(1, COLUMNS):
            x = left + number * pitch
            pen.line([(x, top), (x, top + height)], 0.16)


def _approval_boxes(sheet: Sheet) -> None:
    """Draw the row of boxes in which a file's readers press their seals."""
    size, y = sheet.width * 0.078, sheet.height * 0.058
    left = sheet.width * 0.08
    with sheet.pen(BROWN, strength=0.75, wear=0.3) as pen:
        for number in range(4):
            pen.rect(left + number * size, y, size, size, 0.18)
    for number, text in ((0, "展"), (1, "示"), (3, "綴")):
        x = left + (number + 0.5) * size + sheet.rng.uniform(-1, 1)
        round_seal(sheet, x, y + size / 2 + sheet.rng.uniform(-1, 1), text, size * 0.34)


def _fill(sheet: Sheet, entry: Entry, pitch: float, top: float, height: float, ink: Colour) -> None:
    """Set title and lines; each line of text is followed by greeked columns."""
    right = sheet.width * 0.92 - pitch / 2
    size = pitch * 0.5
    with sheet.pen(ink, wear=0.3) as pen:
        set_column(pen, right, top + size * 2, list(entry.title), size * 1.16, bold=True)
    texts = [(line, pieces) for line in entry.body for pieces in columns(line, size, height)]
    spare = COLUMNS - 1 - len(texts) - 2
    axis = right - pitch
    for number, (_, pieces) in enumerate(texts):
        with sheet.pen(ink, wear=0.3) as pen:
            set_column(pen, axis, top + (0 if number == 0 else size), pieces, size)
        axis -= pitch
        share = spare // len(texts) + (1 if number < spare % len(texts) else 0)
        greek_columns(sheet, axis, top, height, share, size, pitch, ink)
        axis -= pitch * share
    _end(sheet, entry, axis, top, height, pitch)


def _end(sheet: Sheet, entry: Entry, axis: float, top: float, height: float, pitch: float) -> None:
    greek_columns(sheet, axis, top + height * 0.42, height * 0.34, 1, pitch * 0.5, pitch)
    if entry.seal:
        size = pitch * 1.7
        square_seal(sheet, axis - size * 0.62, top + height * 0.79, size)


def cover(entry: Entry, desk: Desk, sheet: Sheet) -> Sheet:
    """A report's cover: a pasted title slip, lines beside it, sewn with cord at the right."""
    width, height = sheet.width * 0.19, sheet.height * 0.62
    x, y = sheet.width * 0.2, sheet.height * 0.11
    with sheet.pen((90, 70, 50), strength=0.35, wear=0, blur=0.9) as pen:
        pen.block(x + 0.9, y + 1.2, width, height)
    with sheet.pen((248, 243, 230), strength=1, wear=0.05, paint=True) as pen:
        pen.block(x, y, width, height)
    with sheet.pen(INDIGO, strength=0.85, wear=0.25) as pen:
        pen.rect(x + 2.6, y + 2.6, width - 5.2, height - 5.2, 0.5)
        pen.rect(x + 4, y + 4, width - 8, height - 8, 0.16)
    _slip(sheet, entry, x + width / 2, y, height)
    _beside(sheet, entry)
    if entry.seal:
        square_seal(sheet, x + width / 2 - 11, sheet.height * 0.79, 22)
    _cord(sheet)
    reference(sheet, entry, at=(0.88, 0.046))
    note(sheet, entry)
    return sheet


def _slip(sheet: Sheet, entry: Entry, x: float, y: float, height: float) -> None:
    pieces = list(entry.title)
    size = min(sheet.width * 0.084, (height - 26) / max(6, len(pieces)) / 1.08)
    start = y + (height - len(pieces) * size * 1.08) / 2
    with sheet.pen(BLACK, wear=0.25) as pen:
        set_column(pen, x, start, pieces, size, bold=True, spacing=size * 0.08)


def _beside(sheet: Sheet, entry: Entry) -> None:
    axis, size = sheet.width * 0.62, sheet.width * 0.04
    for number, line in enumerate(entry.body):
        with sheet.pen(BLACK, wear=0.3) as pen:
            top = sheet.height * (0.16 + 0.13 * number)
            set_column(pen, axis, top, list(line), size, spacing=size * 0.1)
        axis -= sheet.width * 0.085


def _cord(sheet: Sheet) -> None:
    """Sew the right edge with black cord through four holes (the binding called tsuzuri)."""
    x = sheet.width * 0.925
    holes = [sheet.height * share for share in (0.08, 0.36, 0.64, 0.92)]
    for colour, shift, width, blur in (
        ((60, 48, 36), 0.7, 1.5, 0.6),
        ((26, 24, 26), 0.0, 1.1, 0.0),
    ):
        shadow = blur > 0
        with sheet.pen(
            colour, strength=0.5 if shadow else 1, wear=0.2, blur=blur, paint=not shadow
        ) as pen:
            pen.line([(x + shift, shift), (x + shift, sheet.height)], width)
            for y in holes:
                pen.line([(x + shift, y + shift), (sheet.width, y + shift)], width)
                pen.circle(x + shift, y + shift, width * 1.05)
    with sheet.pen((255, 255, 255), strength=0.35, wear=0.2, paint=True) as pen:
        pen.line([(x - 0.25, 0), (x - 0.25, sheet.height)], 0.16)
