"""Maps on the index of places and on a place's own page."""

import pytest

from archive.browsing import kept
from archive.mapping import places_map
from archive.names.merging import merge_names
from tests.make import link_name, make_item, make_name
from tests.reading import links, queries, tree, words

MAP = "//figure[@class='map']"
WIDE = f"{MAP}//*[@class='map-layer-wide']"


@pytest.fixture
def read(db, client):
    return lambda query="?kind=place", language="en": tree(
        client.get(f"/{language}/archive/names/{query}")
    )


def make_place(name: str = "Tokyo", at: tuple = (35.7, 139.7), items: int = 0, **values):
    place = make_name(
        "place", name_en=name, latitude=at[0], longitude=at[1], source_language="en", **values
    )
    for _number in range(items):
        link_name(place, make_item())
    return place


def labels(root) -> list[str]:
    return [str(label) for label in root.xpath(f"{WIDE}//a/@aria-label")]


def test_marks_lead_to_places_and_say_their_items(read):
    tokyo = make_place(items=2, name_ja="東京")
    far = make_place("Ulaanbaatar", (47.9, 106.9))
    root = read()
    assert labels(root) == ["Tokyo: 2 items", "Ulaanbaatar: 0 items"]
    assert links(root, WIDE) == [f"/en/archive/names/{tokyo.pk}/", f"/en/archive/names/{far.pk}/"]
    assert labels(read(language="ja")) == ["東京：資料2件", "Ulaanbaatar：資料0件"]
    foreign = read(language="ja").xpath(f"{WIDE}//tspan[@lang='en']/text()")
    assert foreign == ["Ulaanbaatar"]


def test_the_list_beside_says_the_same(read):
    tokyo = make_place(items=2)
    make_place("Ulaanbaatar", (47.9, 106.9))
    root = read()
    listed = "//div[@class='map-list']"
    assert words(root, f"{listed}//li") == ["Tokyo 2 items", "Ulaanbaatar 0 items"]
    assert links(root, listed)[1] == f"/en/archive/?place={tokyo.pk}"


def test_places_on_one_spot_are_one_mark_that_finds_the_items_of_all(read):
    edo, tokyo = make_place("Edo", items=1), make_place(items=2)
    root = read()
    assert labels(root) == ["Tokyo +1 (Tokyo: 2 items; Edo: 1 item)"]
    assert links(root, WIDE) == [f"/en/archive/?place={tokyo.pk}&place={edo.pk}"]
    assert words(root, f"{WIDE}//*[local-name()='text']") == ["Tokyo +1"]


def test_what_is_not_public_is_not_counted(read):
    place = make_place(items=1)
    link_name(place, make_item(is_public=False))
    link_name(place, make_item(closed_until="2999-01-01"))
    link_name(place, place.item_links.first().item, "author")
    assert labels(read()) == ["Tokyo: 1 item"]


def test_merged_places_are_not_there_and_their_items_are_the_other_s(read, cast):
    kept_name, merged = make_place(items=1), make_place("Tookyoo", items=1)
    merge_names(kept_name, merged, actor=cast["curator"])
    assert labels(read()) == ["Tokyo: 2 items"]


@pytest.mark.parametrize("query", ["", "?kind=person", "?kind=place&initial=T", "?kind=subject"])
def test_the_map_stands_above_the_whole_list_of_places_alone(read, query):
    make_place(), make_name()
    assert not read(query).xpath(MAP)


def test_without_places_on_it_there_is_no_map(read):
    make_name("place", name_en="Atlantis")
    assert not read().xpath(MAP)


def test_of_many_places_those_with_most_items_are_shown(read, monkeypatch):
    monkeypatch.setattr(places_map, "MOST_PLACES", 2)
    make_place("Empty", (0, 0)), make_place("One", (10, 10), 1), make_place("Two", (20, 20), 2)
    root = read()
    assert labels(root) == ["Two: 2 items", "One: 1 item"]
    assert words(root, "//div[@class='map-list']/p") == ["These are the places with most items."]


def test_numbers_in_the_drawing_have_points_in_every_language(read):
    make_place(), make_place("Ulaanbaatar", (47.9, 106.9))
    root = read(language="mn")
    marks = root.xpath(f"{WIDE}/*[@class='map-mark']")
    assert all(mark.get("x").replace(".", "").rstrip("%").isdigit() for mark in marks)
    assert not root.xpath(f"{MAP}//text[contains(@x, ',') or contains(@y, ',')]")


@pytest.mark.parametrize("size", [2, 40])
def test_two_queries_for_the_map(db, client, size):
    for number in range(size):
        make_place(f"P{number}", (number, number), 1)
    # 1 kinds, 2 initials, 3 names, 4 items of places, 5 places of the map, 6 plain pages
    assert len(queries(client, "/mn/archive/names/?kind=place")) == 6


def test_very_many_counts_are_kept(read, monkeypatch):
    monkeypatch.setattr(kept, "LARGE", 2)
    place = make_place(items=2)
    assert labels(read()) == ["Tokyo: 2 items"]
    link_name(place, make_item())
    assert labels(read()) == ["Tokyo: 2 items"]
    kept.cache.clear()


def test_a_place_has_a_map_of_its_own(read):
    place = make_place()
    root = read(f"{place.pk}/")
    assert root.xpath(f"{MAP}//*[@role='img']/@aria-label") == ["Tokyo on the map"]
    assert not links(root, MAP)
    assert "35.7° N, 139.7° E" in words(root, "//dd")
    assert not read(f"{make_name('place').pk}/").xpath(MAP)
