"""The settled addresses answer, in the language of the address or of the browser."""

import pytest
from django.test import Client

from tests.make import make_exhibit, make_exhibition, make_item, make_page, make_panel, make_section
from tests.reading import tree, words

LANGUAGES = ("en", "ja", "mn")


@pytest.mark.parametrize("language", LANGUAGES)
def test_settled_addresses(db, client, language):
    panel = make_panel(make_section(exhibition := make_exhibition(slug="sea"), slug="one"))
    item = make_exhibit(panel).item
    for path in ("", "exhibitions/sea/", "exhibitions/sea/one/", "archive/"):
        root = tree(client.get(f"/{language}/{path}"))
        assert root.get("lang") == language
    assert tree(client.get(f"/{language}/archive/items/{item.pk}/")).get("lang") == language
    assert exhibition.get_absolute_url().endswith("/exhibitions/sea/")


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("ja", "/ja/"),
        ("mn-MN,mn;q=0.9,en;q=0.8", "/mn/"),
        ("de,fr;q=0.9,ja;q=0.1", "/ja/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("*", "/en/"),
        ("ja;q=0,mn", "/mn/"),
        ("de," * 70 + "ja", "/en/"),  # what stands after 200 characters is not read
        ("ja," + "a;q=1," * 100_000, "/ja/"),
    ],
)
def test_the_bare_address_follows_the_browser(client, wish, expected):
    response = client.get("/", headers={"accept-language": wish})
    assert (response.status_code, response.headers["Location"]) == (302, expected)
    assert response.headers["Vary"] == "Accept-Language"


def test_the_bare_address_does_not_follow_a_cookie(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "mn"
    assert client.get("/", headers={"accept-language": "ja"}).headers["Location"] == "/ja/"


def test_the_language_of_the_address_wins(db, client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "mn"
    assert tree(client.get("/ja/", headers={"accept-language": "en"})).get("lang") == "ja"


@pytest.mark.parametrize(
    ("path", "wish", "language"),
    [
        ("/en/nothing/", "ja", "en"),
        ("/ja/nothing/", "en", "ja"),
        ("/mn/exhibitions/none/", "en", "mn"),
        ("/ja/archive/items/999999/", "en", "ja"),
        ("/nothing", "mn", "mn"),
        ("/id/panels/00000000-0000-4000-8000-000000000000", "ja", "ja"),
        ("/media/none.jpg", "", "en"),
    ],
)
def test_an_unknown_address_says_so_in_the_page_language(db, client, path, wish, language):
    response = client.get(path, headers={"accept-language": wish})
    assert response.status_code == 404
    response.status_code = 200
    root = tree(response)
    assert root.get("lang") == language
    assert root.xpath(f"//main//a[@href='/{language}/']") and root.xpath(
        "//main//a[contains(@href,'archive')]"
    )
    assert root.xpath("//meta[@name='robots'][@content='noindex']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_404_are_translated(db, client, language):
    headings = {code: client.get(f"/{code}/nothing/").content.decode() for code in LANGUAGES}
    own = headings[language].split("<h1>")[1].split("</h1>")[0]
    others = [h.split("<h1>")[1].split("</h1>")[0] for c, h in headings.items() if c != language]
    assert own and own not in others


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/en/", "/en/archive/", "/robots.txt", "/healthz"])
def test_public_pages_are_for_reading(db, client, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_robots(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text and text.endswith("/sitemap.xml\n")


def test_the_sitemap_names_pages_in_the_languages_they_are_written_in(db, client):
    section = make_section(make_exhibition(slug="sea"), slug="one", title_mn="")
    make_section(section.exhibition, slug="heading", parent=section, has_page=False)
    item, page = make_item(title_ja=""), make_page(slug="about")
    listed = client.get("/sitemap.xml").content.decode()
    expected = {
        "exhibitions/sea/": LANGUAGES,
        "exhibitions/sea/one/": ("en", "ja"),
        f"archive/items/{item.pk}/": ("en", "mn"),
        f"pages/{page.slug}/": LANGUAGES,
        "exhibitions/sea/heading/": (),
    }
    for path, languages in expected.items():
        found = tuple(code for code in LANGUAGES if f"/{code}/{path}</loc>" in listed)
        assert found == languages, path


def test_the_sitemap_leaves_out_what_is_not_public(db, client):
    hidden = make_exhibition(slug="hidden", is_published=False)
    make_section(hidden, slug="one")
    item = make_item(is_public=False)
    listed = client.get("/sitemap.xml").content.decode()
    assert "hidden" not in listed and f"/items/{item.pk}/" not in listed


def test_alive(client):
    assert client.get("/healthz").content == b"ok\n"


WELL = {"database": "ok", "storage": "ok", "queue": "ok"}


def test_ready(db, client):
    response = client.get("/readyz")
    assert response.json() == WELL
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("broken", list(WELL))
def test_not_ready_names_what_fails(db, client, monkeypatch, broken):
    def fail():
        raise OSError("disk full")

    monkeypatch.setattr(f"config.views.check_{broken}", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {**WELL, broken: "failed"}


def test_storage_that_cannot_be_written_is_not_ready(db, client, settings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    settings.MEDIA_ROOT = tmp_path / "file"
    assert client.get("/readyz").status_code == 503


def test_a_page_keeps_its_filters_in_the_other_languages(db, client):
    root = tree(client.get("/en/archive/?level=item&q=a%26b"))
    switch = root.xpath("//nav[@class='languages']//a/@href")
    assert switch == [f"/{code}/archive/?level=item&q=a%26b" for code in LANGUAGES]


def test_a_page_without_language_leads_to_one(db, client):
    response = client.get("/archive/", headers={"accept-language": "mn"})
    assert response.headers["Location"] == "/mn/archive/"


def test_a_foreign_host_is_refused(db):
    response = Client().get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_errors_need_no_database(client, monkeypatch):
    """No ``db`` fixture: a query would fail here."""
    response = client.get("/en/nothing/")
    assert response.status_code == 404
    response.status_code = 200
    assert words(tree(response), "//h1") == ["This page is not here"]
