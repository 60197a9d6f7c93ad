"""History, comparison and restoring on the pages of the admin."""

import pytest
from django.urls import reverse

from archive.models import FormerCode
from exhibits.models import Exhibit, FormerAddress, Panel, Section
from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_section,
    tell_of,
)
from tests.reading import form_values, queries, tree, words
from tests.translations.at_desk import send, unit_of
from translations.history.states import newest
from translations.models import Change, State
from translations.units import actions

pytestmark = pytest.mark.django_db


def page(name: str, obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{name}", args=[obj.pk])


def moment() -> int:
    """What an object is now can be asked for by this later."""
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first()


def save(client, obj, language: str = "", **values):
    """Send the form of an object with some other values."""
    address = page("change", obj) + (f"?language={language}" if language else "")
    sent = form_values(client.get(address), f"{obj._meta.model_name}_form")
    answer = client.post(address, {**sent, **values})
    assert answer.status_code == 302, words(tree(answer), "//*[contains(@class, 'errorlist')]")
    obj.refresh_from_db()


def restore(client, obj, then: int, what: str = "all"):
    sent = {"moment": then, "seen": newest(type(obj), obj.pk), "what": what}
    answer = client.post(page("restore", obj), sent, follow=True)
    obj.refresh_from_db()
    return " ".join(words(tree(answer), "//ul[@class='messagelist']/li"))


def key(obj, name: str = "") -> str:
    return f"{obj._meta.label_lower}:{obj.pk}" + (f":{name}" if name else "")


def test_a_save_is_a_version_with_person_time_and_what_was_changed(log_in):
    client, panel = log_in("curator"), make_panel()
    save(client, panel, title_en="Blankets for Sendai", place_en="Miyagi")
    save(client, panel, "ja", title_ja="仙台への毛布")
    root = tree(client.get(page("history", panel)))
    told = words(root, "//li[@class='version']")
    assert "curator" in told[0] and "Title (Japanese)" in told[0] and "Place" not in told[0]
    assert "Title (English) Place (English)" in told[1]
    assert "Created" in told[2] and "Nobody known" in told[2]


def test_a_save_of_the_desk_is_a_version(log_in):
    panel = make_panel()
    send(log_in("translator-ja"), panel, "save", title="毛布")
    change = Change.objects.first()
    assert (change.person.username, change.before) == (
        "translator-ja",
        {"title_ja": "宮城への毛布"},
    )


def test_parts_saved_with_the_form_belong_to_the_same_version(log_in):
    client, exhibit = log_in("curator"), make_exhibit()
    save(client, exhibit.panel, **{"title_en": "Two", "exhibits-0-caption_en": "The seal"})
    mine = Change.objects.filter(person__username="curator")
    assert {one.content_type.model for one in mine} == {"panel", "exhibit"}
    assert len({one.batch for one in mine}) == 1
    told = words(
        tree(log_in("curator").get(page("history", exhibit.panel))), "//li[@class='version']"
    )
    assert "Exhibit – Caption (English)" in told[0]


def test_moving_is_a_version(log_in):
    client, first = log_in("publisher"), make_section(make_exhibition(is_published=False))
    second = make_section(first.exhibition)
    move = {"kind": "section", "id": second.pk, "place": "0"}
    client.post(page("move", first.exhibition), move)
    assert Change.objects.filter(before={"order": 1}).get().person.username == "publisher"


def test_two_versions_are_compared_by_words(log_in):
    client, panel = log_in("curator"), make_panel(title_en="Blankets for Miyagi", date="2011-03")
    then = moment()
    panel.title_en, panel.date = "Blankets for Sendai", "2011-03-12"
    panel.event_text_ja = "<p>約3,000枚の毛布が送られました。</p>"
    panel.save()
    root = tree(client.get(f"{page('compare', panel)}?from={then}&to=0"))
    wording = "//div[contains(@class, 'wording')]"
    assert "deleted: Miyagi" in words(root, f"{wording}//del")
    assert "added: Sendai" in words(root, f"{wording}//ins")
    assert "deleted: 2,500" in words(root, f"{wording}[@lang='ja']//del")
    assert words(root, "//div[@class='old-new']") == ["March 2011 → 12 March 2011"]


def test_parts_and_pictures_are_compared(log_in):
    client, page_image = log_in("curator"), make_page_image()
    exhibit = make_exhibit(item=page_image.item)
    then = moment()
    exhibit.digital_object = page_image
    exhibit.save()
    make_exhibit(exhibit.panel, make_item(title_mn="Захидал"))
    root = tree(client.get(f"{page('compare', exhibit.panel)}?from={then}&to=0"))
    assert root.xpath("//div[@class='old-new']/ins/img[@class='thumbnail']")
    assert any(one.startswith("added: Exhibit:") for one in words(root, "//h2/ins"))


def test_links_and_choices_are_said_in_words(log_in):
    client = log_in("curator")
    panel = make_panel()
    dataset = make_dataset(panel.section.exhibition, title_en="Residents of Japan")
    then = moment()
    panel.dataset, panel.layout = dataset, "wide"
    panel.save()
    shown = words(tree(client.get(f"{page('compare', panel)}?from={then}&to=0")), "//dd")
    assert shown == ["Text, then documents → Wide document", "– → Residents of Japan"]


def test_a_history_page_asks_no_more_for_more(log_in):
    client, panel = log_in("curator"), make_panel()
    counts = []
    for number in range(12):
        panel.title_en = f"{number}"
        panel.save()
        make_exhibit(panel)
        if number in (1, 11):
            counts.append(len(queries(client, page("history", panel))))
            counts.append(len(queries(client, f"{page('compare', panel)}?from=1&to=0")))
    assert counts[:2] == counts[2:] and max(counts) <= 25


# Restoring


def test_one_text_in_one_language_is_restored(log_in):
    client, panel = log_in("curator"), make_panel()
    then = moment()
    save(client, panel, title_en="Two", place_en="Sendai")
    save(client, panel, "ja", title_ja="二")
    said = restore(client, panel, then, key(panel, "title_ja"))
    assert said.endswith("1 change was taken back; this is a new version.")
    assert (panel.title_ja, panel.title_en, panel.place_en) == ("宮城への毛布", "Two", "Sendai")
    assert Change.objects.first().before == {"title_ja": "二"}


def test_everything_is_restored_with_the_parts(log_in):
    exhibit = make_exhibit(caption_en="The seal")
    panel, client = exhibit.panel, log_in("curator")
    gone = make_exhibit(panel, make_item(), caption_en="The back", caption_ja="裏面")
    then = moment()
    gone_key = gone.pk
    panel.title_mn, panel.date = "", "1972"
    panel.save()
    exhibit.caption_en = "Another"
    exhibit.save()
    gone.delete()
    tell_of(make_name(), panel)
    restore(client, panel, then)
    assert (panel.title_mn, panel.date) == ("Миягид илгээсэн хөнжил", "2011-03-12")
    assert str(panel.date_earliest) == "2011-03-12"
    assert list(panel.exhibits.values_list("pk", "caption_en")) == [
        (exhibit.pk, "The seal"),
        (gone_key, "The back"),
    ]
    assert unit_of(Exhibit.objects.get(pk=gone_key), "caption").text == "裏面"
    assert not panel.name_links.exists()


def test_a_restored_translation_knows_the_source_it_was_made_from(log_in, cast):
    panel = make_panel()
    actions.approve(unit_of(panel), actor=cast["reviewer"], version=1)
    then = moment()
    client = log_in("curator")
    save(client, panel, title_en="Blankets for Sendai")
    save(client, panel, "ja", title_ja="仙台への毛布")
    assert not unit_of(panel).outdated
    restore(client, panel, then, key(panel, "title_ja"))
    unit = unit_of(panel)
    assert (unit.text, unit.state, unit.outdated) == ("宮城への毛布", State.DRAFT, True)
    assert unit.source_text == "Blankets for Miyagi"


def test_a_restored_address_keeps_the_other_one_as_former(log_in):
    client, section = log_in("curator"), make_section(slug="one")
    then = moment()
    save(client, section, slug="two")
    restore(client, section, then, key(section, "slug"))
    assert section.slug == "one"
    assert set(FormerAddress.objects.values_list("slug", flat=True)) == {"one", "two"}


def test_a_restored_code_keeps_the_other_one_as_former(log_in):
    client, item = log_in("curator"), make_item(reference_code="K-1")
    then = moment()
    save(client, item, reference_code="K-2")
    restore(client, item, then, key(item, "reference_code"))
    assert item.reference_code == "K-1"
    assert FormerCode.objects.get().code == "K-2"
    assert "k-2" in item.search_text


@pytest.mark.parametrize("what", ["all", "slug"])
def test_an_address_that_is_taken_is_not_restored(log_in, what):
    client, panel = log_in("curator"), make_panel(slug="letter", place_en="Sendai")
    then = moment()
    save(client, panel, slug="letter-2", place_en="Miyagi")
    make_panel(panel.section, slug="letter")
    said = restore(client, panel, then, what if what == "all" else key(panel, what))
    assert said.endswith("Another panel of this exhibition has this address.")
    assert (panel.slug, panel.place_en) == ("letter-2", "Miyagi")


def test_what_an_earlier_version_named_may_be_gone(log_in):
    client, exhibit = log_in("curator"), make_exhibit()
    then, old = moment(), exhibit.item
    exhibit.item = make_item()
    exhibit.save()
    old.delete()
    said = restore(client, exhibit.panel, then)
    assert said == "This cannot be restored: the “archival item” that it named is no longer there."
    exhibit.refresh_from_db()
    assert exhibit.item_id != old.pk


def test_a_source_text_that_was_empty_stays(log_in):
    client, section = log_in("curator"), make_section(title_en="")
    then = moment()
    save(client, section, title_en="One")
    assert "must not be" in restore(client, section, then)
    assert section.title_en == "One"


def test_somebody_who_saves_meanwhile_stops_a_restore(log_in):
    client, panel = log_in("curator"), make_panel()
    then = moment()
    save(client, panel, title_en="Two")
    seen = newest(Panel, panel.pk)
    panel.title_en = "Three"
    panel.save()
    sent = {"moment": then, "seen": seen, "what": "all"}
    answer = client.post(page("restore", panel), sent, follow=True)
    assert "Somebody has changed this" in " ".join(words(tree(answer), "//ul/li"))
    panel.refresh_from_db()
    assert panel.title_en == "Three"


def test_essays_remember_their_datasets(log_in):
    client, essay = log_in("curator"), make_essay()
    dataset = make_dataset(essay.exhibition)
    essay.datasets.add(dataset)
    save(client, essay, datasets=[])
    root = tree(client.get(page("history", essay)))
    assert "Datasets" in words(root, "//li[@class='version']")[0]
    then = Change.objects.first().pk - 1
    root = tree(client.get(f"{page('compare', essay)}?from={then}&to=0"))
    assert words(root, "//div[@class='old-new']") == ["Residents → –"]
    restore(client, essay, then, key(essay, "datasets"))
    assert list(essay.datasets.all()) == [dataset]


# Who may


@pytest.mark.parametrize(
    ("person", "seen", "source", "japanese", "all_"),
    [
        ("curator", 200, 302, 302, 302),
        ("translator-ja", 200, 403, 302, 403),
        ("translator-mn", 200, 403, 403, 403),
        ("reviewer", 200, 403, 403, 403),
    ],
)
def test_who_may_look_and_who_may_restore(log_in, person, seen, source, japanese, all_):
    panel = make_panel()
    then = moment()
    panel.title_en, panel.title_ja = "Two", "二"
    panel.save()
    client = log_in(person)
    assert client.get(page("history", panel)).status_code == seen
    compared = client.get(f"{page('compare', panel)}?from={then}&to=0")
    assert compared.status_code == seen
    offered = {one.get("value") for one in tree(compared).xpath("//button[@name='what']")}
    for what, answer in ((key(panel, "title_ja"), japanese), (key(panel, "title_en"), source)):
        assert (what in offered) == (answer == 302)
        sent = {"moment": then, "seen": newest(Panel, panel.pk), "what": what}
        assert client.post(page("restore", panel), sent).status_code == answer
    assert ("all" in offered) == (all_ == 302)
    panel.title_en = "Three"
    panel.save()
    sent = {"moment": then, "seen": newest(Panel, panel.pk), "what": "all"}
    assert client.post(page("restore", panel), sent).status_code == all_


def test_without_permission_nothing_is_learnt(cast, client):
    panel, name = make_panel(), make_name()
    cast["admin"].is_superuser, cast["admin"].is_staff = False, True
    cast["admin"].save()
    client.force_login(cast["admin"], backend="config.authentication.AccountBackend")
    for obj in (panel, name):
        for place in ("history", "compare"):
            assert client.get(page(place, obj)).status_code == 403
        for place in ("restore", "here"):
            assert client.post(page(place, obj)).status_code == 403
    assert client.get(reverse("admin:exhibits_panel_deleted")).status_code == 403


@pytest.mark.parametrize("words_", ["x", "-1", "9" * 40, "0"])
def test_a_bad_moment_harms_nobody(log_in, words_):
    client, section = log_in("curator"), make_section()
    address = f"{page('compare', section)}?from={words_}&to={words_}"
    assert client.get(address).status_code == 200
    sent = {"moment": words_, "seen": words_, "what": "all"}
    client.post(page("restore", section), sent)
    assert Section.objects.get().title_en == section.title_en
