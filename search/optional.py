"""What makes the analysis better when it is installed: a Mongolian dictionary, ICU's words.

Both are optional. What is there is part of the version of the index, so that an index made with
them is not asked without them unnoticed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from search.analysis import folded

try:
    from hunspell import Hunspell  # chunspell
except ImportError:
    Hunspell = None
try:
    from icu4py.breakers import WordBreaker  # icu4py
except ImportError:
    WordBreaker = None

DICTIONARIES = Path("/usr/share/hunspell")  # Debian’s hunspell-mn
MONGOLIAN = "mn_MN"
HAS_HUNSPELL = Hunspell is not None and (DICTIONARIES / f"{MONGOLIAN}.dic").exists()
HAS_ICU = WordBreaker is not None
CYRILLIC_WORD = re.compile("[а-яёөү]{3,40}")


def names() -> list[str]:
    """What is installed, for the version of the index."""
    return [*(["hunspell"] if HAS_HUNSPELL else []), *(["icu"] if HAS_ICU else [])]


@lru_cache(maxsize=1)
def dictionary() -> "Hunspell":
    return Hunspell(MONGOLIAN, hunspell_data_dir=str(DICTIONARIES))


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Folded dictionary forms of a word in small letters, as it is written.

    A word of the dictionary is no form of another one: гэрээ (treaty) is not гэр with an ending.
    """
    found = dictionary().stem(word)
    return (folded(word),) if word in found else tuple(dict.fromkeys(map(folded, found)))


def lemmas_in(text: str) -> dict[str, tuple[str, ...]]:
    """Each folded Mongolian word of a text with its dictionary forms; empty without dictionary."""
    if not HAS_HUNSPELL:
        return {}
    words = set(CYRILLIC_WORD.findall(text.lower()))
    return {folded(word): found for word in words if (found := lemmas(word))}


@lru_cache(maxsize=20_000)
def pairs(run: str) -> tuple[tuple[str, bool], ...]:
    """Each kanji with the next one, the last one alone; and whether ICU's words allow it."""
    ends = set(word_ends(run))
    made = []
    for place in range(len(run) - 1):
        cuts_through = place + 1 in ends and place != 0 and place not in ends
        made.append((run[place : place + 2], not cuts_through))
    return (*made, (run[-1], True))


def word_ends(run: str) -> Iterator[int]:
    for _start, end in WordBreaker(run, "ja").segments():
        yield end
