"""Script-aware folding of text in English, Japanese and Mongolian.

Pure: text in, text out. What is stored for matching and what is asked for go through the
same function, so both databases compare alike (SQLite folds the case of ASCII only).
"""

import re
import unicodedata

# Who lacks the letters types о for ө and у for ү; ё is often printed е. й and и stay apart.
# є and ї stand for ө and ү on Russian and Ukrainian keyboards.
CYRILLIC = str.maketrans("ёүөѳєї", "еуоооу")
# Soft hyphens, joiners, marks of direction, variation selectors of kanji and of Mongolian script.
INVISIBLE = dict.fromkeys(
    [*map(ord, "\u00ad\u2060\ufeff\u061c\u180b\u180c\u180d\u180e\u180f")]
    + [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
FOLDED = {**CYRILLIC, **INVISIBLE, **HYPHENS}
# The same with ө and ү, whatever keyboard they were typed on.
FOLDED_BUT_VOWELS = FOLDED | str.maketrans("үөѳєї", "үөөөү")
KEPT_MARKS = {"\u3099", "\u309a", "\u0306"}  # が is not か, й is not и
HOOK = "\u030c"
LETTERS = map(chr, range(0x300, 0x20000))  # the planes where letters are
COMBINING = {letter for letter in LETTERS if unicodedata.combining(letter)} - {*KEPT_MARKS, HOOK}
OFF = {*COMBINING, HOOK}
# Apart from each other: one class of letters of several planes is looked through range by range.
LAST_OF_FIRST_PLANE = "\uffff"
MARKS, OTHER_MARKS = (
    re.compile(f"[{''.join(sorted(some))}]")
    for some in (
        {letter for letter in COMBINING if letter <= LAST_OF_FIRST_PLANE},
        {letter for letter in COMBINING if letter > LAST_OF_FIRST_PLANE},
    )
)


def may_have_marks(letter: str) -> bool:
    """Whether it is a mark, or a letter with marks that are taken off."""
    is_mark = unicodedata.combining(letter)
    return bool(is_mark) or not OFF.isdisjoint(unicodedata.normalize("NFD", letter))


# Most texts have none: to look whether there is any is faster than to take all letters apart.
MAY_HAVE_MARKS = re.compile(
    f"[{''.join(letter for letter in map(chr, range(0x80, 0x10000)) if may_have_marks(letter))}]"
)
OTHER_PLANES = re.compile("[\U00010000-\U0010ffff]")
# To look whether a text has letters that change takes a tenth of the time of changing them.
CHANGED, CHANGED_BUT_VOWELS = (
    re.compile(f"[{''.join(chr(c) for c in table if c < 0x10000 and table[c] != chr(c))}]")
    for table in (FOLDED, FOLDED_BUT_VOWELS)
)
OTHER_HOOKS = re.compile(f"(?<![szc]){HOOK}")


def fold(text: str) -> str:
    """Text without the differences that readers do not type: case, width, accents, ө/ү."""
    return " ".join(folded(text).split())


def folded(text: str, *, with_hooks: bool = False) -> str:
    """The same with all spaces as they are; ``with_hooks`` š, ž and č are no s, z and c, and ө
    and ү no о and у."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    if (CHANGED_BUT_VOWELS if with_hooks else CHANGED).search(text) or OTHER_PLANES.search(text):
        text = text.translate(FOLDED_BUT_VOWELS if with_hooks else FOLDED)
    if not MAY_HAVE_MARKS.search(text) and not OTHER_PLANES.search(text):
        return text
    text = MARKS.sub("", unicodedata.normalize("NFD", text))
    if OTHER_PLANES.search(text):
        text = OTHER_MARKS.sub("", text)
    if HOOK in text:
        text = OTHER_HOOKS.sub("", text) if with_hooks else text.replace(HOOK, "")
    return unicodedata.normalize("NFC", text)


def without_front(text: str) -> str:
    """A text that was folded but for its vowels as the others are."""
    return text.replace("ү", "у").replace("ө", "о")


def terms(query: str, *, most: int = 12) -> list[str]:
    """The folded words of a query; NUL and lone surrogates are dropped, at most ``most``."""
    clean = query.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    return fold(clean[:500]).split()[:most]
