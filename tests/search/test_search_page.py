"""The page of results, in three languages, and the same as JSON."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.rebuilding import rebuild
from tests.make import (
    link_name,
    make_form,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_repository,
    make_transcription,
    release_made,
)
from tests.search.answers import make_document, put

pytestmark = pytest.mark.django_db
SCRIPT_TAG = "<script>alert(1)</script>"


def as_json(client, query: str, language: str = "en", **params) -> dict:
    return client.get(f"/{language}/search/", {"q": query, "format": "json", **params}).json()


def test_the_shape_of_the_answer_is_settled(client):
    item = make_item(source_id="r78")
    found = as_json(client, "決議第78号", "ja")
    assert found == {
        "query": "決議第78号",
        "count": 1,
        "results": [
            {
                "kind": "item",
                "id": item.pk,
                "source_id": "r78",
                "title": "対日支援に関する政府決議第78号",
                "lang": "ja",
                "url": f"/ja/archive/items/{item.pk}/",
                "reference_code": "Fund-59, File-1, Unit-548",
                "snippet": "",
                "matched_lang": "ja",
            }
        ],
    }


def test_the_title_is_in_the_readers_language_and_says_where_it_was_found(client):
    make_item()
    page = client.get("/en/search/", {"q": "政府決議"}).content.decode()
    assert "Resolution No. 78 on a grant to Japan" in page
    assert "Found in the text in Japanese" in page
    assert "<mark>政府決議</mark>第78号" in page


def test_what_was_asked_for_is_marked_in_the_text_as_it_is_written(client):
    make_item(scope_and_content_mn="Монгол Улсын Засгийн газрын тогтоол, хоёр хуудас.")
    page = client.get("/mn/search/", {"q": "засаг"}).content.decode()
    assert "<mark>Засгийн</mark> газрын тогтоол" in page
    page = client.get("/en/search/", {"q": "засаг"}).content.decode()
    assert '<p class="found-text" lang="mn">' in page


def test_a_transcription_leads_to_its_page(client):
    item = make_item()
    make_page_image(item, order=0)
    make_transcription(make_page_image(item, order=1), language="mn-Mong", text="ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ")
    (found,) = as_json(client, "ᠮᠣᠩᠭᠣᠯ")["results"]
    assert found["url"] == f"/en/archive/items/{item.pk}/?page=2"
    assert (found["matched_lang"], found["snippet"]) == ("mn-Mong", "ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ")
    assert as_json(client, "Монгол Улсын")["results"][-1] == found
    page = client.get("/mn/search/", {"q": "Монгол Улсын"}).content.decode()
    assert "<mark>ᠮᠣᠩᠭᠣᠯ</mark> <mark>ᠤᠯᠤᠰ</mark>" in page


def test_kinds_and_languages_narrow(client):
    make_item(title_en="Elbegdorj’s letter")
    make_name()
    kinds = [one["kind"] for one in as_json(client, "Elbegdorj")["results"]]
    assert sorted(kinds) == ["item", "name"]
    assert [one["kind"] for one in as_json(client, "Elbegdorj", kind="name")["results"]] == ["name"]
    assert as_json(client, "letter", **{"in": "en"})["count"] == 1


def test_nothing_in_a_language_is_said_and_the_others_are_shown(client):
    make_item()
    page = client.get("/en/search/", {"q": "決議", "in": "mn"}).content.decode()
    assert "Nothing was found in texts of this language, but in other languages." in page
    assert "Resolution No. 78" in page


def test_any_of_the_words_is_said(client):
    make_item()
    page = client.get("/en/search/", {"q": "resolution zebra"}).content.decode()
    assert "Nothing has all of these words; these have some of them." in page
    assert "<mark>Resolution</mark> No. 78" in page


def test_unknown_values_are_said(client):
    page = client.get(
        "/en/search/", {"q": "x", "kind": "cow", "in": "fr", "page": "0"}
    ).content.decode()
    assert "“cow” is not a kind of result." in page
    assert "Texts are not written in “fr” here." in page
    assert "“0” is not a number from 1 to 1000." in page


def test_results_are_paged(client):
    put(*(make_document(n, title_en=f"Letter {n}") for n in range(1, 26)))
    first, second = as_json(client, "letter"), as_json(client, "letter", page=2)
    assert (first["count"], len(first["results"]), len(second["results"])) == (25, 20, 5)
    assert len(as_json(client, "letter", per_page=7, page=4)["results"]) == 4
    ids = {one["id"] for one in first["results"] + second["results"]}
    assert len(ids) == 25


def test_a_name_that_is_spelt_nearly_so_is_proposed(client):
    make_name()
    page = client.get("/en/search/", {"q": "Elbegdorf"}).content.decode()
    assert "Did you mean:" in page
    assert "?q=Tsakhiagiin+Elbegdorj" in page


@pytest.mark.parametrize(
    "query",
    [
        *('"', "'", "%", "*", "-", "--", "()", '"unclosed', "a AND OR NOT NEAR(b)", "^a:b", "\\"),
        *("'; DROP TABLE search_words; --", SCRIPT_TAG, "a" * 20_000, "語" * 20_000, "x " * 10_000),
        *("ᠮᠣᠩᠭᠣᠯ " * 3_000, "ᠴ" * 20_000, "ᠠ ᠡ ᠢ ᠣ ᠥ ᠨ ᠪ ᠬ ᠭ ᠮ ᠯ ᠰ ᠲ"),
        *("nul\x00here", "\ud800", "😀", "\u202eabc\u202c", "x:*&|!<->", "e\u0301" * 200, "ﷺ" * 50),
        *("1" * 300, "H99.99.99", "2011-99-99", "Fund-" + "9" * 200, "-" * 300, '"" ""', "«»"),
    ],
    ids=lambda query: ascii(query[:12]),
)
def test_any_text_is_a_legal_query(client, query):
    make_item()
    response = client.get("/en/search/", {"q": query.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert SCRIPT_TAG not in response.content.decode()


def test_what_is_not_public_is_never_found(client):
    make_item(is_public=False, title_en="Secret treaty")
    make_item(closed_until="2999-01-01", title_en="Secret protocol")
    item = make_item(title_en="Secret letter")
    assert as_json(client, "secret")["count"] == 1
    item.is_public = False
    item.save()
    assert as_json(client, "secret")["count"] == 0
    assert client.get("/en/search/suggestions/", {"q": "secr"}).json() == {"suggestions": []}


def test_the_number_of_queries_does_not_depend_on_what_is_found(client):
    """Count, ranking, entries, what they lie in, pages; the links at the foot."""
    name = make_name()
    make_form(name, "Ц.Элбэгдорж")
    for number in range(3):
        item = make_item(title_en=f"Letter {number} of Elbegdorj", repository=make_repository())
        link_name(name, item)
        make_transcription(make_page_image(item), text="Элбэгдорж")
    make_panel(title_en="Elbegdorj")
    release_made()
    rebuild()
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/en/search/", {"q": "Elbegdorj"}).content.decode()
    assert page.count('class="found-one"') == 5
    assert len(asked) <= 7


def test_the_box_is_on_every_page(client):
    for address in ("/en/", "/ja/archive/", "/mn/archive/names/"):
        assert 'role="search"' in client.get(address).content.decode()


def test_a_page_without_a_query_says_what_can_be_asked(client):
    page = client.get("/ja/search/").content.decode()
    assert "請求番号" in page
    assert "検索" in page


def test_the_end_of_a_long_query_is_said_to_be_left_out(client):
    words = "Only the first 400 characters are looked for."
    assert words in client.get("/en/search/", {"q": "word " * 100}).content.decode()
    assert words not in client.get("/en/search/", {"q": "word"}).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Nothing has been changed."),
        ("ja", "何も変更されていません。"),
        ("mn", "Юу ч өөрчлөгдөөгүй."),
    ],
)
def test_who_sends_instead_of_asking_is_told_so(language, words):
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/search/", {"q": "x"})
    assert answer.status_code == 403 and words in answer.content.decode()


def test_a_slip_is_told_beside_what_has_parts_of_the_word(client):
    make_item(title_ja="大使館の書簡")
    for _number in range(4):
        make_item(title_ja="大使と長官の会談")
    page = client.get("/ja/search/", {"q": "大使官"}).content.decode()
    assert ">大使館</a>" in page
