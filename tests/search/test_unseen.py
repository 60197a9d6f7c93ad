"""How the rules do on documents and queries that they were not made from.

Each set was written without looking at the others, all but the second by people who had read none
of the rules. Recall and precision with the rules as they were then, with the optional packages, and
after general rules of the languages were mended, never words of a set; what is still missed is left
in:

======  ===================  ==========  ==============  ============
set     documents, queries   then        with packages   now
======  ===================  ==========  ==============  ============
second  35, 227              .913, .996                  1.000, .998
third   50, 250              .919, .986                  1.000, .993
fourth  50, 250              .880, .952  .908, .946      .994, .991
fifth   45, 250              .985, .992  .991, .992      1.000, .992
sixth   50, 250              .940, .985  .957, .980      .984, .985
seventh 50, 250              .959, .988  .966, .984      1.000, .988
eighth  67, 240              .942, .994  .942, .991      .987, .994
ninth   60, 210              .971, .993  .971, .989      1.000, .993
tenth   66, 233              .970, .989  .974, .985      .986, .989
======  ===================  ==========  ==============  ============

Four answers of the third set were mended before any rule, which makes .923 and .992. The fourth was
made to be hard; the fifth is a sample of what readers type; half of the sixth is demanding, a
third of the seventh. What the eighth still misses are names in kanji that no link tells of, asked
for in letters or kana.
"""

from functools import cache

import pytest

from search.suggesting import did_you_mean
from tests.search.answers import found, put
from tests.search.test_relevance import make, read

# The least recall and precision, and how many slips may be told wrongly.
SETS = {
    "second": (0.99, 0.99, 0),
    "third": (0.99, 0.988, 0),
    "fourth": (0.98, 0.981, 2),
    "fifth": (0.99, 0.986, 0),
    "sixth": (0.98, 0.98, 3),
    "seventh": (0.99, 0.98, 4),
    "eighth": (0.98, 0.985, 1),
    "ninth": (0.99, 0.985, 0),
    "tenth": (0.98, 0.984, 1),
}


@cache
def queries(name: str) -> list[tuple[str, str, set[str], str]]:
    """Text, the reader's language, what is right, the proposal that is expected."""
    rows = read(f"{name}_queries.yaml")
    return [(str(t), code, set(str(w).split()), *(more or [""])) for t, code, w, *more in rows]


@pytest.fixture(params=SETS)
def name(request, db, django_capture_on_commit_callbacks) -> str:
    """A set whose documents are in the index."""
    rows = read(f"{request.param}_documents.yaml")
    with django_capture_on_commit_callbacks(execute=True):
        put(*(make(key, row) for key, row in enumerate(rows, start=1)))
    return request.param


def followed(text: str, language: str, proposal: str) -> set[str]:
    """What a reader finds, who follows the first proposal where one is expected."""
    if proposal and not found(text, language=language):
        text = next((one.text for one in did_you_mean(text)), text)
    return set(found(text, language=language))


def test_what_is_right_is_found_and_little_else(name):
    recalls, precisions, faults = [], [], []
    for text, language, right, proposal in queries(name):
        result = followed(text, language, proposal)
        met = right & result
        recalls.append(len(met) / len(right) if right else 1.0)
        precisions.append(len(met) / len(result) if result else 1.0)
        if result != right:
            faults.append(f"{text}: missing {sorted(right - met)}, wrong {sorted(result - right)}")
    recall, precision = (sum(some) / len(some) for some in (recalls, precisions))
    faults.insert(0, f"{recall:.3f} {precision:.3f} of {len(recalls)}")
    least_recall, least_precision, _slips = SETS[name]
    assert recall >= least_recall and precision >= least_precision, "\n".join(faults)


def test_slips_are_told_first(name):
    proposed = {text: proposal for text, _language, _right, proposal in queries(name) if proposal}
    first = {text: next((one.text for one in did_you_mean(text)), "") for text in proposed}
    wrong = {text: first[text] for text in proposed if first[text] != proposed[text]}
    assert len(wrong) <= SETS[name][2], wrong
