"""Typefaces: which file sets which character.

Noto CJK has no ө and ү, Noto Serif and Noto Sans have no kanji: every text is therefore cut into
runs, and each run is set in the face that has its letters.
"""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Family = Literal["serif", "sans"]
Script = Literal["cjk", "western"]

FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/truetype/noto"))
PACKAGES = {"cjk": "fonts-noto-cjk", "western": "fonts-noto-core"}
CJK_RANGES = (
    (0x2190, 0x22FF),
    (0x2460, 0x27BF),
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)


class FontMissing(RuntimeError):
    """A typeface is not installed; the message names the Debian package that brings it."""


def script_of(character: str) -> Script:
    """Return which face sets `character`."""
    code = ord(character)
    return "cjk" if any(low <= code <= high for low, high in CJK_RANGES) else "western"


def runs(text: str) -> list[tuple[Script, str]]:
    """Cut `text` into runs of one script, in order."""
    return [(script, "".join(part)) for script, part in groupby(text, key=script_of)]


def _file_name(family: Family, script: Script, bold: bool) -> str:
    weight = "Bold" if bold else "Regular"
    if script == "cjk":
        return f"Noto{family.capitalize()}CJK-{weight}.ttc"
    return f"Noto{family.capitalize()}-{weight}.ttf"


def _find(name: str, script: Script) -> Path:
    for folder in FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise FontMissing(
        f"{name} was not found. Install the Debian package {PACKAGES[script]} "
        f"(apt-get install {' '.join(PACKAGES.values())}) and run again."
    )


@cache
def face(family: Family, script: Script, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """Return the typeface at `size` pixels. Index 0 of a Noto CJK collection is Japanese.

    Raises FontMissing. The basic layout engine is used because its result does not depend on
    which shaping library the machine has.
    """
    path = _find(_file_name(family, script, bold), script)
    return ImageFont.truetype(path, size, index=0, layout_engine=ImageFont.Layout.BASIC)


def require_fonts() -> None:
    """Raise FontMissing at once, before any picture has been drawn."""
    for script in PACKAGES:
        for family in ("serif", "sans"):
            for bold in (False, True):
                face(family, script, bold, 10)  # type: ignore[arg-type]
