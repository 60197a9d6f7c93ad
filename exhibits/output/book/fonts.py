"""The book's letters: web fonts of this folder as Typst reads them, under families of their own.

The files divide one face by scripts. Typst knows one file for a family and a weight, so each
script becomes a family; ``FAMILIES`` is the order in which a letter is looked for.
"""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

import typst
from fontTools.ttLib import TTFont
from typst import Fonts

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
MISSING = "〓"
UNSEEN = {"Mn", "Me", "Cf", "Cc"}  # marks that choose a variant, join or direct
PROBE = b"""#set document(title: "probe")
#set text(lang: "en", font: json(bytes(sys.inputs.fonts)))
#sys.inputs.letter"""
STYLES = {"400-normal": (400, False), "400-italic": (400, True), "600-normal": (600, False)}
NAMES = {1: "{family}", 2: "Regular", 3: "{key}", 4: "{family}", 6: "{key}", 16: "{family}"}
ITALIC, REGULAR = 1, 1 << 6  # OS/2 fsSelection


@cache
def fonts() -> Fonts:
    """The book's fonts, unpacked once in the life of a process, and those that Typst brings."""
    folder = Path(kept_folder().name)
    unpack(folder)
    return Fonts(include_system_fonts=False, font_paths=[folder])


@cache
def kept_folder() -> TemporaryDirectory:
    """Typst reads fonts when it needs them; the folder goes with the process."""
    return TemporaryDirectory(prefix="tsuzuri-fonts-")


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


def with_shapes(text: str) -> tuple[str, list[str]]:
    """The text as it can be set, and the letters that it cannot be set with.

    Signs that are in the fonts under another code get that; for what no font has stands 〓, as
    printers do it, because a PDF/A may not show an empty box.
    """
    text = text.translate({code: twin for code, twin in TWINS.items() if code not in covered()})
    unknown = {letter for letter in set(text) if ord(letter) not in covered()}
    missing = sorted(letter for letter in unknown if not can_set(letter))
    instead = {ord(letter): "" if category(letter) in UNSEEN else MISSING for letter in missing}
    return text.translate(instead), missing


@cache
def covered() -> frozenset[int]:
    """Letters for which the fonts of this folder have a shape."""
    found = (TTFont(path, lazy=True) for path in sorted(FOLDER.glob("*-400-normal.woff")))
    return frozenset(code for font in found for code in font.getBestCmap())


@cache
def can_set(letter: str) -> bool:
    """Whether Typst finds a shape in any font; it refuses a letter that it would have to fake."""
    inputs = {"letter": letter, "fonts": json.dumps([*FAMILIES, LAST])}
    try:
        typst.compile(PROBE, font_paths=fonts(), format="pdf", pdf_standards=["ua-1"],
                      sys_inputs=inputs)  # fmt: skip
    except typst.TypstError:
        return False
    return True
