"""What a reader asks for: what she typed, and what words of the texts tell of it."""

from collections.abc import Iterator

from search import vocabulary
from search.expressions import Word
from search.parsing import clean
from search.term import LOOSE, Term
from search.terms import Asked, read
from search.tokens import word_forms
from search.two_scripts import beginnings, cyrillic_keys, traditional_keys

MOST_STEMS = 12  # of one word: its key may be that of others as well


def asked_for(text: str) -> Asked:
    """The terms of a text, which may be any; one query for words in the traditional script."""
    asked = read(clean(text))
    if old := asked.in_traditional_script:
        add_cyrillic(old)
    return asked


def add_cyrillic(terms: list[Term]) -> None:
    """To words in the traditional script the stems of words in Cyrillic that may be the same, for
    where nothing has the words themselves.

    Texts in Cyrillic do not keep keys: for the sake of few readers each would be longer.
    """
    keys = {term.text: traditional_keys(term.text) for term in terms}
    starts = {start for some in keys.values() for key in some for start in beginnings(key)}
    words = vocabulary.beginning(sorted(starts)) if starts else []
    for term in terms:
        found = dict.fromkeys(stems_with(set(keys[term.text]), words))
        stems = sorted(found, key=lambda stem: (len(stem), stem))[:MOST_STEMS]
        term.add(LOOSE, *(Word(f"s{stem}") for stem in stems))
        term.stems.update(stems)


def stems_with(keys: set[str], words: list[str]) -> Iterator[str]:
    # Endings only make a key longer, but for a γ that is at the end without them. To take them off
    # takes longer than to look at the key.
    starts = tuple(key.rstrip("g") for key in keys)
    for word in words:
        if any(key.startswith(starts) for key in cyrillic_keys(word)):
            yield from (s for s in word_forms(word)[2] if not keys.isdisjoint(cyrillic_keys(s)))
