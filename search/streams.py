"""A document as the words of the index: one series for every language. Pure.

The first letter of a word tells what it is, so that any database can keep all of them together:

====  =====================================================
t, u  word or stem in the title
x, s  word or stem anywhere
n     word or stem of a linked name, in any of its forms
k     skeleton of what may be a name; k3 one of three letters, of linked names alone
m, l  the same two of a name itself, not of what is linked with it
j, q  what katakana keep of what may be a name; of a word in katakana
c, w  part of a reference code; a whole one
d, e  a date down to the year, month or day; a day of any year
o     the same of the document itself, and the parts of its own code
y     short stem of a word with ө or ү, which the others have as о and у
g     what a word in the traditional Mongolian script has in common with its form in Cyrillic
z     the kind of a document, and marks
====  =====================================================
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from search.analysis import without_front
from search.codes import bare_triples, codes_in, completed, whole_code
from search.compounds import compounds
from search.dates import dates_in, keys_of_span
from search.documents import LANGUAGES, NAME, OTHER, Document, Words
from search.english import english_stem
from search.kanji import RUN
from search.optional import lemmas_in
from search.runs import Run, runs
from search.tokens import (
    SHORT_NAME,
    TRADITIONAL_SCRIPT,
    Token,
    capitals,
    keys_alike,
    prepared,
    tokens_of,
)
from search.two_scripts import TRADITIONAL

GAP, IS_PART = (
    "z0gap",
    "z0part",
)  # the gap stands between title and text, so that no phrase runs across
HYPHENED = re.compile(r"(?<![\w-])[a-z]{2,}-[a-z]{2,20}(?![\w-])")  # co-operation, cooperation
LONG_KATAKANA = re.compile("[ァ-ヺーｦ-ﾟ]{3}")
SPACED = re.compile(rf"(?<=[ぁ-ヿ{RUN[1:-1]}])\s+(?=[ぁ-ヿ{RUN[1:-1]}])")
OWN = {"n": "m", "k": "l"}
MOST_TOKENS = 15_000  # of one text: a tsvector holds 16,383 places and one megabyte


def series(document: Document) -> dict[str, str]:
    """The words of every column, separated by spaces."""
    found: dict[str, list[str]] = {code: [] for code in (*LANGUAGES, OTHER)}
    for language, words in document.words.items():
        found[language if language in LANGUAGES else OTHER] += words_of(words)
    found[OTHER] += keys_of(document)
    return {language: " ".join(words) for language, words in found.items()}


def words_of(words: Words) -> list[str]:
    text = f"{words.title}\n{words.body}"
    lemmas, folded = lemmas_in(text), [prepared(words.title), prepared(words.body)]
    title, body = (runs(part, lemmas, MOST_TOKENS) for part in folded)
    found = [token for run in chain(title, body) for token in run.tokens]
    return [
        *["t" + token.exact for run in title for token in run.tokens],
        *["u" + stem for run in title for token in run.tokens for stem in token.stems],
        *[run.exact for run in title],
        GAP,
        *[run.exact for run in body],
        *stems_of(title),
        GAP,
        *stems_of(body),
        *name_keys(text, found),
        *dict.fromkeys(key for run in chain(title, body) if run.front for key in run.front),
        *(script_keys(found) if TRADITIONAL.search(text) else ()),
        *(kana_keys(found) if LONG_KATAKANA.search(text) else ()),
        *("u" + word for _start, _end, word in compounds(folded[0])),
        *text_keys(without_front("\n".join(folded))),
    ]


def script_keys(found: list[Token]) -> Iterable[str]:
    return dict.fromkeys(
        key for token in found if token.kind == TRADITIONAL_SCRIPT for key in keys_alike(token)
    )


def kana_keys(found: list[Token]) -> Iterable[str]:
    return dict.fromkeys(
        key for token in found if token.kind == "katakana" for key in keys_alike(token)
    )


def stems_of(found: list[Run]) -> list[str]:
    """First stems in their order, so that phrases can be found by them; then the others."""
    return [
        *[run.first for run in found if run.first],
        *[run.others for run in found if run.others],
    ]


def name_keys(text: str, words: Iterable[Token]) -> list[str]:
    """What words that are written with a capital letter sound like."""
    if not (large := capitals(text)):
        return []
    found = (keys_alike(t) for t in words if t.exact in large and t.kind in ("latin", "cyrillic"))
    return [
        key for key in dict.fromkeys(chain.from_iterable(found)) if not key.startswith(SHORT_NAME)
    ]


def text_keys(folded: str) -> list[str]:
    """Dates and reference codes that are told in a folded text; words that are also written in
    another way: with a hyphen, with kana between their kanji."""
    found = [key for one in dates_in(folded) for key in one.keys]
    if "-" in folded:
        found += ["s" + english_stem(word.replace("-", "")) for word in HYPHENED.findall(folded)]
    found += ["s" + word for _start, _end, word in compounds(folded)]
    found += [key for one in codes_in(folded) for key in completed(one.keys)]
    return list(dict.fromkeys(found))


def keys_of(document: Document) -> list[str]:
    """What belongs to no language: linked names, codes, the date."""
    found = [kind_word(document.kind), *([IS_PART] if document.part else [])]
    spelt = [word for form in document.names for word in form_keys(form)]
    found += spelt
    if document.kind == NAME:
        found += [OWN.get(word[0], word[0]) + word[1:] for word in spelt]
    own = "" if document.is_citing else "o"
    found += [key for code in document.codes for key in code_keys(code, own)]
    earliest, latest = document.dates
    if earliest or latest:
        days = keys_of_span(earliest or latest, latest or earliest)
        found += [*days, *("o" + day for day in days)]
    return found


def kind_word(kind: str) -> str:
    """How the kind of a document stands in its words."""
    return "z" + "".join(letter for letter in kind if letter.isalnum())


@lru_cache(maxsize=20_000)  # documents have many names in common
def form_keys(form: str) -> tuple[str, ...]:
    """One form of a name: its words in order, then their stems and skeletons."""
    words, large, folded = tokens_of(form), capitals(form), prepared(form)
    together = SPACED.sub("", folded)  # くろだ せいいち is typed as one as well
    keys = (
        key
        for token in words
        for key in keys_alike(token)
        # хот, a city, is no name of three letters.
        if token.exact in large or not key.startswith(SHORT_NAME)
    )
    return (
        *("n" + token.exact for token in words),
        GAP,
        *("n" + token.exact for token in (tokens_of(together) if together != folded else ())),
        GAP,
        *("n" + stem for token in words for stem in token.stems if stem != token.exact),
        *keys,
    )


def code_keys(code: str, own: str) -> list[str]:
    """A reference code as a whole, in its parts, and as it is written; with ``own`` also as that
    of the document itself."""
    folded = without_front(prepared(code))
    found = [
        key for one in (*codes_in(folded), *bare_triples(folded)) for key in completed(one.keys)
    ]
    words = runs(prepared(code), lemmas_in(code), MOST_TOKENS)
    written = [*(run.exact for run in words), GAP, *stems_of(words), GAP]
    found = [key for key in dict.fromkeys([whole_code(folded), *found]) if key]
    return [*found, *(own + key for key in found if own), *written]
