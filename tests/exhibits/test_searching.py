"""Panels and essays of published exhibitions are found; nothing of others is."""

import threading

import pytest
from django.db import OperationalError
from django.utils import timezone

from exhibits import searching
from exhibits.editions.releasing import release_now, withdraw
from exhibits.models import Showing
from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_panel,
    make_section,
    tell_of,
)
from tests.search.answers import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    exhibition = make_exhibition(is_published=False, title_en="Across the sea")
    panel = make_panel(make_section(exhibition), title_en="Blankets for Miyagi")
    make_exhibit(panel, make_item(reference_code="K-19180-1", is_public=False))
    tell_of(make_name(), panel)
    make_essay(exhibition, title_en="Reading an address", authors_en="A. Author")
    return exhibition


def kinds(client, query: str) -> list[str]:
    rows = client.get("/en/search/", {"q": query, "format": "json"}).json()["results"]
    return sorted(row["kind"] for row in rows)


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(client, exhibition, cast):
    assert kinds(client, "blankets") == kinds(client, "reading address") == []
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    assert kinds(client, "blankets") == ["panel"]
    assert kinds(client, "reading address") == ["essay"]
    assert kinds(client, "across the sea") == ["exhibition"]
    withdraw(exhibition, actor=cast["publisher"])
    assert kinds(client, "blankets") == kinds(client, "across the sea") == []


def test_a_panel_leads_to_its_place_and_says_where_it_is(client, exhibition, cast):
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    (row,) = client.get("/ja/search/", {"q": "毛布", "format": "json"}).json()["results"]
    assert row["url"].startswith(f"/ja/exhibitions/{exhibition.slug}/")
    assert "#panel-" in row["url"]
    page = client.get("/ja/search/", {"q": "毛布"}).content.decode()
    assert "海を越えて" in page
    assert "平成23年（2011）3月12日" in page


def test_a_panel_is_found_by_its_names_but_not_by_codes_that_are_not_public(exhibition, cast):
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    assert len(found("Elbegdorzh", kinds=("panel",))) == 1
    assert found("K-19180-1") == []


def test_the_working_copy_is_found_when_it_is_released(exhibition, cast):
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    panel = make_panel(make_section(exhibition), title_en="Tents")
    searching.refresh(exhibition)
    assert found("tents") == []
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    assert len(found("tents")) == 1
    panel.delete()
    searching.refresh(exhibition)
    assert len(found("tents")) == 1
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    assert found("tents") == []


def test_what_was_planned_is_found_from_its_moment_on(exhibition, cast):
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    seen, now = searching.follow(None), timezone.now()
    Showing.objects.create(exhibition=exhibition, edition=None, starts_at=now)
    assert len(found("毛布")) > 0  # nobody has looked yet
    assert searching.follow(seen) >= now
    assert found("毛布") == []


def test_a_database_that_is_away_ends_nothing(exhibition, cast, monkeypatch):
    release_now(exhibition, actor=cast["publisher"], unrendered=True)
    looks, stop = [], threading.Event()

    def look(last):
        looks.append(last)
        if len(looks) == 2:
            stop.set()
        raise OperationalError("away")

    monkeypatch.setattr(searching, "follow", look)
    monkeypatch.setattr(searching, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(searching, "close_old_connections", lambda: None)
    searching.keep_planned(stop)
    assert looks == [None, None]
