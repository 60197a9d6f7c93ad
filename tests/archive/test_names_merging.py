"""Merging two names keeps everything, and undoing brings back exactly what was."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.core import serializers
from django.core.exceptions import PermissionDenied

from archive.models import ArchivalItem, Name, NameForm, NameLink
from archive.names.merging import MergeError, merge_names, plan
from archive.names.undoing import undo_merge
from exhibits.models import PanelName
from tests.make import link_name, make_form, make_item, make_name, make_panel, tell_of

CHANGES = ("changed_at", "merge_record")


@pytest.fixture
def pair(db):
    """Two records of one person with forms, links, identifiers and histories of their own."""
    kept = make_name(external_ids=["wikidata:Q57436"], history_en="A president.")
    make_form(kept, "Ts. Elbegdorj", "initials", language="en")
    merged = make_name(
        name_en="Elbegdorj Tsakhia",
        name_mn="Цахиагийн Элбэгдорж",
        date="1963/..",
        history_en="Born in Zereg.",
        history_mn="Зэрэг суманд төрсөн.",
        external_ids=["viaf:113230702", "wikidata:Q57436"],
    )
    make_form(merged, "Ц.Элбэгдорж", "initials", language="mn", order=4)
    make_form(merged, "Ts. Elbegdorj", "initials", language="en", order=7)
    item, panel = make_item(), make_panel()
    link_name(kept, item, "author"), link_name(merged, item, "author", order=3)
    link_name(merged, item, "signatory"), link_name(merged, make_item(), "author")
    tell_of(kept, panel), tell_of(merged, panel), tell_of(merged, make_panel(), role="author")
    return kept, merged


def everything() -> list[dict]:
    """All rows about names, as they stand, without the times of changes."""
    rows = []
    for model in (Name, NameForm, NameLink, PanelName):
        rows += json.loads(serializers.serialize("json", model.objects.order_by("pk")))
    for row in rows:
        for column in (*CHANGES, "name", "history"):  # the bare texts hold what was saved last
            if column in CHANGES or row["model"] == "archive.name":
                row["fields"].pop(column, None)
    return rows


def test_everything_goes_to_the_kept_name(pair, cast):
    kept, merged = pair
    merge_names(kept, merged, actor=cast["curator"])
    kept.refresh_from_db(), merged.refresh_from_db()
    assert merged.merged_into == kept
    forms = [(f.form, f.kind, f.language) for f in kept.forms.order_by("order")]
    assert forms == [
        ("Ts. Elbegdorj", "initials", "en"),
        ("Elbegdorj Tsakhia", "variant", "en"),
        ("Ц.Элбэгдорж", "initials", "mn"),
    ]
    assert kept.external_ids == ["wikidata:Q57436", "viaf:113230702"]
    assert kept.date == "1963/.." and str(kept.date_earliest) == "1963-01-01"
    assert kept.history_en == "A president.\n\nBorn in Zereg."
    assert kept.history_mn == "Зэрэг суманд төрсөн."
    roles = [link.role for link in kept.item_links.order_by("pk")]
    assert roles == ["author", "signatory", "author"]
    assert kept.panel_links.count() == 2
    assert not merged.item_links.exists() and not merged.panel_links.exists()
    assert list(Name.objects.current().matching("Tsakhia")) == [kept]


def test_the_plan_says_what_then_happens(pair, cast):
    kept, merged = pair
    before = everything()
    found = plan(kept, merged)
    assert everything() == before
    assert found.forms == ("Ц.Элбэгдорж",) and found.preferred == ("Elbegdorj Tsakhia",)
    assert found.moved == {"linked names": 3} and found.doubled == {"linked names": 2}
    assert found.identifiers == ("viaf:113230702",)
    assert set(found.filled) == {"1963/..", "Born in Zereg.", "Зэрэг суманд төрсөн."}


def test_undoing_brings_back_exactly_what_was(pair, cast):
    kept, merged = pair
    before = everything()
    merge_names(kept, merged, actor=cast["curator"])
    assert everything() != before
    undone = undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    assert undone.lost == []
    assert everything() == before


def test_undoing_leaves_alone_what_was_added_since(pair, cast):
    kept, merged = pair
    merge_names(kept, merged, actor=cast["curator"])
    kept.refresh_from_db()
    added = link_name(kept, make_item())
    make_form(kept, "Элбэгдорж")
    kept.name_ja = "エルベグドルジ"
    kept.external_ids = [*kept.external_ids, "isil:MN-1"]
    kept.save()
    undone = undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    kept.refresh_from_db(), merged.refresh_from_db()
    assert undone.lost == []
    assert added in kept.item_links.all() and kept.name_ja == "エルベグドルジ"
    assert kept.external_ids == ["wikidata:Q57436", "isil:MN-1"]
    assert {f.form for f in kept.forms.all()} == {"Ts. Elbegdorj", "Элбэгдорж"}
    assert merged.item_links.count() == 3


def test_what_cannot_be_undone_is_said(pair, cast):
    kept, merged = pair
    doubled = NameLink.objects.get(name=merged, role="author", order=3)
    signatory = NameLink.objects.get(name=merged, role="signatory")
    form = merged.forms.get(form="Ц.Элбэгдорж")
    merge_names(kept, merged, actor=cast["curator"])
    kept.refresh_from_db()
    NameLink.objects.get(pk=signatory.pk).delete()
    NameForm.objects.get(pk=form.pk).delete()
    NameLink.objects.filter(item=doubled.item).delete()
    ArchivalItem.objects.get(pk=doubled.item_id).delete()
    Name.objects.filter(pk=kept.pk).update(history_mn="Засварласан.")
    undone = undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    assert len(undone.lost) == 4, undone.lost
    kept.refresh_from_db(), merged.refresh_from_db()
    assert kept.history_mn == "Засварласан." and kept.history_en == "A president."
    assert merged.merged_into is None and merged.item_links.count() == 1


def test_a_moved_link_that_was_edited_returns_as_it_is_now_unless_it_is_there(pair, cast):
    kept, merged = pair
    signatory = NameLink.objects.get(name=merged, role="signatory")
    merge_names(kept, merged, actor=cast["curator"])
    NameLink.objects.filter(pk=signatory.pk).update(role="addressee")
    undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    assert NameLink.objects.get(pk=signatory.pk).name == merged
    assert sorted(link.role for link in merged.item_links.all()) == [
        "addressee",
        "author",
        "author",
    ]


def test_a_merged_name_must_be_free_before_it_can_be_undone(db, cast):
    first, second, third = make_name(), make_name(), make_name()
    merge_names(second, first, actor=cast["curator"])
    merge_names(third, second, actor=cast["curator"])
    with pytest.raises(MergeError, match="Undo that first"):
        undo_merge(Name.objects.get(pk=first.pk), actor=cast["curator"])
    undo_merge(Name.objects.get(pk=second.pk), actor=cast["curator"])
    undo_merge(Name.objects.get(pk=first.pk), actor=cast["curator"])
    assert Name.objects.current().count() == 3


def test_what_cannot_be_merged(db, cast):
    name, place, merged = make_name(), make_name("place"), make_name()
    merge_names(name, merged, actor=cast["curator"])
    for other in (name, place, merged):
        other.refresh_from_db()
        with pytest.raises(MergeError):
            merge_names(name, other, actor=cast["curator"])
    with pytest.raises(MergeError):
        undo_merge(name, actor=cast["curator"])


@pytest.mark.parametrize("person", ["reviewer", "translator-ja", "stranger"])
def test_only_who_may_change_and_delete_names(pair, cast, person):
    kept, merged = pair
    before = everything()
    with pytest.raises(PermissionDenied):
        merge_names(kept, merged, actor=cast[person])
    merge_names(kept, merged, actor=cast["curator"])
    with pytest.raises(PermissionDenied):
        undo_merge(Name.objects.get(pk=merged.pk), actor=cast[person])
    undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    assert everything() == before


def test_both_histories_name_the_person(pair, cast):
    kept, merged = pair
    merge_names(kept, merged, actor=cast["curator"])
    undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    entries = LogEntry.objects.filter(user=cast["curator"])
    assert sorted(entries.values_list("object_id", flat=True)) == sorted(
        [str(kept.pk), str(merged.pk)] * 2
    )


@pytest.mark.parametrize("size", [3, 40])
def test_merging_many_links_takes_few_queries(db, cast, size, django_assert_max_num_queries):
    kept, merged = make_name(), make_name()
    for _ in range(size):
        item = make_item()
        link_name(kept, item), link_name(merged, item), link_name(merged, item, "author")
    with django_assert_max_num_queries(80):
        merge_names(kept, merged, actor=cast["curator"])
    assert kept.item_links.count() == 2 * size


def test_of_two_who_undo_at_once_the_second_is_told(pair, cast):
    kept, merged = pair
    merge_names(kept, merged, actor=cast["curator"])
    seen_by_both = Name.objects.get(pk=merged.pk)
    undo_merge(Name.objects.get(pk=merged.pk), actor=cast["curator"])
    before = everything()
    with pytest.raises(MergeError, match="has not been merged"):
        undo_merge(seen_by_both, actor=cast["curator"])
    assert everything() == before
