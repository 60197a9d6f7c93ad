"""One picture of more than a hundred megapixels, to zoom into: all page images side by side.

It is made when the demonstration is loaded, for it is far too large to be kept with the source.
The same pages give the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path

import pyvips

COLUMNS, ROWS = 8, 5
CELL = (1320, 1960)  # pixels; a page keeps its proportions within
MARGIN = 60
GROUND = [233, 227, 214]  # the tone of the cardboard


def contact_sheet(pages: Sequence[Path], target: Path) -> Path:
    """Write the sheet as a JPEG; pages beyond its places are left out, empty ones are cardboard."""
    places = COLUMNS * ROWS
    cells = [cell(page) for page in pages[:places]]
    cells += [pyvips.Image.black(*CELL, bands=3) + GROUND] * (places - len(cells))
    sheet = pyvips.Image.arrayjoin([one.cast("uchar") for one in cells], across=COLUMNS)
    sheet.copy(interpretation="srgb").jpegsave(str(target), Q=82, keep="none")
    return target


def cell(page: Path) -> pyvips.Image:
    width, height = (side - 2 * MARGIN for side in CELL)
    picture = pyvips.Image.thumbnail(str(page), width, height=height)
    return picture.gravity("centre", *CELL, extend="background", background=GROUND)
