"""Editions: frozen whole, never changed, shown by the clock, corrected and returned to."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from archive.scans.pages import list_of_copies, remove_unused
from exhibits.composition.structures import SectionPage
from exhibits.editions.asking import (
    ask_for_correction,
    ask_for_release,
    ask_for_rollback,
)
from exhibits.editions.codec import SchemaError, dump, load
from exhibits.editions.contents import WorkingContents
from exhibits.editions.errors import ReleaseError
from exhibits.editions.freezing import is_released
from exhibits.editions.frozen import FrozenContents
from exhibits.editions.hashing import faults
from exhibits.editions.releasing import call_off, carry_out, give_up, release_now, withdraw
from exhibits.models import Edition, EditionPage, Exhibition, Immutable, Panel, Release, Showing
from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_picture,
    make_section,
    tell_of,
)
from tests.reading import links, tree, words

MAY_PUBLISH = {"publisher", "admin"}


@pytest.fixture(autouse=True)
def _unrendered(monkeypatch):
    """Pages are rendered when they are first asked for; their pictures are only named here."""
    monkeypatch.setattr("exhibits.editions.releasing.render_edition", lambda *_: None)


@pytest.fixture
def sea(db) -> Exhibition:
    """One of everything, not yet released."""
    sea = make_exhibition(slug="sea", is_published=False, foreword_en="<p>Fore</p>")
    section = make_section(sea, slug="one")
    panel = make_panel(section, slug="blankets", dataset=make_dataset(sea))
    item = make_item()
    make_exhibit(panel, item, digital_object=make_page_image(item))
    tell_of(make_name(), panel)
    make_panel(make_section(sea, parent=section, has_page=False, slug="group"), slug="letter")
    make_essay(sea, slug="codes")
    return sea


def released(exhibition: Exhibition, **wish) -> Edition:
    return release_now(exhibition, actor=None, **wish).edition


def retitle(slug: str, title: str) -> Panel:
    panel = Panel.objects.get(slug=slug)
    panel.title_en = title
    panel.save()
    return panel


def titles_at(client, address: str) -> list[str]:
    return words(tree(client.get(address)), "//article//h2 | //article//h3")


# Freezing ---------------------------------------------------------------------------------------


def test_frozen_pages_are_the_composed_ones(sea):
    edition = released(sea)
    frozen, working = FrozenContents(edition), WorkingContents(sea)
    for language in ("en", "ja", "mn"):
        assert frozen.front(language) == working.front(language)
        assert list(frozen.chapters(language)) == list(working.chapters(language))
        assert list(frozen.essays(language)) == list(working.essays(language))


def test_readers_see_the_edition_and_not_the_working_copy(sea, client):
    released(sea)
    retitle("blankets", "Tents for Miyagi")
    assert "Blankets for Miyagi" in titles_at(client, "/en/exhibitions/sea/one/")
    assert not is_released(sea, sea.editions.get())
    released(sea)
    assert "Tents for Miyagi" in titles_at(client, "/en/exhibitions/sea/one/")
    assert "Blankets for Miyagi" in titles_at(client, "/en/exhibitions/sea/editions/1/one/")


def test_a_language_that_was_not_released_reads_the_others(sea, client):
    released(sea, languages=["en", "ja"])
    page = tree(client.get("/mn/exhibitions/sea/one/"))
    assert words(page, "//h1//span[@lang='en']") == ["The earthquake of 2011"]
    assert "2011 оны газар хөдлөлт" not in page.text_content()
    assert "2011年の地震" in tree(client.get("/ja/exhibitions/sea/one/")).text_content()


def test_an_edition_is_not_changed(sea):
    edition = released(sea)
    page = edition.pages.first()
    for attempt in (
        edition.save,
        edition.delete,
        page.save,
        page.delete,
        Edition.objects.all().delete,
        lambda: Edition.objects.update(note="x"),
        lambda: EditionPage.objects.update(content="x"),
    ):
        with pytest.raises(Immutable):
            attempt()
    with pytest.raises(ProtectedError):
        sea.delete()


def test_a_changed_byte_is_found(sea):
    edition = released(sea)
    assert faults(edition) == []
    page = edition.pages.get(kind="section", language="ja", apart=False)
    changed = page.content.replace("毛布", "毛皮")
    assert changed != page.content
    # Past the guard, as somebody with the database's password would.
    QuerySet(EditionPage).filter(pk=page.pk).update(content=changed)
    assert faults(edition) == ["section one ja"]


def test_the_same_content_has_the_same_hash(sea):
    first, second = released(sea), released(sea, note="Again")
    assert (first.number, second.number) == (1, 2)
    assert first.content_hash == second.content_hash
    retitle("letter", "Another")
    assert released(sea).content_hash != first.content_hash


def test_content_of_an_unknown_schema_is_refused(sea):
    page = next(WorkingContents(sea).chapters("en")).page
    assert load(SectionPage, dump(page)) == page
    with pytest.raises(SchemaError):
        load(SectionPage, dump(page), schema=999)


def test_what_a_structure_no_longer_has_is_passed_over(sea):
    page = next(WorkingContents(sea).chapters("en")).page
    older = dump(page).replace('"section":{', '"section":{"colour":"red",', 1)
    assert load(SectionPage, older) == page


# Who, and what goes wrong -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["curator", "publisher", "translator-ja", "reviewer", "admin"])
def test_who_may_release_and_withdraw(cast, sea, name):
    for act in (ask_for_release, withdraw):
        if name in MAY_PUBLISH:
            act(sea, actor=cast[name])
        else:
            with pytest.raises(PermissionDenied):
                act(sea, actor=cast[name])
    assert LogEntry.objects.count() == (2 if name in MAY_PUBLISH else 0)


def test_one_release_at_a_time(cast, sea):
    first = ask_for_release(sea, actor=cast["publisher"])
    with pytest.raises(ReleaseError, match="under way"):
        ask_for_release(sea, actor=cast["publisher"])
    give_up(first, actor=cast["publisher"])
    assert carry_out(first.pk) is None
    assert ask_for_release(sea, actor=cast["publisher"])


def test_carried_out_twice_it_is_shown_once(cast, sea):
    release = ask_for_release(sea, actor=cast["publisher"], note="First")
    assert carry_out(release.pk).state == "done"
    assert carry_out(release.pk) is None
    assert Showing.objects.count() == Edition.objects.count() == 1
    assert Edition.objects.get().frozen_by == cast["publisher"]


def test_an_address_that_readers_know_as_another_exhibition(sea):
    released(sea)
    sea.slug = "lake"
    sea.save()
    other = make_exhibition(slug="sea", is_published=False)
    with pytest.raises(ReleaseError, match="another exhibition"):
        released(other)
    assert not Exhibition.objects.published().filter(pk=other.pk).exists()
    assert Release.objects.get(exhibition=other).state == "given-up"


# The clock --------------------------------------------------------------------------------------


def test_what_is_current_is_a_question_of_the_clock(cast, sea):
    now = timezone.now()
    release = ask_for_release(sea, actor=cast["admin"], at=now + timedelta(days=1))
    carry_out(release.pk)
    assert not Exhibition.objects.published().exists()
    later = now + timedelta(days=1, seconds=1)
    assert Edition.objects.current(later).get() == sea.editions.get()
    withdraw(sea, actor=cast["admin"], at=now + timedelta(days=2))
    assert Edition.objects.current(later).exists()
    assert not Edition.objects.current(now + timedelta(days=2, seconds=1)).exists()


def test_what_is_planned_can_be_called_off_until_it_comes(cast, sea):
    released(sea)
    planned = withdraw(sea, actor=cast["admin"], at=timezone.now() + timedelta(days=1))
    call_off(planned, actor=cast["admin"])
    assert Edition.objects.current(timezone.now() + timedelta(days=2)).exists()
    begun = withdraw(sea, actor=cast["admin"])
    with pytest.raises(ReleaseError, match="passed"):
        call_off(begun, actor=cast["admin"])


def test_what_was_withdrawn_is_gone_with_its_editions_until_it_is_released(cast, sea, client):
    released(sea)
    withdraw(sea, actor=cast["publisher"])
    gone = ("", "one/", "essays/codes/", "editions/", "editions/1/", "editions/1/one/")
    panel = Panel.objects.first()
    for address in (*(f"/ja/exhibitions/sea/{end}" for end in gone), f"/id/panels/{panel.uuid}"):
        assert client.get(address).status_code == 410, address
    assert client.get("/iiif/exhibitions/sea/collection").status_code == 410
    first = Exhibition.objects.get().published_at
    released(sea)
    assert client.get("/ja/exhibitions/sea/one/").status_code == 200
    assert Exhibition.objects.get().published_at == first


# Correcting and returning -----------------------------------------------------------------------


def test_a_correction_takes_what_was_chosen_and_nothing_else(cast, sea, client):
    released(sea)
    chosen = retitle("blankets", "Tents for Miyagi")
    retitle("letter", "In progress")
    sea.essays.update(title_en="In progress too")
    release = ask_for_correction(sea, actor=cast["publisher"], panels=[chosen.uuid])
    assert carry_out(release.pk).state == "done"
    assert titles_at(client, "/en/exhibitions/sea/one/") == [
        "Tents for Miyagi",
        "Blankets for Miyagi",
    ]
    contents = words(tree(client.get("/en/exhibitions/sea/one/")), "//aside//li")
    assert "Tents for Miyagi" in contents and "In progress" not in contents
    assert words(tree(client.get("/en/exhibitions/sea/essays/codes/")), "//h1") == [
        "Reading an address"
    ]
    assert sea.editions.get(number=2).kind == "correction"
    assert faults(sea.editions.get(number=2)) == []


def test_an_essay_is_corrected(cast, sea, client):
    released(sea)
    sea.essays.update(title_en="Reading codes")
    carry_out(ask_for_correction(sea, actor=cast["publisher"], essays=["codes"]).pk)
    assert words(tree(client.get("/en/exhibitions/sea/essays/codes/")), "//h1") == ["Reading codes"]


def test_what_was_not_released_cannot_be_corrected(cast, sea):
    panel = Panel.objects.first()
    release = ask_for_correction(sea, actor=cast["publisher"], panels=[panel.uuid])
    assert carry_out(release.pk).state == "failed"
    give_up(release, actor=cast["publisher"])
    released(sea)
    added = make_panel(sea.sections.first())
    failed = ask_for_correction(sea, actor=cast["publisher"], panels=[added.uuid])
    assert "whole release" in carry_out(failed.pk).problem["text"]


def test_returning_to_an_earlier_edition(cast, sea, client):
    first = released(sea)
    retitle("blankets", "Tents for Miyagi")
    released(sea)
    carry_out(ask_for_rollback(first, actor=cast["publisher"]).pk)
    assert "Blankets for Miyagi" in titles_at(client, "/en/exhibitions/sea/one/")
    third = sea.editions.current().get()
    assert (third.number, third.restores, third.content_hash) == (3, first, first.content_hash)
    lines = words(
        tree(client.get("/en/exhibitions/sea/editions/")), "//li[.//h2]//p[@class='quiet']"
    )
    assert "Returns to edition 1" in lines[0]


# Addresses --------------------------------------------------------------------------------------


def test_an_earlier_edition_says_what_it_is_and_leads_to_the_newest(sea, client):
    released(sea)
    sea.sections.filter(slug="one").update(slug="first")
    released(sea)
    page = tree(client.get("/mn/exhibitions/sea/editions/1/one/"))
    assert "/mn/exhibitions/sea/first/" in links(page, "//p[@class='preview-note']")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    inside = links(page, "//aside")
    assert inside and all(a.startswith(("/mn/exhibitions/sea/editions/1/", "#")) for a in inside), (
        inside
    )
    assert (
        client.get("/en/exhibitions/sea/one/").headers["Location"] == "/en/exhibitions/sea/first/"
    )
    assert not tree(client.get("/en/exhibitions/sea/first/")).xpath("//p[@class='preview-note']")


def test_a_language_switch_stays_in_the_edition(sea, client):
    released(sea), retitle("letter", "x"), released(sea)
    page = tree(client.get("/en/exhibitions/sea/editions/1/essays/codes/"))
    assert "/ja/exhibitions/sea/editions/1/essays/codes/" in links(
        page, "//nav[@class='languages']"
    )


def test_two_languages_side_by_side_in_any_edition(sea, client):
    released(sea), retitle("letter", "x"), released(sea)
    for address in ("/en/exhibitions/sea/one/", "/en/exhibitions/sea/editions/1/one/"):
        page = tree(client.get(f"{address}?beside=ja"))
        assert "2011年の地震" in words(page, "//*[@lang='ja']"), address


def test_a_panel_is_found_where_it_was_last_shown(sea, client):
    released(sea)
    panel = Panel.objects.get(slug="letter")
    assert (
        client.get(f"/id/panels/{panel.uuid}")
        .headers["Location"]
        .endswith("/en/exhibitions/sea/one/#panel-letter")
    )
    panel.delete()
    released(sea)
    assert (
        client.get(f"/id/panels/{panel.uuid}")
        .headers["Location"]
        .endswith("/en/exhibitions/sea/editions/1/one/#panel-letter")
    )


def test_unknown_editions(sea, client):
    released(sea)
    for end in ("editions/2/", "editions/1/none/", "editions/1/essays/none/"):
        assert client.get(f"/en/exhibitions/sea/{end}").status_code == 404
    assert client.get("/en/exhibitions/lake/editions/").status_code == 404


def test_pictures_of_an_edition_are_kept(db, client):
    item = make_item()
    page = make_picture(item)
    panel = make_panel(make_section(make_exhibition(slug="sea", is_published=False)))
    exhibit = make_exhibit(panel, item, digital_object=page)
    released(panel.section.exhibition)
    names = list_of_copies(page)
    exhibit.delete(), page.delete()
    remove_unused(names)
    assert client.get(f"/media/{names[0]}").status_code == 200


# An older database ------------------------------------------------------------------------------


def test_what_was_published_before_editions_gets_its_first_one(sea, client):
    Exhibition.objects.update(awaits_first_edition=True, published_at="2022-01-01T00:00Z")
    for _ in range(2):
        call_command("release_first_editions", verbosity=0)
    assert client.get("/en/exhibitions/sea/one/").status_code == 200
    assert [edition.number for edition in sea.editions.all()] == [1]
    assert Exhibition.objects.get().published_at.year == 2022


def test_a_command_that_failed_can_be_given_again(sea, monkeypatch):
    def broken(*_):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("exhibits.editions.releasing.render_edition", broken)
        with pytest.raises(RuntimeError):
            released(sea)
    assert released(sea)
    assert Showing.objects.count() == 1
