"""Who sees what: unpublished exhibitions, withdrawn ones, items that are not public."""

import pytest

from exhibits.editions.releasing import release_now, withdraw
from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page_image,
    make_panel,
    make_section,
    to_release,
)
from tests.reading import tree, words

PAGES = (
    "/en/exhibitions/sea/",
    "/en/exhibitions/sea/one/",
    "/en/exhibitions/sea/essays/codes/",
)
STAFF = ("curator", "publisher", "translator-ja", "reviewer", "admin")


@pytest.fixture
def unpublished(db):
    sea = make_exhibition(slug="sea", is_published=False)
    make_panel(make_section(sea, slug="one"))
    make_essay(sea, slug="codes")
    return sea


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_finds_nothing(unpublished, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_an_account_without_a_role_finds_nothing(unpublished, log_in, address):
    assert log_in("stranger").get(address).status_code == 404


@pytest.mark.parametrize("name", STAFF)
def test_staff_find_nothing_either(unpublished, log_in, name):
    """They have an address of their own: see test_previews.py."""
    for address in PAGES:
        assert log_in(name).get(address).status_code == 404


def test_a_published_page_is_no_preview(unpublished, client):
    to_release.add(unpublished.pk)
    for address in PAGES:
        response = client.get(address)
        assert not tree(response).xpath("//p[@class='preview-note'] | //meta[@name='robots']")
        assert "X-Robots-Tag" not in response.headers


@pytest.mark.parametrize("kind", ["exhibitions", "panels"])
def test_permanent_addresses_do_not_tell(unpublished, client, kind):
    panel = unpublished.sections.get().panels.get()
    key = {"exhibitions": unpublished, "panels": panel}[kind].uuid
    for accept in ("text/html", "application/ld+json"):
        assert client.get(f"/id/{kind}/{key}", headers={"accept": accept}).status_code == 404


def test_what_was_withdrawn_is_gone(unpublished, client, cast, log_in):
    release_now(unpublished, actor=None)
    withdraw(unpublished, actor=cast["publisher"])
    for reader in (client, log_in("curator")):
        response = reader.get("/ja/exhibitions/sea/one/")
        assert response.status_code == 410
        response.status_code = 200
        assert tree(response).get("lang") == "ja"


def test_the_home_page_lists_no_preview(unpublished, log_in):
    assert not tree(log_in("curator").get("/en/")).xpath("//article")


@pytest.fixture
def hidden(db):
    """An item that is not public, shown in a published panel beside a public one."""
    panel = make_panel(make_section(make_exhibition(slug="sea"), slug="one"))
    item = make_item(is_public=False, title_en="Secret letter", reference_code="Fund-1")
    make_page_image(item)
    make_exhibit(panel, item, caption_en="Secret caption")
    make_exhibit(panel, make_item(title_en="Open letter"))
    return item


def test_a_page_leaves_out_what_is_not_public(hidden, client, log_in):
    for reader in (client, log_in("curator")):
        page = reader.get("/en/exhibitions/sea/one/").content.decode()
        assert "Open letter" in page
        assert "Secret" not in page and f"/items/{hidden.pk}/" not in page


def test_an_item_that_is_not_public_is_not_here(hidden, client, log_in):
    address = f"/en/archive/items/{hidden.pk}/"
    assert client.get(address).status_code == 404
    assert log_in("stranger").get(address).status_code == 404
    response = log_in("reviewer").get(address)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_browsing_does_not_find_it(hidden, client, log_in):
    for reader in (client, log_in("curator")):
        assert "Secret" not in reader.get("/en/archive/?q=secret").content.decode()


def test_its_permanent_address_does_not_tell(hidden, client):
    for accept in ("text/html", "application/ld+json"):
        response = client.get(f"/id/items/{hidden.uuid}", headers={"accept": accept})
        assert response.status_code == 404


def test_linked_data_of_a_panel_does_not_name_it(hidden, client):
    panel = hidden.exhibits.get().panel
    found = client.get(f"/id/panels/{panel.uuid}", headers={"accept": "application/ld+json"})
    assert str(hidden.uuid) not in found.content.decode()
    assert len(found.json()["mentions"]) == 1


def test_what_it_lies_in_does_not_name_it_and_its_parts_say_its_title_alone(hidden, client):
    above = make_item(level="file", title_en="File")
    below = make_item(parent=hidden, title_en="Enclosure")
    hidden.parent = above
    hidden.save()
    below.refresh_from_db()
    pages = [client.get(f"/en/archive/items/{one.pk}/").content.decode() for one in (above, below)]
    assert "Secret" not in pages[0] and pages[1].count("Secret letter") == 1
    assert f"/items/{hidden.pk}/" not in "".join(pages)


def test_a_public_item_does_not_name_unpublished_exhibitions(db, client):
    exhibit = make_exhibit(make_panel(make_section(make_exhibition(is_published=False))))
    root = tree(client.get(f"/en/archive/items/{exhibit.item.pk}/"))
    assert "Shown in" not in words(root, "//h2")
