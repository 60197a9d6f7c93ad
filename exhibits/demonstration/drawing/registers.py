"""Ruled pages: tables, lists and registers."""

from collections.abc import Sequence
from dataclasses import dataclass

from .desk import Desk, centre_line, title
from .endings import begin, close, close_twice, finish, has_signature_lines, register
from .entries import Entry
from .greek import greek_block, greek_line
from .setting import set_line
from .sheet import BROWN, INDIGO, KHADAG, Colour, Sheet

GREY: Colour = (148, 148, 146)


@dataclass(frozen=True)
class Grid:
    """A ruled table: left edge, first rule, column widths, row height, number of rows (mm)."""

    x: float
    y: float
    widths: tuple[float, ...]
    step: float
    rows: int

    @property
    def foot(self) -> float:
        return self.y + self.step * self.rows

    def cell(self, row: int, column: int) -> tuple[float, float]:
        """Return the left edge and the baseline of a cell."""
        x = self.x + sum(self.widths[:column])
        return x + self.step * 0.22, self.y + self.step * (row + 0.66)


def rule_grid(sheet: Sheet, grid: Grid, colour: Colour, head: bool = True) -> None:
    """Draw the lines of a grid; a tinted band marks the head row."""
    width = sum(grid.widths)
    if head:
        with sheet.pen(colour, strength=0.13, wear=0.1) as pen:
            pen.block(grid.x, grid.y, width, grid.step)
    with sheet.pen(colour, strength=0.8, wear=0.3) as pen:
        for row in range(grid.rows + 1):
            y = grid.y + row * grid.step
            heavy = row in (0, grid.rows) or (head and row == 1)
            pen.line([(grid.x, y), (grid.x + width, y)], 0.42 if heavy else 0.16)
        for column in range(len(grid.widths) + 1):
            x = grid.x + sum(grid.widths[:column])
            pen.line([(x, grid.y), (x, grid.foot)], 0.16)


def ruled_rows(
    sheet: Sheet, desk: Desk, y: float, rows: Sequence[tuple[str, ...]], step: float
) -> float:
    """Set a short table of two columns with its first rule at `y`; return its foot."""
    grid = Grid(desk.side, y, (desk.measure * 0.56, desk.measure * 0.44), step, len(rows))
    rule_grid(sheet, grid, desk.ink, head=False)
    with sheet.pen(desk.ink, blur=desk.blur, wear=0.35) as pen:
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                x, base = grid.cell(number, column)
                set_line(pen, x, base, text, desk.style, sheet.rng)
    return grid.foot


def table(entry: Entry) -> Sheet:
    """A table or list; the brief says how many rows and what is greyed."""
    sheet, desk = begin(entry)
    y = title(sheet, desk, desk.top + 6, entry.title, 1.5) + desk.style.leading * 0.5
    if all(" — " in line for line in entry.body) and len(entry.body) > 2:
        y = _ledger(sheet, desk, entry, y)
    elif entry.says("twelve numbered"):
        y = _nameless(sheet, desk, entry, y)
    elif entry.says("two rows"):
        y = _short_list(sheet, desk, entry, y)
    elif entry.says("all greyed"):
        y = _greyed_list(sheet, desk, entry, y)
    else:
        y = _long_table(sheet, desk, entry, y)
    if entry.seal or has_signature_lines(entry):
        end = close_twice if entry.says("empty signature lines") else close
        end(sheet, desk, entry, min(y + 16, sheet.height * 0.82))
    return finish(sheet, desk, entry)


