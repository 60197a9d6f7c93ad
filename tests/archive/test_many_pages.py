"""A document of thousands of pages: every page of the site that shows it stays as it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import ArchivalItem
from exhibits.editions.releasing import release_now
from exhibits.models import Exhibition
from tests.make import (
    make_exhibit,
    make_exhibition,
    make_item,
    make_many_page_images,
    make_panel,
    make_section,
)

MANY = 3_000


@pytest.fixture(scope="module")
def item(kept_data) -> ArchivalItem:
    """On show in a chapter that is released."""
    made = make_item()
    make_exhibit(make_panel(make_section(make_exhibition())), made)
    make_many_page_images(made, MANY)
    release_now(Exhibition.objects.get(), actor=None, unrendered=True)
    return made


@pytest.fixture
def measured(client, log_in):
    """``measured(address, is_admin)``: queries and bytes of a page, warm."""

    def measure(address: str, *, is_admin: bool) -> tuple[int, int]:
        reader = log_in("curator") if is_admin else client
        assert reader.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            content = reader.get(address).content
        return len(captured), len(content)

    return measure


def admin(name: str):
    return lambda item: reverse(f"admin:archive_archivalitem_{name}", args=[item.pk])


def chapter(item) -> str:
    section = item.exhibits.get().panel.section
    return f"/ja/exhibitions/{section.exhibition.slug}/{section.slug}/"


# Addresses, and the most queries and bytes of the page whatever the item holds.
PAGES = {
    "item page": (lambda item: f"/ja/archive/items/{item.pk}/", 8, 40_000),
    "item page, in the middle": (lambda item: f"/ja/archive/items/{item.pk}/?page=1500", 8, 40_000),
    "browse": (lambda _item: "/ja/archive/", 10, 40_000),
    "chapter": (chapter, 9, 40_000),
    "item form": (admin("change"), 15, 120_000),
    "page order": (admin("pages"), 10, 250_000),
    "last of the page order": (lambda item: admin("pages")(item) + "?p=30", 10, 250_000),
    "card": (admin("card"), 8, 20_000),
    "first page to transcribe": (
        lambda item: (
            reverse("admin:archive_transcription_add")
            + f"?digital_object={item.digital_objects.first().pk}"
        ),
        12,
        40_000,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_few_queries_and_bytes(item, measured, name):
    address, most_queries, most_bytes = PAGES[name]
    is_admin = "admin" in address(item)
    queries, size = measured(address(item), is_admin=is_admin)
    assert queries <= most_queries
    assert size <= most_bytes


@pytest.mark.django_db
def test_the_manifest_has_every_page(item, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = client.get(f"/iiif/items/{item.pk}/manifest").json()
    assert len({canvas["id"] for canvas in found["items"]}) == MANY
