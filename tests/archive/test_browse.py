"""Browsing: names, languages, page links, the number of queries, and what is said of an address."""

from urllib.parse import quote

import pytest
from django.core.cache import cache

from archive.browsing.page import PER_PAGE
from archive.models import Name
from archive.names.merging import merge_names
from tests.make import (
    link_name,
    make_exhibit,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_repository,
)
from tests.reading import links, queries, tree, words

TITLES = "//li[@class='item-card']/h2"


@pytest.fixture
def read(db, client):
    return lambda query="", language="en": tree(client.get(f"/{language}/archive/{query}"))


def make(title: str, **values):
    return make_item(**{"title_en": title, "reference_code": title, **values})


def facet(root, name: str) -> dict[str, tuple[int, bool]]:
    """Label → count and whether it is chosen."""
    rows = root.xpath(f"//label[input[@name='{name}']]")
    return {
        words(row, "span[1]")[0]: (
            int(words(row, "span[@class='count']")[0]),
            bool(row.xpath("input[@checked]")),
        )
        for row in rows
    }


@pytest.mark.parametrize(
    ("query", "shorter"),
    [
        ("?q=", ""),
        ("?q=&level=item&level=file&date_from=&page=2", "?level=item&level=file&page=2"),
        ("?level=&q=%E6%AF%9B%26", "?q=%E6%AF%9B%26"),
    ],
)
def test_fields_that_were_left_empty_are_not_in_the_address(db, client, query, shorter):
    response = client.get(f"/en/archive/{query}")
    assert response.status_code == 302
    assert response["Location"] == f"/en/archive/{shorter}"


def test_an_open_end_lasts_and_an_open_beginning_always_was(read):
    for title, date in (("G", "1990/.."), ("H", "../1950"), ("I", "1960/1970"), ("J", "")):
        make(title, date=date)
    assert words(read("?date_from=2020"), TITLES) == ["G"]
    assert words(read("?date_to=1940"), TITLES) == ["H"]
    assert words(read("?date_from=1965&date_to=1995"), TITLES) == ["G", "I"]


def test_page_links_keep_the_filters(read):
    for number in range(PER_PAGE * 2 + 1):
        make(f"Unit-{number}", level="unit")
    root = read("?level=unit&q=unit&page=2")
    assert words(root, "//p[@data-range]") == [f"25–48 of {PER_PAGE * 2 + 1}"]
    pages = links(root, "//ul[@class='pages']")
    assert pages == [
        "?level=unit&q=unit",
        "?level=unit&q=unit",
        "?level=unit&q=unit&page=2",
        "?level=unit&q=unit&page=3",
        "?level=unit&q=unit&page=3",
    ]
    assert words(root, "//a[@aria-current='page']") == ["2"]


def test_codes_sort_by_their_numbers(read):
    for code in ("Unit-66", "Unit-9", "Unit-548"):
        make(code)
    assert words(read(), TITLES) == ["Unit-9", "Unit-66", "Unit-548"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("100%", ["100 wool", "100% wool"]),
        ("wool%", ["100 wool", "100% wool"]),
        ("a_b", ["a_b"]),
        ("o'neil", ["o'neil", "oneil"]),
        ("axb OR zebra", ["axb"]),
        ("NOT wool", ["100 wool", "100% wool"]),
    ],
)
def test_signs_mean_nothing(read, text, found):
    for title in ("100% wool", "100 wool", "a_b", "axb", "o'neil", "oneil"):
        make(title, reference_code="", date="")
    assert sorted(words(read(f"?q={quote(text)}"), TITLES)) == found


def test_matching_ignores_what_readers_do_not_type(read):
    make("Сайн", title_mn="Өвөрхангай дахь ҮЙЛДВЭР", title_ja="ﾓﾝｺﾞﾙ")
    make("Other")
    for text in ("оворхангай", "үйлдвэр", "モンゴル", "САЙН"):
        assert words(read(f"?q={text}"), TITLES) == ["Сайн"], text


@pytest.mark.parametrize("size", [3, 60])
def test_queries_do_not_grow(db, client, size):
    parent = make_repository()
    for number in range(size):
        item = make(f"Unit-{number}", repository=make_repository(parent=parent))
        make_page_image(item), make_page_image(item, order=1)
    found = queries(client, f"/ja/archive/?level=item&repository={parent.pk}&q=unit")
    # 1 repositories and exhibitions, 2 what the words find, 3 counts, 4 counts of names, 5 items,
    # 6 page images, 7 plain pages for the foot
    assert len(found) == 7, found


