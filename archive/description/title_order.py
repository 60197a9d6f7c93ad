"""Sort keys of titles that come out right when they are compared letter by letter.

As with names, keys hold only digits and small Latin letters, so that SQLite and PostgreSQL order
them alike under any collation. Signs and accents do not count, numbers are ordered as numbers,
kanji by their place in JIS X 0208, whose first level follows their readings.
"""

import re
import unicodedata
from collections.abc import Iterable

from archive.names.sorting import SAME, SYMBOLS, code, plain
from archive.names.words import script_of

LONGEST = 240
# The places of scripts in a list of each language. Japanese titles are of three scripts, and of
# Latin letters besides: there the characters decide, Latin before kana before kanji.
PLACES = {
    "en": {"": 0, "Latn": 0, "Cyrl": 1, "Kana": 2, "Hani": 2},
    "ja": {"": 0, "Latn": 0, "Kana": 0, "Hani": 0, "Cyrl": 1},
    "mn": {"": 0, "Cyrl": 0, "Latn": 1, "Kana": 2, "Hani": 2},
}
OTHERS = 8  # the place of all other scripts
PIECES = re.compile(r"[0-9]+|.")
MOST_DIGITS = 10
VOICED, HALF_VOICED = "\u3099", "\u309a"
END = "0000"  # two spaces, which no title has: before every other continuation
MOST_MARKS = 20


def title_key(title: str, language: str) -> str:
    """The key of a title in a list of ``language``; empty for a title without a letter or figure.

    か and が are the same letter; only between titles that are otherwise equal が comes later.
    """
    bare = plain(title)
    if not bare:
        return ""
    first = script_of(next((c for c in bare if c.isalpha()), ""))
    place = PLACES[language].get(SAME.get(first, first), OTHERS)
    return (str(place) + "".join(coded(bare)) + END + marks(title))[:LONGEST]


def coded(text: str) -> Iterable[str]:
    for piece in PIECES.findall(text):
        yield number(piece) if piece.isascii() and piece.isdigit() else letter(piece)


def number(digits: str) -> str:
    """How many digits, then the digits: 9 before 66. They stay where figures are: before letters.

    ``code`` gives figures the pairs 01 to 0a.
    """
    digits = digits.lstrip("0") or "0"
    return f"0{SYMBOLS[min(len(digits), MOST_DIGITS)]}{digits}"


def letter(character: str) -> str:
    if len(found := code(character)) == 2:
        return found
    return kanji(character) or found


def kanji(character: str) -> str:
    """The place in JIS X 0208; empty for a character that is not there."""
    try:
        row, cell = character.encode("euc_jp")
    except ValueError:  # unknown there, or of one or three bytes
        return ""
    place, found = (row - 0xA1) * 94 + cell - 0xA1, ""
    for _place in range(3):
        place, rest = divmod(place, 36)
        found = SYMBOLS[rest] + found
    return f"y{found}"


def marks(title: str) -> str:
    """For every kana whether it is voiced, as far as any is."""
    kana = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", title))
    signs = [VOICED, HALF_VOICED]
    found = "".join(
        str(signs.index(after) + 1 if after in signs else 0)
        for c, after in zip(kana, [*kana[1:], ""], strict=True)
        if "ぁ" <= c <= "ヺ" and c not in signs
    )
    return found.rstrip("0")[:MOST_MARKS]
