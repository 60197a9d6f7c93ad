"""The home page: published exhibitions with cover, title and summary."""

from tests.make import make_exhibition, make_item, make_page, make_page_image
from tests.reading import links, queries, tree, words


def test_an_empty_site_says_so(db, client):
    assert words(tree(client.get("/en/")), "//main/p") == ["There is no exhibition yet."]


def test_exhibitions_in_the_page_language(db, client):
    exhibition = make_exhibition(summary_ja="二つの国の五十年。")
    root = tree(client.get("/ja/"))
    assert words(root, "//article//h2") == ["海を越えて"]
    assert words(root, "//article//div[@class='lede']") == ["二つの国の五十年。"]
    assert f"/ja/exhibitions/{exhibition.slug}/" in links(root, "//article")


def test_fallback_carries_its_language(db, client):
    make_exhibition(title_mn="", title_ja="", summary_en="Fifty years.")
    root = tree(client.get("/mn/"))
    assert words(root, "//article//h2//span[@lang='en']") == ["Across the sea"]
    assert words(root, "//article//p[@lang='en']") == ["Fifty years."]


def test_the_newest_comes_first_and_unpublished_ones_are_left_out(db, client):
    make_exhibition(title_en="First", published_at="2022-01-01T00:00Z")
    make_exhibition(title_en="Second", published_at="2023-01-01T00:00Z")
    make_exhibition(title_en="Third", is_published=False)
    assert words(tree(client.get("/en/")), "//article//h2") == ["Second", "First"]


def test_the_cover_comes_in_all_sizes(db, client):
    make_exhibition(cover=make_page_image())
    picture = tree(client.get("/en/")).xpath("//article//picture")[0]
    assert picture.xpath("source/@type") == ["image/webp"]
    assert [part.split()[1] for part in picture.xpath(".//img/@srcset")[0].split(", ")] == [
        *("400w", "800w", "1600w")
    ]
    assert picture.xpath(".//img/@width | .//img/@height") == ["1600", "3200"]
    assert picture.xpath(".//img/@fetchpriority") == ["high"] and not picture.xpath(
        ".//img/@loading"
    )


def test_a_cover_that_is_not_public_is_not_shown(db, client):
    make_exhibition(slug="sea", cover=make_page_image(make_item(is_public=False)))
    for address in ("/en/", "/en/exhibitions/sea/"):
        assert not tree(client.get(address)).xpath("//main//img"), address


def test_plain_pages_stand_at_the_foot(db, client):
    make_page(slug="terms", title_ja="利用条件", order=2)
    make_page(slug="about", title_ja="", order=1)
    root = tree(client.get("/ja/"))
    assert words(root, "//footer//nav//a") == ["About", "利用条件"]
    assert words(root, "//footer//nav//a/span[@lang='en']") == ["About"]


def test_three_queries_whatever_the_number_and_then_one(db, client):
    for _ in range(5):
        make_exhibition(cover=make_page_image())
    found = queries(client, "/en/")
    # 1 what is current, 2 what stands on its cards, 3 plain pages for the foot
    assert len(found) == 3, found
    assert len(queries(client, "/en/")) == 1
