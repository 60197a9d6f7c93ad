"""What a description lacks of the six essential elements, and what it says twice."""

import pytest

from archive.description.completeness import ASKED, lacking, missing, repetitions, with_creators
from archive.description.isad import ELEMENTS
from archive.models import ArchivalItem, Name, NameLink
from tests.make import make_item

FULL = {"extent_mn": "3 хуудас", "source_language": "mn"}


def make_creator(item: ArchivalItem) -> None:
    name = Name.objects.create(kind="person", name_mn="Ц.Элбэгдорж", source_language="mn")
    NameLink.objects.create(item=item, name=name, role="creator")


def names(item: ArchivalItem) -> list[str]:
    return [element.name for element in missing(item)]


def test_six_elements_are_mandatory():
    assert sum(element.is_mandatory for element in ELEMENTS) == 6
    assert len(ASKED) == 5  # a level is never empty


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["creators"]),
        ({"date": ""}, ["date", "creators"]),
        ({"extent_mn": "", "extent_ja": "3枚"}, ["extent", "creators"]),
        ({"reference_code": ""}, ["reference_code", "creators"]),
        ({"title_mn": ""}, ["title", "creators"]),
    ],
)
@pytest.mark.parametrize("level", ["fonds", "file", "unit", "item"])
def test_what_is_missing(db, values, expected, level):
    item = make_item(**{**FULL, **values, "level": level})
    assert names(item) == expected
    for element in ASKED:
        found = ArchivalItem.objects.filter(lacking(element.name)).exists()
        assert found is (element.name in expected), element.name
    assert ArchivalItem.objects.filter(lacking("any")).exists()


def test_the_creator_is_asked_at_the_top_alone(db):
    fonds = make_item(level="fonds", **FULL)
    item = make_item(parent=fonds, **FULL)
    assert (names(fonds), names(item)) == (["creators"], [])
    make_creator(fonds)
    assert names(fonds) == []
    assert not ArchivalItem.objects.filter(lacking("any")).exists()


def test_a_list_asks_no_query_per_row(db, django_assert_num_queries):
    for _ in range(5):
        make_creator(make_item(**FULL))
    with django_assert_num_queries(1):
        assert [names(item) for item in with_creators(ArchivalItem.objects.all())] == [[]] * 5


def test_the_same_words_at_a_higher_level_are_pointed_out(db):
    fonds = make_item(level="fonds", finding_aids_en="A card index.", arrangement_en="By year.")
    file = make_item(level="file", parent=fonds)
    said = {"finding_aids_en": "A  card\nindex.", "arrangement_en": "By year."}
    item = make_item(parent=file, finding_aids_ja="カード", **said)
    (found,) = repetitions(item, [fonds, file])
    assert (found.element.name, found.source, found.languages) == ("finding_aids", fonds, ("en",))


def test_a_level_between_that_says_otherwise_ends_it(db):
    fonds = make_item(level="fonds", finding_aids_en="A card index.")
    file = make_item(level="file", parent=fonds, finding_aids_en="A list.")
    assert repetitions(make_item(parent=file, finding_aids_en="A card index."), [fonds, file]) == []
