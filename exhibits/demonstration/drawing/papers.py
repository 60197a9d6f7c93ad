"""Offices' papers in horizontal lines: letter, report, resolution, communiqué, agreement."""

from .body import write
from .desk import FOLIO, Desk, centre_line, desk_for, emblem, title
from .endings import begin, blank_office, close, close_twice, finish, register
from .entries import NUMBERED, Entry
from .marks import margin_line, tick, underline
from .ornaments import meander, rule, seigaiha
from .registers import ruled_rows
from .sheet import BLACK, BLUE, BROWN, INDIGO, KHADAG, RED, Sheet


def _body(sheet: Sheet, desk: Desk, entry: Entry, y: float, kept: float, lines: list[str]) -> float:
    """Write `lines` from `y`, leaving the share `kept` of the page free below."""
    box = (desk.side, y, desk.measure, sheet.height * (1 - kept) - y)
    return write(sheet, desk, box, lines, entry)


def _title(sheet: Sheet, desk: Desk, entry: Entry, y: float, size: float) -> float:
    """Set the title, unless it is only a page number: then small, at the head of the page."""
    if entry.title.strip(" —–-").isdigit():
        return centre_line(sheet, desk, y, entry.title, desk.heading(1.0)) + desk.style.leading
    return title(sheet, desk, y, entry.title, size) + desk.style.leading * 0.6


def letter(entry: Entry) -> Sheet:
    """A letter: letterhead with an ornament, date and place, body, signature lines and seal."""
    sheet, desk = begin(entry)
    y = _letterhead(sheet, desk, entry) if entry.page == 1 else desk.top
    y = _title(sheet, desk, entry, y + desk.style.leading * 1.4, 1.25)
    y = register(sheet, desk, y + 2, entry.datelines(), desk.ink)
    end = close_twice if entry.signers() else close
    y = _body(sheet, desk, entry, y, 0.27, entry.matter())
    end(sheet, desk, entry, min(y + 6, sheet.height * 0.79))
    return finish(sheet, desk, entry)


def _letterhead(sheet: Sheet, desk: Desk, entry: Entry) -> float:
    colour = sheet.rng.choice((INDIGO, KHADAG, BROWN))
    emblem(sheet, sheet.width / 2, desk.top + 2, sheet.width * 0.1, entry.language, colour)
    y = desk.top + sheet.width * 0.088
    cjk = entry.language == "ja"
    blank_office(sheet, sheet.width / 2, y, sheet.width * 0.34, colour, cjk)
    with sheet.pen(colour, strength=0.9, wear=0.3) as pen:
        rule(pen, desk.side, y + 3.4, desk.measure)
    return y + 6


def report(entry: Entry) -> Sheet:
    """A report: heading, a short ruled table or headed paragraphs, a reader's coloured pencil."""
    sheet, desk = begin(entry)
    y = _title(sheet, desk, entry, desk.top + desk.style.leading, 1.45)
    with sheet.pen(desk.ink, blur=desk.blur, wear=0.3) as pen:
        rule(pen, desk.side, y - desk.style.leading * 0.9, desk.measure)
    y += desk.style.leading * 0.8
    if entry.datelines():
        y = register(sheet, desk, y, entry.datelines(), desk.ink)
    pairs = [line for line in entry.body if " — " in line]
    kept = 0.24 if entry.seal else 0.09
    if pairs:
        y = _report_with_table(sheet, desk, entry, y, pairs)
    rest = [line for line in entry.matter() if line not in pairs]
    end = _body(sheet, desk, entry, y, kept, rest)
    _read_with_pencil(sheet, desk, y, end)
    if entry.seal:
        close(sheet, desk, entry, min(end + 6, sheet.height * 0.81))
    return finish(sheet, desk, entry)


def _report_with_table(sheet: Sheet, desk: Desk, entry: Entry, y: float, pairs: list[str]) -> float:
    lead = desk.style.leading
    y = write(sheet, desk, (desk.side, y, desk.measure, lead * 7), [], entry)
    rows = [tuple(line.split(" — ", 1)) for line in pairs]
    return ruled_rows(sheet, desk, y + lead * 0.2, rows, lead * 1.6) + lead * 1.6


