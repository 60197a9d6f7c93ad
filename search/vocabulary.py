"""The words that texts are written with, so that a slip of typing can be told from a word.

A table of the store keeps each word once, in the spelling in which it was first met. It may hold
words that nothing has any more: who proposes one asks the index whether it is still found.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain

from django.db import connection, transaction
from rapidfuzz.distance import OSA

from search.analysis import folded
from search.documents import NAME, Document
from search.english import english_stem
from search.expressions import Word, any_of
from search.stems import LONGEST_ENDING, VOWELS, shortened
from search.stores import store
from search.tokens import KATAKANA, katakana, word_forms

LEAST, LONGEST, LONG = 4, 30, 7  # letters; in a long word two may be wrong
MOST_COUNTED = 1_000  # documents that have a word
MOST_LOOKED_AT, MOST_NEAR = 2_000, 8  # words with the same beginning or end; of which so many
MOST_BEGUN = 15_000  # words that begin as asked for
AT_ONCE = 200  # words, with four parameters each
LETTERS = re.compile(rf"[^\W\d_]{{{LEAST},{LONGEST}}}")
FOREIGN = re.compile(rf"{KATAKANA}{{{LEAST},{LONGEST}}}")
PLURAL = re.compile(r"(?<=[osxz])es$|(?<=[cs]h)es$|(?<![sui])s$")
TWO_CONSONANTS = re.compile(f"[^a-z{VOWELS}]{{2}}$")
LAST = "\U0010ffff"  # comes after all that begins so; both databases compare by code point here
COLUMNS = "word, backwards, spelt, language"
Spelt = dict[str, tuple[str, str]]  # word of the index → its spelling and language
Row = tuple[str, str, str]  # word of the index, its spelling and language
Near = tuple[int, str, str, str]  # how far it is, word, spelling, language


def collect(words: Spelt, documents: Iterable[Document]) -> None:
    """Add the words of documents; of names those of all their forms."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for language, text in document.words.items():
            by_language[language] += text.title, text.body
        if document.kind == NAME:
            by_language[""] += document.names
    for language, texts in by_language.items():
        # Together: they repeat their words.
        for word, spelt in spellings("\n".join(texts)):
            known = language or ("ja" if FOREIGN.match(spelt) else "")
            words.setdefault(word, (spelt, known))


def keep(words: Spelt) -> None:
    """Note words once their documents are committed.

    Not before: two long transactions that meet the same new words would wait for each other.
    """
    if words:
        transaction.on_commit(partial(add, words), robust=True)


def spellings(text: str) -> Iterator[tuple[str, str]]:
    """Words in Latin and Cyrillic letters and in katakana as the index knows them, and as they are
    written."""
    for spelt in set(FOREIGN.findall(text)):
        if len(word := katakana(spelt)) >= LEAST:
            yield word, spelt
    for spelt in set(LETTERS.findall(text.lower())):
        if word := indexed(spelt):
            yield word, spelt


@lru_cache(maxsize=100_000)  # texts repeat their words
def indexed(spelt: str) -> str:
    """How the index has a word in lower case; empty when it is of another script or too short."""
    kind, word, _stems, _sounds = word_forms(folded(spelt))
    is_kept = kind in ("latin", "cyrillic") and LEAST <= len(word) <= LONGEST
    return word if is_kept else ""


def add(words: Spelt) -> None:
    rows = [(word, word[::-1], *words[word]) for word in sorted(words)]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            marks = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO search_vocabulary ({COLUMNS}) VALUES {marks} ON CONFLICT DO NOTHING",
                list(chain.from_iterable(some)),
            )


def prune() -> None:
    """Forget words that nothing has any more; at the end of a rebuild."""
    with connection.cursor() as cursor:
        for statement in store().PRUNE:
            cursor.execute(statement)


def near(words: list[str], rows: Iterable[Row]) -> dict[str, list[Near]]:
    """For each word that is none of the vocabulary, those of its ``candidates`` that it may have
    been meant for; nearest first. One query for all of them.
    """
    found = {word: nearest(word, rows) for word in words}
    counts = numbers([near[1] for some in found.values() for near in some])
    return {word: list(in_order(some, counts)) for word, some in found.items()}


