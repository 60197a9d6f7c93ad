"""What was deleted comes back with its place, its links, its texts and its permanent address."""

import pytest
from django.urls import reverse

from archive.models import ArchivalItem, DigitalObject, FormerCode, Name, NameLink, Transcription
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, FormerAddress, Panel, Section
from tests.make import (
    link_name,
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_form,
    make_name,
    make_page_image,
    make_panel,
    make_section,
    make_transcription,
    tell_of,
)
from tests.reading import stored, tree, words
from tests.translations.at_desk import unit_of
from translations.history.bringing_back import deletions
from translations.models import Change, Comment, TranslationUnit, UnitRevision
from translations.units import actions

pytestmark = pytest.mark.django_db


def page(name: str, model: type, *parts) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=parts)


def delete(client, obj) -> None:
    """As a curator does it, who is asked whether she is sure."""
    answer = client.post(page("delete", type(obj), obj.pk), {"post": "yes"})
    assert answer.status_code == 302
    assert not type(obj).objects.filter(pk=obj.pk).exists()


def bring_back(client, obj) -> str:
    deletion = deletions(type(obj)).get(object_id=obj.pk)
    answer = client.post(page("back", type(obj), deletion.pk), follow=True)
    return words(tree(answer), "//ul[@class='messagelist']/li")[-1]


def test_a_panel_comes_back_as_it_was(log_in, cast):
    client, panel = log_in("curator"), make_panel()
    after = make_panel(panel.section)
    exhibit, link = make_exhibit(panel, caption_ja="裏面"), tell_of(make_name(), panel)
    actions.approve(unit_of(panel), actor=cast["reviewer"], version=1)
    said = Comment.objects.create(unit=unit_of(panel), person=cast["reviewer"], text="Good.")
    before, unit, count = stored(panel), unit_of(panel), TranslationUnit.objects.count()
    delete(client, panel)
    assert not TranslationUnit.objects.of(panel).exists()
    assert client.get(f"/id/panels/{panel.uuid}").status_code == 404
    words_ = bring_back(client, panel)
    assert words_.startswith("“Blankets for Miyagi” is here again, with 2 parts")
    assert stored(panel) == before
    assert list(panel.section.panels.order_by("order", "id")) == [panel, after]
    assert panel.exhibits.get().pk == exhibit.pk and panel.name_links.get().pk == link.pk
    back = unit_of(panel)
    assert (back.pk, back.state, back.approved_by) == (unit.pk, unit.state, cast["reviewer"])
    assert TranslationUnit.objects.count() == count
    revision = UnitRevision.objects.filter(unit=back).first()
    assert revision.action == "approved" and revision.at < Change.objects.first().at
    assert Comment.objects.get() == said
    assert client.get(f"/id/panels/{panel.uuid}").status_code == 303


def test_a_section_comes_back_with_everything_below(log_in):
    client, section = log_in("curator"), make_section()
    below = make_section(section.exhibition, parent=section)
    panels = [make_panel(section), make_panel(below), make_panel(below)]
    exhibit = make_exhibit(panels[2])
    FormerAddress.objects.create(slug="old", exhibition=section.exhibition, section=section)
    others = make_panel(make_section(section.exhibition))
    before = [stored(one) for one in (section, below, *panels, exhibit)]
    delete(client, section)
    assert list(Panel.objects.all()) == [others]
    bring_back(client, section)
    assert [stored(one) for one in (section, below, *panels, exhibit)] == before
    assert FormerAddress.objects.get().section == section


def test_an_exhibition_comes_back_with_all_its_parts(log_in):
    client, exhibition = log_in("curator"), make_exhibition(is_published=False)
    dataset = make_dataset(exhibition)
    panel = make_panel(make_section(exhibition), dataset=dataset)
    essay = make_essay(exhibition)
    essay.datasets.add(dataset)
    before = [stored(one) for one in (exhibition, dataset, panel, essay)]
    delete(client, exhibition)
    assert not Essay.objects.exists() and not Dataset.objects.exists()
    bring_back(client, exhibition)
    assert [stored(one) for one in (exhibition, dataset, panel, essay)] == before
    assert list(essay.datasets.all()) == [dataset]


def test_an_item_comes_back_with_pages_codes_names_and_texts(
    log_in, django_capture_on_commit_callbacks
):
    client, scan = log_in("curator"), make_page_image()
    item = scan.item
    FormerCode.objects.create(item=item, code="K-1")
    link_name(make_name(), item)
    text = make_transcription(scan, text="Тогтоол")
    item.refresh_from_db()
    before, found = stored(item), item.search_text
    delete(client, item)
    assert not NameLink.objects.exists()
    bring_back(client, item)
    assert stored(item) == before and item.digital_objects.get() == scan
    assert ArchivalItem.objects.get(pk=item.pk).search_text == found
    assert Transcription.objects.get() == text and item.former_codes.get().code == "K-1"
    # Its public copies were removed with it; they are made again.
    assert DigitalObject.objects.get().state == "waiting"


def test_a_name_comes_back_with_its_forms(log_in):
    client, name = log_in("curator"), make_name()
    form = make_form(name, "Ц.Элбэгдорж")
    name.refresh_from_db()
    before = stored(name)
    delete(client, name)
    bring_back(client, name)
    assert stored(name) == before and Name.objects.get().forms.get() == form


