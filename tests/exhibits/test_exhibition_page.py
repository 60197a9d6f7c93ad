"""The entrance of an exhibition: foreword, chapters, essays, credits."""

from tests.make import make_essay, make_exhibition, make_section
from tests.reading import links, queries, tree, words

ADDRESS = "/{}/exhibitions/sea/"


def test_foreword_chapters_essays_and_credits(db, client):
    sea = make_exhibition(slug="sea", foreword_en="<p>Why.</p>", credits_en="By us.\nAnd them.")
    chapter = make_section(sea, slug="one", title_en="One", period="1972/1989")
    make_section(sea, slug="part", title_en="Part", parent=chapter)
    make_essay(sea, slug="codes", title_en="Codes")
    root = tree(client.get(ADDRESS.format("en")))
    assert words(root, "//h1") == ["Across the sea"]
    assert words(root, "//section[@aria-labelledby='foreword']/div") == ["Why."]
    assert words(root, "//ol[@class='chapters']//h3") == ["One"]
    assert words(root, "//ol[@class='chapters']//p[@class='kicker']") == ["1972–1989"]
    assert words(root, "//ol[@class='chapters']//ul//a") == ["Part"]
    assert links(root, "//ul[@class='chapters']") == ["/en/exhibitions/sea/essays/codes/"]
    assert words(root, "//div[@class='quiet']/p") == ["By us.And them."]


def test_everything_but_the_title_may_be_missing(db, client):
    make_exhibition(slug="sea")
    root = tree(client.get(ADDRESS.format("mn")))
    assert words(root, "//h1") == ["Далайг гатлан"]
    assert not root.xpath("//main//img | //section[@aria-labelledby='foreword']")
    assert not root.xpath("//a[@class='button']")


def test_begin_leads_to_the_first_chapter(db, client):
    sea = make_exhibition(slug="sea")
    make_section(sea, slug="one")
    make_section(sea, slug="two")
    begin = tree(client.get(ADDRESS.format("ja"))).xpath("//a[@class='button']/@href")
    assert begin == ["/ja/exhibitions/sea/one/"]


def test_fallback_carries_its_language_and_the_page_says_so(db, client):
    make_exhibition(slug="sea", foreword_en="<p>Why.</p>", credits_en="By us.")
    root = tree(client.get(ADDRESS.format("ja")))
    assert words(root, "//div[contains(@class,'prose')][@lang='en']") == ["Why."]
    assert words(root, "//div[@class='quiet']/p[@lang='en']") == ["By us."]
    assert root.xpath("//p[@class='fallback-note']")


def test_alternates_name_only_languages_that_exist(db, client, settings):
    make_exhibition(slug="sea", title_mn="")
    root = tree(client.get(ADDRESS.format("en")))
    found = root.xpath("//link[@rel='alternate']/@hreflang")
    assert found == ["en", "ja", "x-default"]
    canonical = root.xpath("//link[@rel='canonical']/@href")
    assert canonical == [f"{settings.SITE_URL}/en/exhibitions/sea/"]


def test_the_accent_is_a_style_sheet(db, client):
    make_exhibition(slug="sea", accent="#7a1f2b")
    sheet = tree(client.get(ADDRESS.format("en"))).xpath("//link[contains(@href,'accent')]/@href")
    response = client.get(sheet[0])
    assert "--accent: #7a1f2b" in response.content.decode()
    assert response.headers["Content-Type"].startswith("text/css")
    assert "immutable" in response.headers["Cache-Control"]


def test_queries_do_not_grow_with_chapters(db, client):
    sea = make_exhibition(slug="sea")
    for _ in range(12):
        make_section(sea)
    found = queries(client, ADDRESS.format("en"))
    # 1 which page is current, 2 its content, 3 plain pages for the foot; then it is kept
    assert len(found) == 3, found
