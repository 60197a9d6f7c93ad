"""A chapter: panels with whatever parts they have, and the reader's place in the exhibition."""

import pytest

from tests.make import (
    THREE_YEARS,
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page_image,
    make_panel,
    make_section,
)
from tests.reading import links, tree, words

EMPTY = {
    **{f"title_{code}": "" for code in ("en", "ja", "mn")},
    **{f"event_text_{code}": "" for code in ("en", "ja", "mn")},
    "date": "",
}


@pytest.fixture
def chapter(db):
    return make_section(make_exhibition(slug="sea"), slug="one", title_en="One")


@pytest.fixture
def read(client, chapter):
    """``read("en")`` is the chapter's page as a tree; other sections by their slug."""

    def page(language: str = "en", slug: str = "one"):
        return tree(client.get(f"/{language}/exhibitions/sea/{slug}/"))

    return page


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({}, []),
        ({"date": "2011-03-12"}, ["12 March 2011"]),
        ({"title_en": "Only a title"}, ["Only a title"]),
        ({"place_en": "Miyagi"}, ["Miyagi"]),
        ({"event_text_en": "<p>It happened.</p>"}, ["It happened."]),
        ({"record_note_en": "<p>A letter.</p>"}, ["About this document", "A letter."]),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)
def test_every_part_may_be_missing(chapter, read, parts, shown):
    make_panel(chapter, slug="it", **{**EMPTY, **parts})
    root = read()
    text = " ".join(words(root, "//article[@id='panel-it']"))
    assert all(part in text for part in shown) and "Panel 1 of 1" in text
    assert bool(root.xpath("//article[@id='panel-it']//h2")) == ("title_en" in parts)
    assert bool(root.xpath("//div[@class='record-note']")) == ("record_note_en" in parts)
    assert not root.xpath("//article[@id='panel-it']//figure")
    assert "None" not in text


def test_a_panel_without_title_is_named_for_the_ear_and_in_the_contents(chapter, read):
    make_panel(chapter, slug="dated", **{**EMPTY, "date": "2011-03"})
    make_panel(chapter, slug="bare", **EMPTY)
    root = read("ja")
    assert root.xpath("//article/@aria-label") and not root.xpath("//article/@aria-labelledby")
    contents = words(root, "//nav//a[starts-with(@href,'#panel-')]")
    assert contents[0] == "平成23年（2011）3月" and "2" in contents[1]


def test_an_exhibit_shows_picture_caption_and_generated_citation(chapter, read):
    item = make_item()
    first, second = make_page_image(item), make_page_image(item, order=1, alt_ja="印のある紙面")
    assert first.pk < second.pk
    make_exhibit(make_panel(chapter), item, digital_object=second, caption_ja="二枚目")
    figure = read("ja").xpath("//figure[@class='exhibit']")[0]
    assert words(figure, "figcaption/p")[0] == "二枚目"
    assert words(figure, ".//span[@class='part']") == ["モンゴル国外務省中央文書館"]
    assert words(figure, ".//span[@class='part code']") == ["Fund-59, File-1, Unit-548"]
    assert set(links(figure, ".")) == {f"/ja/archive/items/{item.pk}/?page=2"}
    assert figure.xpath(".//img/@alt") == ["印のある紙面"]
    assert figure.xpath(".//img/@loading") == ["lazy"]


def test_an_exhibit_without_pictures_is_cited_all_the_same(chapter, read):
    make_exhibit(make_panel(chapter))
    figure = read("mn").xpath("//figure[@class='exhibit']")[0]
    assert words(figure, ".//span[@class='part code']") == [
        "Fund-59, File-1, Unit-548"
    ]  # as written
    assert not figure.xpath(".//img")


def test_alternative_text_in_another_language_is_marked(chapter, read):
    make_exhibit(make_panel(chapter), make_page_image().item)
    assert read("mn").xpath("//figure//img/@lang") == ["en"]


def test_headings_gather_panels_on_the_page_of_their_chapter(chapter, read):
    make_panel(chapter, slug="first")
    group = make_section(chapter.exhibition, slug="group", parent=chapter, has_page=False)
    make_panel(group, slug="second")
    inner = make_section(chapter.exhibition, slug="inner", parent=group, has_page=False)
    make_panel(inner, slug="third")
    root = read()
    assert root.xpath("//article/@id") == ["panel-first", "panel-second", "panel-third"]
    assert words(root, "//article//span[@class='number']") == [f"Panel {n} of 3" for n in (1, 2, 3)]
    assert root.xpath("//section[@id='section-group']//section[@id='section-inner']//article")
    levels = [
        element.tag for element in root.xpath("//main//h1 | //main//h2 | //main//h3 | //main//h4")
    ]
    assert levels == ["h1", "h2", "h2", "h3", "h3", "h4"]


def test_a_group_has_no_page_but_an_address(client, chapter):
    group = make_section(chapter.exhibition, slug="group", parent=chapter, has_page=False)
    inner = make_section(chapter.exhibition, slug="inner", parent=group, has_page=False)
    assert client.get("/en/exhibitions/sea/group/").status_code == 404
    assert group.get_absolute_url() == "/en/exhibitions/sea/one/#section-group"
    assert inner.get_absolute_url() == "/en/exhibitions/sea/one/#section-inner"
    panel = make_panel(inner, slug="it")
    assert panel.get_absolute_url() == "/en/exhibitions/sea/one/#panel-it"


