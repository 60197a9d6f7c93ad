"""Searching inside of an item, as viewers elsewhere ask for it (Content Search 2.0)."""

from urllib.parse import parse_qs, urlsplit

import iiif_prezi3
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import ArchivalItem
from iiif import searching
from tests.make import make_item, make_page_image, make_transcription

pytestmark = pytest.mark.django_db
CONTEXT = "http://iiif.io/api/search/2/context.json"
TELEGRAM = "Гадаад харилцааны яамны цахилгаан.\nМиягид газар хөдлөлт болжээ."


def pages_with(*texts: str, language: str = "mn", item: ArchivalItem | None = None) -> ArchivalItem:
    """An item with a page image for every text."""
    item = item or make_item()
    for number, text in enumerate(texts):
        make_transcription(make_page_image(item, order=number), text=text, language=language)
    return item


def ask(client, item, what: str = "search", **params) -> dict:
    response = client.get(f"/iiif/items/{item.pk}/{what}", params)
    assert response.status_code == 200
    return response.json()


def exact(found: dict) -> list[str]:
    """What is marked, in order."""
    items = found.get("annotations", [{"items": []}])[0]["items"]
    return [one["target"]["selector"][0]["exact"] for one in items]


def test_the_manifest_names_its_search(client, settings):
    item = pages_with(TELEGRAM)
    found = client.get(f"/iiif/items/{item.pk}/manifest").json()
    assert found["@context"] == [CONTEXT, "http://iiif.io/api/presentation/3/context.json"]
    (service,) = found["service"]
    base = f"{settings.SITE_URL}/iiif/items/{item.pk}"
    assert service == {
        "id": f"{base}/search",
        "type": "SearchService2",
        "service": [{"id": f"{base}/autocomplete", "type": "AutoCompleteService2"}],
    }
    iiif_prezi3.Manifest(**found)


def test_without_texts_there_is_none(client):
    item = make_page_image().item
    found = client.get(f"/iiif/items/{item.pk}/manifest").json()
    assert "service" not in found
    assert client.get(f"/iiif/items/{item.pk}/search", {"q": "x"}).status_code == 404


def test_an_answer_has_the_shape_of_the_standard(client, settings):
    item = pages_with("Нэгдүгээр хуудас", TELEGRAM)
    found = ask(client, item, q="цахилгаан")
    assert list(found) == ["@context", "id", "type", "items", "annotations"]
    assert (found["@context"], found["type"]) == (CONTEXT, "AnnotationPage")
    assert parse_qs(urlsplit(found["id"]).query) == {"q": ["цахилгаан"]}
    (note,) = found["items"]
    assert note["motivation"] == "supplementing"
    assert note["body"] | {"value": TELEGRAM, "language": "mn"} == note["body"]
    canvas = client.get(f"/iiif/items/{item.pk}/manifest").json()["items"][1]
    assert note["target"] == canvas["id"]
    texts = client.get(canvas["annotations"][0]["id"].removeprefix(settings.SITE_URL)).json()
    assert note == texts["items"][0]
    (page,) = found["annotations"]
    assert page["type"] == "AnnotationPage"
    (match,) = page["items"]
    assert (match["type"], match["motivation"]) == ("Annotation", "highlighting")
    assert match["target"] == {
        "type": "SpecificResource",
        "source": note["id"],
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "цахилгаан",
                "prefix": TELEGRAM[:24],
                "suffix": TELEGRAM[33:73],
            }
        ],
    }
    iiif_prezi3.AnnotationPage(**{k: v for k, v in found.items() if k != "annotations"})


@pytest.mark.parametrize(
    ("language", "text", "query", "marked"),
    [
        ("ja", "宮城県沖で大地震《おおじしん》が起きた。", "地震", ["地震"]),
        ("mn", TELEGRAM, "яам хөдлөлтийн", ["яамны", "хөдлөлт"]),
        ("en", "The ministries sent telegrams.", "telegram ministry", ["ministries", "telegrams"]),
        ("mn", "Ц.Элбэгдорж гарын үсэг зурав", "Elbegdorzh", ["Элбэгдорж"]),
        ("mn-Mong", "ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ", "ᠮᠣᠩᠭᠣᠯ", ["ᠮᠣᠩᠭᠣᠯ"]),
        ("ja", "平成23年3月12日 決議第78号", "12 March 2011", ["平成23年3月12日"]),
    ],
)
def test_words_are_met_as_the_site_meets_them(client, language, text, query, marked):
    item = pages_with(text, "Something else", language=language)
    found = ask(client, item, q=query)
    assert len(found["items"]) == 1
    assert exact(found) == marked


def test_every_match_of_a_text_is_named_once(client):
    found = ask(client, pages_with("A bird, two birds, no cat"), q="bird")
    assert (len(found["items"]), exact(found)) == (1, ["bird", "birds"])
    first = found["annotations"][0]["items"][0]["target"]["selector"][0]
    assert first == {
        "type": "TextQuoteSelector",
        "exact": "bird",
        "prefix": "A ",
        "suffix": ", two birds, no cat",
    }


