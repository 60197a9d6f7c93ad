"""What can happen to an exhibition: by whom, in which order, and that it is logged."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied

from exhibits import actions
from tests.make import make_exhibition, make_panel, make_section

MAY_ARRANGE = {"curator", "publisher", "admin"}
EVERYBODY = [
    "curator",
    "publisher",
    "translator-ja",
    "translator-mn",
    "reviewer",
    "admin",
    "stranger",
]


def slugs(objects) -> list[str]:
    return list(objects.order_by("order", "id").values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("moved", "place", "expected"),
    [
        ("a", 2, "bca"),
        ("c", 0, "cab"),
        ("b", 1, "abc"),
        ("a", 99, "bca"),
        ("c", -5, "cab"),
    ],
)
@pytest.mark.parametrize("kind", ["sections", "panels"])
def test_moving_renumbers_siblings(cast, kind, moved, place, expected):
    section = make_section()
    make = {
        "sections": lambda slug: make_section(section.exhibition, slug=slug, parent=section),
        "panels": lambda slug: make_panel(section, slug=slug),
    }[kind]
    rows = {slug: make(slug) for slug in "abc"}
    actions.move(rows[moved], place, actor=cast["curator"])
    siblings = actions.siblings(rows["a"])
    assert "".join(slugs(siblings)) == expected
    assert sorted(siblings.values_list("order", flat=True)) == [0, 1, 2]
    assert LogEntry.objects.get().object_id == str(rows[moved].pk)


def test_moving_repairs_equal_places(cast):
    section = make_section()
    rows = [make_panel(section, slug=slug) for slug in "abc"]
    section.panels.update(order=0)
    actions.move(rows[2], 1, actor=cast["curator"])
    assert slugs(section.panels) == ["a", "c", "b"]


def test_moving_leaves_other_branches_alone(cast):
    chapter, other = make_section(), make_section()
    stays, moved = make_panel(other), make_panel(chapter)
    make_panel(chapter)
    actions.move(moved, 1, actor=cast["curator"])
    stays.refresh_from_db()
    assert stays.order == 0


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_may_move(cast, name):
    section = make_section()
    rows = [make_panel(section, slug=slug) for slug in "ab"]
    if name in MAY_ARRANGE:
        actions.move(rows[1], 0, actor=cast[name])
    else:
        with pytest.raises(PermissionDenied):
            actions.move(rows[1], 0, actor=cast[name])
        with pytest.raises(PermissionDenied):
            actions.move_panel_to(rows[1], make_section(section.exhibition), 0, actor=cast[name])
    assert slugs(section.panels) == (["b", "a"] if name in MAY_ARRANGE else ["a", "b"])


def test_a_panel_can_be_hung_in_another_section(cast):
    chapter = make_section()
    other = make_section(chapter.exhibition)
    make_panel(other, slug="a"), make_panel(other, slug="b")
    actions.move_panel_to(make_panel(chapter, slug="x"), other, 1, actor=cast["curator"])
    assert slugs(other.panels) == ["a", "x", "b"]
    assert not chapter.panels.exists()


def test_a_panel_stays_in_its_exhibition(cast):
    panel, elsewhere = make_panel(), make_section()
    with pytest.raises(actions.MoveError, match="another exhibition"):
        actions.move_panel_to(panel, elsewhere, 0, actor=cast["curator"])
    panel.refresh_from_db()
    assert panel.section != elsewhere and not LogEntry.objects.exists()


def test_new_parts_come_last(db):
    section = make_section()
    assert [make_panel(section).order for _ in range(3)] == [0, 1, 2]
    section.panels.filter(order=1).delete()
    assert make_panel(section).order == 3


@pytest.mark.parametrize(
    ("sent", "status", "order"),
    [
        ({"kind": "panel", "place": "0"}, 200, "ba"),
        ({"kind": "panel", "place": "x"}, 400, "ab"),
        ({"kind": "panel", "place": "٣"}, 400, "ab"),
        ({"kind": "panel", "place": "--1"}, 400, "ab"),
        ({"kind": "panel", "place": "9999999"}, 400, "ab"),
        ({"kind": "panel"}, 400, "ab"),
        ({"kind": "essay", "place": "0"}, 400, "ab"),
        ({"kind": "panel", "place": "0", "id": "x"}, 404, "ab"),
        ({"kind": "panel", "place": "0", "id": "9" * 18}, 404, "ab"),
        ({"kind": "panel", "place": "0", "section": "9" * 18}, 404, "ab"),
    ],
)
def test_moving_by_the_address(log_in, sent, status, order):
    section = make_section()
    last = [make_panel(section, slug=slug) for slug in "ab"][1]
    address = f"/admin/exhibits/exhibition/{section.exhibition.pk}/move/"
    headers = {"accept": "application/json"}
    response = log_in("curator").post(address, {"id": last.pk, **sent}, headers=headers)
    assert response.status_code == status
    assert "".join(slugs(section.panels)) == order


def test_parts_of_another_exhibition_cannot_be_moved(log_in):
    foreign, here = make_panel(), make_exhibition()
    sent = {"kind": "panel", "place": "0", "id": foreign.pk}
    response = log_in("curator").post(f"/admin/exhibits/exhibition/{here.pk}/move/", sent)
    assert response.status_code == 404


def test_moving_without_javascript_leads_back_to_the_row(log_in):
    panel = make_panel()
    key = panel.section.exhibition.pk
    sent = {"kind": "panel", "place": "0", "id": panel.pk}
    response = log_in("curator").post(f"/admin/exhibits/exhibition/{key}/move/", sent)
    assert response.headers["Location"].endswith(f"/{key}/contents/#panel-{panel.pk}")


def test_nothing_happens_by_following_a_link(log_in):
    exhibition = make_exhibition(is_published=False)
    address = f"/admin/exhibits/exhibition/{exhibition.pk}/move/"
    assert log_in("admin").get(address).status_code == 405
