"""The page on which staff compare two states of an exhibition."""

import pytest

from exhibits.editions.releasing import release_now
from tests.make import make_essay, make_exhibit, make_exhibition, make_page_image, make_panel
from tests.make import make_section as section_of
from tests.reading import links, queries, tree, words


@pytest.fixture
def sea(db):
    """Edition 1, and since then a title in Japanese and a new panel."""
    sea = make_exhibition(slug="sea", is_published=False)
    chapter = section_of(sea, slug="one")
    panel = make_panel(chapter, slug="a", title_en="Joint communiqué")
    make_exhibit(panel, digital_object=make_page_image())
    make_panel(section_of(sea, slug="two", title_en="Later"), slug="z")
    make_essay(sea, slug="codes")
    release_now(sea, actor=None, unrendered=True)
    panel.title_ja = "東京への毛布"
    panel.save()
    make_panel(chapter, slug="new", title_en="Fresh")
    return sea


def page_of(exhibition, query: str = "") -> str:
    return f"/admin/exhibits/exhibition/{exhibition.pk}/compare/{query}"


def test_the_edition_that_readers_see_is_compared_with_the_working_copy(sea, log_in):
    root = tree(log_in("reviewer").get(page_of(sea)))
    assert root.xpath("//option[@selected]/@value") == ["1", "working-copy"]
    assert words(root, "//ul[@class='compare-lines compare-pages']/li") == [
        "The earthquake of 2011 changed 1 added 1"
    ]
    assert words(root, "//*[@class='compare-mark']") == ["changed", "added"]
    totals = "//ul[@class='compare-lines compare-totals']/li"
    assert words(root, totals) == ["Panels changed 1 added 1"]


def test_words_are_marked_for_who_sees_no_colours(sea, log_in):
    root = tree(log_in("reviewer").get(page_of(sea)))
    assert words(root, "//div[@lang='ja']//del") == ["deleted: 宮城"]
    assert words(root, "//div[@lang='ja']//ins")[0] == "added: 東京"


def test_pictures_stand_side_by_side(sea, log_in):
    exhibit = sea.sections.get(slug="one").panels.get(slug="a").exhibits.get()
    former, exhibit.digital_object = exhibit.digital_object, make_page_image(exhibit.item)
    exhibit.save()
    root = tree(log_in("reviewer").get(page_of(sea)))
    shown = root.xpath("//*[@class='compare-pictures']//img/@src")
    assert [former.derivatives[0]["name"] in shown[0], len(shown)] == [True, 2]


def test_only_one_language(sea, log_in):
    root = tree(log_in("reviewer").get(page_of(sea, "?language=mn")))
    assert words(root, "//*[@class='compare-mark']") == ["added"]
    assert root.xpath("//select[@name='language']/option[@selected]/@value") == ["mn"]


def test_what_is_the_same_is_listed_when_wished(sea, log_in):
    root = tree(log_in("reviewer").get(page_of(sea, "?same=1")))
    assert len(root.xpath("//ul[@class='compare-lines compare-pages']/li")) == 4
    later = root.xpath("//ul[@class='compare-lines compare-pages']//a[.='Later']/@href")[0]
    assert "same=1" in later
    root = tree(log_in("reviewer").get(page_of(sea, later.partition("#")[0])))
    assert words(root, "//section//span[@class='quiet']") == ["the same", "the same"]


def test_every_part_leads_to_its_form_and_its_preview(sea, log_in):
    found = links(tree(log_in("curator").get(page_of(sea))), "//section")
    for panel in sea.sections.get(slug="one").panels.all():
        assert f"/admin/exhibits/panel/{panel.pk}/change/" in found
        assert f"/preview/working-copy/en/exhibitions/sea/one/#panel-{panel.slug}" in found


def test_what_is_gone_leads_nowhere(sea, log_in):
    sea.sections.get(slug="two").delete()
    root = tree(log_in("curator").get(page_of(sea, "?page=nothing")))
    assert "removed 2" in " ".join(words(root, "//ul[@class='compare-lines compare-pages']/li"))
    gone = root.xpath("//ul[@class='compare-lines compare-pages']//a[.='Later']/@href")[0]
    root = tree(log_in("curator").get(page_of(sea, gone.partition("#")[0])))
    assert links(root, "//section") == []


@pytest.mark.parametrize("query", ["?from=1&to=1", "?from=working-copy"])
def test_nothing_differs(sea, log_in, query):
    root = tree(log_in("reviewer").get(page_of(sea, query)))
    assert words(root, "//*[@class='compare-nothing']") == ["Nothing differs."]


@pytest.mark.parametrize("query", ["?from=7", "?to=x", "?from=-1", "?from=²", f"?to={'9' * 40}"])
def test_an_unknown_edition_is_said_to_be_so(sea, log_in, query):
    root = tree(log_in("reviewer").get(page_of(sea, query)))
    assert "no such edition" in words(root, "//*[@class='errornote']")[0]


def test_before_the_first_edition(log_in, db):
    root = tree(log_in("reviewer").get(page_of(make_exhibition(is_published=False))))
    assert "nothing to compare with" in words(root, "//main")[0]


def test_a_language_that_is_not_released_is_named(sea, log_in):
    release_now(sea, actor=None, unrendered=True, languages=["en"])
    root = tree(log_in("reviewer").get(page_of(sea)))
    assert len(words(root, "//p[@class='help-line']")) == 2


def test_queries_do_not_grow_with_panels(sea, log_in):
    reader = log_in("reviewer")
    before = len(queries(reader, page_of(sea)))
    for number in range(5):
        make_panel(sea.sections.get(slug="one"), slug=f"more-{number}")
    assert len(queries(reader, page_of(sea))) == before


def test_who_is_no_staff_is_kept_out(sea, client, log_in):
    assert client.get(page_of(sea)).status_code == 302
    assert log_in("stranger").get(page_of(sea)).status_code == 302