def _read_with_pencil(sheet: Sheet, desk: Desk, top: float, end: float) -> None:
    colour = sheet.rng.choice((RED, BLUE))
    line = top + desk.style.leading * 2
    margin_line(sheet, desk.side - 7, line, min(36.0, (end - top) * 0.3), colour)
    tick(sheet, sheet.width - desk.side + 3, top + (end - top) * 0.62, colour)
    width = desk.measure * sheet.rng.uniform(0.3, 0.55)
    underline(sheet, desk.side + 6, top + 1.5, width, colour)


def resolution(entry: Entry) -> Sheet:
    """A resolution: ornament, heading, date, number and town on rules, text, stamp."""
    sheet, desk = begin(entry)
    colour = KHADAG if desk.stock == "white" else INDIGO
    emblem(sheet, sheet.width / 2, desk.top + 6, sheet.width * 0.14, entry.language, colour)
    y = title(sheet, desk, desk.top + sheet.width * 0.155, entry.title, 1.34)
    with sheet.pen(colour, strength=0.85, wear=0.3) as pen:
        meander(pen, desk.side, y - 1, desk.measure, 2.6)
    y = register(sheet, desk, y + 13, entry.datelines(), colour) + 4
    lines = entry.matter()
    if lines:
        y = centre_line(sheet, desk, y + 2, lines[0], desk.heading(1.12)) + 4
    y = _body(sheet, desk, entry, y, 0.27, lines[1:])
    close(sheet, desk, entry, min(y + 6, sheet.height * 0.79))
    return finish(sheet, desk, entry)


def communique(entry: Entry) -> Sheet:
    """A joint announcement: twin ornaments, title, sub-titles, two signature lines side by side."""
    sheet, desk = begin(entry)
    first = entry.page == 1
    y = _crest(sheet, desk, entry) + desk.style.leading * 1.4 if first else desk.top + 6
    y = _title(sheet, desk, entry, y, 1.36)
    inner = [line for line in entry.body if NUMBERED.match(line) or line[:1].islower()]
    heads = [line for line in entry.body if line not in inner] if first else []
    heads, inner = _subtitles(heads, inner)
    y = _heads(sheet, desk, y, heads)
    kept = 0.23 if entry.last or first else 0.1
    y = _body(sheet, desk, entry, y, kept, inner)
    if entry.seal or entry.last:
        close_twice(sheet, desk, entry, min(y + 8, sheet.height * 0.83))
    return finish(sheet, desk, entry)


def _heads(sheet: Sheet, desk: Desk, y: float, lines: list[str]) -> float:
    """Set the lines under a title, centred; return the baseline for the text."""
    for line in lines:
        y = centre_line(sheet, desk, y, line, desk.heading(1.0, bold=False))
    return y + desk.style.leading


def _sentence(line: str) -> bool:
    return bool(NUMBERED.match(line)) or line.endswith((".", "。", ";"))


def _subtitles(heads: list[str], inner: list[str]) -> tuple[list[str], list[str]]:
    """Let a lower-case line that goes on a sub-title follow it, when no numbered line is there."""
    if heads and inner and not any(NUMBERED.match(line) for line in inner):
        return [heads[0], *inner, *heads[1:]], []
    return heads, inner


def _crest(sheet: Sheet, desk: Desk, entry: Entry) -> float:
    """Head a statement with waves under a knot when the brief says so, else with two ornaments."""
    if not entry.says("waves"):
        return _twin_ornaments(sheet, desk)
    width, y = desk.measure, desk.top + sheet.width * 0.13
    emblem(sheet, sheet.width / 2, desk.top + 2, sheet.width * 0.13, "mn", KHADAG)
    with sheet.pen(INDIGO, strength=0.75, wear=0.2) as pen:
        seigaiha(pen, desk.side - 8, y, width + 16, 9, 6, 0.26)
        pen.block(0, y - 8, desk.side, 40, 0)
        pen.block(sheet.width - desk.side, y - 8, desk.side, 40, 0)
        pen.block(0, y + 8, sheet.width, 20, 0)
    return y + 14


def _twin_ornaments(sheet: Sheet, desk: Desk) -> float:
    size, y = sheet.width * 0.085, desk.top + 3
    emblem(sheet, sheet.width / 2 - size * 0.9, y, size, "mn", KHADAG)
    emblem(sheet, sheet.width / 2 + size * 0.9, y, size * 0.9, "ja", BROWN)
    with sheet.pen(desk.ink, wear=0.3) as pen:
        rule(pen, sheet.width * 0.34, desk.top + size + 2, sheet.width * 0.32)
    return desk.top + size + 5