@pytest.fixture
def named(db) -> dict[str, int]:
    """Items A to D with two people, a place and a subject; D is in two languages."""
    items = {
        "A": make("A", language_of_material="mn"),
        "B": make("B", language_of_material="ja"),
        "C": make("C", language_of_material="mn-Mong"),
        "D": make("D", language_of_material="mn|ja"),
    }
    hidden = make("E", is_public=False, language_of_material="mn")
    president = make_name(name_en="President")
    minister, city = make_name(name_en="Minister"), make_name("place", name_en="City")
    peace = make_name("subject", name_en="Peace")
    for name, letters in ((president, "AB"), (minister, "BC"), (city, "ACD"), (peace, "D")):
        for letter in letters:
            link_name(name, items[letter])
        link_name(name, hidden)
    link_name(president, items["A"], "author")
    keys = {"president": president, "minister": minister, "city": city, "peace": peace}
    return {word: name.pk for word, name in keys.items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?language=mn", "AD"),
        ("?language=mn-Mong", "C"),
        ("?language=mn&language=ja", "ABD"),
        ("?language=de", ""),
        ("?agent={president}", "AB"),
        ("?agent={president}&agent={minister}", "ABC"),
        ("?agent={president}&place={city}", "A"),
        ("?subject={peace}&language=ja", "D"),
        ("?place={city}&q=c", "C"),
    ],
)
def test_languages_and_names(named, read, query, expected):
    assert "".join(words(read(query.format(**named)), TITLES)) == expected


def test_names_are_counted_once_per_item_without_their_own_filter(named, read):
    root = read()
    assert facet(root, "agent") == {"President": (2, False), "Minister": (2, False)}
    assert facet(root, "place") == {"City": (3, False)}
    assert facet(root, "language") == {
        "Japanese": (2, False),
        "Mongolian": (2, False),
        "Mongolian, old script": (1, False),
    }
    root = read(f"?agent={named['president']}&place={named['city']}")
    assert facet(root, "agent") == {"Minister": (1, False), "President": (1, True)}
    assert facet(root, "place") == {"City": (1, True)}
    assert facet(root, "subject") == {}


def test_chips_show_names_and_drop_them(named, read):
    root = read(f"?agent={named['president']}&language=mn-Mong")
    chips = [" ".join(words(chip, "span[1]")) for chip in root.xpath("//ul[@class='chips']/li/a")]
    assert chips[:2] == [
        "Language of material: Mongolian, old script",
        "People and bodies: President",
    ]
    kept = links(root, "//ul[@class='chips']")
    assert kept[:2] == [f"?agent={named['president']}", "?language=mn-Mong"]


def test_a_merged_name_stands_for_the_one_that_was_kept(named, read, cast):
    president, minister = (Name.objects.get(pk=named[w]) for w in ("president", "minister"))
    merge_names(president, minister, actor=cast["curator"])
    root = read(f"?agent={minister.pk}")
    assert "".join(words(root, TITLES)) == "ABC"
    assert facet(root, "agent") == {"President": (3, True)}
    assert links(root, "//ul[@class='chips']")[0] == "?"


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("agent=99999", "People and bodies"),
        ("agent=x", "People and bodies"),
        ("agent=9999999999999999999999", "People and bodies"),
        ("place={president}", "Places"),
        ("language=klingon", "Language of material"),
        ("language=mn%7Cja", "Language of material"),
    ],
)
def test_wrong_names_and_languages_are_said(named, read, query, label):
    errors = words(read(f"?{query.format(**named)}"), "//div[@role='alert']//li")
    assert [error.split(":")[0] for error in errors] == ([label] if label else [])


@pytest.mark.parametrize("size", [2, 30])
def test_all_filters_together_take_eight_queries(db, client, size):
    names, panel = [make_name(), make_name("place"), make_name("subject")], make_panel()
    fonds = make("Fund-59", level="fonds")
    for number in range(size):
        item = make(f"Unit-{number}", language_of_material="mn", parent=fonds)
        make_page_image(item), make_exhibit(panel, item=item)
        for name in (*names, make_name(), make_name("subject")):
            link_name(name, item)
    person, place, subject = (name.pk for name in names)
    slug = panel.section.exhibition.slug
    query = f"agent={person}&place={place}&subject={subject}&language=mn&level=item&q=unit"
    query += f"&fonds={fonds.pk}&decade=2010&exhibition={slug}&digitised=1&more=agent"
    # 1 repositories, exhibitions, names and fonds asked for, 2 what the words find, 3 counts,
    # 4 counts of names, 5 names and fonds in facets, 6 items, 7 page images, 8 pages for the foot
    for sort in ("", "&sort=code", "&sort=date", "&sort=title"):
        cache.clear()
        found, address = min(size, PER_PAGE), f"/ja/archive/?{query}{sort}"
        assert (len(queries(client, address)), sort) == (8, sort)
        assert (len(words(tree(client.get(address)), TITLES)), sort) == (found, sort)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The period ends before it begins."),
        ("ja", "期間の終わりが始まりより前になっています。"),
        ("mn", "Хугацааны төгсгөл эхлэлээсээ өмнө байна."),
    ],
)
def test_a_period_that_ends_first_is_said(db, client, language, words):
    asked = {"date_from": "2015", "date_to": "2010"}
    assert words in client.get(f"/{language}/archive/", asked).content.decode()
    asked["date_to"] = "2015-01"
    assert words not in client.get(f"/{language}/archive/", asked).content.decode()


@pytest.mark.parametrize(
    ("page", "is_said"), [("1", False), ("99", True), ("0", True), ("x", True)]
)
def test_a_page_that_is_not_there_is_said(db, client, page, is_said):
    make_item()
    shown = client.get("/en/archive/", {"page": page}).content.decode()
    assert ("There is no such page of results." in shown) == is_said
