"""A reader sets two languages side by side, paragraph by paragraph."""

import pytest
from django.conf import settings

from tests.exhibits.test_query_counts import chapter
from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_panel,
    make_section,
)
from tests.reading import links, queries, tree, words

PAIR = "//div[@class='pair']"
EN = "<p>Blankets were sent.</p><p>Money too.<span class='footnote'>Fund-59.</span></p><p>Last.</p>"
JA = "<p>毛布が送られました。</p><p>義援金も。<span class='footnote'>外務省文書。</span></p>"


@pytest.fixture
def sea(db):
    return make_exhibition()


@pytest.fixture
def panel(sea):
    section = make_section(sea, introduction_en="<p>In March.</p>", introduction_ja="")
    panel = make_panel(section, event_text_en=EN, event_text_ja=JA, record_note_en="<p>A note.</p>")
    make_exhibit(panel, caption_ja="最初の頁")
    return panel


@pytest.fixture
def read(client, panel):
    """The chapter's page, in English unless it is said otherwise."""
    section = panel.section

    def page(query: str = "?beside=ja", language: str = "en"):
        slug = f"{section.exhibition.slug}/{section.slug}"
        return client.get(f"/{language}/exhibitions/{slug}/{query}")

    return page


def test_paragraph_stands_beside_paragraph_and_the_rest_at_the_end(read):
    root = tree(read())
    assert words(root, PAIR) == [
        "Blankets were sent. 毛布が送られました。".replace(" 毛", "毛"),
        "Money too.1義援金も。1",
        "Last.",
    ]
    assert words(root, f"{PAIR}/div[@class='counterpart'][@lang='ja']") == [
        "毛布が送られました。",
        "義援金も。1",
    ]


def test_titles_and_captions_have_their_counterpart_with_its_language(read):
    root = tree(read())
    beside = root.xpath("//p[starts-with(@class, 'counterpart')][@lang='ja']")
    assert [p.text_content() for p in beside] == ["2011年の地震", "宮城への毛布", "最初の頁"]


def test_footnotes_of_both_keep_apart(read):
    root = tree(read())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href.removeprefix("#") for href in root.xpath("//a/@href") if href[0] == "#"}
    assert targets <= set(ids)
    notes = root.xpath("//div[@class='notes']/ol")
    assert [(ol.get("lang"), ol.text_content().split()[0]) for ol in notes] == [
        (None, "Fund-59."),
        ("ja", "外務省文書。"),
    ]


def test_what_is_missing_is_said_in_the_language_of_the_page(read):
    said = words(tree(read()), "//p[@class='counterpart lacking']")
    assert said == ["Not yet translated into Japanese."] * 2  # introduction and record note
    said = words(tree(read("?beside=ja", "mn")), "//p[@class='counterpart lacking']")
    assert said and all("Япон" in sentence for sentence in said)


def test_a_text_that_is_shown_in_the_second_language_already_is_not_repeated(read, panel):
    panel.event_text_ja = panel.record_note_ja = ""
    panel.save()
    root = tree(read("?beside=en", "ja"))
    assert words(root, PAIR) == [] and "Blankets were sent." in root.text_content()
    assert root.text_content().count("Blankets were sent.") == 1
    assert words(root, "//p[starts-with(@class, 'counterpart')][@lang='en']")[0].startswith(
        "The earth"
    )


def test_a_wish_in_vain_is_said_and_the_page_is_as_always(read, panel):
    for wish in ("xx", "de", "en", "<b>ja</b>"):
        root = tree(read(f"?beside={wish}"))
        assert f"“{wish}”" in words(root, "//p[@role='status']")[0]
        assert not words(root, PAIR) and words(root, "//h1") == ["The earthquake of 2011"]
    assert words(tree(read("?beside=")), "//p[@role='status']") == []
    assert "x" * 21 not in read("?beside=" + "x" * 5_000).content.decode()


def test_only_languages_in_which_something_is_written_are_offered(read, client):
    root = tree(read(""))
    assert root.xpath("//div[@class='page-languages']//a/@href") == ["?beside=ja", "?beside=mn"]
    essay = make_essay()
    address = f"/ja{essay.get_absolute_url()[3:]}"
    root = tree(client.get(address))
    assert root.xpath("//div[@class='page-languages']//a/@href") == ["?beside=en"]
    refused = tree(client.get(f"{address}?beside=mn"))
    assert words(refused, "//p[@role='status']") and not words(refused, PAIR)


def at_site(address: str) -> str:
    """What is kept names the site; what is made for a request names the host that was asked."""
    return address.replace("http://testserver", settings.SITE_URL)


def test_search_engines_see_one_address(read):
    plain, beside = tree(read("")), tree(read())
    for path in ("//link[@rel='canonical']/@href", "//link[@rel='alternate'][@hreflang]/@href"):
        assert plain.xpath(path) == [at_site(found) for found in beside.xpath(path)] != []
    assert beside.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert plain.xpath("//meta[@name='robots']") == []


def test_the_switch_lets_both_languages_change_places(read):
    switch = links(tree(read()), "//nav[@class='languages']")
    assert [address.partition("?")[2] for address in switch] == [
        "beside=ja",
        "beside=en",
        "beside=ja",
    ]


def test_turning_the_page_keeps_the_second_language(read, sea):
    make_section(sea)
    assert links(tree(read()), "//nav[@class='turn']")[-1].endswith("/?beside=ja")
    assert "beside" not in links(tree(read("")), "//nav[@class='turn']")[-1]


def test_every_heading_of_the_page_has_its_counterpart(read, panel, sea):
    group = make_section(sea, parent=panel.section, has_page=False, title_ja="災害支援")
    make_panel(group, title_ja="救助隊")
    beside = words(tree(read()), "//p[starts-with(@class, 'counterpart')][@lang='ja']")
    assert {"災害支援", "救助隊"} <= set(beside)


def test_an_essay_has_abstract_and_body_in_pairs(client, sea):
    essay = make_essay(
        sea,
        abstract_en="What a code says.",
        abstract_ja="請求番号が語ること。",
        body_ja="<h2>番号</h2><p>番号<span class='footnote'>注。</span>はデータです。</p>",
        title_ja="住所を読む",
    )
    make_dataset(sea)
    essay.datasets.add(make_dataset(sea))
    response = client.get(f"{essay.get_absolute_url()}?beside=ja")
    root = tree(response)
    assert words(root, PAIR) == [
        "What a code says.請求番号が語ること。",
        "Codes番号",
        "A code1 is data.番号1はデータです。",
    ]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) and len(root.xpath("//figure[@class='dataset']")) == 1
    assert words(root, "//p[starts-with(@class, 'counterpart')][@lang='ja']") == ["住所を読む"]


def test_two_queries_more_at_most_and_twice_the_bytes(client, db):
    address = chapter(20)
    plain, beside = queries(client, address), queries(client, f"{address}?beside=en")
    assert len(beside) <= len(plain) + 2
    sizes = [len(client.get(a).content) for a in (address, f"{address}?beside=en")]
    assert sizes[0] < sizes[1] < 2 * sizes[0]


def test_an_essay_needs_no_more_queries(client, sea):
    address = make_essay(sea, body_ja="<p>番号。</p>").get_absolute_url()
    assert len(queries(client, f"{address}?beside=ja")) <= len(queries(client, address)) + 2
