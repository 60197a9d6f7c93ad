"""An exhibition as a collection of chapters, a chapter as a collection of manifests."""

import iiif_prezi3
import pytest

from exhibits.editions.releasing import release_now, withdraw
from tests.make import (
    make_exhibit,
    make_exhibition,
    make_item,
    make_page_image,
    make_panel,
    make_section,
    release_made,
)

pytestmark = pytest.mark.django_db


def collection(client, *parts: str) -> dict:
    response = client.get(f"/iiif/exhibitions/{'/'.join(parts)}/collection")
    assert response.status_code == 200
    iiif_prezi3.Collection(**response.json())
    return response.json()


def test_chapters_that_show_documents(client, settings):
    exhibition = make_exhibition()
    told, shown = make_section(exhibition), make_section(exhibition)
    make_panel(told)
    below = make_section(exhibition, parent=shown, has_page=False)
    make_exhibit(make_panel(below), make_page_image().item)
    found = collection(client, exhibition.slug)
    assert found["label"] == {
        "en": ["Across the sea"], "ja": ["海を越えて"], "mn": ["Далайг гатлан"]
    }  # fmt: skip
    root = f"{settings.SITE_URL}/iiif/exhibitions/{exhibition.slug}"
    assert [one["id"] for one in found["items"]] == [f"{root}/{shown.slug}/collection"]
    chapter = collection(client, exhibition.slug, shown.slug)
    assert chapter["id"] == found["items"][0]["id"]
    assert [one["type"] for one in chapter["items"]] == ["Manifest"]


def test_a_document_shown_twice_is_listed_once_and_hidden_ones_never(client):
    section = make_section()
    first, hidden = make_page_image().item, make_item(is_public=False)
    make_page_image(hidden)
    for item in (first, hidden, make_item(), first):
        make_exhibit(make_panel(section), item)
    found = collection(client, section.exhibition.slug, section.slug)
    assert [one["id"].split("/")[-2] for one in found["items"]] == [str(first.pk)]
    assert found["items"][0]["thumbnail"][0]["width"] == 400


def test_unpublished_and_withdrawn(cast, log_in):
    draft = make_exhibition(is_published=False)
    gone = make_exhibition(is_published=False)
    release_now(gone, actor=None)
    withdraw(gone, actor=cast["publisher"])
    for exhibition, status in ((draft, 404), (gone, 410)):
        response = log_in("curator").get(f"/iiif/exhibitions/{exhibition.slug}/collection")
        assert response.status_code == status
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("number", [2, 40])
def test_queries_do_not_grow(client, number, django_assert_num_queries):
    section = make_section()
    for _exhibit in range(number):
        make_exhibit(make_panel(section), make_page_image().item)
    release_made()
    # 1 the current edition, 2 items, 3 their first pages
    with django_assert_num_queries(3):
        collection(client, section.exhibition.slug, section.slug)
