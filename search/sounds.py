"""What a name keeps when it is written in katakana, and how names are romanised. Pure.

Kana know no l, v or kh, and put vowels between consonants: ウランバートル and Ulaanbaatar have
their consonants in common. Kunrei and Polivanov write Simamura and Симамура for Shimamura.
"""

import re
from collections.abc import Iterator

from search.kana import latin_form
from search.skeletons import skeleton

LEAST_CONSONANTS = 4  # fewer are those of too many words
SMALL = str.maketrans("", "", "ゃゅょゎー")  # しゃ, しゅ and しょ begin alike
DIGRAPHS, VOWELS = (("sh", "x"), ("ch", "q")), re.compile("[aeiouy]")
SAME = str.maketrans("lvwf", "rbbh")
BEFORE_LIPS, DOUBLED, TOGETHER = re.compile("m(?=[bp])"), re.compile(r"(.)\1+"), re.compile("[dt]s")
# Possessive, as any text is a query: otherwise many vowels could be divided in very many ways.
JAPANESE = re.compile(
    "(?:(?:[kgszjtcdnhfbpmry]|[kgsznhbpmrt]y|sh|ch|ts|dzy?)?[aiueo]++(?:n(?![aiueoy]))?)++"
)
GERMAN_J = re.compile("(?<=[aeiou])j(?=[aeiou])")  # Amarbajasgalant
# To Hepburn, and from it to the others; what the skeleton has as one anyway is left out.
ROMANISED = (
    ("d?z[yi](?=[aou])", "j"),
    ("d?zi", "ji"),
    ("s[yi](?=[aou])", "sh"),
    ("si", "shi"),
    ("t[yi](?=[aou])", "ch"),
    ("ti", "chi"),
    ("tu", "tsu"),
    ("(?<![sc])hu", "fu"),
)
OTHERWISE = (
    ("j(?=[aou])", "dzy"),
    ("ji", "dzi"),
    ("sh(?=[aou])", "sy"),
    ("shi", "si"),
    ("ch(?=[aou])", "ty"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("fu", "hu"),
)


def consonants(key: str) -> str:
    """The consonants of a skeleton as kana have them, behind a mark of a vowel at the beginning;
    empty where they are few."""
    for digraph, letter in DIGRAPHS:
        key = key.replace(digraph, letter)
    bare = VOWELS.sub("", BEFORE_LIPS.sub("n", key.translate(SAME)))
    bare = DOUBLED.sub(r"\1", TOGETHER.sub("c", bare))
    if len(bare) < LEAST_CONSONANTS:
        return ""
    return f"a{bare}" if VOWELS.match(key) else bare


def of_kana(run: str) -> str:
    """The same of a word in hiragana."""
    return consonants(skeleton(latin_form(run.translate(SMALL))))


def romanised(word: str) -> Iterator[str]:
    """How else a word in Latin letters may be written: German has j for й, and what may be Japanese
    is written in several ways."""
    if GERMAN_J.search(word):
        yield GERMAN_J.sub("y", word)
    if not JAPANESE.fullmatch(word):
        return
    for rules in (ROMANISED, OTHERWISE):
        other = word
        for pattern, instead in rules:
            other = re.sub(pattern, instead, other)
        if other != word:
            yield other
