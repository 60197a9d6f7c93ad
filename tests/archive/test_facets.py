"""Counting at once what the facets show, and when counts may be old."""

import itertools

import pytest
from django.core.cache import cache
from django.http import QueryDict

from archive.browsing import counting, facets, kept
from archive.browsing.counting import Tally
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
    for name, column in counting.COLUMNS.items():
        others = asked.without(name)
        expected = {
            v: others.filter(**{column: v}).count() for v in others.values_list(column, flat=True)
        }
        assert dict(tally.counts(name)) == expected


def test_one_query_counts_everything(collection, django_assert_num_queries):
    asked = filtered(f"level=item&repository={collection['division']}")
    with django_assert_num_queries(1):
        tally = Tally(asked)
        facets.facets(tally, {}, "en")
    assert tally.total == 4


def test_small_counts_are_always_exact(collection):
    before = Tally(filtered()).total
    make_item()
    assert Tally(filtered()).total == before + 1


def test_large_counts_are_kept_for_their_filters_alone(collection, monkeypatch):
    monkeypatch.setattr(kept, "LARGE", 16)
    assert Tally(filtered()).total == 16
    make_item(level="file", material_type="map", date="2011")
    assert Tally(filtered("utm_source=mail")).total == 16
    assert Tally(filtered("level=file")).total == 8  # from the same counts
    assert Tally(filtered("date_from=2011")).total == 1
    cache.clear()
    assert Tally(filtered()).total == 17


@pytest.fixture
def behind(monkeypatch) -> list:
    """What is to be counted behind the reader's back, not done yet; counts are old at once."""
    waiting: list = []
    monkeypatch.setattr(kept, "LARGE", 16)
    monkeypatch.setattr(kept, "A_MINUTE", -1)
    monkeypatch.setattr(kept, "is_ours_to_renew", lambda key: not waiting)
    monkeypatch.setattr(kept, "behind", waiting.append)
    return waiting


def test_the_former_counts_are_shown_while_one_counts_again(
    collection, behind, django_assert_num_queries
):
    assert Tally(filtered()).total == 16 and not behind
    make_item(level="file", material_type="map")
    with django_assert_num_queries(2):  # the repositories, for each
        assert [Tally(filtered()).total for _request in "ab"] == [16, 16]
    assert len(behind) == 1  # by one alone
    behind.pop()()
    assert Tally(filtered()).total == 17


def test_what_has_become_small_is_exact_again(collection, behind):
    assert Tally(filtered()).total == 16
    ArchivalItem.objects.public().first().delete()
    assert Tally(filtered()).total == 16
    behind.pop()()
    ArchivalItem.objects.public().first().delete()
    assert Tally(filtered()).total == 14 and not behind


def test_who_counts_again_is_alone_until_done_or_a_minute_has_passed(collection, monkeypatch):
    monkeypatch.setattr(kept, "LARGE", 16)
    assert kept.is_ours_to_renew("names") and not kept.is_ours_to_renew("names")
    kept.renewed({"names": "agent"}, lambda parts: ({"agent": []}, {"agent": 16}))
    assert kept.is_ours_to_renew("names")


def test_a_count_that_fails_is_written_into_the_log(caplog, monkeypatch):
    monkeypatch.setattr(kept.connections, "close_all", lambda: None)
    kept.done_with(lambda: 1 / 0)
    assert "ZeroDivisionError" in caplog.text


def test_large_counts_of_names_are_kept_and_each_without_its_own_filter(collection, monkeypatch):
    monkeypatch.setattr(kept, "LARGE", 16)
    monkeypatch.setattr(name_facets, "LARGE", 16)
    person, place = make_name(), make_name("place", name_en="Place")
    for item in ArchivalItem.objects.public():
        link_name(person, item), link_name(place, item)

    def counted(query: str = "") -> list[list[int]]:
        found = name_facets.counted_names(Tally(filtered(query)))
        return [[one.count for one in found[name]] for name in ("agent", "place", "subject")]

    assert counted() == [[16], [16], []]
    link_name(make_name(name_en="Other"), ArchivalItem.objects.public().first())
    assert counted() == [[16], [16], []]
    assert counted("level=item") == [[8], [8], []]
    assert counted(f"place={place.pk}")[0] == [16, 1]
    cache.clear()
    assert counted() == [[16, 1], [16], []]
