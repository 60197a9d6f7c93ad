"""Words on the browse page go through the search index; the orders of the list."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from archive.models import ArchivalItem
from search.index import version
from search.models import SearchState
from tests.archive.test_browse import TITLES, facet, make
from tests.make import (
    link_name,
    make_form,
    make_item,
    make_name,
    make_page_image,
    make_transcription,
)
from tests.reading import links, queries, tree, words

NOTES = "//p[@class='search-note']"
BARE = {"title_ja": "", "title_mn": "", "reference_code": "", "date": ""}


@pytest.fixture
def read(db, client):
    SearchState.objects.create(version=version())
    return lambda query="", language="en": tree(client.get(f"/{language}/archive/{query}"))


@pytest.fixture
def collection(db) -> None:
    """Items with stems, kanji, a name in two scripts, a code, a date, a transcribed page."""
    make("Treaties", date="")
    make("Law", title_mn="Засгийн газрын тогтоол", date="")
    make("Tokyo", title_ja="東京都の報告", date="")
    person = make_name(name_mn="Ц.Элбэгдорж", name_en="Elbegdorj", source_language="mn")
    make_form(person, "エルベグドルジ")
    link_name(person, make("Visit", date=""))
    make("Coded", reference_code="Ф-59, хн-66", date="")
    make("Dated", date="2011-03-12")
    page = make_page_image(make("Written", date=""))
    make_transcription(page, text="<p>Монголын цагаан ноос</p>")
    closed = make("Hidden", is_public=False, date="")
    make_transcription(make_page_image(closed), text="<p>цагаан</p>")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("treaty", ["Treaties"]),
        ("засаг", ["Law"]),
        ("東京", ["Tokyo"]),
        ("東京 報告", ["Tokyo"]),
        ("Elbegdorzh", ["Visit"]),
        ("エルベグドルジ", ["Visit"]),
        ("Fund-59 Unit-66", ["Coded"]),
        ("平成23年3月", ["Dated"]),
        ("цагаан ноос", ["Written"]),
        ("цагаан", ["Written"]),
        ("trea*", ["Treaties"]),
        ("hidden", []),
    ],
)
def test_words_are_found_as_by_the_search(collection, read, query, expected):
    root = read(f"?q={query}")
    assert words(root, TITLES) == expected
    assert not words(root, NOTES)
    assert sum(count for count, _chosen in facet(root, "level").values()) == len(expected)


def test_an_item_with_many_pages_counts_once(read):
    item = make("A")
    for order in range(3):
        make_transcription(make_page_image(item, order=order), text="<p>wool</p>")
    assert words(read("?q=wool"), "//p[@data-range]") == ["1–1 of 1"]


@pytest.mark.parametrize(
    ("query", "expected", "said"),
    [
        (
            "цага",
            ["Written"],
            "Nothing has these words as they were typed; these have them within longer words, or "
            "in parts.",
        ),
        ("treaty zebra", ["Treaties"], "Nothing has all of these words; these have some of them."),
        ("%%%", None, "“%%%” holds no word that can be looked for."),
        ("-treaty", None, "“-treaty” holds no word that can be looked for."),
    ],
)
def test_it_is_said_how_items_came_to_be_found(collection, read, query, expected, said):
    root = read(f"?q={query.replace('%', '%25')}")
    assert words(root, NOTES) == [said]
    assert len(words(root, TITLES)) == (7 if expected is None else len(expected))


def test_an_index_in_preparation_is_said(collection, read):
    SearchState.objects.all().delete()
    assert words(read("?q=treaty"), NOTES)[0].startswith("The search is being prepared anew")


def test_what_was_found_does_not_change_with_other_filters(collection, read):
    """Choosing a facet narrows what the words have found; it never makes them mean more."""
    assert words(read("?q=treaty zebra&type=map"), TITLES) == []
    assert words(read("?q=treaty zebra&type=text"), TITLES) == ["Treaties"]


def test_nul_and_long_texts_are_shown_as_they_were_read(read):
    root = read("?q=a%00b")
    assert root.xpath("//input[@id='id_q']/@value") == ["a b"]
    assert not words(root, "//div[@role='alert']")
    assert "%00" not in links(root, "//ul[@class='chips']")[0]


def test_the_nearest_come_first_and_other_orders_are_there(read):
    for title, code, date in (
        ("Of treaties", "Unit-66", "1972"),
        ("A treaty with a long name", "Unit-9", ""),
        ("Treaty", "Unit-548", "../1950"),
    ):
        make_item(title_en=title, reference_code=code, date=date, title_ja="", title_mn="")
    near = ["Treaty", "A treaty with a long name", "Of treaties"]
    assert words(read("?q=treaty"), TITLES) == near
    assert words(read("?q=treaty&sort=relevance"), TITLES) == near
    assert words(read("?q=treaty&sort=code"), TITLES) == [near[1], near[2], near[0]]
    assert words(read("?q=treaty&sort=date"), TITLES) == [near[0], near[2], near[1]]
    assert words(read("?sort=title"), TITLES) == [near[1], near[2], near[0]]
    chosen = "//select[@id='id_sort']/option[@selected]"
    assert words(read("?q=treaty"), chosen) == ["Relevance first"]
    assert words(read(), chosen) == ["With pictures first"]
    assert words(read("?sort=title"), chosen) == ["Title"]


def test_the_usual_order_is_not_that_of_codes(read):
    make("Unit-9")
    make_page_image(make("Unit-66"))
    assert words(read(), TITLES) == ["Unit-66", "Unit-9"]
    assert words(read("?sort=code"), TITLES) == ["Unit-9", "Unit-66"]


def test_titles_come_in_the_order_of_the_readers_language(read):
    for mn, ja in (("Уянга", "カード"), ("Өвөр", "亜細亜"), ("Үүр", "かき"), ("Оюун", "Zoo")):
        make_item(title_mn=mn, title_ja=ja, title_en="", source_language="mn")
    assert words(read("?sort=title", "mn"), TITLES) == ["Оюун", "Өвөр", "Уянга", "Үүр"]
    assert words(read("?sort=title", "ja"), TITLES) == ["Zoo", "かき", "カード", "亜細亜"]


def test_pages_by_relevance_go_on_by_code_beyond_what_is_ranked(read, monkeypatch):
    from archive.browsing import orders, said
    from search import matching

    for module in (orders, said, matching):
        monkeypatch.setattr(module, "RANKED", 30)
    for number in range(80):
        title = f"Treaty {number:02}"
        make_item(title_en=title, reference_code=f"Unit-{number:02}", title_ja="", title_mn="")
    pages = [words(read(f"?q=treaty&page={number}"), TITLES) for number in (1, 2, 3, 4)]
    every = [title for page in pages for title in page]
    assert len(every) == len(set(every)) == 80
    assert every[30:] == sorted(every[30:])
    assert words(read("?q=treaty&page=2"), NOTES)[0].startswith("The first 30 are in the order")


def test_one_query_finds_and_few_read_a_page(collection, client):
    for query in ("treaty", "京都", "treaty zebra", "nothing at all"):
        assert len(queries(client, f"/en/archive/?q={query}")) <= 8, query
    assert ArchivalItem.objects.count() == 8


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "25,000"), ("ja", "25,000"), ("mn", "25\xa0000")]
)
def test_large_numbers_are_written_in_the_readers_way(language, shown):
    numbers = Template("{% load texts %}{{ 25000|grouped }} {{ 999|grouped }}")
    with override(language):
        assert numbers.render(Context()) == f"{shown} 999"
