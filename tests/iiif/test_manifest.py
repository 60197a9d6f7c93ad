"""The manifest of an item, as programs elsewhere read it."""

import iiif_prezi3
import pytest

from archive.models import Transcription
from tests.make import (
    make_exhibit,
    make_exhibition,
    make_item,
    make_page_image,
    make_panel,
    make_section,
)

pytestmark = pytest.mark.django_db


def manifest_of(client, item, **headers) -> dict:
    response = client.get(f"/iiif/items/{item.pk}/manifest", headers=headers)
    assert response.status_code == 200
    return response.json()


def test_what_presentation_3_requires(client, settings):
    item = make_item()
    make_page_image(item, label="1r", width=3000, height=4000)
    found = manifest_of(client, item)
    assert next(iter(found)) == "@context"
    assert found["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert found["id"] == f"{settings.SITE_URL}/iiif/items/{item.pk}/manifest"
    assert found["type"] == "Manifest"
    canvas = found["items"][0]
    assert (canvas["type"], canvas["width"], canvas["height"]) == ("Canvas", 3000, 4000)
    assert canvas["label"] == {"none": ["1r"]}
    painting = canvas["items"][0]["items"][0]
    assert painting["motivation"] == "painting"
    assert painting["target"] == canvas["id"]
    assert painting["body"]["service"][0]["type"] == "ImageService3"
    iiif_prezi3.Manifest(**found)


def test_language_maps_carry_exactly_the_languages_that_exist(client):
    item = make_item(title_en="", scope_and_content_mn="Тогтоолын эх.")
    make_page_image(item)
    found = manifest_of(client, item)
    assert set(found["label"]) == {"ja", "mn"}
    assert found["summary"] == {"mn": ["Тогтоолын эх."]}
    assert {code for home in found["homepage"] for code in home["language"]} == {"ja", "mn"}


def test_a_code_stands_without_language_and_never_beside_one(client):
    item = make_item(extent_en="3 leaves")
    make_page_image(item)
    values = [line["value"] for line in manifest_of(client, item)["metadata"]]
    assert {"none": ["Fund-59, File-1, Unit-548"]} in values
    assert {"en": ["3 leaves"]} in values
    assert all(set(value) == {"none"} or "none" not in value for value in values)


def test_the_citation_is_required_in_each_language(client):
    item = make_item(credit_line_en="Central Archive")
    make_page_image(item)
    found = manifest_of(client, item)["requiredStatement"]
    assert found["label"]["en"] == ["Citation"]
    assert found["value"]["en"] == [item.citation("en").text, "Central Archive"]
    assert "Гадаад харилцааны яамны төв архив" in found["value"]["mn"][0]


def test_the_citation_is_there_for_programs_too(client, settings):
    item = make_page_image(make_item(title_ja="")).item
    _data, *files = manifest_of(client, item)["seeAlso"]
    assert [file["language"] for file in files] == [["en"], ["mn"]]
    for file in files:
        answer = client.get(file["id"].removeprefix(settings.SITE_URL))
        assert answer["Content-Type"].partition(";")[0] == file["format"]
    assert answer.json()[0]["title"] == item.title_mn


def test_rights_date_and_direction(client):
    rights = "http://rightsstatements.org/vocab/NoC-US/1.0/"
    item = make_item(rights=rights, viewing_direction="right-to-left", date="1911-04")
    make_page_image(item)
    found = manifest_of(client, item)
    assert found["rights"] == rights
    assert found["navDate"] == "1911-04-01T00:00:00Z"
    assert found["viewingDirection"] == "right-to-left"


def test_a_page_that_was_turned_is_as_wide_as_it_is_shown(client):
    item = make_item()
    make_page_image(item, width=3000, height=4000, rotation=90)
    canvas = manifest_of(client, item)["items"][0]
    assert (canvas["width"], canvas["height"]) == (4000, 3000)


def test_transcriptions_are_annotations(client):
    page = make_page_image()
    make_page_image(page.item)
    Transcription.objects.create(digital_object=page, language="ja", text="｜蒙古《もうこ》\nより")
    first, second = manifest_of(client, page.item)["items"]
    assert "annotations" not in second
    found = client.get(first["annotations"][0]["id"].partition("8000")[2]).json()
    note = found["items"][0]
    assert note["motivation"] == "supplementing"
    assert note["body"]["language"] == "ja"
    assert note["body"]["value"] == "蒙古\nより"
    assert note["target"] == first["id"]
    iiif_prezi3.AnnotationPage(**found)


def test_exhibitions_that_show_it_are_named(client):
    page = make_page_image()
    shown, hidden = make_exhibition(), make_exhibition(is_published=False)
    for exhibition in (shown, hidden):
        make_exhibit(make_panel(make_section(exhibition)), page.item)
    part_of = manifest_of(client, page.item)["partOf"]
    assert [one["id"].rsplit("/", 2)[1] for one in part_of] == [shown.slug]


def test_what_readers_may_not_see_has_no_manifest(client, log_in):
    item = make_item(is_public=False)
    page = make_page_image(item)
    for address in (
        f"/iiif/items/{item.pk}/manifest",
        f"/iiif/items/{item.pk}/pages/{page.pk}/texts",
        f"/iiif/images/{page.image_id}/info.json",
        "/iiif/items/999999/manifest",
        f"/iiif/items/{make_item().pk}/manifest",  # without a page image
    ):
        response = log_in("curator").get(address)
        assert response.status_code == 404
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Content-Type"] == "application/json"


def test_how_it_is_sent(client):
    item = make_page_image().item
    address = f"/iiif/items/{item.pk}/manifest"
    response = client.get(address)
    assert response["Content-Type"] == (
        'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    plain = client.get(address, headers={"Accept": "application/json"})
    assert plain["Content-Type"] == "application/json"
    assert "Accept" in plain["Vary"]
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_other_methods(client):
    address = f"/iiif/items/{make_page_image().item.pk}/manifest"
    asked = client.options(address, headers={"Origin": "https://viewer.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("number", [3, 449])
def test_queries_do_not_grow_with_pages(client, number, django_assert_num_queries):
    item = make_item()
    for _page in range(number):
        make_page_image(item)
    # The item with its repository and parents, its pages, the exhibitions that show it.
    with django_assert_num_queries(3):
        found = manifest_of(client, item)
    assert len(found["items"]) == number
