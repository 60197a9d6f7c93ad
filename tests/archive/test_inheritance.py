"""What a higher level says is shown to the reader as inherited, and from where."""

import pytest

from archive.description.inheritance import above, ancestors_of, creators_of, description_of
from archive.description.isad import AREAS, ELEMENTS
from archive.models import ArchivalItem, Name, NameLink
from tests.make import make_item
from translations.texts import Text


@pytest.fixture
def branch(db) -> list[ArchivalItem]:
    """Fonds › file › item, in Mongolian."""
    fonds = make_item(
        level="fonds",
        title_en="Embassy",
        title_mn="Элчин сайд",
        archival_history_mn="Яамнаас шилжүүлсэн.",
        access_conditions_en="Open.",
        scope_and_content_mn="Захидал.",
    )
    file = make_item(level="file", parent=fonds, archival_history_ja="別の経路で移管。")
    return [fonds, file, make_item(parent=file, extent_mn="3 хуудас")]


def elements(item: ArchivalItem, language: str = "mn") -> dict:
    return {e.name: e for area in description_of(item, language) for e in area.elements}


def test_areas_and_numbers_are_those_of_the_standard(branch):
    areas = description_of(branch[2], "mn")
    assert [area.name for area in areas] == ["identity", "context", "conditions"]
    numbers = [element.number for area in areas for element in area.elements]
    assert numbers == sorted(numbers) and len(ELEMENTS) == 26
    assert all(area.title == AREAS[area.name] for area in areas)


def test_the_nearest_level_that_says_something_wins(branch):
    history = elements(branch[2])["archival_history"]
    assert history.value == Text("別の経路で移管。", "ja")
    assert history.inherited_from.url == branch[1].get_absolute_url()


def test_what_comes_from_the_top_says_so_in_the_readers_language(branch):
    access = elements(branch[2])["access_conditions"]
    assert (access.value, access.inherited_from.title) == (
        Text("Open.", "en"),
        Text("Элчин сайд", "mn"),
    )


def test_only_what_is_true_of_everything_below_is_passed_on(branch):
    found = elements(branch[2])
    assert "scope_and_content" not in found
    assert found["extent"].inherited_from is None


@pytest.mark.parametrize("closed", [{"is_public": False}, {"closed_until": "2999-01-01"}])
def test_a_closed_level_gives_its_title_and_nothing_else(branch, closed):
    ArchivalItem.objects.filter(pk=branch[0].pk).update(**closed)
    assert "access_conditions" not in elements(branch[2])
    seen = above(ancestors_of(branch[2])[0], "mn")
    assert (seen.title.value, seen.url, seen.code) == ("Элчин сайд", "", "")


def test_a_level_opens_on_its_day(branch):
    ArchivalItem.objects.filter(pk=branch[0].pk).update(closed_until="2020-01-01")
    assert "access_conditions" in elements(branch[2])


def test_creators_are_inherited(branch):
    ministry = Name.objects.create(kind="corporate", name_en="Ministry", source_language="en")
    NameLink.objects.create(item=branch[0], name=ministry, role="creator")
    NameLink.objects.create(item=branch[1], name=ministry, role="mentioned")
    found = elements(branch[2])["creators"]
    assert [creator.name.value for creator in found.value] == ["Ministry"]
    assert found.inherited_from.title.value == "Элчин сайд"


def test_two_queries_for_a_whole_page(branch, django_assert_num_queries):
    item = ArchivalItem.objects.get(pk=branch[2].pk)
    with django_assert_num_queries(2):  # 1 ancestors, 1 creators
        description_of(item, "ja")
    ancestors = ancestors_of(item)
    creators = creators_of([item, *ancestors])
    with django_assert_num_queries(0):
        description_of(item, "ja", ancestors=ancestors, creators=creators)