def _nameless(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """Twelve numbered lines; grey bars stand where names would."""
    for line in entry.matter():
        y = centre_line(sheet, desk, y, line, desk.heading(1.0, bold=False))
    y = register(sheet, desk, y + 4, entry.datelines(), KHADAG)
    widths = (desk.measure * 0.1, desk.measure * 0.52, desk.measure * 0.38)
    grid = Grid(desk.side, y, widths, desk.style.leading * 1.5, 12)
    rule_grid(sheet, grid, desk.ink, head=False)
    for row in range(12):
        _number(sheet, desk, grid, row, row + 1)
        _bar(sheet, grid, row, 1, sheet.rng.uniform(0.5, 0.85))
        _bar(sheet, grid, row, 2, sheet.rng.uniform(0.4, 0.8))
    return grid.foot


def _ledger(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """A ledger of pairs: the first set left, the figure right, red rules between the columns."""
    shares, step = (0.24, 0.34, 0.42), (sheet.height * 0.84 - y) / (len(entry.body) + 1)
    grid = Grid(desk.side, y, tuple(desk.measure * s for s in shares), step, len(entry.body) + 1)
    rule_grid(sheet, grid, INDIGO)
    _greek_head(sheet, desk, grid, entry)
    size = desk.style.size * 1.5
    for row, line in enumerate(entry.body, start=1):
        first, figure = line.split(" — ", 1)
        x, base = grid.cell(row, 0)
        right = grid.x + grid.widths[0] + grid.widths[1] - step * 0.3
        with sheet.pen(desk.ink, wear=0.3) as pen:
            pen.text(x, base, first, size * 0.9)
            pen.text(right, base, _grouped(figure), size, bold=True, align="right")
    _red_rules(sheet, grid)
    return grid.foot


def _grouped(figure: str) -> str:
    """Part thousands by a space, as Mongolian figures are written."""
    return f"{int(figure):,}".replace(",", "\u2009") if figure.isdigit() else figure


def _red_rules(sheet: Sheet, grid: Grid) -> None:
    with sheet.pen((196, 70, 60), strength=0.75, wear=0.3) as pen:
        for column in (1, 2):
            x = grid.x + sum(grid.widths[:column])
            for dx in (-0.5, 0.5):
                pen.line([(x + dx, grid.y - 4), (x + dx, grid.foot + 4)], 0.18)


def _number(sheet: Sheet, desk: Desk, grid: Grid, row: int, number: int) -> None:
    with sheet.pen(desk.ink, wear=0.3) as pen:
        x, y = grid.cell(row, 0)
        centre = x + grid.widths[0] / 2 - grid.step * 0.22
        pen.text(centre, y, str(number), desk.style.size, align="center")


def _bar(sheet: Sheet, grid: Grid, row: int, column: int, share: float) -> None:
    """Cover a cell's words with a flat grey bar."""
    x, y = grid.cell(row, column)
    with sheet.pen(GREY, strength=0.55, wear=0.15) as pen:
        height = grid.step * 0.34
        pen.block(x, y - height * 0.86, grid.widths[column] * share, height)


def _short_list(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """As many ruled rows as there are lines, each with its parts in columns."""
    widths = (desk.measure * 0.1, desk.measure * 0.48, desk.measure * 0.42)
    box = (sheet.width * 0.62, y, sheet.width * 0.38 - desk.side, desk.style.leading * 2)
    greek_block(sheet, box, desk.style, desk.ink, cjk=entry.language == "ja")
    y += desk.style.leading * 5
    grid = Grid(desk.side, y, widths, desk.style.leading * 2.2, len(entry.body) + 1)
    rule_grid(sheet, grid, KHADAG)
    _greek_head(sheet, desk, grid, entry)
    for row, line in enumerate(entry.body, start=1):
        _number(sheet, desk, grid, row, row)
        _cells(sheet, desk, grid, row, [*line.split(" — "), ""][:2])
    return grid.foot + sheet.height * 0.12


def _cells(sheet: Sheet, desk: Desk, grid: Grid, row: int, texts: Sequence[str]) -> None:
    """Set texts in a row from the second column on; an empty one is greyed."""
    for column, text in enumerate(texts, start=1):
        x, y = grid.cell(row, column)
        if text:
            with sheet.pen(desk.ink, blur=desk.blur, wear=0.3) as pen:
                set_line(pen, x, y, text, desk.style, sheet.rng)
        else:
            _bar(sheet, grid, row, column, 0.35)


def _greek_head(sheet: Sheet, desk: Desk, grid: Grid, entry: Entry) -> None:
    for column, width in enumerate(grid.widths):
        x, y = grid.cell(0, column)
        room = max(desk.style.size * 1.6, width * 0.55)
        greek_line(
            sheet, x, y, min(room, width * 0.8), desk.style, desk.ink, cjk=entry.language == "ja"
        )


def _long_table(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """A full page of rows in which only the given one can be read."""
    shares = (0.09, 0.4, 0.2, 0.31)
    step, kept = desk.style.leading * 1.42, 0.3 if entry.seal else 0.11
    rows = int((sheet.height * (1 - kept) - y) / step)
    grid = Grid(desk.side, y, tuple(desk.measure * s for s in shares), step, rows)
    colour = BROWN if entry.language == "ja" else INDIGO
    rule_grid(sheet, grid, colour)
    _greek_head(sheet, desk, grid, entry)
    chosen = _readable_rows(entry, rows)
    for row in range(1, rows):
        _number(sheet, desk, grid, row, row)
        if row in chosen:
            _cells(sheet, desk, grid, row, chosen[row])
            _greek_row(sheet, desk, grid, row, entry, len(chosen[row]) + 1)
            _highlight(sheet, grid, row)
        else:
            _greek_row(sheet, desk, grid, row, entry)
    return grid.foot


def _readable_rows(entry: Entry, rows: int) -> dict[int, list[str]]:
    """Place the given lines: in one row when the brief says so, else in rows of their own."""
    if entry.says("one row"):
        return {min(7, rows - 1): list(entry.body)}
    return {3 + 2 * i: line.split(" — ") for i, line in enumerate(entry.body) if 3 + 2 * i < rows}


def _highlight(sheet: Sheet, grid: Grid, row: int) -> None:
    with sheet.pen((252, 232, 150), strength=0.55, wear=0.35) as pen:
        pen.block(grid.x, grid.y + row * grid.step + 0.6, sum(grid.widths), grid.step - 1.2)


def _greek_row(
    sheet: Sheet, desk: Desk, grid: Grid, row: int, entry: Entry, first: int = 1
) -> None:
    """Greek the cells of a row from the column `first` on."""
    for column in range(first, len(grid.widths)):
        x, y = grid.cell(row, column)
        width = grid.widths[column] * sheet.rng.uniform(0.35, 0.82)
        greek_line(sheet, x, y, width, desk.style, desk.ink, cjk=entry.language == "ja")


def _greyed_list(sheet: Sheet, desk: Desk, entry: Entry, y: float) -> float:
    """Two columns of grey bars; the named line alone can be read."""
    step = desk.style.leading * 1.36
    rows = int((sheet.height * 0.9 - y) / step)
    half = desk.measure / 2 - 4
    for side, x in enumerate((desk.side, desk.side + half + 8)):
        grid = Grid(x, y, (half * 0.16, half * 0.84), step, rows)
        rule_grid(sheet, grid, BROWN, head=False)
        for row in range(rows):
            _number(sheet, desk, grid, row, side * rows + row + 1)
            if side == 0 and row == rows // 3 and entry.body:
                _cells(sheet, desk, grid, row, entry.body[:1])
                _highlight(sheet, grid, row)
            else:
                _bar(sheet, grid, row, 1, sheet.rng.uniform(0.25, 0.75))
    return y + rows * step
