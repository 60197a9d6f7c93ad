"""How the rules do on a third set, written from the wishes alone by one who had not read them.

50 documents and 250 queries, what is right decided before anything was run: recall .919, precision
.986. Then four answers of the set itself were mended, no rule: .923 and .992. After rules of the
languages were mended, never words of this set: .988 and .998. A query follows its proposal only
where it finds nothing itself. What is missed is left in.
"""

from functools import cache

import pytest

from search.suggesting import did_you_mean
from tests.search.answers import put
from tests.search.test_relevance import make, read
from tests.search.test_unseen import followed

LEAST_RECALL, LEAST_PRECISION = 0.978, 0.988
MOST_NOT_TOLD = 1  # of the ten slips


@cache
def queries() -> list[tuple[str, str, set[str], str]]:
    rows = read("unseen2_queries.yaml")
    return [(str(t), code, set(str(w).split()), *(more or [""])) for t, code, w, *more in rows]


@pytest.fixture
def documents(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        put(*(make(key, row) for key, row in enumerate(read("unseen2_documents.yaml"), start=1)))


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
    wrong = {text: first[text] for text in proposed if first[text] != proposed[text]}
    assert len(wrong) <= MOST_NOT_TOLD, wrong
