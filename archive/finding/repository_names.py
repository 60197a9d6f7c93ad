"""How well words name a repository: whole names, names in part, initials, slips; pure.

Гадаад харилцааны яамны архив     in part
ГХЯ-ны Төв архив                  with initials and a case ending
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from search.analysis import fold

MOST_WORDS = 40
SMALL_WORDS = frozenset("of the and for in at de la du des und der".split())  # noqa: SIM905


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison, without small words."""
    found = re.findall(r"\w+", fold(name))
    return tuple(word for word in found[:MOST_WORDS] if word not in SMALL_WORDS)


def is_scriptio_continua(text: str) -> bool:
    """Whether a text is written without spaces between words: kanji and kana."""
    return any("\u3040" <= letter <= "\u9fff" for letter in text)


def likeness(words: str, name: str) -> float:
    """How well the words of a citation name a repository: 1 for its whole name, 0 for not at all.

    From 0.5 on all that the words say is in the name, or the whole name is in the words.
    """
    folded_words, folded_name = fold(words), fold(name)
    if not folded_words or not folded_name:
        return 0
    if is_scriptio_continua(folded_name):
        return likeness_without_spaces(folded_words, folded_name)
    return likeness_of_words(words, name)


def likeness_without_spaces(words: str, name: str) -> float:
    words = words.replace(" ", "").strip("「」『』、。,.")
    name = name.replace(" ", "")
    if name in words:
        return 1
    inside = len(words) >= 4 and words in name and 2 * len(words) >= len(name)
    return 0.5 + 0.5 * len(words) / len(name) if inside else 0


def likeness_of_words(words: str, name: str) -> float:
    said, wanted = name_words(words), name_words(name)
    if not said or not wanted:
        return 0
    if holds_in_a_row(said, wanted):
        return 1
    met, used = covered(said, wanted, words)
    if used < len(said) or 2 * met < len(wanted):
        return 0
    return 0.5 + 0.49 * met / len(wanted)


def holds_in_a_row(said: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(
        all(map(same_word, said[first:], wanted)) for first in range(len(said) - len(wanted) + 1)
    )


def covered(said: Sequence[str], wanted: Sequence[str], words: str) -> tuple[int, int]:
    """How many words of the name are met, and by how many words of the citation."""
    initials = "".join(word[0] for word in wanted)
    short = {fold(found) for found in re.findall(r"\b[^\W\d_a-zа-яөүё]{2,8}(?=\b|-)", words)}
    met, used = set(), 0
    for word in said:
        place = initials.find(word) if word in short else -1
        places = [i for i, other in enumerate(wanted) if same_word(word, other)]
        if place >= 0 and not places:
            places = list(range(place, place + len(word)))
        used += bool(places) or is_ending(word)
        met.update(places)
    return len(met), used


def is_ending(word: str) -> bool:
    """A case ending that stands after a hyphen: ГХЯ-ны."""
    return word in {"ны", "ний", "ын", "ийн", "ы", "ий", "н", "д", "т", "аас", "ээс", "s"}


def same_word(one: str, other: str) -> bool:
    """Equal but for an ending: яам, яамны; archive, archives."""
    if one == other:
        return True
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    longest = max(len(one), len(other))
    return shared >= 3 and longest - shared <= 3 and 2 * shared >= longest


def alike(one: str, other: str) -> float:
    """The share of pairs of letters that two texts have in common, 0 to 1: for slips of the pen."""
    first, second = pairs(one), pairs(other)
    if not first or not second:
        return 0
    return 2 * len(first & second) / (len(first) + len(second))


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    plain = fold(text[:300]).replace(" ", "")
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
