"""A kanji that is wrong in a word, mostly one of the same sound: 大使官, 大使館. Pure.

The index has pairs of kanji, so texts that have the rest of a word are looked at themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from operator import ne

from search.expressions import Expression, Word, all_of
from search.kanji import RUN, divided, new_forms, places
from search.parsing import clean
from search.tokens import prepared

RUNS, LEAST_RUN, LONGEST_RUN = re.compile(f"{RUN}+"), 3, 12  # kanji of a word or name


def runs_of(text: str) -> list[str]:
    """Kanji without anything between them, as many as names have."""
    found = RUNS.findall(prepared(clean(text)))
    return [run for run in found if LEAST_RUN <= len(run) <= LONGEST_RUN]


def with_one_wrong(run: str) -> Iterator[Expression]:
    """What a text has that has a run of kanji but for one of them: the pairs without it."""
    pairs = [run[place : place + 2] for place in range(len(run) - 1)]
    for place in range(len(run)):
        rest = [p for n, p in enumerate(pairs) if place not in (n, n + 1)]
        # With the middle one of three wrong no pair is right.
        yield all_of([Word(f"x{p}") for p in rest] or [Word(f"x{k}", True) for k in run[::2]])


def with_others(text: str, wrong: list[str], texts: list[dict], told: str) -> Iterator[str]:
    """The query with words of texts that differ in one kanji, those of most texts first; none
    that stands in what has been told."""
    written, runs = new_forms(text), kanji_runs(texts)
    for run in wrong:
        if run in written and not any(run in one for one in runs):
            near = Counter(word for one in runs for word in set(nearly(run, one)))
            words = sorted(near, key=lambda word: (-near[word], word))
            yield from (written.replace(run, word) for word in words if word not in told)


def kanji_runs(texts: list[dict]) -> list[str]:
    """The runs of kanji of texts, once for each text."""
    found = (" ".join(chain.from_iterable(words.values())) for words in texts)
    return [new_forms(run) for text in found for run in set(RUNS.findall(text))]


def nearly(run: str, longer: str) -> Iterator[str]:
    """Words of a longer run that differ from this one in one kanji."""
    begun, _ended = places(tuple(divided(longer)))
    for start in begun:
        one, end = longer[start : start + len(run)], start + len(run)
        is_word = end == len(longer) or end in begun
        if is_word and sum(map(ne, one, run)) == 1:
            yield one
