"""The book's letters: web fonts of this folder as Typst reads them, under families of their own.

The files divide one face by scripts. Typst knows one file for a family and a weight, so each
script becomes a family; ``FAMILIES`` is the order in which a letter is looked for.
"""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
LATIN = {
    "Catalogue Latin": "source-serif-4-latin",
    "Catalogue Latin Extended": "source-serif-4-latin-ext",
    "Catalogue Cyrillic": "source-serif-4-cyrillic",
    "Catalogue Cyrillic Extended": "source-serif-4-cyrillic-ext",
}
OTHERS = {
    "Catalogue Mincho": "noto-serif-jp-japanese",
    "Catalogue Mongolian": "noto-sans-mongolian-mongolian",
}
FAMILIES = {**LATIN, **OTHERS}
LAST = "Libertinus Serif"  # comes with Typst: Greek, signs
# Two codes for one sign of JIS X 0208: Windows types the first, the fonts have the second.
TWINS = str.maketrans("～―－∥", "〜—−‖")
STYLES = {"400-normal": (400, False), "400-italic": (400, True), "600-normal": (600, False)}
NAMES = {1: "{family}", 2: "Regular", 3: "{key}", 4: "{family}", 6: "{key}", 16: "{family}"}
ITALIC, REGULAR = 1, 1 << 6  # OS/2 fsSelection


def unpack(folder: Path) -> None:
    """Writes every font into ``folder`` as TrueType."""
    for family, beginning in FAMILIES.items():
        for ending, (weight, is_italic) in STYLES.items():
            source = FOLDER / f"{beginning}-{ending}.woff"
            if source.exists():
                font = TTFont(source)
                rename(font, family, f"{family.replace(' ', '')}-{ending}", weight, is_italic)
                font.flavor = None
                font.save(folder / f"{source.stem}.ttf", reorderTables=None)


def rename(font: TTFont, family: str, key: str, weight: int, is_italic: bool) -> None:
    """Names, weight and slope as Typst looks for them; its own times stay, so bytes do too."""
    names = font["name"]
    names.names = []
    for number, words in NAMES.items():
        names.setName(words.format(family=family, key=key), number, 3, 1, 0x409)
    style = font["OS/2"]
    style.usWeightClass = weight
    style.fsSelection = ITALIC if is_italic else REGULAR
    font["head"].macStyle = 2 if is_italic else 0
    font.recalcTimestamp = False


def with_shapes(text: str) -> str:
    """The text with signs that are in the fonts under another code."""
    return text.translate({code: twin for code, twin in TWINS.items() if code not in covered()})


@cache
def covered() -> frozenset[int]:
    """Letters for which there is a shape."""
    fonts = (TTFont(path, lazy=True) for path in sorted(FOLDER.glob("*-400-normal.woff")))
    return frozenset(code for font in fonts for code in font.getBestCmap())


def without_shape(text: str) -> list[str]:
    """Letters of a text that would be set as empty boxes by the fonts of this folder."""
    return sorted({letter for letter in text if letter.isprintable()} - set(map(chr, covered())))
