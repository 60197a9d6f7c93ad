"""Bars of a timeline: how many years each has, what counts in it, what stands around it."""

import pytest

from archive.browsing.timeline import Span, heights, labelled, timeline, undated


def shown(rows, chosen=None):
    found = timeline(rows, (), Span(*chosen) if chosen else None)
    return [(bar.span.first, bar.span.last, bar.items) for bar in found.bars if bar.items]


@pytest.mark.parametrize(
    ("first", "last", "size", "bars", "links"),
    [
        (1972, 1972, 1, 1, 1),
        (1971, 1982, 1, 12, 12),
        (1971, 1983, 1, 15, 3),
        (1972, 2023, 1, 55, 11),
        (1960, 2019, 1, 60, 12),
        (1960, 2020, 10, 7, 7),
        (1921, 2022, 10, 11, 11),
        (1411, 1999, 10, 60, 12),
        (1409, 2009, 100, 7, 7),
        (1, 1999, 100, 20, 4),
        (1, 9999, 100, 100, 20),
    ],
)
def test_bars_are_as_fine_as_fits_and_links_as_wide_as_a_finger(first, last, size, bars, links):
    found = timeline([(first, first, 1), (last, last, 1)])
    assert (found.size, len(found.bars), len(found.groups)) == (size, bars, links)
    for group in found.groups:
        assert group.bars[0].span.first == group.span.first
        assert group.bars[-1].span.last == group.span.last


def test_under_a_link_what_lasts_counts_once():
    found = timeline([(1970, 1974, 1), (1973, 1973, 1), (1999, 1999, 1)])
    assert [(group.span.first, group.items) for group in found.groups if group.items] == [
        (1970, 2),
        (1995, 1),
    ]


def test_what_lasts_counts_in_each_bar_that_it_touches():
    rows = [(1905, 1925, 2), (1911, 1911, 1), (1999, 1999, 5)]
    assert shown(rows) == [(1900, 1909, 2), (1910, 1919, 3), (1920, 1929, 2), (1990, 1999, 5)]


def test_open_ends_reach_to_the_edge_of_what_is_shown():
    rows = [(1955, 1955, 1), (None, 1952, 1), (1958, None, 1), (1950, 1950, 1), (None, None, 7)]
    assert [count for _first, _last, count in shown(rows)] == [2, 1, 1, 1, 1]
    assert undated(rows) == 7


ALL = [(1921, 1921, 1), (1972, 1979, 1), (2022, 2022, 1)]


@pytest.mark.parametrize(
    ("chosen", "size", "first", "last", "marked", "outwards"),
    [
        (None, 10, 1920, 2029, 0, []),
        ((1970, 1979), 1, 1970, 1979, 10, []),
        ((1972, 1972), 1, 1970, 1979, 1, [(1970, 1979)]),
        ((1968, 1973), 1, 1960, 1979, 6, []),
        ((1930, 2009), 10, 1920, 2029, 8, []),
        ((1800, 1830), 10, 1920, 2029, 0, []),
        ((1800, 9999), 10, 1920, 2029, 11, []),
    ],
)
def test_the_neighbourhood_of_what_is_chosen(chosen, size, first, last, marked, outwards):
    found = timeline(ALL, (), Span(*chosen) if chosen else None)
    assert (found.size, found.bars[0].span.first, found.bars[-1].span.last) == (size, first, last)
    assert sum(bar.is_chosen for bar in found.bars) == marked
    assert [(one.first, one.last) for one in found.outwards] == outwards


def test_from_centuries_to_decades_to_years():
    rows = [(1206, 1206, 1), (1990, 1990, 1)]
    assert timeline(rows).size == 100
    century = timeline(rows, (), Span(1900, 1999))
    assert (century.size, len(century.bars)) == (10, 10)
    year = timeline(rows, (), Span(1990, 1990))
    assert year.size == 1
    assert [one.first for one in year.outwards] == [1900, 1990]


def test_from_five_years_to_one():
    rows = [(1990, 2022, 1)]
    assert [group.span.first for group in timeline(rows).groups][:2] == [1990, 1995]
    found = timeline(rows, (), Span(2010, 2014))
    assert [bar.is_chosen for bar in found.bars] == [True] * 5 + [False] * 5
    assert len(found.groups) == 10


def test_from_half_a_millennium_to_a_century():
    rows = [(3, 3, 1), (1999, 1999, 1)]
    assert [group.span.first for group in timeline(rows).groups] == [1, 500, 1000, 1500]
    assert [bar.span.first for bar in timeline(rows, (), Span(1, 499)).bars][:2] == [1, 100]


def test_few_years_stay_in_sight_when_one_is_chosen():
    assert len(timeline([(2011, 2022, 1)], (), Span(2011, 2011)).bars) == 12


def test_without_dates_there_is_no_timeline():
    assert timeline([(None, None, 3)]) is None
    assert timeline([]) is None


def test_panels_alone_make_one():
    assert [bar.panels for bar in timeline([], [(2011, 2011, 3)]).bars] == [3]


def test_the_first_century_begins_with_the_year_one():
    found = timeline([(5, 5, 1), (1999, 1999, 1)])
    assert (found.bars[0].span.first, found.bars[0].items) == (1, 1)


def test_heights_are_of_the_greatest_and_nothing_vanishes():
    assert heights([0, 1, 500, 1000]) == [0, 3, 50, 100]
    assert heights([]) == [] and heights([0]) == [0]


@pytest.mark.parametrize(
    ("bars", "size", "room", "expected"),
    [
        (10, 1, 640, range(10)),
        (10, 1, 300, [0, 2, 4, 6, 8]),
        (60, 1, 300, [0, 10, 20, 30, 40, 50]),
        (11, 10, 300, [0, 2, 4, 6, 8]),
        (0, 1, 300, []),
    ],
)
def test_years_below_the_bars_do_not_touch(bars, size, room, expected):
    spans = [Span(1960 + n * size, 1960 + n * size + size - 1) for n in range(bars)]
    assert sorted(labelled(spans, size, room)) == list(expected)
