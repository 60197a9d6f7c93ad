"""The feed of published exhibitions."""

from lxml import etree

from tests.make import make_exhibition

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(client, language: str) -> etree._Element:
    response = client.get(f"/{language}/feed/")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def test_published_exhibitions_in_the_language_of_the_address(db, client):
    sea = make_exhibition(slug="sea", summary_ja="要約", published_at="2022-01-01T00:00Z")
    make_exhibition(title_ja="準備中", is_published=False)
    feed = read(client, "ja")
    assert feed.xpath("a:entry/a:title/text()", namespaces=ATOM) == ["海を越えて"]
    assert feed.xpath("a:entry/a:summary/text()", namespaces=ATOM) == ["要約"]
    assert feed.xpath("a:entry/a:id/text()", namespaces=ATOM) == [f"urn:uuid:{sea.uuid}"]
    address = feed.xpath("a:entry/a:link/@href", namespaces=ATOM)[0]
    assert address.endswith("/ja/exhibitions/sea/")


def test_a_feed_without_exhibitions(db, client):
    assert read(client, "mn").xpath("a:entry", namespaces=ATOM) == []


def test_the_feed_names_its_language(db, client):
    for code in ("en", "ja", "mn"):
        feed = read(client, code)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code


def test_markup_in_titles_is_escaped(db, client):
    make_exhibition(title_en="<b>&", published_at="2022-01-01T00:00Z")
    assert read(client, "en").xpath("a:entry/a:title/text()", namespaces=ATOM) == ["<b>&"]
