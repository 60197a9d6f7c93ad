"""The path of an item in its tree, and what is kept in step with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import ArchivalItem
from tests.make import make_item, make_page_image, make_repository


@pytest.fixture
def tree_of_items(db) -> dict[str, ArchivalItem]:
    """a › b › c › d, and x beside a."""
    items: dict[str, ArchivalItem] = {}
    for name, above in (("a", None), ("b", "a"), ("c", "b"), ("d", "c"), ("x", None)):
        items[name] = make_item(title_en=name, parent=items.get(above))
    return items


def paths(items: dict[str, ArchivalItem]) -> dict[str, str]:
    """Paths as stored, in names."""
    names = {str(item.pk): name for name, item in items.items()}
    stored = ArchivalItem.objects.in_bulk([item.pk for item in items.values()])
    return {
        name: "".join(names[key] for key in stored[item.pk].path.strip("/").split("/"))
        for name, item in items.items()
    }


def test_paths_lead_down(tree_of_items):
    assert paths(tree_of_items) == {"a": "a", "b": "ab", "c": "abc", "d": "abcd", "x": "x"}


@pytest.mark.parametrize(
    ("moved", "to", "expected"),
    [
        ("b", "x", {"a": "a", "b": "xb", "c": "xbc", "d": "xbcd", "x": "x"}),
        ("c", None, {"a": "a", "b": "ab", "c": "c", "d": "cd", "x": "x"}),
        ("a", "x", {"a": "xa", "b": "xab", "c": "xabc", "d": "xabcd", "x": "x"}),
        ("d", "a", {"a": "a", "b": "ab", "c": "abc", "d": "ad", "x": "x"}),
    ],
)
def test_a_branch_moves_with_everything_below(tree_of_items, moved, to, expected):
    item = ArchivalItem.objects.get(pk=tree_of_items[moved].pk)
    item.parent = tree_of_items[to] if to else None
    item.save()
    assert paths(tree_of_items) == expected


def test_keys_that_begin_alike_are_not_confused(db):
    """/1/ must not be taken for the beginning of /12/."""
    items = [make_item() for _ in range(12)]
    below = make_item(parent=items[-1])
    moved = items[0]
    moved.parent = items[5]
    moved.save()
    below.refresh_from_db()
    assert below.path == f"/{items[-1].pk}/{below.pk}/"


def test_ancestors_and_below(tree_of_items):
    found = ArchivalItem.objects.get(pk=tree_of_items["c"].pk)
    assert found.ancestor_ids == [tree_of_items["a"].pk, tree_of_items["b"].pk]
    below = ArchivalItem.objects.below(tree_of_items["a"])
    assert sorted(below.values_list("title_en", flat=True)) == ["b", "c", "d"]


def test_saving_without_a_change_writes_no_path(tree_of_items):
    item = ArchivalItem.objects.select_related("repository", "parent").get(pk=tree_of_items["c"].pk)
    # 2 former codes and texts of the pages for the search text, 1 the item; round it the savepoint
    # and its release, 1 the translation units, 1 the history, 9 what the search knows of it
    with CaptureQueriesContext(connection) as asked:
        item.save()
    assert len(asked) == 16
    assert not [one["sql"] for one in asked if "path" in one["sql"].partition("WHERE")[2]]


def test_digitised_follows_the_page_images(db):
    item = make_item()
    first, second = make_page_image(item), make_page_image(item, order=1)
    for page, expected in ((first, True), (second, False)):
        page.delete()
        item.refresh_from_db()
        assert item.is_digitised is expected


def test_one_unit_in_two_grammars(db):
    ministry = make_repository()
    for code in ("Fund-59, File-1, Unit-66", "Ф-59, Д-1, ХН-066"):
        make_item(repository=ministry, reference_code=code)
    make_item(repository=ministry, reference_code="Fund-59, File-1, Unit-67")
    make_item(repository=make_repository(), reference_code="Fund-59, File-1, Unit-66")
    assert ArchivalItem.objects.citing(ministry, "59-1-66").count() == 2


def test_a_new_scheme_is_used_from_the_next_save(db):
    item = make_item(repository=make_repository(reference_scheme="verbatim"))
    verbatim = item.code_key
    item.repository.reference_scheme = "fund-file-unit"
    item.save()
    assert (verbatim, item.code_key) == ("FUND-59, FILE-1, UNIT-548", "59/1/548")


def test_saving_one_column_keeps_the_search_text_in_step(db):
    item = make_item()
    item.title_mn = "Хөнжил"
    item.save(update_fields=["title_mn"])
    item.refresh_from_db()
    assert "хонжил" in item.search_text
