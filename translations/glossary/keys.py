"""Keys by which forms are found in running text. Pure.

Forms in Latin and Cyrillic letters are sequences of stems, so that case endings do not matter.
Japanese has no spaces: there a form is a piece of the text that begins where a word may begin, so
that 京都 is not found in 東京都.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis import fold
from search.stems import stem, words

JAPANESE = re.compile("[\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
SEPARATORS = re.compile(r"[\s・·=＝.,、。\-‐「」『』（）()“”«»]+")
CLASSES = (
    ("kanji", re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff]")),
    ("katakana", re.compile("[\u30a1-\u30ff]")),
    ("hiragana", re.compile("[\u3041-\u309f]")),
)
# A kanji word may follow one of these within a run: 在日本, 対日本, 旧日本.
BEFORE = set("在駐対訪旧新全両元前現同各故")
MOST_WORDS, MOST_CHARACTERS, LEAST_CHARACTERS, LEAST_LETTERS = 10, 24, 2, 3


class Found(NamedTuple):
    """A key at a place of a text; places of words and of characters are counted apart."""

    key: str
    start: int
    end: int
    is_japanese: bool
    goes_on: bool = False  # another kanji follows: 日本 in 日本政府, 大使 in 大使館


def key_of(form: str) -> str:
    """The key of a form; empty when it is too short to be looked for."""
    if JAPANESE.search(form):
        key = SEPARATORS.sub("", fold(form))
        return f"j:{key}" if LEAST_CHARACTERS <= len(key) <= MOST_CHARACTERS else ""
    found = [stem(word) for word in words(form)]
    if not found or len(found) > MOST_WORDS or sum(map(len, found)) < LEAST_LETTERS:
        return ""
    return "w:" + " ".join(found)


def keys_in(text: str) -> Iterator[Found]:
    """Every key that a form in the text could have."""
    yield from word_keys(text)
    if JAPANESE.search(text):
        yield from japanese_keys(text)


def word_keys(text: str) -> Iterator[Found]:
    found = [stem(word) for word in words(text)]
    for start in range(len(found)):
        key = "w:"
        for end in range(start + 1, min(start + MOST_WORDS, len(found)) + 1):
            key += found[end - 1] if end == start + 1 else f" {found[end - 1]}"
            yield Found(key, start, end, is_japanese=False)


def japanese_keys(text: str) -> Iterator[Found]:
    letters, breaks = squeezed(text)
    classes = [class_of(letter) for letter in letters]
    for start in range(len(letters)):
        if begins(start, letters, classes, breaks):
            last = min(start + MOST_CHARACTERS, len(letters))
            for end in range(start + LEAST_CHARACTERS, last + 1):
                if ends(end, classes, breaks):
                    goes_on = end < len(letters) and end not in breaks
                    goes_on = goes_on and classes[end - 1] == classes[end] == "kanji"
                    yield Found(f"j:{letters[start:end]}", start, end, True, goes_on)


def squeezed(text: str) -> tuple[str, set[int]]:
    """The folded letters without separators, and the places where there was one."""
    parts = SEPARATORS.split(fold(text))
    breaks, length = {0}, 0
    for part in parts:
        length += len(part)
        breaks.add(length)
    return "".join(parts), breaks


def class_of(letter: str) -> str:
    found = next((name for name, pattern in CLASSES if pattern.match(letter)), "")
    return found or ("digit" if letter.isdecimal() else "letter" if letter.isalpha() else "sign")


def begins(place: int, letters: str, classes: list[str], breaks: set[int]) -> bool:
    if place in breaks:
        return True
    if classes[place] != classes[place - 1]:
        return not (classes[place] == "kanji" and classes[place - 1] == "digit")  # 平28内府
    return (
        classes[place] == "kanji"
        and letters[place - 1] in BEFORE
        and begins(place - 1, letters, classes, breaks)
    )


def ends(place: int, classes: list[str], breaks: set[int]) -> bool:
    """A kanji word may go on (日本政府); katakana and letters may not."""
    if place in breaks or place == len(classes):
        return True
    return classes[place - 1] != classes[place] or classes[place] in ("kanji", "hiragana")
