"""What a name keeps when it is written in katakana, and how names are romanised. Pure.

Kana know no l, v or kh, and put i, o and u between consonants: ウランバートル and Ulaanbaatar have
the rest in common. Kunrei and Polivanov write Simamura and Симамура for Shimamura.
"""

import re
from collections.abc import Iterator

from search.kana import latin_form
from search.skeletons import skeleton

LEAST_CONSONANTS = 4  # names with fewer sound like too many words
SMALL = str.maketrans("", "", "ゃゅょゎ")
BEFORE_VOWEL = re.compile("(ts|f|v)u(?=[aeio])")  # ツェ, ファ
DIGRAPHS, PUT_IN = (("sh", "x"), ("ch", "q")), re.compile("[iouy]")
SAME = str.maketrans("lvwf", "rbbh")
BEFORE_LIPS, DOUBLED, TOGETHER = re.compile("m(?=[bp])"), re.compile(r"(.)\1+"), re.compile("[dt]s")
CONSONANT = re.compile("[^ae]")
# Possessive, as any text is a query: otherwise many vowels could be divided in very many ways.
JAPANESE = re.compile(
    r"(?:(?:([kstpcgdbzj])(?=\1)|t(?=ch|ts)|s(?=sh))?"
    "(?:[kgsznhbpmrt]y|khy?|sh|ch|ts|dzy?|[kgszjtcdnhfbpmryvw])?[aiueo]++"
    "(?:n(?![aiueoy])|m(?=[bp]))?)++"
)
# Amarbajasgalant, Mjagmar; at the beginning Mongolian has j for ж after no consonant.
GERMAN_J = re.compile("(?<=[aeiou])j(?=[aeiou])|(?<=^[bdghkmnprstvz])j(?=[aeou])")


def compiled(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), instead) for pattern, instead in rules)


# To Hepburn, and from it to the others; what the skeleton has as one anyway is left out.
ROMANISED = compiled(
    ("d?z[yi](?=[aou])", "j"),
    ("d?zi", "ji"),
    ("s[yi](?=[aou])", "sh"),
    ("si", "shi"),
    ("t[yi](?=[aou])", "ch"),
    ("ti", "chi"),
    ("tu", "tsu"),
    ("(?<![sck])hu", "fu"),
)
OTHERWISE = compiled(
    ("j(?=[aou])", "dzy"),
    ("ji", "dzi"),
    ("sh(?=[aou])", "sy"),
    ("shi", "si"),
    ("ch(?=[aou])", "ty"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("fu", "hu"),
)


def in_kana(key: str) -> str:
    """What kana keep of a skeleton, behind a mark of another vowel at the beginning; empty where
    there are few consonants."""
    for digraph, letter in DIGRAPHS:
        key = key.replace(digraph, letter)
    # баатар is バートル
    kept = PUT_IN.sub("", BEFORE_LIPS.sub("n", key.translate(SAME).replace("batar", "batr")))
    kept = DOUBLED.sub(r"\1", TOGETHER.sub("c", kept))
    if len(CONSONANT.findall(kept)) < LEAST_CONSONANTS:
        return ""
    return f"u{kept}" if PUT_IN.match(key) else kept


def of_kana(run: str) -> str:
    """The same of a word in hiragana."""
    latin = latin_form(run) or latin_form(run.translate(SMALL))
    return in_kana(skeleton(BEFORE_VOWEL.sub(r"\1", latin)))


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
            other = pattern.sub(instead, other)
        if other != word:
            yield other
