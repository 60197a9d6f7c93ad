"""Fonds, decades and exhibitions; values beyond the largest; what is said of wrong ones."""

import datetime

import pytest

from archive.browsing import facets
from archive.browsing.decades import by_decade, count_of
from archive.models import ArchivalItem
from exhibits.editions.releasing import withdraw
from exhibits.models import Exhibition
from tests.archive.test_browse import TITLES, facet, make
from tests.make import (
    link_name,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_panel,
    make_section,
    release_made,
    to_release,
)
from tests.reading import links, tree, words

ERRORS = "//div[@role='alert']//li"


@pytest.fixture
def read(db, client):
    return lambda query="", language="en": tree(client.get(f"/{language}/archive/{query}"))


def titles(root) -> str:
    return "".join(words(root, TITLES))


@pytest.fixture
def tree_of_items(db) -> dict[str, int]:
    """Two fonds, one of them closed; a file without a fonds; two items that lie in nothing."""
    fonds = make("F", level="fonds", title_ja="外務省文書", date="")
    series = make("S", level="series", parent=fonds, date="1921~")
    make("A", parent=series, date="1974-05/1983")
    make("B", parent=fonds, date="1979", title_en="B")
    hidden = make("H", level="fonds", is_public=False)
    make("C", parent=hidden, date="1972")
    file = make("X", level="file", date="")
    make("D", parent=file, date="../1930")
    make("E", date="2022/..")
    make("G", date="")
    return {"fonds": fonds.pk, "hidden": hidden.pk, "file": file.pk, "series": series.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?fonds={fonds}", "ABFS"),
        ("?fonds={file}", "D"),
        ("?fonds={fonds}&fonds={file}&level=item", "ABD"),
        ("?fonds={fonds}&decade=1970", "AB"),
        ("?decade=1970", "ABC"),
        ("?decade=1980", "A"),
        ("?decade=1970&decade=1920", "ABCDS"),
        ("?decade=1900", "D"),
        ("?decade=2050", "E"),
        ("?decade=0", "D"),
        ("?decade=9990", "E"),
    ],
)
def test_fonds_and_decades(tree_of_items, read, query, expected):
    root = read(query.format(**tree_of_items))
    assert sorted(titles(root)) == sorted(expected)
    assert not words(root, ERRORS)


def test_fonds_are_counted_with_what_lies_in_them_and_closed_ones_not_named(tree_of_items, read):
    assert facet(read(), "fonds") == {"F": (4, False), "X": (1, False)}
    assert facet(read("?level=item"), "fonds") == {"F": (2, False), "X": (1, False)}
    root = read(f"?fonds={tree_of_items['fonds']}&level=item", "ja")
    assert facet(root, "fonds") == {
        "外務省文書": (2, True),
        "対日支援に関する政府決議第78号": (1, False),
    }
    assert "フォンド: 外務省文書" in words(root, "//ul[@class='chips']//a/span[1]")


def test_decades_are_counted_as_asking_for_each(tree_of_items, read):
    found = facet(read("?more=decade"), "decade")
    assert found["1970s"] == (3, False) and found["1980s"] == (1, False)
    for label, (count, _chosen) in found.items():
        decade = 1900 if label == "1900–1909" else label[:4]
        assert len(titles(read(f"?decade={decade}"))) == count, label
    assert list(found) == sorted(found)
    chosen = facet(read("?decade=1970&level=series"), "decade")
    assert chosen == {"1920s": (1, False), "1970s": (0, True)}


def test_decades_in_each_language(tree_of_items, read):
    assert "1970年代" in facet(read("", "ja"), "decade")
    assert {"1970-аад он", "1950-иад он"} <= set(facet(read("?decade=1950", "mn"), "decade"))


def test_open_ends_last_until_today():
    spans = {(1990, None): 2, (None, 1930): 3, (None, None): 7, (1950, 1960): 1}
    found = by_decade(spans, datetime.date(2026, 1, 1))
    assert found == {1930: 3, 1950: 1, 1960: 1, 1990: 2, 2000: 2, 2010: 2, 2020: 2}
    assert [count_of(spans, year) for year in (1900, 1950, 2050)] == [3, 1, 2]
    assert by_decade({(None, None): 7}, datetime.date(2026, 1, 1)) == {}


