"""Counting at once what the facets show, and when counts may be old."""

import itertools

import pytest
from django.core.cache import cache
from django.http import QueryDict

from archive.browsing import facets
from archive.browsing.facets import Tally
from archive.browsing.filters import ItemFilter
from archive.models import ArchivalItem
from archive.names import facets as name_facets
from tests.make import link_name, make_item, make_name, make_repository


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def filtered(query: str = "") -> ItemFilter:
    return ItemFilter(QueryDict(query), queryset=ArchivalItem.objects.public())


@pytest.fixture
def collection(db) -> dict[str, int]:
    """Every level with every type in an institution and its division, one item of three hidden."""
    institution = make_repository()
    division = make_repository(parent=institution)
    kinds = itertools.product((institution, division), ("file", "item"), ("text", "map"), "123")
    for repository, level, kind, number in kinds:
        make_item(
            repository=repository,
            level=level,
            material_type=kind,
            reference_code=f"Unit-{number}",
            date="1972" if number == "1" else "",
            is_public=number != "3",
        )
    return {"institution": institution.pk, "division": division.pk}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "level=item",
        "level=item&level=file&type=map",
        "repository={institution}",
        "repository={division}&type=text&level=file",
        "date_to=1980&type=map",
        "q=unit-2&repository={division}",
        "level=nonsense&repository=0",
        "type=film",
    ],
)
def test_counts_are_those_of_asking_one_by_one(collection, query):
    asked = filtered(query.format(**collection))
    tally = Tally(asked)
    assert tally.total == asked.qs.count()
    for name, column in facets.COLUMNS.items():
        others = asked.without(name)
        expected = {
            v: others.filter(**{column: v}).count() for v in others.values_list(column, flat=True)
        }
        assert dict(tally.counts(name)) == expected


def test_one_query_counts_everything(collection, django_assert_num_queries):
    asked = filtered(f"level=item&repository={collection['division']}")
    with django_assert_num_queries(1):
        tally = Tally(asked)
        facets.facets(tally, "en")
    assert tally.total == 4


def test_small_counts_are_always_exact(collection):
    before = Tally(filtered()).total
    make_item()
    assert Tally(filtered()).total == before + 1


def test_large_counts_are_kept_for_their_filters_alone(collection, monkeypatch):
    monkeypatch.setattr(facets, "LARGE", 16)
    assert Tally(filtered()).total == 16
    make_item(level="file", material_type="map", date="2011")
    assert Tally(filtered("utm_source=mail")).total == 16
    assert Tally(filtered("level=file")).total == 8  # from the same counts
    assert Tally(filtered("date_from=2011")).total == 1
    cache.clear()
    assert Tally(filtered()).total == 17


def test_large_counts_of_names_are_kept_and_each_without_its_own_filter(collection, monkeypatch):
    monkeypatch.setattr(name_facets, "LARGE", 16)
    person, place = make_name(), make_name("place", name_en="Place")
    for item in ArchivalItem.objects.public():
        link_name(person, item), link_name(place, item)

    def counted(query: str = "") -> list[list[int]]:
        shown = name_facets.name_facets(Tally(filtered(query)), "en")
        return [[choice.count for choice in facet.choices] for facet in shown]

    assert counted() == [[16], [16], []]
    link_name(make_name(name_en="Other"), ArchivalItem.objects.public().first())
    assert counted() == [[16], [16], []]
    assert counted("level=item") == [[8], [8], []]
    assert counted(f"place={place.pk}")[0] == [16, 1]
    cache.clear()
    assert counted() == [[16, 1], [16], []]
