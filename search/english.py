"""Stems of English words: Snowball's, except where it takes different words for one. Pure."""

import re
from functools import lru_cache

from snowballstemmer import stemmer

_snowball = stemmer("english")
# Snowball stems "authority" like "author", "university" like "universe".
KEPT_APART = tuple(
    (re.compile(pattern), stem)
    for pattern, stem in (
        (r"author(?:ity|ities)", "authority"),
        (r"universit(?:y|ies)", "university"),
        (r"organi[sz]\w*", "organization"),
        (r"internationa\w*", "international"),
        (r"policies|policy", "policy"),
        (r"generals?", "general"),
        (r"mission(?:s|ary|aries)?", "mission"),
        (r"importance|important", "important"),
        (r"imports?", "import"),
        (r"marin(?:e|es)", "marine"),
        (r"news", "news"),
    )
)
# British spelling meets American.
SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=col|lab|hon|vap|arm|hum|rum|fav)our", "or"),
        (r"(?<=ent|eat|met|lit|fib)re(?=s?$)", "er"),
        (r"(?<=program)me", ""),
        (r"(?<=log)ue(?=s?$)", ""),
        (r"(?<=fen|cen)ce(?=s?$)", "se"),
        (r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|en|ens|ous)$)", "l"),
    )
)


@lru_cache(maxsize=50_000)
def english_stem(word: str) -> str:
    """The stem of a folded Latin word."""
    if len(word) > 40:
        return word
    for pattern, stem in KEPT_APART:
        if pattern.fullmatch(word):
            return stem
    for pattern, instead in SPELLINGS:
        word = pattern.sub(instead, word)
    return _snowball.stemWord(word)
