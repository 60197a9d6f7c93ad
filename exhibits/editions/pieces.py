"""How two wordings are shown as a difference: word by word where that helps a reader."""

from exhibits.editions.wordings import Wording
from translations.units.difference import GONE, NEW, SAME, Piece, difference

LEAST = 0.3  # of a text that must have stayed, to compare it word by word


def pieces(former: Wording, present: Wording, *, whole: bool = False) -> list[Piece]:
    """``whole``: one stands for the other as a whole, as codes do."""
    before, after = former.text, present.text
    if former.is_rich or present.is_rich:
        found = difference(before, after, rich=True)
        return found if before and after else without_markup(found)
    found = [] if whole else difference(before, after)
    if alike(found, before, after):
        return found
    return [Piece(kind, text) for kind, text in ((GONE, before), (NEW, after)) if text]


def without_markup(found: list[Piece]) -> list[Piece]:
    """Of a text that is new or gone as a whole the words are told; its tags keep lines apart."""
    return [Piece(SAME, *rest) if (rest := piece[1:])[1] else piece for piece in found]


def alike(found: list[Piece], before: str, after: str) -> bool:
    """Whether two wordings have enough in common; else their words only get into each other."""
    kept = sum(len(piece.text) for piece in found if piece.kind == SAME)
    return bool(found) and kept >= LEAST * max(len(before), len(after))