def in_order(found: list[Near], counts: dict[str, int]) -> Iterator[Near]:
    """The nearest first, of equals what more documents have; one form of each word."""
    told: set[str] = set()
    for near in sorted(found, key=lambda near: (near[0], -counts[near[1]], near[1])):
        stems = word_forms(near[1])[2]
        if counts[near[1]] and told.isdisjoint(stems):
            yield near
            told.update(stems)


def candidates(words: list[str]) -> tuple[list[str], list[object]]:
    """Selects of words, with their values: those with the same first or last letters, as a slip
    in one half leaves the other as it is.
    """
    parts, values = [], []
    for word in words:
        longer = LONGEST_ENDING if word_forms(word)[0] == "cyrillic" else 2
        half, bounds = (len(word) - 1) // 2, (len(word) - 2, len(word) + longer)
        for column, start in (("word", word[:half]), ("backwards", word[::-1][:half])):
            parts.append(
                "SELECT word, spelt, language FROM (SELECT word, spelt, language "
                f"FROM search_vocabulary WHERE {column} >= %s AND {column} < %s "
                f"AND length(word) BETWEEN %s AND %s LIMIT {MOST_LOOKED_AT}) c{len(parts)}"
            )
            values += [start, start + LAST, *bounds]
    return parts, values


def beginning(starts: list[str]) -> list[str]:
    """Words that begin in one of these ways, at most so many together; one query."""
    some = (
        "SELECT word FROM search_vocabulary WHERE word >= %s AND word < %s "
        f"LIMIT {MOST_BEGUN // len(starts)}"
    )
    parts = [f"SELECT word FROM ({some}) b{number}" for number in range(len(starts))]
    values = [bound for start in starts for bound in (start, start + LAST)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return [word for (word,) in cursor.fetchall()]


def nearest(word: str, rows: Iterable[Row]) -> list[Near]:
    """Nothing when the word, or another form of it, is in the vocabulary."""
    most = 2 if len(word) >= LONG else 1
    stems, found = set(word_forms(word)[2]), {}
    for known, spelt, language in rows:
        if OSA.distance(word, known[: len(word)], score_cutoff=2 * most) > 2 * most:
            continue  # none of its forms is nearer; to make them takes long
        if word == known or not stems.isdisjoint(word_forms(known)[2]):
            return []
        for place, (form, spelling) in enumerate(forms_of(known, spelt)):
            distance = OSA.distance(word, form, score_cutoff=most)
            if distance <= most:
                near = (2 * distance + (place > 0), known, spelling, language)
                found[spelling] = min(near, found.get(spelling, near))
    each = {near[1]: near for near in sorted(found.values(), reverse=True)}  # the nearest of each
    return sorted(each.values())[:MOST_NEAR]


def forms_of(known: str, spelt: str) -> Iterator[tuple[str, str]]:
    """The word, and what of it may have been meant, each with the spelling to propose. Texts may
    have a word with endings alone (бүргэдээр, mosquitoes)."""
    yield known, spelt
    kind, _exact, stems, _sounds = word_forms(known)
    singular = PLURAL.sub("", known)
    if kind == "latin" and english_stem(singular) in stems:
        shorter = [singular]
    else:
        shorter = shortened(known)[1:] if kind == "cyrillic" else []
    for form in shorter:
        # Of эмнэлгийн the beginning эмнэлг is no word.
        if not TWO_CONSONANTS.search(form) and indexed(spelt[: len(form)]) == form:
            yield form, spelt[: len(form)]
    if kind == "cyrillic":
        yield from ((stem, spelt) for stem in stems)


def numbers(words: list[str]) -> dict[str, int]:
    """In how many documents each word stands, as far as it makes a difference."""
    words = list(dict.fromkeys(words))
    if not words:
        return {}
    some = store().first(MOST_COUNTED)
    asked = [store().written(any_of([Word(f"x{word}"), Word(f"n{word}")])) for word in words]
    sql = ", ".join([f"(SELECT count(*) FROM ({some}) m{n})" for n in range(len(words))])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", asked)
        return dict(zip(words, cursor.fetchone(), strict=True))