def test_previous_and_next_cross_chapters_and_end_in_the_essays(chapter, read):
    sea = chapter.exhibition
    part = make_section(sea, slug="part", title_en="Part", parent=chapter)
    make_section(sea, slug="two", title_en="Two")
    make_essay(sea, slug="codes", title_en="Codes")
    turns = {
        slug: (words(root, "//a[@rel='prev']/span[2]"), words(root, "//a[@rel='next']/span[2]"))
        for slug in ("one", part.slug, "two")
        for root in [read("en", slug)]
    }
    assert turns == {
        "one": (["Across the sea"], ["Part"]),
        "part": (["One"], ["Two"]),
        "two": (["Part"], ["Codes"]),
    }


def test_contents_show_the_place(chapter, read):
    part = make_section(chapter.exhibition, slug="part", title_en="Part", parent=chapter)
    make_section(chapter.exhibition, slug="two", title_en="Two")
    make_panel(part, slug="here", title_en="Here")
    root = read("en", "part")
    nav = "//nav[@aria-label='Contents']"
    assert words(root, f"{nav}//a[@aria-current='page']") == ["1.1Part"]
    assert words(root, f"{nav}//li") == ["1One1.1PartHere", "1.1PartHere", "Here", "2Two"]
    assert links(root, f"{nav}//li/ol/li/ol") == ["#panel-here"]


def test_breadcrumbs_and_number(chapter, read):
    make_section(chapter.exhibition, slug="part", title_en="Part", parent=chapter)
    root = read("en", "part")
    assert words(root, "//ol[@class='breadcrumb']/li") == ["Across the sea", "One", "Part"]
    assert words(root, "//ol[@class='breadcrumb']/li[@aria-current='page']") == ["Part"]
    assert words(root, "//header[@class='chapter-head']/p")[0].startswith("1.1")
    assert words(read(), "//header[@class='chapter-head']/p") == ["Chapter 1"]


def test_fallback_is_marked_and_said(chapter, read):
    make_panel(chapter, title_mn="", event_text_mn="", event_text_en="<p>Sent.</p>")
    root = read("mn")
    assert root.xpath("//article//h2/span/@lang") == ["en"]
    assert root.xpath("//article//div[contains(@class,'prose')]/@lang") == ["en"]
    assert len(words(root, "//article//p[@class='fallback-note']")) == 1
    assert not read("ja").xpath("//p[@class='fallback-note']")


def test_fallback_prefers_the_language_of_the_object(chapter, read):
    make_panel(chapter, title_mn="", event_text_mn="", source_language="ja")
    assert words(read("mn"), "//article//h2/span[@lang='ja']") == ["宮城への毛布"]


def test_the_introduction_by_fallback_is_said_too(chapter, read):
    chapter.introduction_en = "<p>Opening.</p>"
    chapter.save()
    root = read("ja")
    assert root.xpath("//div[contains(@class,'lede')]/@lang") == ["en"]
    assert root.xpath("//p[@class='fallback-note']")


def test_the_chrome_is_in_the_page_language(chapter, read):
    """Only what comes from the database may be in another language, and then it is marked."""
    make_exhibit(make_panel(chapter, source_language="ja", title_en="", event_text_en=""))
    root = read("en")
    for foreign in root.xpath("//*[@lang and @lang != 'en']"):
        foreign.drop_tree()
    text = root.xpath("string(//body)")
    assert not [
        sign for sign in text if "\u3040" <= sign <= "\u9fff" or "\u0400" <= sign <= "\u04ff"
    ]


def test_the_language_switch_stays_on_the_panel(chapter, read):
    make_panel(chapter, slug="it")
    root = read("ja")
    assert links(root, "//article//footer")[1:] == [
        f"/{code}/exhibitions/sea/one/#panel-it" for code in ("en", "mn")
    ]


def test_permanent_address_of_a_panel(chapter, read):
    panel = make_panel(chapter)
    assert links(read(), "//article//footer")[0] == f"/id/panels/{panel.uuid}"


def test_a_dataset_of_two_figures_is_a_table_alone(chapter, read):
    make_panel(chapter, dataset=make_dataset(chapter.exhibition))
    figure = read().xpath("//figure[@class='dataset']")[0]
    assert not figure.xpath(".//*[local-name()='svg']")
    assert figure.xpath("./details/@open")


def test_a_dataset_is_chart_and_table(chapter, read):
    make_panel(
        chapter,
        slug="it",
        dataset=make_dataset(chapter.exhibition, slug="residents", **THREE_YEARS),
    )
    figure = read("ja").xpath("//figure[@class='dataset'][.//*[@id='it-residents']]")[0]
    assert figure.xpath(".//*[local-name()='svg']//*[local-name()='title']")
    assert words(figure, ".//tbody//th") == ["1984", "2004", "2022"]
    assert words(figure, ".//tbody//td") == ["16", "3,456", "15,214"]
    assert set(figure.xpath(".//th/@lang")) == {"en"}


def test_footnotes_of_several_panels_do_not_meet(chapter, read):
    for slug in ("a", "b"):
        text = "<p>It<span class='footnote'>Fund-59.</span> was.</p>"
        make_panel(chapter, slug=slug, event_text_en=text)
    root = read()
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(link[1:] in ids for link in root.xpath("//a[starts-with(@href,'#')]/@href"))