def agreement(entry: Entry) -> Sheet:
    """An agreement: a frame of ornament, a cord through the margin, signature lines and seal."""
    modern = (entry.year or 0) >= 2009
    desk = desk_for(entry, None if modern else FOLIO, "white" if modern else "washi")
    sheet, desk = begin(entry, desk)
    _frame(sheet)
    y = _title(sheet, desk, entry, desk.top + sheet.height * 0.045, 1.5)
    if not entry.says("side by side", "contents"):
        y = _heads(sheet, desk, y, [line for line in entry.body if not _sentence(line)])
    if entry.says("side by side"):
        y = _side_by_side(sheet, desk, entry, y)
    elif entry.says("contents"):
        y = _contents(sheet, desk, entry, y)
    else:
        y = _body(sheet, desk, entry, y, 0.25, [line for line in entry.body if _sentence(line)])
    close_twice(sheet, desk, entry, max(sheet.height * 0.72, min(y + 6, sheet.height * 0.8)))
    if not entry.says("staple"):
        _cord(sheet, black=entry.says("laced"))
    return finish(sheet, desk, entry)


def _contents(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """Set a list of chapters with dotted leaders; the page numbers are greeked."""
    step = min(desk.style.leading * 2.4, (sheet.height * 0.7 - y) / len(entry.body))
    for number, line in enumerate(entry.body, start=1):
        with sheet.pen(desk.ink, wear=0.3) as pen:
            size = desk.style.size * 1.05
            pen.text(desk.side + 6, y, f"{number}", size, align="right")
            end = desk.side + 11 + pen.text(desk.side + 10, y, line, size)
            for dot in range(int((sheet.width - desk.side - 11 - end) / 2.4)):
                pen.circle(end + 2 + dot * 2.4, y - 0.4, 0.22)
        with sheet.pen(desk.ink, strength=0.5, blur=0.2) as pen:
            pen.block(sheet.width - desk.side - 7, y - 2.6, 5, 2.0)
        y += step
    return y


def _side_by_side(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """Set two languages in two columns: lines by their letters, a shared line across both."""
    shared = [line for line in entry.body if "・" in line or line in entry.datelines()]
    apart = [line for line in entry.body if line not in shared]
    left = [line for line in apart if line[:1] < "\u2e80"]
    right = [line for line in apart if line not in left]
    gap, foot = 9.0, sheet.height * 0.66
    width = (desk.measure - gap) / 2
    for x, lines, language in ((desk.side, left, ""), (desk.side + width + gap, right, "日本")):
        one = Entry(entry.file, entry.kind, title=language or "Монгол")
        write(sheet, desk, (x, y, width, foot - y), lines, one)
    with sheet.pen(KHADAG, strength=0.8) as pen:
        pen.line([(sheet.width / 2, y - 4), (sheet.width / 2, foot)], 0.25)
    for number, line in enumerate(shared):
        at = foot + desk.style.leading * (1.8 + number * 1.4)
        centre_line(sheet, desk, at, line, desk.heading(1.1))
    return foot + desk.style.leading * (2.6 + 1.4 * len(shared))


def _frame(sheet: Sheet) -> None:
    inset, size = sheet.width * 0.052, sheet.width * 0.016
    width, height = sheet.width - 2 * inset, sheet.height - 2 * inset
    with sheet.pen(INDIGO, strength=0.62, wear=0.25) as pen:
        pen.rect(inset, inset, width, height, 0.5)
        inner = size * 1.9
        pen.rect(inset + inner, inset + inner, width - 2 * inner, height - 2 * inner, 0.18)
        meander(pen, inset + size, inset + size * 0.45, width - size * 2, size)
        meander(pen, inset + size, sheet.height - inset - size * 1.45, width - size * 2, size)


def _cord(sheet: Sheet, black: bool = False) -> None:
    """Sew the leaves with a blue and a red ribbon cord, as treaties are (or a plain dark one)."""
    x = sheet.width * 0.026
    for dx, colour in ((0.0, BLACK if black else KHADAG), (1.0, BROWN if black else RED)):
        with sheet.pen((60, 50, 40), strength=0.4, wear=0, blur=0.5) as pen:
            pen.line([(x + dx + 0.5, 0), (x + dx + 0.5, sheet.height)], 0.9)
        with sheet.pen(colour, strength=1, wear=0.35, paint=True) as pen:
            pen.line([(x + dx, 0), (x + dx, sheet.height)], 0.9)
