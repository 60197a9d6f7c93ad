"""Marks: a few numbers by which like texts are found again in an index. Pure.

A text is seen as the set of its short pieces (character n-grams). Its marks are min-wise hashes
of that set: two texts share a mark about as often as they share pieces. So whoever shares a mark
is worth a closer look, and nobody else has to be read. Figures count as equal here, because a
changed year is what a memory is asked about most; the score tells them apart afterwards.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from translations.richtext import plain_text

BANDS, ROWS = 20, 2  # a mark is made of two least hashes: rarer than one, and so more telling
READ = 20_000  # characters; the beginning of a long text is enough to find it by
PIECE = {"ja": 2}  # where each character says more, pieces are shorter
USUAL_PIECE = 3
SPACES = re.compile(r"\s+")
FIGURES = re.compile(r"\d{1,200}")
EMPTY = 1 << 64


def plain(text: str) -> str:
    """The words as they are compared: no markup, no differences that nobody sees."""
    shown = plain_text(text) if "<" in text else text
    return SPACES.sub(" ", unicodedata.normalize("NFKC", shown)).strip()


def marks(text: str, language: str) -> tuple[int, ...]:
    """The marks of a source text, each a signed 64-bit number; none for a blank text."""
    found = pieces(plain(text)[:READ], PIECE.get(language, USUAL_PIECE))
    if not found:
        return ()
    least = least_hashes(found)
    bands = (least[start : start + ROWS] for start in range(0, BANDS * ROWS, ROWS))
    return tuple(hashed(f"{number} {band}", signed=True) for number, band in enumerate(bands))


def pieces(shown: str, size: int) -> set[str]:
    """All runs of ``size`` characters, the edges of the text marked by spaces."""
    folded = FIGURES.sub("0", shown.casefold())
    if not folded:
        return set()
    padded = f" {folded} "
    return {padded[start : start + size] for start in range(max(1, len(padded) - size + 1))}


def hashed(text: str, *, signed: bool = False) -> int:
    """Eight bytes that are the same in every process (``hash()`` is not)."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=signed)


def least_hashes(found: set[str]) -> list[int]:
    """The least hash in each of many bins; an empty bin borrows from another, always the same."""
    bins = [EMPTY] * (BANDS * ROWS)
    for piece in found:
        value = hashed(piece)
        place = value % len(bins)
        bins[place] = min(bins[place], value)
    return [value if value != EMPTY else borrowed(bins, place) for place, value in enumerate(bins)]


def borrowed(bins: list[int], place: int) -> int:
    return next(bins[other] for other in detour(place, len(bins)) if bins[other] != EMPTY)


def detour(place: int, size: int) -> Iterator[int]:
    """Bins in an order of chance that is the same for every text; then all, so that it ends."""
    for attempt in range(4 * size):
        yield hashed(f"{place} {attempt}") % size
    yield from range(size)
