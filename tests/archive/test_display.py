"""Pictures as pages name them, citations, thumbnails."""

from archive.display import citation_view, item_url, picture_view, thumbnail
from archive.models import DigitalObject
from tests.make import make_item, make_page_image, make_picture, make_repository


def test_sources_are_named_with_their_widths(db):
    view = picture_view(make_page_image(), "en")
    for text, ending in ((view.jpeg_srcset, "jpg"), (view.webp_srcset, "webp")):
        sources = [source.split() for source in text.split(", ")]
        assert [width for _url, width in sources] == ["400w", "800w", "1600w"]
        assert all(url.startswith("/media/derivatives/") for url, _width in sources)
        assert all(url.endswith(ending) for url, _width in sources)
    assert (view.width, view.height) == (1600, 3200)
    assert view.src.endswith("/800.jpg")


def test_made_copies_are_what_they_are_said_to_be(db, client):
    page = make_picture(make_item())
    view = picture_view(page, "en")
    assert (view.width, view.height) == (900, 1200)
    for source in f"{view.jpeg_srcset}, {view.webp_srcset}".split(", "):
        response = client.get(source.split()[0])
        assert response.status_code == 200 and len(response.getvalue()) > 1000
    assert page.checksum[:40] in view.src


def test_a_picture_without_copies_breaks_nothing(db):
    view = picture_view(make_page_image(derivatives=[]), "en")
    assert (view.src, view.jpeg_srcset) == ("", "")
    assert thumbnail(DigitalObject()) == thumbnail(None) == ""


def test_alternative_text_is_the_reader_s_or_marked(db):
    page = make_page_image(alt_ja="印のある紙面")
    found = [picture_view(page, code).alt for code in ("ja", "mn")]
    assert [(text.value, text.language) for text in found] == [
        ("印のある紙面", "ja"),
        ("A typed page", "en"),
    ]


def test_addresses_of_pages(db):
    item = make_item()
    assert item_url(item) == f"/en/archive/items/{item.pk}/"
    assert item_url(item, 3) == f"/en/archive/items/{item.pk}/?page=3"


def test_a_citation_names_institution_and_division(db):
    archive = make_repository(
        name_ja="", source_language="en", parent=make_repository(name_ja="国立公文書館")
    )
    view = citation_view(make_item(repository=archive), "ja")
    assert [text.language for text in view.repositories] == ["ja", "en"]
    assert view.line.startswith("国立公文書館 Central Archive")


def test_the_house_style_of_the_nearest_repository_counts(db):
    outer = make_repository(citation_style_en="{code}: {title}")
    inner = make_repository(parent=outer)
    item = make_item(repository=inner)
    assert item.citation("en").text.startswith("Fund-59, File-1, Unit-548: Resolution")
    assert "「" in item.citation("ja").text  # a style never falls back to another language
