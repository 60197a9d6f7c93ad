"""The index holds what it is given, once, and nothing that was taken out."""

import pytest
from django.db import connection

from search import index
from search.models import SearchEntry
from tests.search.answers import found, make_document, put

pytestmark = pytest.mark.django_db


def word_rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        return cursor.fetchone()[0]


def test_what_is_put_is_found():
    put(make_document(1, title_en="Blankets for Miyagi"))
    assert found("blanket") == ["thing-1"]


def test_a_document_that_is_put_again_is_there_once():
    put(make_document(1, title_en="Blankets for Miyagi"))
    put(make_document(1, title_en="Tents for Miyagi"))
    assert (found("blanket"), found("tent")) == ([], ["thing-1"])
    assert SearchEntry.objects.count() == word_rows() == 1


def test_what_has_not_changed_is_left_alone():
    document = make_document(1, title_en="Blankets")
    assert index.put([document]) == 1
    assert index.put([document]) == 0


def test_an_index_of_another_analysis_is_written_anew(monkeypatch):
    document = make_document(1, title_en="Blankets")
    index.put([document])
    monkeypatch.setattr(index, "VERSION", 0)
    assert index.put([document]) == 1


def test_what_is_removed_is_found_no_more():
    put(make_document(1, title_en="Blankets"), make_document(1, "name", title_en="Blankets"))
    index.remove("item", [1])
    assert [entry.kind for entry in SearchEntry.objects.all()] == ["name"]
    assert word_rows() == 1


def test_pages_of_an_object_count_as_one():
    put(
        make_document(1, title_en="Letter book"),
        make_document(1, part=7, body_mn="Хөнжил илгээв"),
        make_document(1, part=8, body_mn="Хөнжил авав"),
        make_document(2, title_mn="Хөнжил"),
    )
    assert found("хөнжил") == ["thing-2", "thing-1"]


def test_pages_that_are_put_no_more_are_gone():
    put(make_document(1, title_en="Letter book"), make_document(1, part=7, body_mn="Хөнжил"))
    put(make_document(1, title_en="Letter book"))
    assert found("хөнжил") == []


def test_long_texts_fit():
    """A tsvector holds 16,383 places and one megabyte."""
    words = " ".join(f"word{number} үг{number} 語{number}" for number in range(60_000))
    put(make_document(1, title_en="Long", body_en=words))
    assert found("long") == found("word7") == ["thing-1"]
