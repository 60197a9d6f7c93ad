"""Plans: numbered aims down a page, or one goal above boxes on a wide sheet."""

from .body import write
from .desk import Desk, centre_line, title
from .endings import begin, finish
from .entries import NUMBERED, Entry
from .setting import centred
from .sheet import BROWN, INDIGO, KHADAG, Colour, Sheet

COLOURS: tuple[Colour, ...] = (KHADAG, INDIGO, BROWN)


def plan(entry: Entry) -> Sheet:
    """Choose the form the brief describes."""
    return _boxes(entry) if entry.says("boxes") else _aims(entry)


def _aims(entry: Entry) -> Sheet:
    """Numbered aims, each with a coloured numeral and greeked text beside it."""
    sheet, desk = begin(entry)
    y = title(sheet, desk, desk.top + 8, entry.title, 1.6) + desk.style.leading
    lines = entry.matter()
    height = (sheet.height * 0.9 - y) / max(1, len(lines))
    for number, line in enumerate(lines):
        _aim(sheet, desk, y, height - desk.style.leading, line, COLOURS[number % 3])
        y += height
    return finish(sheet, desk, entry)


def _aim(sheet: Sheet, desk: Desk, y: float, height: float, line: str, colour: Colour) -> None:
    found = NUMBERED.match(line)
    x, lead = desk.side + 24, desk.style.leading
    with sheet.pen(colour, strength=0.92, wear=0.15) as pen:
        pen.block(desk.side, y, desk.measure, 0.5)
        pen.block(desk.side, y, 17, 17)
        numeral = found.group(1) if found else ""
        pen.text(desk.side + 8.5, y + 11.6, numeral, 8.6, bold=True, align="center", fill=0)
    words = NUMBERED.sub("", line)
    with sheet.pen(desk.ink, wear=0.3) as pen:
        pen.text(x, y + 9, words, desk.style.size * 1.2, bold=True)
    box = (x, y + lead * 2.6, desk.measure - 24, height - lead * 3.2)
    write(sheet, desk, box, [], Entry("", "plan", title=words))


def _boxes(entry: Entry) -> Sheet:
    """One goal at the top, a line to each of the boxes beneath."""
    sheet, desk = begin(entry)
    y = title(sheet, desk, desk.top + 6, entry.title, 1.7)
    for line in entry.datelines():
        y = centre_line(sheet, desk, y, line, desk.heading(1.0, bold=False))
    goals = [line for line in entry.matter() if not NUMBERED.match(line)]
    boxes = [line for line in entry.matter() if NUMBERED.match(line)]
    top, foot = sheet.height * 0.27, sheet.height * 0.4
    _goal(sheet, desk, goals, top, foot)
    width = (desk.measure - 10 * (len(boxes) - 1)) / len(boxes)
    starts = [desk.side + number * (width + 10) for number in range(len(boxes))]
    _tree(sheet, [x + width / 2 for x in starts], foot, sheet.height * 0.49)
    for x, line, colour in zip(starts, boxes, COLOURS * 4, strict=False):
        _box(sheet, desk, (x, sheet.height * 0.49, width, sheet.height * 0.4), line, colour)
    return finish(sheet, desk, entry)


def _goal(sheet: Sheet, desk: Desk, goals: list[str], top: float, foot: float) -> None:
    width = desk.measure * 0.62
    left = (sheet.width - width) / 2
    with sheet.pen(KHADAG, strength=0.9, wear=0.12) as pen:
        pen.block(left, top, width, foot - top)
        y = top + (foot - top) * 0.5 + desk.style.size * 0.5
        for line in goals:
            pen.text(sheet.width / 2, y, line, desk.style.size * 1.5, align="center", fill=0)
            y += desk.style.leading * 1.4


def _tree(sheet: Sheet, centres: list[float], top: float, foot: float) -> None:
    middle = (top + foot) / 2
    with sheet.pen(INDIGO, wear=0.2) as pen:
        pen.line([(sheet.width / 2, top), (sheet.width / 2, middle)], 0.5)
        pen.line([(centres[0], middle), (centres[-1], middle)], 0.5)
        for x in centres:
            pen.line([(x, middle), (x, foot)], 0.5)


def _box(
    sheet: Sheet,
    desk: Desk,
    box: tuple[float, float, float, float],
    line: str,
    colour: Colour,
) -> None:
    x, y, width, height = box
    with sheet.pen(colour, strength=0.9, wear=0.15) as pen:
        pen.rect(x, y, width, height, 0.5)
        pen.block(x, y, width, 3)
    style = desk.heading(1.15)
    with sheet.pen(desk.ink, wear=0.3) as pen:
        base = y + 14
        base = centred(pen, x + width / 2, base, width - 12, line, style, sheet.rng)
    room = y + height - base - desk.style.leading * 1.6
    write(sheet, desk, (x + 8, base + 6, width - 16, room), [], Entry("", "plan", title=line))
