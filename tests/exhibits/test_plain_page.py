"""Plain pages: about, terms, credits."""

from tests.make import make_page
from tests.reading import queries, tree, words


def test_title_and_text(db, client):
    make_page(slug="about", body_ja="<p>このサイトについて。</p>")
    root = tree(client.get("/ja/pages/about/"))
    assert words(root, "//h1") == ["このサイトについて"]
    assert words(root, "//div[contains(@class,'prose')]") == ["このサイトについて。"]
    assert not root.xpath("//p[@class='fallback-note']")


def test_fallback_is_marked_and_said(db, client):
    make_page(slug="about", title_mn="")
    root = tree(client.get("/mn/pages/about/"))
    assert words(root, "//h1/span[@lang='en']") == ["About"]
    assert root.xpath("//div[contains(@class,'prose')]/@lang") == ["en"]
    assert len(root.xpath("//p[@class='fallback-note']")) == 1


def test_two_queries(db, client):
    make_page(slug="about")
    found = queries(client, "/en/pages/about/")
    # 1 the page, 2 plain pages for the foot
    assert len(found) == 2, found
