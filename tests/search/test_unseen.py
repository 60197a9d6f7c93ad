"""How the rules do on documents and queries that they were not made from.

Both YAML files were written before the other set was looked at. With the rules as they were then
recall was .913 and precision .996; after rules of the languages were mended, never words of this
set, .982 and .998; after those that the third set asked for, .996 and .998. What is still missed is
left in.
"""

from functools import cache

import pytest

from search.suggesting import did_you_mean
from tests.search.answers import found, put
from tests.search.test_relevance import make, read

LEAST_RECALL, LEAST_PRECISION = 0.986, 0.988


@cache
def queries() -> list[tuple[str, str, set[str], str]]:
    rows = read("unseen_queries.yaml")
    return [(str(t), code, set(str(w).split()), *(more or [""])) for t, code, w, *more in rows]


@pytest.fixture
def documents(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        put(*(make(key, row) for key, row in enumerate(read("unseen_documents.yaml"), start=1)))


def followed(text: str, language: str, proposal: str) -> set[str]:
    """What a reader finds, who follows the first proposal where one is expected."""
    if proposal and not found(text, language=language):
        text = next((one.text for one in did_you_mean(text)), text)
    return set(found(text, language=language))


def test_what_is_right_is_found_and_little_else(documents):
    recalls, precisions, faults = [], [], []
    for text, language, right, proposal in queries():
        result = followed(text, language, proposal)
        met = right & result
        recalls.append(len(met) / len(right) if right else 1.0)
        precisions.append(len(met) / len(result) if result else 1.0)
        if result != right:
            faults.append(f"{text}: missing {sorted(right - met)}, wrong {sorted(result - right)}")
    recall, precision = (sum(some) / len(some) for some in (recalls, precisions))
    faults.insert(0, f"{recall:.3f} {precision:.3f} of {len(recalls)}")
    assert recall >= LEAST_RECALL and precision >= LEAST_PRECISION, "\n".join(faults)


def test_slips_are_told_first(documents):
    proposed = {text: proposal for text, _language, _right, proposal in queries() if proposal}
    first = {text: next((one.text for one in did_you_mean(text)), "") for text in proposed}
    assert first == proposed