def test_links_that_the_deletion_took_away_are_made_again(log_in):
    client, exhibition = log_in("curator"), make_exhibition()
    dataset, section = make_dataset(exhibition), make_section(exhibition)
    panel, other = make_panel(section, dataset=dataset), make_panel(section, dataset=dataset)
    delete(client, dataset)
    newer = make_dataset(exhibition)
    Panel.objects.filter(pk=other.pk).update(dataset=newer)
    bring_back(client, dataset)
    assert Panel.objects.get(pk=panel.pk).dataset == dataset
    assert Panel.objects.get(pk=other.pk).dataset == newer


def test_of_several_deleted_at_once_only_one_comes_back(log_in):
    client, section = log_in("curator"), make_section()
    panels = [make_panel(section, title_en=title) for title in ("One", "Two")]
    exhibits = [make_exhibit(one) for one in panels]
    chosen = {"_selected_action": [one.pk for one in panels], "action": "delete_selected"}
    client.post(page("changelist", Panel), {**chosen, "post": "yes"})
    assert not Panel.objects.exists()
    bring_back(client, panels[1])
    assert Panel.objects.get() == panels[1] and Exhibit.objects.get() == exhibits[1]


# What cannot come back


def refused(client, obj) -> str:
    before = TranslationUnit.objects.count(), Change.objects.count()
    said = bring_back(client, obj)
    assert not type(obj).objects.filter(pk=obj.pk).exists()
    assert (TranslationUnit.objects.count(), Change.objects.count()) == before
    return said


def test_an_address_that_is_taken(log_in):
    client, panel = log_in("curator"), make_panel(slug="letter")
    make_exhibit(panel)
    delete(client, panel)
    make_panel(panel.section, slug="letter")
    assert refused(client, panel) == "Another panel of this section has this address."


def test_an_address_that_is_taken_elsewhere_in_the_exhibition(log_in):
    client, panel = log_in("curator"), make_panel(slug="letter")
    delete(client, panel)
    make_panel(make_section(panel.section.exhibition), slug="letter")
    assert refused(client, panel) == "Another panel of this exhibition has this address."


def test_what_it_belonged_to_is_gone(log_in):
    client, panel = log_in("curator"), make_panel()
    delete(client, panel)
    delete(client, panel.section)
    assert "the section “The earthquake of 2011” that it belongs to" in refused(client, panel)


def test_an_item_that_it_showed_is_gone(log_in):
    client, exhibit = log_in("curator"), make_exhibit()
    delete(client, exhibit.panel)
    delete(client, exhibit.item)
    said = refused(client, exhibit.panel)
    assert said.startswith("Exhibit: the archival item “Resolution No. 78")
    bring_back(client, exhibit.item)
    bring_back(client, exhibit.panel)
    assert Exhibit.objects.get() == exhibit


def test_what_is_back_cannot_be_brought_back_again(log_in):
    client, panel = log_in("curator"), make_panel()
    delete(client, panel)
    deletion = deletions(Panel).get()
    bring_back(client, panel)
    answer = client.post(page("back", Panel, deletion.pk), follow=True)
    assert "brought back already" in " ".join(words(tree(answer), "//ul/li"))
    assert Panel.objects.count() == 1


# The list


def test_the_list_names_what_who_and_when_and_is_narrowed_by_exhibition(log_in):
    client = log_in("curator")
    panels = [
        make_panel(make_section(make_exhibition(title_en=title)), title_en=f"A letter of {title}")
        for title in ("Sea", "Steppe")
    ]
    for panel in panels:
        delete(client, panel)
    delete(client, panels[1].section.exhibition)
    root = tree(client.get(page("deleted", Panel)))
    listed = words(root, "//ul[@class='deleted']/li")
    assert len(listed) == 2 and "A letter of Steppe" in listed[0] and "curator" in listed[0]
    assert words(root, "//select[@name='scope']/option") == ["Everything", "Sea", "Steppe"]
    scope = root.xpath("//select[@name='scope']/option[2]/@value")[0]
    root = tree(client.get(f"{page('deleted', Panel)}?scope={scope}"))
    assert len(words(root, "//ul[@class='deleted']/li")) == 1
    assert page("deleted", Panel) in client.get(page("changelist", Panel)).content.decode()


def test_what_is_there_again_is_in_the_list_no_longer(log_in):
    client, section = log_in("curator"), make_section()
    delete(client, section)
    bring_back(client, section)
    assert "Nothing here was deleted." in words(tree(client.get(page("deleted", Section))), "//p")
    delete(client, section)
    assert deletions(Section).count() == 1


@pytest.mark.parametrize(
    ("person", "seen", "sent"),
    [("curator", 200, 302), ("translator-ja", 200, 403), ("reviewer", 200, 403)],
)
def test_who_may_look_and_who_may_bring_back(log_in, person, seen, sent):
    panel = make_panel()
    panel.delete()
    deletion = Change.objects.get(kind="deleted", content_type__model="panel")
    client = log_in(person)
    answer = client.get(page("deleted", Panel))
    assert answer.status_code == seen
    assert bool(tree(answer).xpath("//ul[@class='deleted']//button")) == (sent == 302)
    assert client.post(page("back", Panel, deletion.pk)).status_code == sent
    assert Panel.objects.exists() == (sent == 302)
    # The key of something else is no way in.
    assert client.post(page("back", Exhibition, deletion.pk)).status_code in (404, 403)
