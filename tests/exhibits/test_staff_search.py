"""The box of those who work here finds everything that each of them may see, in any state."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibits import staff_search
from exhibits.models import Membership
from tests.make import (
    make_essay,
    make_exhibition,
    make_form,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_section,
    make_transcription,
)
from tests.reading import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    exhibition = make_exhibition(is_published=False, title_en="Across the sea")
    section = make_section(exhibition, title_en="Relief")
    return make_panel(
        section, title_en="Blankets", title_ja="", event_text_ja="<p>毛布を<b>宮城</b>へ</p>"
    )


def words(element) -> str:
    return " ".join(element.text_content().split())


def search(client, query: str):
    response = client.get("/admin/search/", {"q": query})
    assert response.status_code == 200
    return tree(response)


def found(client, query: str) -> list[str]:
    return [words(link) for link in search(client, query).xpath("//div[@class='desk-found']//li/a")]


def test_drafts_closed_items_and_names_are_found(log_in, panel):
    make_essay(panel.section.exhibition, title_en="Reading blankets")
    make_item(title_en="Blanket list", is_public=False)
    make_name(kind="subject", name_en="Blankets and tents")
    client = log_in("curator")
    assert found(client, "blanket") == [
        *("Blankets", "Reading blankets", "Blanket list", "Blankets and tents"),
    ]
    link = search(client, "blankets").xpath("//div[@class='desk-found']//li/a/@href")[0]
    assert link == f"/admin/exhibits/panel/{panel.pk}/change/"
    assert client.get(link).status_code == 200


def test_the_text_that_matches_is_told(log_in, panel):
    page = search(log_in("curator"), "宮城")
    (met,) = page.xpath("//p[@class='desk-met']")
    assert words(met).startswith("Event text · Japanese: 毛布を宮城へ")
    assert met.xpath(".//span[@lang='ja']/mark/text()") == ["宮城"]


@pytest.mark.parametrize("query", ["МИЯГИД хөнжил", "миягид", "Хөнжил"])
def test_capitals_do_not_matter(log_in, panel, query):
    assert found(log_in("curator"), query) == ["Blankets"]


def test_an_item_is_found_by_code_description_and_transcription(log_in):
    item = make_item(title_en="A letter", reference_code="K-19180-1", scope_and_content_en="Tents")
    make_transcription(make_page_image(item), text="Цахилгаан ирэв")
    client = log_in("curator")
    for query in ("K-19180", "tents", "цахилгаан"):
        assert found(client, query) == ["A letter"]
    assert "Transcription · Mongolian: Цахилгаан ирэв" in words(search(client, "цахилгаан"))
    assert "K-19180-1 · open" in words(search(client, "letter"))


def test_a_name_is_found_by_any_form(log_in):
    make_form(make_name(), "Алтангэрэл")
    page = search(log_in("curator"), "алтан")
    assert "Tsakhiagiin Elbegdorj" in words(page)
    assert "Variant: Алтангэрэл" in words(page)
    assert found(log_in("curator"), "Elbegdorzh") == ["Tsakhiagiin Elbegdorj"]


def test_nobody_finds_what_she_may_not_see(log_in, cast, client, panel):
    make_panel(make_section(make_exhibition(is_published=False)), title_en="Blankets elsewhere")
    here = get_user_model().objects.create_user("limited", password="x", is_staff=True)
    exhibition = panel.section.exhibition
    Membership.objects.create(person=here, exhibition=exhibition, role="translator-ja")
    client.force_login(here, backend="config.authentication.AccountBackend")
    assert found(client, "blankets") == ["Blankets"]
    plain = get_user_model().objects.create_user("plain", password="x", is_staff=True)
    client.force_login(plain, backend="config.authentication.AccountBackend")
    assert found(client, "blankets") == []
    client.logout()
    assert client.get("/admin/search/", {"q": "blankets"}).status_code == 302


def test_long_lists_lead_on(log_in, monkeypatch):
    monkeypatch.setattr(staff_search, "MOST_ROWS", 2)
    for number in range(3):
        make_item(title_en=f"Letter {number}")
    page = search(log_in("curator"), "letter")
    assert len(page.xpath("//div[@class='desk-found']//li")) == 2
    (more,) = page.xpath("//a[text()='More in the list']/@href")
    assert more == "/admin/archive/archivalitem/?q=letter"


def test_the_box_is_on_every_page_of_those_who_work_here(log_in, client):
    assert "desk-search" not in client.get("/admin/login/").content.decode()
    client = log_in("translator-ja")
    for address in ("/admin/", "/admin/archive/name/"):
        assert 'action="/admin/search/"' in client.get(address).content.decode()
    assert "in any state" in words(search(client, ""))


@pytest.mark.parametrize(
    "query", ["\x00", "%", "_", "' OR 1=1 --", "zq " * 500, "語" * 5_000, "<b>"]
)
def test_any_text_may_be_asked(log_in, panel, query):
    assert found(log_in("curator"), query) == []


def test_the_number_of_queries_does_not_depend_on_what_is_found(log_in, panel):
    for number in range(4):
        make_panel(panel.section, title_en=f"Blankets {number}")
        make_form(make_name(kind="subject", name_en=f"Blankets {number}"), "Blanket")
        make_item(title_en=f"Blankets {number}")
    client = log_in("curator")
    with CaptureQueriesContext(connection) as asked:
        assert len(found(client, "blankets")) == 13
    assert len(asked) <= 15, [one["sql"] for one in asked]
