"""Processes beside the one that writes analyse for it, and change nothing of what is found."""

from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from django.db import connection

from search import analysing, index, rebuilding
from search.models import SearchEntry
from search.stores import store
from search.streams import series
from tests.make import make_item
from tests.search.answers import found, make_document


def portions(number: int, size: int = 3) -> list:
    made = [(make_document(key, title_en=f"Letter {key}"), "") for key in range(number * size)]
    return [made[first : first + size] for first in range(0, len(made), size)]


def told(analysed) -> list:
    return [([document.key for document, _mark in some], words) for some, words in analysed]


@pytest.fixture(scope="module")
def pool():
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as made:
        yield made


def test_others_find_the_same_words_in_the_same_order(pool):
    some = portions(9)
    assert told(analysing.together(pool, iter(some))) == told(analysing.alone(some))


class Sluggish:
    """A pool that begins the first portion and no other."""

    def __init__(self):
        self.first = None

    def submit(self, work, portion):
        future = Future()
        if self.first is None:
            self.first = future, portion
            future.set_running_or_notify_cancel()
        elif len(portion) == 2:  # by now the first one is done
            self.first[0].set_result([{"en": "by another"} for _one in self.first[1]])
        return future


def test_what_nobody_begins_is_not_waited_for():
    some = [*portions(5), portions(1, size=2)[0]]
    found = told(analysing.together(Sluggish(), some))
    assert found[0][1] == [{"en": "by another"}] * 3
    assert found[1:] == told(analysing.alone(some[1:]))


@pytest.mark.django_db
def test_a_rebuild_with_others_writes_the_same(pool, monkeypatch):
    for number in range(12):
        make_item(source_id=f"letter-{number}", title_en=f"Letter {number} about horses")
    before = {entry.object_id: words(entry) for entry in SearchEntry.objects.filter(kind="item")}
    assert len(before) == 12
    monkeypatch.setattr(index, "PORTION", 2)
    monkeypatch.setattr(rebuilding, "with_others", lambda: Lent(pool))
    SearchEntry.objects.update(fingerprint="old")
    rebuilding.rebuild()
    after = {entry.object_id: words(entry) for entry in SearchEntry.objects.filter(kind="item")}
    assert after == before and not any(rebuilding.compare())
    assert len(found("horse")) == 12


class Lent:
    def __init__(self, pool):
        self.pool = pool

    def __enter__(self):
        return lambda some: analysing.together(self.pool, some)

    def __exit__(self, *error):
        pass


def words(entry: SearchEntry) -> list:
    columns = "words" if store().__name__.endswith("postgres") else "en, ja, mn, xx"
    key = "id" if columns == "words" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM search_words WHERE {key} = %s", [entry.pk])
        return cursor.fetchall()


def test_documents_are_analysed_alone_on_one_core(monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0})
    with analysing.with_others() as analyse:
        assert analyse is analysing.alone
    document = make_document(1, title_en="Letter")
    assert list(analysing.alone([[(document, "")]])) == [([(document, "")], [series(document)])]
