"""Printed news: a front page in Cyrillic columns, and a Japanese cutting pasted on card."""

from PIL import Image, ImageFilter

from .desk import Desk, desk_for, note, reference
from .entries import Entry
from .greek import greek_block, greek_columns
from .mounting import leaf_shape
from .ornaments import meander, rule
from .paper import Stock, fold
from .setting import Style, centred
from .sheet import BLACK, INDIGO, Sheet
from .tategaki import set_column

CARD = Stock((158, 160, 158), (120, 122, 122), (134, 136, 136), 900, 3, 4, 0.4)
PRINT = Style(size=3.9, leading=5.6)


def newspaper(entry: Entry) -> Sheet:
    """Choose front page or cutting by the direction of the type."""
    return cutting(entry) if entry.vertical else front_page(entry)


def front_page(entry: Entry) -> Sheet:
    """A front page: nameplate, date line, five columns, a framed notice, a picture."""
    sheet = Sheet(300, 424, "newsprint", entry.rng)
    desk = desk_for(entry, (300, 424), "newsprint")
    dates = entry.datelines()
    _nameplate(sheet, entry, dates)
    column, gap, top = 50.0, 5.0, 98.0
    xs = [15 + number * (column + gap) for number in range(5)]
    foot = 405.0
    _notice(sheet, desk, entry, (xs[3] - 1, top - 4, column * 2 + gap + 2, 176))
    _plate(sheet, (xs[0], top, column * 3 + gap * 2, 92))
    for number, x in enumerate(xs):
        y = top + 178 if number > 2 else top + 110
        _headline(sheet, x, y, column)
        greek_block(sheet, (x, y + 17, column, foot - y - 22), PRINT, BLACK)
    _column_rules(sheet, xs, gap, top + 104, foot)
    sheet.image = fold(sheet.image, 0.5, horizontal=True, depth=26)
    sheet.image = fold(sheet.image, 0.5, horizontal=False, depth=12)
    reference(sheet, entry, at=(0.95, 0.026))
    note(sheet, entry)
    return sheet


def _nameplate(sheet: Sheet, entry: Entry, dates: list[str]) -> None:
    with sheet.pen(BLACK, wear=0.35) as pen:
        pen.text(150, 62, entry.title, 46, bold=True, align="center", spacing=5)
        rule(pen, 15, 74, 270)
        pen.block(15, 86.5, 270, 0.25)
        pen.text(285, 83.4, dates[0] if dates else "", 5.2, align="right")
    with sheet.pen(INDIGO, strength=0.7, wear=0.4) as pen:
        meander(pen, 15, 77.6, 150, 5.4)


def _headline(sheet: Sheet, x: float, y: float, width: float) -> None:
    heavy = Style(size=7.2, leading=9.4)
    for _ in range(2):
        greek_block(sheet, (x, y + 4, width, 9.4), heavy, BLACK)


def _notice(sheet: Sheet, desk: Desk, entry: Entry, box: tuple[float, float, float, float]) -> None:
    """Frame the announcement: readable lines above, greeked text below."""
    x, y, width, height = box
    with sheet.pen(BLACK, wear=0.3) as pen:
        pen.rect(x, y, width, height, 0.8)
        pen.rect(x + 2, y + 2, width - 4, height - 4, 0.22)
        base = y + 17
        for number, line in enumerate(entry.matter()):
            style = Style(size=9.4 if number == 0 else 6.8, leading=11.6, bold=number != 2)
            base = centred(pen, x + width / 2, base, width - 12, line, style, sheet.rng) + 1
        pen.block(x + width * 0.3, base - 5, width * 0.4, 0.4)
    inner = (width - 16) / 2
    for left in (x + 6, x + 10 + inner):
        greek_block(sheet, (left, base + 4, inner, y + height - base - 10), PRINT, BLACK)


def _plate(sheet: Sheet, box: tuple[float, float, float, float]) -> None:
    """Print a half-tone of hills under a wide sky."""
    x, y, width, height = box
    dot = 1.5
    with sheet.pen(BLACK, strength=0.85, wear=0.25) as pen:
        for row in range(int(height / dot)):
            for column in range(int(width / dot)):
                shade = _hills(column * dot / width, row * dot / height)
                at = (x + (column + (row % 2) * 0.5) * dot, y + row * dot)
                pen.circle(*at, dot * 0.74 * shade**0.5 * 0.78)
        pen.rect(x - 1, y - 1, width + 2, height + 2, 0.25)


