"""Permanent addresses: 303 in the reader's language, JSON-LD for who asks."""

import pytest

from tests.make import make_exhibit, make_exhibition, make_item, make_panel, make_section

LINKED = {"accept": "application/ld+json"}


@pytest.fixture
def told(db):
    """Exhibition, panel and item of one story by the kind that their addresses name."""
    section = make_section(make_exhibition(slug="sea"), slug="one")
    panel = make_panel(section, slug="it")
    item = make_exhibit(panel, make_item(title_mn="")).item
    return {"exhibitions": section.exhibition, "panels": panel, "items": item}


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("exhibitions", "exhibitions/sea/"),
        ("panels", "exhibitions/sea/one/#panel-it"),
        ("items", "archive/items/{pk}/"),
    ],
)
def test_303_to_the_page_in_the_language_of_the_reader(told, client, kind, path, language):
    address = f"/id/{kind}/{told[kind].uuid}"
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 303
    assert response.headers["Location"] == f"/{language}/" + path.format(pk=told[kind].pk)
    assert {"Accept", "Accept-Language"} <= set(response.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", 303),
        ("*/*", 303),
        ("", 303),
        ("application/ld+json", 200),
        ("application/ld+json, text/html;q=0.5", 200),
        ("text/html, application/ld+json;q=0.5", 303),
        ("image/png", 303),
    ],
)
def test_what_is_answered_follows_accept(told, client, accept, status):
    response = client.get(f"/id/items/{told['items'].uuid}", headers={"accept": accept})
    assert response.status_code == status


@pytest.mark.parametrize(
    ("kind", "type_of"),
    [("exhibitions", "Collection"), ("panels", "CreativeWork"), ("items", "ArchiveComponent")],
)
def test_linked_data_names_itself_by_the_permanent_address(told, client, settings, kind, type_of):
    response = client.get(f"/id/{kind}/{told[kind].uuid}", headers=LINKED)
    found = response.json()
    assert response.headers["Content-Type"] == "application/ld+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert found["@type"] == type_of
    assert found["@id"] == f"{settings.SITE_URL}/id/{kind}/{told[kind].uuid}"


def test_linked_data_has_the_languages_that_exist(told, client):
    found = client.get(f"/id/items/{told['items'].uuid}", headers=LINKED).json()
    assert [name["@language"] for name in found["name"]] == ["en", "ja"]
    assert found["identifier"] == "Fund-59, File-1, Unit-548"
    assert found["dateCreated"] == "2011-03-12"


def test_linked_data_of_a_panel_leads_to_exhibition_and_items(told, client, settings):
    found = client.get(f"/id/panels/{told['panels'].uuid}", headers=LINKED).json()
    site = settings.SITE_URL
    assert found["isPartOf"] == {"@id": f"{site}/id/exhibitions/{told['exhibitions'].uuid}"}
    assert found["mentions"] == [{"@id": f"{site}/id/items/{told['items'].uuid}"}]


def test_the_address_survives_a_new_slug(told, client):
    told["panels"].slug = "renamed"
    told["panels"].save()
    response = client.get(f"/id/panels/{told['panels'].uuid}")
    assert response.headers["Location"].endswith("#panel-renamed")


@pytest.mark.parametrize("path", ["panels/1", "items/x", "exhibitions/", "names/1"])
def test_rubbish_is_not_here(db, client, path):
    assert client.get(f"/id/{path}").status_code == 404