@pytest.fixture
def on_show(cast) -> dict[str, str]:
    """Two exhibitions that share an item; a draft and a withdrawn one; an item that is closed."""
    items = {letter: make(letter) for letter in "ABC"}
    hidden = make("H", is_public=False)
    shown = {"sea": "AAB", "steppe": "B", "draft": "C", "gone": "C"}
    for slug, letters in shown.items():
        title = {"title_en": slug.capitalize(), "title_ja": f"{slug}展"}
        exhibition = make_exhibition(is_published=slug != "draft", slug=slug, **title)
        section = make_section(exhibition)
        for letter in letters:
            make_exhibit(make_panel(section), item=items[letter])
        make_exhibit(make_panel(section), item=hidden)
    release_made()
    to_release.clear()
    withdraw(Exhibition.objects.get(slug="gone"), actor=cast["publisher"])
    return shown


def test_exhibitions_by_their_items_on_show(on_show, read):
    assert facet(read(), "exhibition") == {"Sea": (2, False), "Steppe": (1, False)}
    root = read("?exhibition=sea", "ja")
    assert titles(root).count("第78号") == 2
    assert facet(root, "exhibition")["sea展"] == (2, True)
    assert titles(read("?exhibition=sea&exhibition=steppe&q=b")) == "B"
    assert words(read("?exhibition=sea"), "//ul[@class='chips']//a/span[1]")[0] == "On show in: Sea"
    assert facet(read("?q=b"), "exhibition") == {"Sea": (1, False), "Steppe": (1, False)}


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("fonds={hidden}", "Fonds"),
        ("fonds={series}", "Fonds"),
        ("fonds=0{fonds}", "Fonds"),
        ("fonds=x", "Fonds"),
        ("fonds=99999999999999999999", "Fonds"),
        ("decade=1975", "Decade"),
        ("decade=01970", "Decade"),
        ("decade=١٩٧٠", "Decade"),
        ("decade=99990", "Decade"),
        ("decade=-10", "Decade"),
        ("exhibition=nothing", "On show in"),
        ("sort=size", "Order"),
        ("more=everything", "Values"),
    ],
)
def test_wrong_values_are_said(tree_of_items, read, query, label):
    errors = words(read(f"?{query.format(**tree_of_items)}"), ERRORS)
    assert len(errors) == 1 and errors[0].startswith(f"{label}: ")


@pytest.mark.parametrize("slug", ["draft", "gone"])
def test_what_readers_do_not_see_is_no_exhibition(on_show, read, slug):
    assert len(words(read(f"?exhibition={slug}"), ERRORS)) == 1


def test_too_many_decades_are_said(read):
    query = "&".join(f"decade={year}" for year in range(1000, 2000, 10))
    assert words(read(f"?{query}"), ERRORS) == ["Decade: At most 50 at once."]


def test_order_by_relevance_wants_words(tree_of_items, read):
    assert words(read("?sort=relevance"), ERRORS) == [
        "Without words there is no order by relevance."
    ]
    assert not words(read("?sort=relevance&q=a"), ERRORS)


@pytest.fixture
def many_names(db):
    item = make("A")
    for number in range(facets.MOST_SHOWN + 4):
        link_name(make_name(name_en=f"Person {number}"), item)
    return item


def test_the_largest_are_shown_and_the_rest_by_a_link(many_names, read):
    root = read("?level=item")
    assert len(facet(root, "agent")) == facets.MOST_SHOWN
    more = root.xpath("//fieldset[@id='facet-agent']//p[@class='more']/a")
    assert words(root, "//fieldset[@id='facet-agent']//p[@class='more']") == ["4 more"]
    assert more[0].get("href") == "?level=item&more=agent#facet-agent"
    whole = read("?level=item&more=agent")
    assert len(facet(whole, "agent")) == facets.MOST_SHOWN + 4
    assert links(whole, "//fieldset[@id='facet-agent']") == ["?level=item#facet-agent"]
    assert whole.xpath("//form[@id='filters']/input[@name='more']/@value") == ["agent"]


def test_a_chosen_value_is_shown_however_small(many_names, read):
    last = make_name(name_en="Nobody")
    assert facet(read(f"?agent={last.pk}"), "agent")["Nobody"] == (0, True)


def test_beyond_all_that_are_listed_the_index_of_names_goes_on(many_names, read, monkeypatch):
    monkeypatch.setattr(facets, "MOST_LISTED", 13)
    root = read("?more=agent")
    assert "/en/archive/names/?kind=person" in links(root, "//fieldset[@id='facet-agent']")


def test_keys_of_many_items_are_one_parameter(db, client, monkeypatch):
    from archive.browsing import among

    monkeypatch.setattr(among, "MANY", 2)
    for number in range(4):
        make_item(title_en=f"Treaty {number}", is_public=number != 3)
    root = tree(client.get("/en/archive/?q=treaty&level=item"))
    assert words(root, TITLES) == ["Treaty 0", "Treaty 1", "Treaty 2"]
    assert facet(root, "level") == {"Item": (3, True)}
    assert ArchivalItem.objects.count() == 4
