"""How much of what is right is found, and how much of what is found is right.

Documents and queries in three languages, with look-alikes; see the two YAML files.
"""

from datetime import date
from pathlib import Path

import pytest
import yaml

from archive.dates import parse_date
from search import optional
from search.dates import dates_in
from tests.search.answers import found, make_document, put

HERE = Path(__file__).parent
LEAST = 0.95  # of both, on average over the queries


def read(name: str) -> list:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def make(key: int, row: dict):
    words = {}
    for language in ("en", "ja", "mn", "ru"):
        if language in row:
            words |= {f"{part}_{language}": text for part, text in row[language].items()}
    return make_document(
        key,
        row["kind"],
        **words,
        source_id=row["id"],
        names=tuple(row.get("names", ())),
        codes=tuple(row.get("codes", ())),
        dates=edges(str(row["date"])) if "date" in row else (None, None),
    )


def edges(text: str) -> tuple[date, date]:
    """The first and the last day of a date in EDTF."""
    known = parse_date(text)
    return known.earliest, known.latest


@pytest.fixture
def documents(db):
    put(*(make(key, row) for key, row in enumerate(read("relevance_documents.yaml"), start=1)))


def test_what_is_right_is_found_and_little_else(documents):
    recalls, precisions, faults = [], [], []
    for text, language, wanted, *_below in read("relevance_queries.yaml"):
        right, result = set(str(wanted).split()), found(str(text), language=language)
        met = right & set(result)
        recalls.append(len(met) / len(right) if right else 1.0)
        precisions.append(len(met) / len(result) if result else float(not right or 1))
        if set(result) != right:
            faults.append(
                f"{text}: missing {sorted(right - met)}, wrong {sorted(set(result) - right)}"
            )
    recall, precision = (sum(some) / len(some) for some in (recalls, precisions))
    assert min(recall, precision) >= LEAST, "\n".join([f"{recall:.3f} {precision:.3f}", *faults])


@pytest.mark.skipif(bool(optional.names()), reason="made without optional packages")
def test_both_databases_find_the_same(documents):
    """All that is right, and of what is wrong exactly the look-alikes that are named."""
    for text, language, wanted, *below in read("relevance_queries.yaml"):
        result = set(found(str(text), language=language))
        assert result == {*str(wanted).split(), *" ".join(below).split()}, text


def test_no_look_alike_stands_above_what_is_right(documents):
    faults = []
    for text, language, wanted, *_below in read("relevance_queries.yaml"):
        right, result = set(str(wanted).split()), found(str(text), language=language)
        places = [place for place, one in enumerate(result) if one in right]
        if places and (wrong := [one for one in result[: places[-1]] if one not in right]):
            faults.append(f"{text}: {wrong}")
    assert faults == []


def test_the_test_is_as_large_as_it_should_be():
    assert len(read("relevance_documents.yaml")) >= 60
    assert len(read("relevance_queries.yaml")) >= 120


def test_the_date_of_a_document_is_one_that_a_reader_can_type():
    assert next(dates_in("2011-03-12")).key == "d20110312"