def _hills(u: float, v: float) -> float:
    """Return how dark the picture is at (u, v), both 0–1: sky, three ranges, plain."""
    ranges = ((0.42, 0.1, 2.3, 0.34), (0.55, 0.08, 3.1, 0.55), (0.72, 0.06, 1.7, 0.8))
    shade = 0.06 + 0.12 * v
    for base, swing, pace, dark in ranges:
        bump = (u * pace * 2 + base * 7) % 2 - 1
        if v > base - swing * (1 - bump * bump):
            shade = dark - 0.3 * (v - base)
    return shade


def _column_rules(sheet: Sheet, xs: list[float], gap: float, top: float, foot: float) -> None:
    with sheet.pen(BLACK, strength=0.7, wear=0.3) as pen:
        for x in xs[1:]:
            start = top + 74 if x > 170 else top
            pen.line([(x - gap / 2, start), (x - gap / 2, foot)], 0.16)


def cutting(entry: Entry) -> Sheet:
    """A cutting in vertical columns of four tiers, pasted on grey card a little askew."""
    card = Sheet(210, 297, CARD, entry.rng)
    paper = Sheet(164, 218, "newsprint", entry.rng, long_side=round(218 * card.density))
    _tiers(paper, entry)
    _paste(card, paper, (23, 32))
    reference(card, entry, BLACK)
    note(card, entry, (40, 40, 42))
    return card


def _tiers(paper: Sheet, entry: Entry) -> None:
    tiers, top = 4, 8.0
    height = (paper.height - top * 2) / tiers
    size, pitch, right = 3.6, 5.4, paper.width - 9
    _banner(paper, entry, right - 9, top, height * 2 - 8)
    clear = 8 + len(entry.body)
    for tier in range(tiers):
        y = top + tier * height
        start = right - clear * pitch if tier < 2 else right
        count = int((start - 8) / pitch)
        greek_columns(paper, start, y + 1, height - 5, count, size, pitch, BLACK)
        with paper.pen(BLACK, wear=0.4) as pen:
            if tier:
                left = 6.0
                pen.line([(left, y - 2), (start + 3, y - 2)], 0.18)


def _banner(paper: Sheet, entry: Entry, x: float, top: float, height: float) -> None:
    """Set the headline down two tiers, black on the paper, the lesser lines to its left."""
    pieces = list(entry.title.replace("\u3000", " "))
    size = min(12.4, height / max(1, sum(0.5 if p == " " else 1.04 for p in pieces)))
    with paper.pen(BLACK, wear=0.4) as pen:
        set_column(pen, x, top + 2, pieces, size, family="serif", bold=True, spacing=size * 0.04)
        pen.line([(x + size * 0.72, top), (x + size * 0.72, top + height + 4)], 0.6)
        axis = x - size * 1.05
        for number, line in enumerate(entry.body):
            small = 6.2 if number < 2 else 4.2
            set_column(pen, axis, top + 5 + number * 8, list(line), small, bold=number == 0)
            axis -= small * 1.6


def _paste(card: Sheet, paper: Sheet, at: tuple[float, float]) -> None:
    """Lay the cutting on the card with its shadow; scissors leave slightly uneven edges."""
    turn = card.rng.uniform(-1.4, -0.6)
    spot = (round(at[0] * card.density), round(at[1] * card.density))
    shape = Image.new("L", card.size, 0)
    shape.paste(leaf_shape(paper.size, card.rng, 1.4), spot)
    leaf = Image.new("RGB", card.size)
    leaf.paste(paper.image, spot)
    shape = shape.rotate(turn, Image.Resampling.BICUBIC)
    leaf = leaf.rotate(turn, Image.Resampling.BICUBIC)
    shadow = shape.filter(ImageFilter.GaussianBlur(7)).point([v // 2 for v in range(256)])
    card.image = Image.composite(Image.new("RGB", card.size, (52, 52, 54)), card.image, shadow)
    card.image = Image.composite(leaf, card.image, shape)
