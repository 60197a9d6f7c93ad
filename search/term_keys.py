"""By which keys a word is found that a reader has typed, in any of the scripts. Pure."""

import re
from collections.abc import Iterator
from itertools import groupby

from search.expressions import Expression, Phrase, Word, all_of, any_of
from search.kana import latin_form
from search.kanji import divided
from search.mongolian import NUMERALS
from search.skeletons import skeleton
from search.stems import without_ending
from search.term import ALIKE, EXACT, LOOSE, NAME, STEM, Term, marked
from search.tokens import LEAST_NAME, TO_HIRAGANA, Token, keys_asked, reading
from search.two_scripts import cyrillic_keys

LEAST_BEGINNING, LEAST_KANA, MOST_KANA = 5, 3, 20  # letters
SIGN = "ь"  # морь is not мөр, with which it has the stem мор in common
WHOLE = ("digits", "latin")  # kinds of words that are no part of longer ones: organ, organisation
VOWEL_AT_END = re.compile("[аэиоуыеюя]$")


def add_word(term: Term, token: Token) -> None:
    """A word in letters or figures, or one in katakana."""
    stems = [stem for stem in token.stems if SIGN in stem] or token.stems
    stems = stems[:1] if token.exact in NUMERALS else stems
    for add, exact, stem in ((term.add, "x", "s"), (term.add_title, "t", "u")):
        add(EXACT, with_front(Word(exact + token.exact), token))
        add(STEM, *(with_front(Word(stem + form), token) for form in stems))
    term.exact.add(token.exact)
    term.stems.update(token.stems)
    if token.kind != "digits":
        term.add(NAME, *(Word(f"n{form}") for form in dict.fromkeys((token.exact, *token.stems))))
    if token.kind in ("latin", "cyrillic"):
        term.alike.update(keys_asked(token))
        if token.kind == "cyrillic":
            keys = cyrillic_keys(token.exact, *token.stems)
            term.alike.update("g" + key for key in keys)
        term.add(ALIKE, *map(Word, sorted(term.alike)))
    if token.kind == "katakana":
        term.alike.update(keys_asked(token))
        term.add(ALIKE, *map(Word, sorted(term.alike)))
        if pairs := reading(token.exact):  # ウメサオ: names have a reading, うめさお
            term.add(NAME, Phrase(marked("n", pairs)))
        add_latin(term, token.exact.translate(TO_HIRAGANA))
    if token.kind == "cyrillic" and may_begin(token.exact) and not without_ending(token.exact):
        term.add(STEM, Word(f"x{token.exact}", begins=True))
    if len(token.exact) >= LEAST_BEGINNING - 1 and token.kind not in WHOLE:
        term.add(LOOSE, Word(f"x{token.exact}", begins=True))


def with_front(key: Expression, token: Token) -> Expression:
    """Of a short word that is typed with ө or ү, only where it is written so: үс is not ус."""
    front = [Word(f"y{stem}") for stem in token.with_front]
    return all_of([key, any_of(front)]) if front else key


def may_begin(word: str) -> bool:
    """Whether words that begin so are forms of it: no word that ends in a vowel (гэрээ, гэрээс)."""
    return len(word) >= LEAST_BEGINNING and not VOWEL_AT_END.search(word)


def add_kanji(term: Term, run: list[Token]) -> None:
    whole = run[0].exact[0] + "".join(token.exact[1:] for token in run[:-1])
    whole = run[0].exact if len(run) == 1 else whole
    term.text = whole
    if len(whole) == 1:
        for add, alone, first in ((term.add, "s", "x"), (term.add_title, "u", "t")):
            add(EXACT, Word(alone + whole))  # 狼, before 狼煙
            add(STEM, Word(first + whole, begins=True))
        term.add(NAME, Word(f"n{whole}", begins=True))
        term.exact.add(whole)
        return
    pairs = [token.exact for token in run[:-1]]
    first = [Word(f"{mark}{pairs[0]}") for mark in "su"] if run[0].stems else []
    if len(pairs) == 1:
        term.add(EXACT, first[0] if first else Word(f"x{pairs[0]}"))
        term.add_title(EXACT, first[1] if first else Word(f"t{pairs[0]}"))
        term.add(NAME, Word(f"n{pairs[0]}"))
        term.stems.update(pairs)
    else:
        term.add(EXACT, all_of([Phrase(marked("x", pairs)), *first[:1]]))
        term.add_title(EXACT, all_of([Phrase(marked("t", pairs)), *first[1:]]))
        term.add(NAME, Phrase(marked("n", pairs)))
        term.exact.update(pairs)
        term.add(LOOSE, all_of(list(words_of_run(whole))))


def words_of_run(run: str) -> Iterator[Expression]:
    """Its words, wherever they stand: 大統領訪日 is 大統領 and 訪日. Of kanji of no known word some
    pair."""
    for is_known, some in groupby(divided(run), key=lambda word: len(word) > 1):
        words = list(some)
        for word in words if is_known else ["".join(words)]:
            pairs = [Word(f"x{word[place : place + 2]}") for place in range(len(word) - 1)]
            if not pairs:
                yield Word(f"x{word}", begins=True)
            else:
                yield all_of(pairs) if is_known else any_of(pairs)


def add_hiragana(term: Term, run: list[Token]) -> None:
    """As typed, and as a word in katakana."""
    pairs = [token.exact for token in run]
    pairs = pairs[:-1] if len(pairs) > 1 else pairs
    for add, first in ((term.add, "x"), (term.add_title, "t")):
        add(EXACT, Phrase(marked(first, pairs)) if len(pairs) > 1 else Word(first + pairs[0], True))
    for stem in run[0].stems:
        term.add(STEM, Word(f"s{stem}"))
        term.add_title(STEM, Word(f"u{stem}"))
        term.add(NAME, Word(f"n{stem}"))
        term.stems.add(stem)
    term.add(NAME, Phrase(marked("n", pairs)) if len(pairs) > 1 else Word("n" + pairs[0], True))
    term.exact.update(pairs)
    whole = run[0].exact[0] + "".join(token.exact[1:] for token in run[:-1])
    if len(whole) >= LEAST_KANA:  # まで is no name; ゴビ is
        add_latin(term, whole)


def add_latin(term: Term, run: str) -> None:
    """Names that are on record in Latin letters alone: かわはら, Kawahara."""
    key = skeleton(latin_form(run)) if len(run) <= MOST_KANA else ""
    if len(key) >= LEAST_NAME:
        term.add(ALIKE, Word(f"k{key}"))
