"""The writing desk: which paper, ink and type a page of a given year and language is made with."""

from dataclasses import dataclass, replace

from .entries import Entry
from .ornaments import billow, ulzii
from .setting import Style, centred
from .sheet import BLACK, BLUE_BLACK, CARBON, PENCIL, Colour, Sheet

NOTES = {
    "en": "Demonstration – drawn for Tsuzuri, not an archival document",
    "ja": "展示用の見本 ― Tsuzuri のために描いたもので、実際の公文書ではありません",
    "mn": "Үзүүлэн – Tsuzuri-д зориулан зурсан, архивын баримт биш",
}
A4, B5, FOLIO = (210.0, 297.0), (182.0, 257.0), (210.0, 328.0)
PRINTED, WHITE = 1990, 2009  # from when pages are printed, and when they are clean and white
STOCK_WORDS = (
    ("carbon", "carbon"),
    ("ivory", "ivory"),
    ("brown", "pulp"),
    ("yellow", "pulp"),
    ("white", "white"),
)


@dataclass(frozen=True)
class Desk:
    """Everything a page is written with. Sizes in millimetres."""

    size: tuple[float, float]
    stock: str
    ink: Colour
    style: Style
    blur: float
    side: float  # margin left and right
    top: float

    @property
    def measure(self) -> float:
        return self.size[0] - 2 * self.side

    def heading(self, size: float = 1.0, bold: bool = True) -> Style:
        """Return the style of a heading, `size` times the text."""
        points = self.style.size * size
        return replace(self.style, size=points, leading=points * 1.5, indent=0.0, bold=bold)


def desk_for(entry: Entry, size: tuple[float, float] | None = None, stock: str = "") -> Desk:
    """Choose paper, ink and type by the brief, the year and the language of a page."""
    old = (entry.year or 1975) < PRINTED
    paper = size or (B5 if old and entry.language == "ja" else A4)
    if entry.landscape:
        paper = (max(paper), min(paper))
    chosen = stock or _stock(entry)
    ink = CARBON if chosen == "carbon" else BLUE_BLACK if old else BLACK
    side = paper[0] * (0.135 if old else 0.125)
    blur = 0.1 if chosen == "carbon" else 0.05 if old else 0.0
    return Desk(paper, chosen, ink, _style(entry, old, paper), blur, side, paper[1] * 0.09)


def _stock(entry: Entry) -> str:
    for word, stock in STOCK_WORDS:
        if f"{word}" in entry.brief.split("stamp")[0]:
            return stock
    year = entry.year or 1975
    if year >= WHITE:
        return "white"
    if year >= PRINTED:
        return "cream"
    return "ivory" if entry.language == "ja" else entry.rng.choice(("pulp", "ivory"))


def _style(entry: Entry, old: bool, paper: tuple[float, float]) -> Style:
    size = min(paper) * 0.0215
    cjk = entry.language == "ja"
    indent = size * (1 if cjk else 2.3)
    if old and not cjk:
        return Style(size=size, leading=size * 1.8, typed=True, indent=indent)
    return Style(size=size, leading=size * (1.9 if cjk else 1.66), indent=indent)


def lay(desk: Desk, entry: Entry) -> Sheet:
    """Lay a fresh sheet on the desk."""
    return Sheet(*desk.size, desk.stock, entry.rng)


def note(sheet: Sheet, entry: Entry, colour: Colour = (96, 84, 70), paint: bool = False) -> None:
    """Say at the foot, in the page's language, that this is drawn and no document."""
    size = min(sheet.width, sheet.height) * 0.0128
    y = sheet.height - min(sheet.width, sheet.height) * 0.028
    with sheet.pen(colour, strength=0.9, wear=0.1, paint=paint) as pen:
        text = NOTES[entry.language]
        pen.text(sheet.width / 2, y, text, size, family="sans", align="center")


def emblem(sheet: Sheet, x: float, y: float, size: float, language: str, colour: Colour) -> None:
    """Put an ornament where an office would put its emblem."""
    with sheet.pen(colour, strength=0.88, wear=0.25) as pen:
        if language == "ja":
            billow(pen, x, y, size)
        else:
            ulzii(pen, x, y, size * 0.8)


def title(sheet: Sheet, desk: Desk, y: float, text: str, size: float = 1.3) -> float:
    """Set `text` centred and heavier than the body; return the next baseline."""
    return centre_line(sheet, desk, y, text, desk.heading(size))


def centre_line(sheet: Sheet, desk: Desk, y: float, text: str, style: Style) -> float:
    with sheet.pen(desk.ink, blur=desk.blur, wear=0.35) as pen:
        return centred(pen, sheet.width / 2, y, desk.measure, text, style, sheet.rng)


def reference(
    sheet: Sheet, entry: Entry, colour: Colour = PENCIL, at: tuple[float, float] = (0.925, 0.046)
) -> None:
    """Note the reference code in pencil, ending at the shares `at`, as archivists do."""
    if not entry.code:
        return
    x, y = sheet.width * at[0], sheet.height * at[1]
    turn = (sheet.rng.uniform(0.6, 2.0), (x, y))
    with sheet.pen(colour, strength=0.8, wear=0.5, turn=turn) as pen:
        size = min(sheet.width, sheet.height) * 0.0185
        width = pen.text(x, y, entry.code, size, family="sans", align="right")
        pen.line([(x - width - 1, y + 1.7), (x + 1, y + 1.5)], 0.25)
