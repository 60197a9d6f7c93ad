"""Processes beside the one that writes analyse for it, and change nothing of what is found."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.db import connection

from search import analysing, index, rebuilding
from search.kept import columns
from search.models import SearchEntry
from search.stores import store
from search.streams import series
from tests.make import make_item
from tests.search.answers import found, make_document

ROOT = Path(__file__).parents[2]


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
    assert told(analysing.together(pool, iter(some), columns)) == told(
        analysing.alone(some, columns)
    )


def test_what_nobody_begins_is_not_waited_for_but_the_last_few(monkeypatch):
    some, own, may_end = portions(9), [], threading.Event()

    def slow(portion, keep):
        if threading.current_thread() is not threading.main_thread():
            assert may_end.wait(20)
        else:
            own.append(portion)
            if len(own) == 8 - analysing.LEFT_TO_OTHERS:
                may_end.set()
        return words_of(portion, keep)

    words_of = analysing.words_of
    expected = told(analysing.alone(some, columns))
    monkeypatch.setattr(analysing, "words_of", slow)
    with ThreadPoolExecutor(1) as others:
        assert told(analysing.together(others, some, columns)) == expected
    assert own == some[1 : -analysing.LEFT_TO_OTHERS]


KILLED = """
import os, signal
from search.analysing import with_others
if __name__ == "__main__":
    with with_others() as analyse:
        pool = analyse.args[0]
        print(pool.submit(os.getpid).result(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(analysing.cores() < 2, reason="there is but one core")
def test_nobody_stays_behind_a_process_that_is_killed(tmp_path):
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    told = subprocess.run(
        [sys.executable, script], stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}
    )
    assert told.returncode == -signal.SIGKILL
    other, until = int(told.stdout), time.monotonic() + 20
    while is_alive(other):
        assert time.monotonic() < until
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    """Neither gone nor a zombie that nobody has asked for."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


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
        return lambda some, keep: analysing.together(self.pool, some, keep)

    def __exit__(self, *error):
        pass


def words(entry: SearchEntry) -> list:
    columns = "words" if store().__name__.endswith("postgres") else "en, ja, mn, xx"
    key = "id" if columns == "words" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM search_words WHERE {key} = %s", [entry.pk])
        return cursor.fetchall()


def test_documents_are_analysed_alone_on_one_core(monkeypatch):
    monkeypatch.setattr(analysing, "cores", lambda: 1)
    with analysing.with_others() as analyse:
        assert analyse is analysing.alone
    document = make_document(1, title_en="Letter")
    expected = [([(document, "")], [columns(series(document))])]
    assert list(analysing.alone([[(document, "")]], columns)) == expected