def test_all_words_stand_in_the_same_text(client):
    item = make_item()
    page = make_page_image(item)
    make_transcription(page, text="Хөнжил илгээв")
    make_transcription(page, text="Blankets for Miyagi", language="en", kind="translation")
    assert [one["body"]["language"] for one in ask(client, item, q="blanket")["items"]] == ["en"]
    assert ask(client, item, q="blanket хөнжил")["items"] == []
    assert ask(client, item, q="blanket -miyagi")["items"] == []


def test_other_items_are_not_searched(client):
    item = pages_with("Хөнжил")
    other = pages_with("Майхан")
    assert ask(client, item, q="майхан")["items"] == []
    assert len(ask(client, other, q="майхан")["items"]) == 1


def test_without_words_all_texts_are_there(client):
    item = pages_with("Нэг", "Хоёр")
    assert [one["body"]["value"] for one in ask(client, item)["items"]] == ["Нэг", "Хоёр"]
    assert ask(client, item, q="…")["items"] == []


def test_long_answers_come_in_pages(client, monkeypatch, settings):
    monkeypatch.setattr(searching, "PER_PAGE", 2)
    item = pages_with(*["Тогтоол"] * 5)
    first = ask(client, item, q="тогтоол")
    assert first["partOf"]["type"] == "AnnotationCollection"
    assert (first["partOf"]["total"], first["startIndex"]) == (5, 0)
    assert first["id"] == first["partOf"]["first"]["id"]
    assert "prev" not in first
    page, seen = first, list(first["items"])
    while "next" in page:
        page = client.get(page["next"]["id"].removeprefix(settings.SITE_URL)).json()
        seen += page["items"]
    assert page["id"] == first["partOf"]["last"]["id"]
    assert (page["startIndex"], "prev" in page) == (4, True)
    assert len({one["id"] for one in seen}) == 5
    for number in ("0", "4", "x", "99999999999"):
        assert (
            client.get(f"/iiif/items/{item.pk}/search?q=тогтоол&page={number}").status_code == 404
        )


def test_what_has_no_say_is_told(client):
    item = pages_with(TELEGRAM)
    found = ask(client, item, q="яам", motivation="painting", user="x", date="2011", colour="red")
    assert found["ignored"] == ["motivation", "user", "date", "colour"]
    assert parse_qs(urlsplit(found["id"]).query) == {"q": ["яам"]}
    assert len(found["items"]) == 1


def test_words_to_ask_for(client):
    item = pages_with("Яамны цахилгаан, яамд ирэв.", "Цахилгаанаар мэдээлэв", "яриа")
    found = ask(client, item, "autocomplete", q="яам", min="1")
    assert (found["@context"], found["type"]) == (CONTEXT, "TermPage")
    assert found["ignored"] == ["min"]
    assert [one["value"] for one in found["items"]] == ["яамд", "Яамны"]
    service = found["items"][0]["service"][0]
    assert service["type"] == "SearchService2"
    assert parse_qs(urlsplit(service["id"]).query) == {"q": ["яамд"]}
    assert ask(client, item, "autocomplete", q="хөнжил")["items"] == []
    assert ask(client, item, "autocomplete")["items"] == []
    japanese = pages_with("東日本大震災", language="ja")
    found = ask(client, japanese, "autocomplete", q="大震")
    assert [one["value"] for one in found["items"]] == ["大震災"]


def test_a_word_with_a_hook_is_begun_with_or_without_it(client):
    item = pages_with("Šagdar wrote", language="en")
    for typed in ("sag", "šag"):
        (found,) = ask(client, item, "autocomplete", q=typed)["items"]
        assert found["value"] == "Šagdar"


@pytest.mark.parametrize("what", ["search", "autocomplete"])
def test_what_readers_may_not_see_is_not_searched(client, log_in, what):
    item = pages_with(TELEGRAM)
    for closed in ({"is_public": False}, {"is_public": True, "closed_until": "2999-01-01"}):
        ArchivalItem.objects.filter(pk=item.pk).update(**closed)
        response = log_in("curator").get(f"/iiif/items/{item.pk}/{what}", {"q": "яам"})
        assert response.status_code == 404
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Content-Type"] == "application/json"


def test_a_page_without_a_canvas_is_not_searched(client):
    item = pages_with("Тогтоол")
    make_transcription(make_page_image(item, derivatives=[]), text="Тогтоол")
    assert len(ask(client, item, q="тогтоол")["items"]) == 1


def test_how_it_is_sent(client):
    address = f"/iiif/items/{pages_with(TELEGRAM).pk}/search?q=яам"
    response = client.get(address)
    assert response["Content-Type"] == f'application/ld+json;profile="{CONTEXT}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_few_queries_however_many_pages(client):
    item = pages_with(*["Тогтоол"] * 12)
    for address, most in (("search", 4), ("autocomplete", 3)):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/iiif/items/{item.pk}/{address}", {"q": "тогтоол"})
        assert len(asked) <= most, [one["sql"] for one in asked]


@pytest.mark.parametrize("query", ["\x00", '"', "NEAR(", "*", "a" * 5000, "' OR 1=1", "%", "x' y"])
def test_any_text_is_a_legal_query(client, query):
    item = pages_with(TELEGRAM)
    ask(client, item, q=query)
    ask(client, item, "autocomplete", q=query)
