"""Bars of a timeline: how many years each has, what counts in it, what stands around it."""

import pytest

from archive.browsing.timeline import Span, heights, labelled, timeline, undated


def shown(rows, chosen=None):
    found = timeline(rows, (), Span(*chosen) if chosen else None)
    return [(bar.span.first, bar.span.last, bar.items) for bar in found.bars if bar.items]


@pytest.mark.parametrize(
    ("first", "last", "size", "bars"),
    [
        (1972, 1972, 1, 1),
        (1960, 2019, 1, 60),
        (1960, 2020, 10, 7),
        (1921, 2022, 10, 11),
        (1411, 2009, 10, 60),
        (1409, 2009, 100, 7),
        (1, 9999, 100, 100),
    ],
)
def test_bars_are_as_fine_as_fits(first, last, size, bars):
    found = timeline([(first, first, 1), (last, last, 1)])
    assert (found.size, len(found.bars)) == (size, bars)


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


def test_few_years_stay_in_sight_when_one_is_chosen():
    assert len(timeline([(1990, 2022, 1)], (), Span(2011, 2011)).bars) == 33


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
