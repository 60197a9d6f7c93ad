"""Draw the demonstration's pictures: python -m exhibits.demonstration.draw [file.jpg …]

Reads items.yaml beside this file and writes pictures/*.jpg. The same input gives the same pictures.
Needs Pillow, PyYAML and the Debian packages fonts-noto-cjk and fonts-noto-core.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from .drawing import (
    atlas,
    covers,
    horizon,
    news,
    papers,
    plans,
    registers,
    scenes,
    telegram,
    vertical,
)
from .drawing.entries import Entry, read_entries
from .drawing.fonts import FontMissing, require_fonts
from .drawing.mounting import mount, save
from .drawing.sheet import Sheet

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
COVER = "cover.jpg"
CONTACT_SHEET = "contact-sheet.jpg"
DECKLE = 1.6  # roughness in pixels of the edge of hand-made paper
KINDS: dict[str, Callable[[Entry], Sheet]] = {
    "agreement": papers.agreement,
    "communique": papers.communique,
    "cover": covers.cover,
    "letter": papers.letter,
    "map": atlas.atlas,
    "newspaper": news.newspaper,
    "photo": scenes.photo,
    "plan": plans.plan,
    "report": papers.report,
    "resolution": papers.resolution,
    "table": registers.table,
    "telegram": telegram.telegram,
}


def draw(entry: Entry) -> int:
    """Draw one page into PICTURES; return the size of its file in bytes."""
    page = vertical.letter if entry.vertical and entry.kind == "letter" else KINDS[entry.kind]
    sheet = page(entry)
    deckle = DECKLE if entry.kind == "agreement" and (entry.year or 0) < 1990 else 0.0
    picture = mount(sheet.image, entry.rng, deckle=deckle)
    return save(picture, PICTURES / entry.file)


def main(names: list[str]) -> int:
    """Draw the named pictures, or all of them."""
    try:
        require_fonts()
    except FontMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    # The contact sheet is made of these when the demonstration is loaded.
    known = [e for e in read_entries(HERE / "items.yaml") if e.file not in (COVER, CONTACT_SHEET)]
    entries = [e for e in known if not names or e.file in names]
    if not names or COVER in names:
        size = save(horizon.cover(Random(f"tsuzuri:{COVER}")), PICTURES / COVER)
        print(f"{COVER}: {size // 1024} KB")
    for entry in entries:
        print(f"{entry.file}: {draw(entry) // 1024} KB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
