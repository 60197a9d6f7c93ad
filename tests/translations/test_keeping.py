"""Units follow the texts, whatever changes them; outdated is computed from the words alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.models import ArchivalItem
from exhibits.models import Panel
from tests.make import make_exhibit, make_item, make_panel, make_picture, make_section
from translations.models import Origin, State, TranslationUnit, UnitRevision
from translations.units.authorship import acting
from translations.units.recounting import translated_models
from translations.units.wording import fingerprint, word_count

TEXT = "<p>In March 2011 about 2,500 blankets reached Miyagi.</p>"


@pytest.fixture
def panel(db):
    return make_panel(
        title_en="Blankets", title_ja="毛布", title_mn="Хөнжил", event_text_en=TEXT,
        event_text_ja="<p>2011年3月、約2,500枚の毛布が宮城に届いた。</p>",
        event_text_mn="",
    )  # fmt: skip


def unit(obj, field: str, language: str) -> TranslationUnit:
    return TranslationUnit.objects.of(obj).get(field=field, language=language)


def outdated() -> set[str]:
    return {u.column for u in TranslationUnit.objects.outdated()}


def test_every_text_has_a_unit_per_language(panel):
    found = {u.column: u.state for u in TranslationUnit.objects.of(panel)}
    assert found == {
        "title_ja": State.DRAFT,
        "title_mn": State.DRAFT,
        "event_text_ja": State.DRAFT,
        "event_text_mn": State.MISSING,
    }
    assert unit(panel, "event_text", "ja").source_text == TEXT
    assert not outdated()


def test_every_registered_model_is_counted():
    assert {model.__name__ for model in translated_models()} == {
        *("ArchivalItem", "DigitalObject", "Name", "Repository"),
        *("Dataset", "Essay", "Exhibit", "Exhibition", "Page", "Panel", "Section"),
    }


def test_a_changed_figure_outdates_the_right_texts(panel):
    panel.event_text_en = TEXT.replace("2,500", "2,600")
    panel.save()
    assert outdated() == {"event_text_ja"}
    kept = unit(panel, "event_text", "ja")
    assert "2,500" in kept.source_text and "2,500" in kept.text and kept.is_outdated


def test_what_no_reader_sees_outdates_nothing(panel):
    make_exhibit(panel, make_item())
    panel.event_text_en = TEXT.replace("<p>In March", "<p>In   March").replace("</p>", " </p>\r\n")
    panel.order, panel.layout = 7, "wide"
    panel.section = make_section(panel.section.exhibition)
    panel.save()
    panel.title_ja = "宮城への毛布"
    panel.save(update_fields=["title_ja"])
    assert not outdated()


def test_a_small_correction_leaves_translations_valid(panel):
    with acting(small_correction=True):
        panel.event_text_en = TEXT.replace("about", "some")
        panel.save()
    now = unit(panel, "event_text", "ja")
    assert not outdated() and "some" in now.source_text
    assert now.revisions.get().action == "small correction"


def test_a_small_correction_does_not_heal_what_was_outdated(panel):
    panel.event_text_en = TEXT.replace("2,500", "2,600")
    panel.save()
    with acting(small_correction=True):
        panel.event_text_en = TEXT.replace("2,500", "2,700")
        panel.save()
    assert outdated() == {"event_text_ja"}


@pytest.mark.parametrize(
    "change",
    [
        lambda key: Panel.objects.filter(pk=key).update(title_ja="宮城の毛布"),
        lambda key: Panel.objects.bulk_update([changed(key)], ["title_ja"]),
        lambda key: changed(key).save(),
        lambda key: changed(key).save(update_fields=["title_ja"]),
    ],
    ids=["update", "bulk_update", "save", "save one field"],
)
def test_units_follow_every_way_of_writing(panel, change):
    TranslationUnit.objects.update(state=State.APPROVED)
    change(panel.pk)
    now = unit(panel, "title", "ja")
    assert (now.text, now.state, now.version) == ("宮城の毛布", State.DRAFT, 2)
    assert unit(panel, "title", "mn").state == State.APPROVED
    assert [r.text for r in now.revisions.all()] == ["宮城の毛布", "毛布"]


def changed(key: int) -> Panel:
    panel = Panel.objects.get(pk=key)
    panel.title_ja = "宮城の毛布"
    return panel


def test_a_text_knows_who_wrote_it(panel, cast):
    with acting(actor=cast["translator-ja"]):
        panel.title_ja = "宮城の毛布"
        panel.save()
    with acting(how=Origin.IMPORT):
        panel.title_mn = "Мияги руу илгээсэн хөнжил"
        panel.save()
    ja, mn = unit(panel, "title", "ja"), unit(panel, "title", "mn")
    assert (ja.made_by, ja.made_how) == (cast["translator-ja"], Origin.PERSON)
    assert (mn.made_by, mn.made_how) == (None, Origin.IMPORT)


def test_a_machines_text_is_marked_until_it_is_gone(panel):
    with acting(how=Origin.MACHINE):
        panel.event_text_mn = "<p>Хөнжил</p>"
        panel.save()
    assert Panel.objects.get().text("event_text", "mn").by_machine
    assert not Panel.objects.get().text("event_text", "ja").by_machine
    Panel.objects.update(event_text_mn="<p>2500 хөнжил</p>")
    assert not Panel.objects.get().text("event_text", "mn").by_machine


def test_deleting_takes_the_units_along(panel):
    make_picture(make_item())
    panel.section.exhibition.delete()
    assert {u.scope for u in TranslationUnit.objects.all()} == {"archive"}
    for item in ArchivalItem.objects.all():
        item.delete()
    assert not TranslationUnit.objects.exclude(content_type__model="repository").exists()


def test_raw_sql_is_found_and_mended(panel):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE exhibits_panel SET title_ja = '毛布2500枚', title_en = 'More'")
        cursor.execute("UPDATE translations_translationunit SET object_id = 999 WHERE field = 'x'")
    TranslationUnit.objects.filter(field="event_text", language="mn").update(object_id=99999)
    with pytest.raises(CommandError):
        call_command("recount_translations", check=True, stdout=StringIO())
    call_command("recount_translations", stdout=StringIO())
    call_command("recount_translations", check=True, stdout=StringIO())
    assert unit(panel, "title", "ja").text == "毛布2500枚"
    assert outdated() == {"title_mn"}
    assert unit(panel, "event_text", "mn").state == State.MISSING


def test_an_unchanged_save_writes_nothing(panel, django_assert_max_num_queries):
    before = list(TranslationUnit.objects.values())
    # 1 the panel, 2 savepoint, 3 what it was, 4 its columns, 5 its section, 6 its units, 7 release
    with django_assert_max_num_queries(7):
        Panel.objects.get(pk=panel.pk).save()
    assert list(TranslationUnit.objects.values()) == before
    assert not UnitRevision.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Blankets  for\r\nMiyagi", " Blankets for Miyagi ", True),
        ("Pürevsüren", "Pu\u0308revsu\u0308ren", True),
        ("<p>a</p>\n<p>b</p>", "<p>a</p> <p>b</p>", True),
        ("12 rescuers", "13 rescuers", False),
        ("<p>a</p>", "<p><em>a</em></p>", False),
        ('<a href="/a">x</a>', '<a href="/b">x</a>', False),
        ("Blankets.", "Blankets", False),
    ],
)
def test_which_wordings_are_the_same(one, other, same):
    assert (fingerprint(one) == fingerprint(other)) is same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Twelve rescuers – from Mongolia.", 4),
        ("<p>約2,500枚の<em>毛布</em></p>", 6),
        ("Хөнжил 2500 ширхэг", 3),
    ],
)
def test_how_long_a_text_is(text, words):
    assert word_count(text) == words
