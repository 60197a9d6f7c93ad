"""Small pictures beside results: only what readers may see at that moment."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import ArchivalItem
from search.rebuilding import rebuild
from tests.make import (
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_picture,
    make_section,
    make_transcription,
    make_upload,
    picture_bytes,
    release_made,
    to_release,
)

pytestmark = pytest.mark.django_db
PICTURE = re.compile(r'<img class="found-picture" src="([^"]+)" [^>]+>')


def pictures(client, query: str, **params) -> list[str]:
    page = client.get("/en/search/", {"q": query, **params}).content.decode()
    return PICTURE.findall(page)


def small(page) -> str:
    return "/media/" + page.derivatives[0]["name"]


def test_an_item_has_its_cover_and_a_page_its_own_picture(client):
    item = make_item(title_en="Blankets")
    second = make_page_image(item, order=2)
    cover = make_page_image(item, order=1)
    make_transcription(second, text="Хөнжил илгээв")
    assert pictures(client, "blankets") == [small(cover)]
    assert pictures(client, "хөнжил") == [small(second)]


def test_it_says_nothing_and_keeps_its_place(client):
    make_page_image(make_item())
    page = client.get("/en/search/", {"q": "resolution"}).content.decode()
    (picture,) = [found[0] for found in PICTURE.finditer(page)]
    assert 'alt=""' in picture and 'loading="lazy"' in picture
    assert 'width="88" height="88"' in picture


def test_it_follows_the_item(client):
    page = make_page_image(make_item())
    other = make_page_image(page.item, order=1)
    assert pictures(client, "resolution") == [small(page)]
    page.derivatives = make_page_image(make_item(title_en="Else")).derivatives
    page.save()
    assert pictures(client, "resolution") == [small(page)]
    page.delete()
    assert pictures(client, "resolution") == [small(other)]
    other.delete()
    assert pictures(client, "resolution") == []


def test_a_picture_without_copies_is_not_shown(client):
    make_page_image(make_item(), derivatives=[])
    assert pictures(client, "resolution") == []


def test_a_panel_has_the_first_picture_of_its_edition(client):
    panel = make_panel(title_en="Tents")
    make_exhibit(panel, make_item(title_en="Without"), order=0)
    page = make_picture(make_item(title_en="With"))
    make_exhibit(panel, page.item, order=1)
    release_made()
    assert pictures(client, "tents", kind="panel") == [small(page)]


def test_an_exhibition_has_its_cover(client):
    page = make_picture()
    exhibition = make_exhibition(title_en="Tents", cover=page)
    make_section(exhibition)
    release_made()
    assert pictures(client, "tents", kind="exhibition") == [small(page)]


@pytest.mark.parametrize("closed", [{"is_public": False}, {"closed_until": "2999-01-01"}])
def test_a_closed_item_takes_its_picture_from_the_panel(client, closed):
    panel, page = make_panel(title_en="Tents"), make_picture()
    make_exhibit(panel, page.item)
    release_made()
    ArchivalItem.objects.filter(pk=page.item.pk).update(**closed)
    assert pictures(client, "tents", kind="panel") == []
    assert client.get(small(page)).status_code == 404


def test_an_edition_keeps_a_picture_that_the_item_has_no_longer(client):
    panel, page = make_panel(title_en="Tents"), make_picture()
    former = small(page)
    make_exhibit(panel, page.item)
    release_made()
    to_release.clear()
    page.delete()
    make_picture(page.item, file=make_upload(content=picture_bytes(500, 700)))
    assert pictures(client, "tents", kind="panel") == [former]


def test_few_queries_with_pictures_of_every_kind(client):
    name = make_name()
    for number in range(3):
        item = make_picture(make_item(title_en=f"{name.name_en} {number}")).item
        make_transcription(make_page_image(item, order=1), text="Elbegdorj", language="en")
        make_exhibit(make_panel(title_en=f"Elbegdorj {number}"), item)
    release_made()
    rebuild()
    with CaptureQueriesContext(connection) as asked:
        found = pictures(client, "Elbegdorj")
    assert len(found) == 6
    assert len(asked) <= 8, [one["sql"] for one in asked]
