"""The timeline on the browse page: what its bars count, where they lead, what they may not tell."""

import pytest

from archive.browsing import kept, years
from tests.make import (
    link_name,
    make_exhibition,
    make_item,
    make_name,
    make_panel,
    make_section,
    tell_of,
)
from tests.reading import links, queries, tree, words

BARS = "//ol[contains(@class, 'bars')]"


@pytest.fixture
def read(db, client):
    return lambda query="", language="en": tree(client.get(f"/{language}/archive/{query}"))


def labels(root) -> list[str]:
    return [str(label) for label in root.xpath(f"{BARS}//a/@aria-label")]


def make(*dates: str, **values) -> None:
    for date in dates:
        make_item(date=date, **values)


@pytest.mark.parametrize("query", ["", "?level=unit", "?date_from=1970&date_to=1979"])
def test_every_bar_counts_what_its_link_finds(read, query):
    make("1921", "1972", "1972-02", "1979/1981", "1975/..", "../1931", "", "197X", "2011~")
    make("1911/1999", "1978", level="unit")
    root = read(query)
    for label, url in zip(labels(root), links(root, BARS), strict=True):
        found = int(words(read(url), "//p[@data-range]")[0].split(" of ")[1])
        assert f": {found} item" in label, label


def test_labels_say_years_and_numbers_in_the_reader_s_way(read):
    make("1972", "1972", "1981")
    make_panel(make_section(), date="1973")
    assert labels(read()) == ["1972: 2 items", "1973: 0 items, 1 panel", "1981: 1 item"]
    assert labels(read("", "ja"))[1] == "1973年：資料0件、パネル1枚"
    make("1991")
    assert labels(read("", "ja"))[0] == "1970～1974年：資料2件、パネル1枚"
    make("1900")
    assert labels(read("", "mn"))[1] == "1970–1979 он: 2 баримт, 1 самбар"


def test_links_keep_the_other_filters_and_begin_at_the_first_page(read):
    make("1972", "1981", level="unit")
    assert links(read("?level=unit&q=unit&page=2"), BARS) == [
        "?level=unit&q=unit&date_from=1972&date_to=1972",
        "?level=unit&q=unit&date_from=1981&date_to=1981",
    ]


def test_dates_are_counted_under_all_filters_but_themselves(read):
    make("1972", level="unit"), make("2011")
    assert labels(read("?level=unit&date_from=2011&date_to=2011")) == ["1972: 1 item"]


def test_the_way_in_and_out(read):
    make("1206", "1990", "1995", "1995-04-01")
    assert labels(read())[-1] == "1900–1999: 3 items"
    root = read("?level=item&date_from=1995&date_to=1995")
    assert labels(root) == ["1990: 1 item", "1995: 2 items"]
    marked = root.xpath(f"{BARS}//a[@aria-current='true']/@aria-label")
    assert marked == ["1995: 2 items"]
    nav = "//nav[@aria-label='Years shown']"
    assert words(root, f"{nav}//li") == ["All years", "1900–1999", "1990–1999", "1995"]
    assert links(root, nav)[:2] == ["?level=item", "?level=item&date_from=1900&date_to=1999"]


def test_years_with_nothing_are_no_links(read):
    make("1972", "1975")
    root = read()
    assert len(root.xpath(f"{BARS}/li")) == 4 and len(links(root, BARS)) == 2


def test_the_table_says_the_same(read):
    make("1972", "1972", "1975")
    make_panel(make_section(), date="1975")
    rows = "//section[@class='timeline']//tbody/tr/*"
    assert words(read(), rows) == ["1972", "2", "0", "1975", "1", "1"]


def test_what_is_not_public_is_not_counted(read):
    make("1972"), make("1973", is_public=False), make("1974", closed_until="2999-01-01")
    make_panel(make_section(make_exhibition(is_published=False)), date="1980")
    assert labels(read()) == ["1972: 1 item"]


def test_panels_of_the_chosen_years_are_named_and_lead_to_their_places(read):
    make("2011")
    section = make_section()
    make_panel(section, date="2011", slug="sea")
    make_panel(section, date="1999", title_en="Other")
    for number in range(5):
        make_panel(section, date="2010/2012", title_en=f"Panel {number}")
    root = read("?date_from=2011&date_to=2011")
    told = "//div[@class='timeline-panels']"
    assert words(root, f"{told}//li")[0] == "Across the sea › Blankets for Miyagi"
    assert words(root, f"{told}//summary") == ["and 1 more"]
    assert len(words(root, f"{told}//details//li/a")) == 1
    assert links(root, told)[0].endswith(f"/{section.slug}/#panel-sea")
    assert not words(read(), told)


def test_of_very_many_panels_the_rest_is_counted(read, monkeypatch):
    monkeypatch.setattr(years, "MOST_FURTHER", 2)
    section = make_section()
    for number in range(9):
        make_panel(section, date="2011", title_en=f"Panel {number}")
    more = "//div[@class='timeline-panels']//details"
    root = read("?date_from=2011&date_to=2011")
    assert words(root, f"{more}/summary") == ["and 4 more"]
    assert words(root, f"{more}//li")[-1] == "and 2 more"


def test_panels_are_counted_under_names_and_not_under_what_items_alone_have(read):
    person, place = make_name(), make_name("place")
    both, one = make_panel(date="1990"), make_panel(date="1991")
    tell_of(person, both), tell_of(place, both), tell_of(person, one)
    link_name(person, make_item(date="1995"))
    assert labels(read(f"?agent={person.pk}"))[:2] == [
        "1990: 0 items, 1 panel",
        "1991: 0 items, 1 panel",
    ]
    assert labels(read(f"?agent={person.pk}&place={place.pk}")) == ["1990: 0 items, 1 panel"]
    assert labels(read("?level=item")) == ["1995: 1 item"]


@pytest.mark.parametrize(
    "query", ["?date_from=x", "?date_from=2012&date_to=1990", "?date_from=0001&date_to=9999"]
)
def test_odd_dates_show_the_whole_time(read, query):
    make("1972", "1975")
    assert labels(read(query)) == ["1972: 1 item", "1975: 1 item"]


def test_without_any_date_there_is_none(read):
    make("")
    assert not words(read(), "//section[@class='timeline']")


def test_the_undated_are_said(read):
    make("", "", "1972")
    assert "2 items without a date" in words(read(), "//p[contains(@class,'timeline-key')]")[0]


@pytest.mark.parametrize("size", [2, 30])
def test_one_query_for_panels_and_none_for_items_alone(db, client, size):
    chapters = [make_section() for _ in range(1 + size // 10)]
    for number in range(size):
        make(f"{1950 + number}")
        make_panel(chapters[number % len(chapters)], date=f"{1950 + number}")
    found = queries(client, "/en/archive/?date_from=1950&date_to=1990")
    # 1 repositories and exhibitions, 2 counts, 3 counts of names, 4 items, 5 page images, 6 panels,
    # 7 plain pages for the foot
    assert len(found) == 7, found


def test_large_counts_are_kept(read, monkeypatch):
    monkeypatch.setattr(kept, "LARGE", 2)
    make("1972", "1975")
    before = labels(read())
    make("1973")
    assert labels(read()) == before
    kept.cache.clear()
    assert len(labels(read())) == 3
    kept.cache.clear()
