"""What is written into the history, whoever writes and however."""

import pytest

from archive.models import ArchivalItem, FormerCode, NameLink
from exhibits.models import Exhibit, Panel, Section
from tests.make import (
    link_name,
    make_dataset,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_section,
    tell_of,
)
from translations.models import Change
from translations.units.authorship import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    """``news()``: the changes since the last call, oldest first: kind, model, what stood there."""
    last = [0]

    def told() -> list[tuple]:
        found = list(Change.objects.filter(pk__gt=last[0]).order_by("pk"))
        last[0] = found[-1].pk if found else last[0]
        return [(one.kind, one.content_type.model, one.before) for one in found]

    return told


def test_a_save_keeps_what_it_overwrites(news):
    panel = make_panel()
    news()
    panel.title_ja, panel.place_en = "毛布", "Miyagi"
    panel.save()
    assert news() == [("changed", "panel", {"title_ja": "宮城への毛布", "place_en": None})]


def test_a_save_that_changes_nothing_is_no_change(news):
    panel = make_panel()
    news()
    Panel.objects.get(pk=panel.pk).save()
    panel.save(update_fields=["changed_at"])
    assert news() == []


def test_what_is_computed_is_no_change(news):
    item = make_item()
    news()
    make_page_image(item)
    assert [(kind, model) for kind, model, _before in news()] == [("made", "digitalobject")]
    ArchivalItem.objects.filter(pk=item.pk).update(search_text="x", path="/1/")
    assert news() == []


def test_writing_many_rows_at_once(news):
    panels = [make_panel(title_en="One"), make_panel(title_en="Two")]
    news()
    Panel.objects.filter(pk__in=[one.pk for one in panels]).update(title_en="Two")
    assert news() == [("changed", "panel", {"title_en": "One"})]
    for panel in panels:
        panel.title_en, panel.order = "Three", 7
    Panel.objects.bulk_update(panels, ["title_en"])
    assert news() == [("changed", "panel", {"title_en": "Two"})] * 2


def test_parts_are_told_with_their_whole(news):
    exhibit, other = make_exhibit(), make_item()
    exhibit.item = other
    exhibit.save()
    change = Change.objects.first()
    assert (change.whole_type.model, change.whole_id) == ("panel", exhibit.panel_id)
    link, name = link_name(make_name()), make_name()
    news()
    NameLink.objects.filter(pk=link.pk).update(name=name)
    assert news() == [("changed", "namelink", {"name_id": link.name_id})]
    FormerCode.objects.create(item=other, code="K-1")
    other.former_codes.all().delete()
    assert [kind for kind, model, _before in news() if model == "formercode"] == ["made", "deleted"]


def test_who_acts_is_noted_and_all_is_one_batch(cast):
    panel = make_panel()
    with acting(actor=cast["curator"], note="letters.csv"):
        panel.title_en = "One"
        panel.save()
        with acting(actor=cast["curator"], small_correction=True, note="letters.csv"):
            make_exhibit(panel)
    changes = Change.objects.filter(person=cast["curator"])
    assert {one.content_type.model for one in changes} == {
        "panel",
        "exhibit",
        "archivalitem",
        "repository",
    }
    assert len({one.batch for one in changes}) == 1
    assert {one.note for one in changes} == {"letters.csv"}
    panel.title_en = "Two"
    panel.save()
    assert Change.objects.first().person is None


def test_of_what_is_deleted_all_is_kept_with_what_goes_with_it(news):
    section = make_section()
    panel = make_panel(section, title_en="A letter")
    tell_of(make_name(), panel)
    make_exhibit(panel)
    news()
    section.delete()
    found = news()
    gone = {model for kind, model, _before in found if kind == "deleted"}
    assert gone == {"section", "panel", "exhibit", "panelname", "translationunit"}
    told = next(before for _kind, model, before in found if model == "panel")
    assert (told["title_en"], told["uuid"]) == ("A letter", str(panel.uuid))
    assert not Section.objects.exists() and not Exhibit.objects.exists()


def test_links_that_a_deletion_takes_away_are_kept(news):
    exhibition = make_exhibition()
    dataset = make_dataset(exhibition)
    panel = make_panel(make_section(exhibition), dataset=dataset)
    news()
    key = dataset.pk
    dataset.delete()
    panel.refresh_from_db()
    assert panel.dataset is None
    assert ("unlinked", "panel", {"dataset_id": key}) in news()
