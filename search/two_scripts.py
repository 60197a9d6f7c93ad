"""Where a word in the traditional Mongolian script and one in Cyrillic may be the same. Pure.

Neither script tells the other: the old one writes vowels and a γ that are no longer spoken
(ᠪᠠᠭᠠᠲᠤᠷ, баатар) and has one letter for ж and з, for ч and ц. So both give keys of what they have
in common: the consonants, the first vowel, and γ at the end only.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

TRADITIONAL = re.compile("[\u1820-\u1842]")
# Letters that look alike where most people type them: ᠮᠣᠩᠭᠤᠯ, ᠮᠣᠩᠭᠣᠯ.
MANY_SHAPES, ONE_SHAPE = re.compile("[ᠤᠦᠳ]"), str.maketrans("ᠤᠦᠳ", "ᠣᠥᠲ")
CYRILLIC = dict(
    zip("аэеяиоуёюөүбвгджзклмнпрстфхцчшщ", "aeeaioooooobbgtjjklmnprstfhccss", strict=True)
)
WRITTEN = {
    sound: [letter for letter, same in CYRILLIC.items() if same == sound and letter not in "ёөү"]
    for sound in CYRILLIC.values()
}
LETTERS = str.maketrans(
    dict(zip("ᠠᠡᠢᠣᠤᠥᠦᠧᠨᠩᠪᠫᠬᠭᠮᠯᠰᠱᠲᠳᠴᠵᠷᠸᠹᠺᠻᠼᠽᠾ", "aeiooooennbphgmlssttcjrbfkhcjh", strict=True))
    | CYRILLIC
)
# Endings stand apart in this script: of, to, from, by, with and others; words of many.
ENDINGS = frozenset(
    "ᠤᠨ ᠦᠨ ᠶᠢᠨ ᠤ ᠦ ᠢ ᠶᠢ ᠳᠤ ᠳᠦ ᠲᠤ ᠲᠦ ᠳᠤᠷ ᠳᠦᠷ ᠲᠤᠷ ᠲᠦᠷ ᠠᠴᠠ ᠡᠴᠡ ᠢᠶᠠᠷ ᠢᠶᠡᠷ ᠪᠠᠷ ᠪᠡᠷ ᠢᠶᠠᠨ ᠢᠶᠡᠨ ᠪᠠᠨ ᠪᠡᠨ "
    "ᠲᠠᠢ ᠲᠡᠢ ᠯᠤᠭᠠ ᠯᠦᠭᠡ ᠤᠳ ᠦᠳ ᠨᠤᠭᠤᠳ ᠨᠦᠭᠦᠳ".translate(ONE_SHAPE).split()
)
NO_SOUND = re.compile("[^a-z]")  # й, ь and ᠶ among them
INNER_G, FINAL_NG = re.compile("(?<=.)g(?=.)"), re.compile("ng$")
PARTS = re.compile("([^aeio]*)([aeio])(.*)")
VOWELS, DOUBLED = re.compile("[aeio]"), re.compile(r"(.)\1+")
WITH_E = re.compile("[^аэеяиоуёюөүы]*е")  # as the first vowel
LEAST = 3  # letters of a key


def traditional_keys(word: str) -> tuple[str, ...]:
    """Keys of a folded word in the traditional script.

    The first vowel may have given way to the second: ᠴᠢᠨᠣ᠎ᠠ is чоно, ᠡᠳᠦᠷ өдөр. An н at the end may
    not be in the form that dictionaries have: ᠬᠡᠯᠡᠨ, хэл.
    """
    spelt = sounds(word)
    vowels = dict.fromkeys(VOWELS.findall(spelt)[:2])
    found = [key(spelt, vowel) for vowel in vowels]
    return long_enough([*found, *(one[:-1] for one in found if one.endswith("n"))])


@lru_cache(maxsize=50_000)
def cyrillic_keys(*words: str) -> tuple[str, ...]:
    """Keys of folded Cyrillic words; in these е may be ё."""
    found = [key(sounds(word)) for word in words]
    return long_enough([*found, *(key(sounds(word), "o") for word in words if WITH_E.match(word))])


def beginnings(key: str) -> list[str]:
    """How folded Cyrillic words with a key begin: letters that stand for its first two."""
    return ["".join(letters) for letters in product(*(WRITTEN[sound] for sound in key[:2]))]


def sounds(word: str) -> str:
    return FINAL_NG.sub("n", NO_SOUND.sub("", word.translate(LETTERS)))


def key(spelt: str, vowel: str = "") -> str:
    """Consonants with the first vowel, or another one in its place."""
    match = PARTS.fullmatch(INNER_G.sub("", spelt))
    if not match:
        return ""
    before, first, after = match.groups()
    return DOUBLED.sub(r"\1", before + (vowel or first) + VOWELS.sub("", after))


def long_enough(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in keys if len(one) >= LEAST))
