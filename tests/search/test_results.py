"""What a result shows, and what comes first: as a reader would expect who knows the record."""

import pytest

from tests.make import (
    make_exhibit,
    make_exhibition,
    make_form,
    make_item,
    make_name,
    make_panel,
    make_section,
)
from tests.search.answers import found, make_document, put

pytestmark = pytest.mark.django_db


def results(client, query: str, language: str = "en", **params) -> list[dict]:
    asked = {"q": query, "format": "json", **params}
    return client.get(f"/{language}/search/", asked).json()["results"]


def page(client, query: str, language: str = "en", **params) -> str:
    return client.get(f"/{language}/search/", {"q": query, **params}).content.decode()


def test_the_text_is_of_the_language_that_was_chosen(client):
    make_item(
        scope_and_content_en="A letter of Ts. Elbegdorj.",
        scope_and_content_mn="Ц.Элбэгдоржийн захидал.",
    )
    (chosen,) = results(client, "Elbegdorj", "ja", **{"in": "en"})
    assert (chosen["matched_lang"], chosen["snippet"]) == ("en", "A letter of Ts. Elbegdorj.")
    (any_language,) = results(client, "Elbegdorj", "ja")
    assert any_language["matched_lang"] == "en"  # as it was typed, before what sounds so


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("平成23年3月12日", ["12 March 2011"]),
        ("March 2011", ["12 March 2011"]),
        ("12 March 2011", ["12 March 2011"]),
        ("Ф-59, хн-66", ["Fund-59, File-1, Unit-66"]),
        ("平28内府00174100", ["平28内府00174100"]),
    ],
)
def test_dates_and_codes_are_marked_whole(client, query, marked):
    text = (
        "Sent on 12 March 2011 with 3 others of 2010, Fund-59, File-1, Unit-66; 平28内府00174100."
    )
    make_item(reference_code="X-1", date="", scope_and_content_en=text)
    shown = page(client, query)
    assert [part.partition("</mark>")[0] for part in shown.split("<mark>")[1:]] == marked


def test_what_stands_in_no_text_is_said(client):
    make_item(reference_code="Fund-7, File-1, Unit-3", date="1939-05")
    name = make_name()
    make_form(name, form="Elbegdorzh the Second")
    words = "Found by its date, its reference code or a linked name"
    assert words in page(client, "May 1939") and words in page(client, "Fund-7 Unit-3")
    assert words not in page(client, "resolution")
    assert "Found by another form of the name" in page(client, "Second")


def test_the_unit_comes_before_what_cites_it(client):
    exhibition = make_exhibition()
    item = make_item(reference_code="Fund-59, File-1, Unit-66", title_en="A long title of the unit")
    panel = make_panel(make_section(exhibition), title_en="Short")
    make_exhibit(panel, item)
    assert [one["kind"] for one in results(client, "Fund-59 Unit-66")] == ["item", "panel"]


def test_who_bears_a_name_comes_before_what_tells_of_it():
    put(
        make_document(1, "panel", source_id="panel", title_mn="Захидал", names=("Ц.Элбэгдорж",)),
        make_document(2, source_id="text", body_mn="Ц.Элбэгдорж илгээв"),
        make_document(
            *(3, "name"), source_id="name", title_mn="Цахиагийн Элбэгдорж", names=("Ц.Элбэгдорж",)
        ),
    )
    assert found("Ц.Элбэгдорж", language="mn")[0] == "name"


def test_who_bears_a_name_in_kanji_comes_first_and_nothing_that_looks_like_it():
    put(
        make_document(1, source_id="text", title_ja="外務省の書簡"),
        make_document(2, "name", source_id="ministry", title_ja="日本国外務省", names=("外務省",)),
        make_document(3, "name", source_id="tokyo", title_ja="東京都", names=("東京都",)),
        make_document(4, source_id="kyoto", title_ja="京都の絵葉書"),
    )
    assert found("外務省", language="ja")[0] == "ministry"
    assert found("京都", language="ja")[0] == "kyoto"


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("大統領訪日", ["visit"]),
        ("国交樹立", ["relations"]),
        ("救助隊派遣", ["rescue"]),
        ("支援物資", ["goods"]),
        ("大統領樹立", []),
    ],
)
def test_words_that_were_typed_as_one_are_found_apart(query, right):
    put(
        make_document(1, source_id="visit", body_ja="大統領の訪日に際して"),
        make_document(2, source_id="relations", body_ja="国交を樹立した年"),
        make_document(3, source_id="rescue", body_ja="救助隊を派遣した"),
        make_document(4, source_id="goods", body_ja="支援のための物資"),
    )
    assert found(query, language="ja") == right


def test_an_item_tells_of_the_branch_in_which_it_lies(client):
    fonds = make_item(title_en="Papers of the embassy", level="fonds", reference_code="F-1")
    file = make_item(title_en="Visits", level="file", parent=fonds, reference_code="F-1-1")
    make_item(title_en="Programme", parent=file, reference_code="F-1-1-1")
    shown = page(client, "Programme")
    places = [shown.index(f'/en/archive/items/{one.pk}/">') for one in (fonds, file)]
    assert places == sorted(places)
    fonds.is_public = False
    fonds.save()
    assert "Papers of the embassy" not in page(client, "Programme")


def test_a_panel_tells_of_its_chapter(client):
    section = make_section(make_exhibition(), title_en="After the earthquake")
    make_panel(section, title_en="Blankets")
    shown = page(client, "Blankets", kind="panel")
    assert f'/{section.slug}/">After the earthquake</a>' in shown


def test_nothing_that_can_be_looked_for_is_said(client):
    assert "“%” holds no word that can be looked for." in page(client, "%")
    assert "Nothing was found" not in page(client, "%")
