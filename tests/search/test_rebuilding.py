"""The index is made anew, goes on where it was stopped, and is compared with the content."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from search import index
from search.models import SearchEntry, SearchState
from search.rebuilding import compare, rebuild
from search.stores import sqlite, store
from tests.make import make_item, make_name
from tests.search.answers import found, make_document, put

pytestmark = pytest.mark.django_db


def called(name: str, **options) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def test_an_empty_index_is_filled():
    item = make_item(source_id="r78")
    index.remove("item", [item.pk])
    assert "missing" in called_failing("check_search")
    assert "1 documents written" in called("rebuild_search")
    assert found("resolution") == ["r78"]
    assert "holds what it should" in called("check_search")


def called_failing(name: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(name, stdout=out)
    return out.getvalue()


def test_what_is_no_more_is_dropped():
    make_item()
    put(make_document(999, title_en="Gone"), make_document(999, "cow", title_en="Gone"))
    assert [one.surplus for one in compare() if one.kind == "item"] == [1]
    rebuild()
    assert found("gone") == []


def test_what_was_changed_past_the_models_is_found_out():
    make_item()
    SearchEntry.objects.update(fingerprint="old")
    assert [one.outdated for one in compare() if one.kind == "item"] == [1]
    rebuild()
    assert not any(compare())


def test_a_rebuild_that_was_stopped_goes_on(monkeypatch):
    monkeypatch.setattr(store(), "BATCH", 1)
    make_item(), make_item(), make_name()
    SearchEntry.objects.update(fingerprint="old")
    seen = []

    def stop(kind, done, total):
        seen.append((kind, done, total))
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=stop)
    state = SearchState.objects.get()
    assert (state.kind, bool(state.making), state.version) == ("item", True, "")
    rest = []
    rebuild(progress=lambda *one: rest.append(one))
    assert [kind for kind, *_ in rest if kind == "item"] == []
    assert index.is_current() and not any(compare())


def test_another_analysis_is_reported(monkeypatch):
    rebuild()
    assert run_checks(databases=["default"], tags=["database"]) == []
    monkeypatch.setattr("search.optional.names", lambda: ["icu"])
    (caution,) = run_checks(databases=["default"], tags=["database"])
    assert caution.id == "search.W001"
    assert "another analysis" in str(failing("check_search"))


def failing(name: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        call_command(name, stdout=StringIO())
    return caught.value


def test_nothing_is_done_where_all_is_well():
    rebuild()
    assert called("rebuild_search", if_outdated=True) == ""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps one index")
def test_a_rebuild_leaves_one_part_to_look_into():
    for number in range(5):
        put(make_document(number + 1, title_en=f"Letter {number}"))
    assert parts() > 1
    rebuild()
    put(make_document(9, title_en="Letter 9"))
    store().settle()
    assert parts() == 1
    assert len(found("letter")) == 1


def parts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM search_words_idx")
        return cursor.fetchone()[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only FTS5 is told how to merge")
def test_a_rebuild_that_ends_leaves_the_table_as_usual(monkeypatch):
    during = []
    monkeypatch.setattr(
        "search.rebuilding.drop_strangers", lambda kinds: during.append(configured())
    )
    rebuild()
    assert during == [sqlite.HASTENED]
    assert configured() == sqlite.USUAL


def configured() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT k, v FROM search_words_config")
        return {name: value for name, value in cursor.fetchall() if name in sqlite.USUAL}
