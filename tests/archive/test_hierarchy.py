"""A branch is moved as a whole, and stands where a curator puts it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from archive.description.hierarchy import (
    PlaceError,
    move_among_siblings,
    move_below,
    order_by_code,
    siblings_of,
)
from archive.models import ArchivalItem
from tests.make import make_item, make_many_items, make_repository
from tests.reading import queries, tree, words


@pytest.fixture
def fonds(db) -> dict[str, ArchivalItem]:
    """Fonds 1 with the files a and b, three units in a; fonds 2 is empty."""
    made = {"one": make_item(level="fonds", reference_code="Fund-1", title_en="one")}
    made["two"] = make_item(level="fonds", reference_code="Fund-2", title_en="two")
    for name in "ab":
        made[name] = make_item(
            level="file", parent=made["one"], reference_code=f"F-{name}", title_en=name
        )
    for number in (1, 2, 3):
        made[str(number)] = make_item(
            level="unit", parent=made["a"], reference_code=f"U-{number}", title_en=str(number)
        )
    return made


def now(item: ArchivalItem) -> ArchivalItem:
    return ArchivalItem.objects.get(pk=item.pk)


def order_in(item: ArchivalItem) -> str:
    return "".join(item.children.in_their_order().values_list("title_en", flat=True))


def test_a_branch_moves_whole_and_in_order(cast, fonds):
    move_among_siblings(fonds["3"], 0, actor=cast["curator"])
    move_below(fonds["a"], fonds["two"], actor=cast["curator"])
    assert now(fonds["1"]).path == f"/{fonds['two'].pk}/{fonds['a'].pk}/{fonds['1'].pk}/"
    assert (order_in(fonds["one"]), order_in(fonds["two"]), order_in(fonds["a"])) == (
        "b",
        "a",
        "312",
    )
    assert LogEntry.objects.filter(object_id=str(fonds["a"].pk)).count() == 1


def test_to_the_top(cast, fonds):
    move_below(fonds["a"], None, actor=cast["curator"])
    assert now(fonds["1"]).path == f"/{fonds['a'].pk}/{fonds['1'].pk}/"


@pytest.mark.parametrize(
    ("moved", "to", "word"),
    [
        ("one", "one", "part of itself"),
        ("one", "1", "part of itself"),
        ("two", "a", "cannot be part"),
        ("a", "1", "part of itself"),
        ("b", "1", "cannot be part"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(cast, fonds, moved, to, word):
    before = dict(ArchivalItem.objects.values_list("pk", "path"))
    with pytest.raises(PlaceError, match=word):
        move_below(fonds[moved], fonds[to], actor=cast["curator"])
    assert dict(ArchivalItem.objects.values_list("pk", "path")) == before


def test_equal_levels_may_nest_but_not_fonds(cast, fonds):
    move_below(fonds["b"], fonds["a"], actor=cast["curator"])
    assert now(fonds["b"]).parent == fonds["a"]
    with pytest.raises(PlaceError):
        move_below(fonds["two"], fonds["one"], actor=cast["curator"])


def test_a_branch_stays_with_its_institution(cast, fonds):
    division = make_repository(parent=fonds["one"].repository, name_en="Film division")
    elsewhere = make_item(level="fonds", repository=make_repository(name_en="Elsewhere"))
    near = make_item(level="fonds", repository=division)
    move_below(fonds["b"], near, actor=cast["curator"])
    with pytest.raises(PlaceError, match="Elsewhere"):
        move_below(fonds["b"], elsewhere, actor=cast["curator"])


def test_what_has_moved_meanwhile_makes_no_circle(cast, fonds):
    """Both moves were chosen on the same page; the second one is judged by what is now."""
    a, b = now(fonds["a"]), now(fonds["b"])
    move_below(a, b, actor=cast["curator"])
    with pytest.raises(PlaceError, match="part of itself"):
        move_below(b, fonds["1"], actor=cast["curator"])


def test_a_tree_does_not_grow_too_deep(cast, db):
    above = None
    for _ in range(90):
        above = make_item(parent=above)
        if len(above.path) > 192:
            break
    with pytest.raises(PlaceError, match="too deep"):
        branch = make_item()
        make_item(parent=make_item(parent=branch))
        move_below(branch, above, actor=cast["curator"])


def test_many_descendants_move_in_as_few_queries(cast, fonds, django_assert_max_num_queries):
    a = fonds["a"]
    make_many_items(a, 5000)
    # 2 savepoint, 3 permissions, 2 repositories and their parents, 1 lock, 2 the two rows, 1 depth,
    # 1 last place, 3 the row, its former codes and its path with those of the whole branch, 2 log;
    # 2 savepoints, the entry, the row, links, former codes and pages for the search
    with django_assert_max_num_queries(26):
        move_below(a, fonds["two"], actor=cast["curator"])
    assert (
        ArchivalItem.objects.filter(path__startswith=f"/{fonds['two'].pk}/{a.pk}/").count() == 5004
    )


def test_places_among_siblings(cast, fonds):
    actor = cast["curator"]
    move_among_siblings(fonds["1"], 1, actor=actor)
    assert order_in(fonds["a"]) == "213"
    move_among_siblings(fonds["2"], 99, actor=actor)
    assert order_in(fonds["a"]) == "132"
    new = make_item(level="unit", reference_code="U-0", title_en="0")
    move_below(new, fonds["a"], actor=actor)
    assert order_in(fonds["a"]) == "1320"
    order_by_code(fonds["1"], actor=actor)
    assert order_in(fonds["a"]) == "0123"


def test_who_may_not_change_moves_nothing(cast, fonds):
    for person in ("reviewer", "translator-ja", "stranger"):
        with pytest.raises(PermissionDenied):
            move_below(fonds["a"], fonds["two"], actor=cast[person])
        with pytest.raises(PermissionDenied):
            move_among_siblings(fonds["1"], 2, actor=cast[person])
        with pytest.raises(PermissionDenied):
            order_by_code(fonds["1"], actor=cast[person])


def test_at_the_top_the_fonds_of_one_archive_stand_together(fonds):
    make_item(level="fonds", repository=make_repository())
    assert [item.title_en for item in siblings_of(fonds["one"])] == ["one", "two"]


# The page --------------------------------------------------------------------------------------


def place(item: ArchivalItem) -> str:
    return reverse("admin:archive_archivalitem_place", args=[item.pk])


def test_the_page_shows_what_lies_around(log_in, fonds):
    root = tree(log_in("curator").get(place(fonds["a"])))
    shown = words(root, "//div[@class='place']//*[@class='name']")
    assert [name[0] for name in shown] == ["a", "1", "2", "3", "b"]


def test_buttons_move_without_scripts(log_in, fonds):
    client = log_in("curator")
    root = tree(client.get(place(fonds["a"])))
    (form,) = root.xpath(f"//li[@id='item-{fonds['2'].pk}']//form")
    (up,) = form.xpath("./button[1]/@value")
    sent = {"id": str(fonds["2"].pk), "place": up}
    assert client.post(form.get("action"), sent).status_code == 302
    assert order_in(fonds["a"]) == "213"


def test_a_new_place_is_named_by_its_code(log_in, fonds):
    answer = log_in("curator").post(place(fonds["b"]), {"do": "into", "code": "Fund-2"})
    assert answer.status_code == 302
    assert now(fonds["b"]).parent == fonds["two"]


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({"do": "into", "code": "Fund-99"}, "Nothing has the code"),
        ({"do": "into"}, "Choose where"),
        ({"do": "into", "parent": "999999"}, "Select a valid choice"),
        ({"do": "into", "code": "U-1"}, "part of itself"),
        ({"do": "into", "parent": "x" * 400, "code": "y" * 400}, "Select a valid choice"),
    ],
)
def test_mistakes_are_named(log_in, fonds, sent, word):
    answer = log_in("curator").post(place(fonds["a"]), sent)
    assert answer.status_code == 200 and word in answer.content.decode()
    assert now(fonds["a"]).parent == fonds["one"]


@pytest.mark.parametrize("sent", [{"place": "x"}, {"place": "-1", "id": "1"}, {}, {"do": "dance"}])
def test_hostile_places_change_nothing(log_in, fonds, sent):
    assert log_in("curator").post(place(fonds["a"]), sent).status_code == 302
    assert order_in(fonds["one"]) == "ab"


def test_a_row_from_elsewhere_is_not_moved(log_in, fonds):
    log_in("curator").post(place(fonds["two"]), {"id": str(fonds["1"].pk), "place": "2"})
    assert order_in(fonds["a"]) == "123"


@pytest.mark.parametrize("person", ["reviewer", "translator-ja"])
def test_readers_of_the_desk_look_and_do_not_touch(log_in, fonds, person):
    client = log_in(person)
    assert not tree(client.get(place(fonds["a"]))).xpath(
        "//main//button[@name='place' or @name='do']"
    )
    for sent in ({"do": "top"}, {"do": "into", "code": "Fund-2"}, {"place": "0"}, {"do": "codes"}):
        assert client.post(place(fonds["a"]), sent).status_code == 403


def test_the_page_does_not_grow(log_in, fonds):
    client = log_in("curator")
    few = len(queries(client, place(fonds["a"])))
    make_many_items(fonds["a"], 120, level="unit")
    make_many_items(fonds["one"], 120, level="file")
    assert len(queries(client, place(fonds["a"]))) <= few + 1  # the key of its own page
    root = tree(client.get(place(fonds["a"]), {"below": "3"}))
    assert len(root.xpath("//ol[@class='place-below']/li[@id]")) == 23
