"""Items that open on a day are found from that day on, without a rebuild."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import Error, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive import opened_by_date
from archive.models import ArchivalItem
from archive.opened_by_date import keep_opening, not_found_yet, opened
from tests.make import (
    make_exhibit,
    make_item,
    make_page_image,
    make_panel,
    make_transcription,
    release_made,
    to_release,
)
from tests.search.answers import found

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def day(monkeypatch):
    """Sets the clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


def test_on_its_day_an_item_begins_to_be_found(day):
    item = make_item(source_id="i", closed_until="2031-05-02", reference_code="K-1-7")
    make_transcription(make_page_image(item), text="Хөнжил")
    assert found("resolution") == [] and not_found_yet() == []
    day(NOON + timedelta(days=1))
    assert found("resolution") == []
    assert opened()
    assert found("resolution") == found("хөнжил") == ["i"]
    assert not_found_yet() == []


def test_the_day_is_that_of_the_site(day, settings):
    settings.TIME_ZONE = "Asia/Ulaanbaatar"  # eight hours ahead
    make_item(source_id="i", closed_until="2031-05-02")
    day(datetime(2031, 5, 1, 15, 59, tzinfo=UTC))
    assert opened() and found("resolution") == []
    day(datetime(2031, 5, 1, 16, 1, tzinfo=UTC))
    assert opened() and found("resolution") == ["i"]


def test_items_that_are_not_public_stay_closed(day):
    make_item(closed_until="2031-05-01", is_public=False)
    assert opened() and found("resolution") == []


def test_a_panel_is_found_by_the_code_again_from_that_day_on(day):
    item = make_item(reference_code="K-19180-1")
    make_exhibit(make_panel(title_en="Tents"), item)
    release_made()
    to_release.clear()
    ArchivalItem.objects.filter(pk=item.pk).update(closed_until="2031-05-02")
    assert found("K-19180-1") == []
    day(NOON + timedelta(days=1))
    opened()
    assert len(found("K-19180-1", kinds=("panel",))) == 1


def test_an_item_that_is_closed_vanishes_at_once():
    item = make_item(source_id="i", reference_code="K-19180-1")
    make_transcription(make_page_image(item), text="Цахилгаан")
    make_exhibit(make_panel(title_en="Tents"), item)
    release_made()
    to_release.clear()
    assert len(found("K-19180-1")) == 2
    item.closed_until = timezone.localdate() + timedelta(days=1)
    item.save()
    assert found("resolution") == found("цахилгаан") == found("K-19180-1") == []
    ArchivalItem.objects.filter(pk=item.pk).update(closed_until=None)
    assert (found("цахилгаан"), len(found("K-19180-1"))) == (["i"], 2)


@pytest.fixture
def thread(monkeypatch):
    """Outside of a thread of its own it must leave the connection of the test alone."""
    monkeypatch.setattr(opened_by_date, "close_old_connections", lambda: None)


def test_the_worker_asks_once_a_day(day, monkeypatch, thread):
    asked, moments = [], iter([NOON, NOON, NOON + timedelta(days=1)])
    monkeypatch.setattr(opened_by_date, "opened", lambda: asked.append(1) or True)
    monkeypatch.setattr(timezone, "now", lambda: next(moments))
    keep_opening(Times(3))
    assert len(asked) == 2


class Times(threading.Event):
    """Is set after so many looks."""

    def __init__(self, number: int):
        super().__init__()
        self.left = number

    def wait(self, timeout=None) -> bool:
        self.left -= 1
        return not self.left


def test_a_day_without_database_is_asked_again(monkeypatch, thread):
    answers = iter([False, True])
    asked = []
    monkeypatch.setattr(opened_by_date, "opened", lambda: asked.append(1) or next(answers))
    keep_opening(Times(4))
    assert len(asked) == 2


def test_a_fault_of_the_database_does_not_end_it(monkeypatch):
    def fails(*_):
        raise Error

    monkeypatch.setattr(opened_by_date.index, "refresh", fails)
    assert not opened()


def test_one_query_when_nothing_opens():
    make_item()
    with CaptureQueriesContext(connection) as asked:
        opened()
    assert len([one for one in asked if "closed_until" in one["sql"]]) == len(asked) == 1
