"""The card from which one of an item's page images is chosen, some pictures at a time."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.cards import PAGES_AT_ONCE, describe, window
from archive.models import ArchivalItem
from tests.make import make_item, make_many_page_images, make_page_image

TOTAL = 2 * PAGES_AT_ONCE + 5


@pytest.fixture
def item(db):
    return make_item()


@pytest.fixture
def card(item, log_in):
    """``card(page=3)``: what the chooser is sent."""
    curator = log_in("curator")
    address = reverse("admin:archive_archivalitem_card", args=[item.pk])
    return lambda **asked: curator.get(address, asked).json()


def test_few_pages_come_all_at_once(item, card):
    pages = [make_page_image(item, order=n, label=f"{n}r") for n in (2, 1)]
    found = card()
    assert (found["first"], found["total"]) == (1, 2)
    assert [page["id"] for page in found["pages"]] == [pages[1].pk, pages[0].pk]
    assert [page["label"] for page in found["pages"]] == ["1r", "2r"]


def test_an_item_without_pages(card):
    found = card(page=3)
    assert (found["first"], found["total"], found["pages"]) == (1, 0, [])


@pytest.mark.parametrize(
    ("page", "first", "count"),
    [
        ("1", 1, PAGES_AT_ONCE),
        (str(PAGES_AT_ONCE), 1, PAGES_AT_ONCE),
        (str(PAGES_AT_ONCE + 1), PAGES_AT_ONCE + 1, PAGES_AT_ONCE),
        (str(TOTAL), 2 * PAGES_AT_ONCE + 1, 5),
        ("999999999", 2 * PAGES_AT_ONCE + 1, 5),
        *((odd, 1, PAGES_AT_ONCE) for odd in ("", "0", "-5", "x", "9" * 30, "٣", "1.5")),
    ],
)
def test_the_pages_around_a_number(item, card, page, first, count):
    pages = make_many_page_images(item, TOTAL)
    found = card(page=page)
    assert (found["first"], found["total"], len(found["pages"])) == (first, TOTAL, count)
    assert found["pages"][0]["id"] == pages[first - 1].pk
    assert found["pages"][0]["label"] == str(first)


def test_the_pages_around_the_chosen_one(item, card):
    pages = make_many_page_images(item, TOTAL)
    found = card(chosen=pages[PAGES_AT_ONCE + 7].pk)
    assert found["first"] == PAGES_AT_ONCE + 1
    assert found["pages"][7]["id"] == pages[PAGES_AT_ONCE + 7].pk
    elsewhere = make_page_image(make_item())
    assert card(chosen=elsewhere.pk)["first"] == 1


@pytest.mark.parametrize("asked", ["", "page=2999", "chosen={}"])
def test_four_queries_and_few_bytes(item, card, asked):
    pages = make_many_page_images(item, 3_000)
    with CaptureQueriesContext(connection) as captured:
        found = ArchivalItem.objects.select_related("repository").get(pk=item.pk)
        shown = describe(found, window(found, QueryDict(asked.format(pages[-1].pk))))
    assert len(captured) <= 4
    assert len(shown["pages"]) <= PAGES_AT_ONCE
