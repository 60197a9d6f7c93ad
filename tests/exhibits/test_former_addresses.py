"""Addresses that were once given out still lead to what they named."""

import pytest

from exhibits import actions
from exhibits.models import FormerAddress
from tests.make import make_essay, make_exhibition, make_panel, make_section, to_release
from tests.reading import form_values


@pytest.fixture
def renamed(db):
    """An exhibition, a section and an essay after one change of slug each."""
    sea = make_exhibition(slug="sea")
    section, essay = make_section(sea, slug="one"), make_essay(sea, slug="codes")
    for obj in (sea, section, essay):
        obj.slug = f"new-{(former := obj.slug)}"
        obj.save()
        actions.keep_address(obj, former)
    return sea


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("exhibitions/sea/", "exhibitions/new-sea/"),
        ("exhibitions/sea/one/", "exhibitions/new-sea/new-one/"),
        ("exhibitions/new-sea/one/", "exhibitions/new-sea/new-one/"),
        ("exhibitions/sea/new-one/", "exhibitions/new-sea/new-one/"),
        ("exhibitions/sea/essays/codes/", "exhibitions/new-sea/essays/new-codes/"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_old_address_leads_to_the_new_one(renamed, client, old, new, language):
    response = client.get(f"/{language}/{old}", follow=True)
    assert response.redirect_chain[-1][0] == f"/{language}/{new}"
    assert {status for _url, status in response.redirect_chain} == {301}
    assert response.status_code == 200


def test_present_addresses_need_no_redirect(renamed, client):
    for path in ("", "new-one/", "essays/new-codes/"):
        assert client.get(f"/en/exhibitions/new-sea/{path}").status_code == 200


@pytest.mark.parametrize("path", ["exhibitions/sea/none/", "exhibitions/none/one/"])
def test_what_never_was_is_not_here(renamed, client, path):
    response = client.get(f"/en/{path}", follow=True)
    assert response.status_code == 404


def test_old_addresses_of_what_is_not_published_do_not_tell(renamed, client):
    to_release.discard(renamed.pk)
    for path in ("", "one/", "essays/codes/"):
        assert client.get(f"/en/exhibitions/sea/{path}").status_code == 404


def test_a_slug_that_is_used_again_means_the_present(renamed, client):
    make_section(renamed, slug="one", title_en="Another")
    response = client.get("/en/exhibitions/new-sea/one/")
    assert response.status_code == 200 and "Another" in response.content.decode()


def test_going_back_to_the_old_slug_is_no_circle(renamed, client):
    renamed.slug = "sea"
    renamed.save()
    actions.keep_address(renamed, "new-sea")
    assert client.get("/en/exhibitions/sea/").status_code == 200
    assert client.get("/en/exhibitions/new-sea/", follow=True).redirect_chain == [
        ("/en/exhibitions/sea/", 301)
    ]


def test_the_form_keeps_the_address(log_in):
    section = make_section(slug="one")
    client, address = log_in("curator"), f"/admin/exhibits/section/{section.pk}/change/"
    values = form_values(client.get(address), "section_form")
    assert client.post(address, {**values, "slug": "two"}).status_code == 302
    kept = FormerAddress.objects.get()
    assert (kept.slug, kept.section) == ("one", section)
    values = form_values(client.get(address), "section_form")
    client.post(address, {**values, "title_en": "Another title"})
    assert FormerAddress.objects.count() == 1


def test_panels_keep_their_permanent_address_instead(db, client):
    panel = make_panel(slug="a")
    panel.slug = "b"
    panel.save()
    assert client.get(f"/id/panels/{panel.uuid}").headers["Location"].endswith("#panel-b")
