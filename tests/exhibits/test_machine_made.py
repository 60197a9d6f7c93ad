"""What a machine has translated is shown as such until a person approves it."""

import pytest

from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page,
    make_panel,
    make_repository,
    make_section,
)
from tests.reading import tree, words
from translations.models import TranslationUnit
from translations.units import actions
from translations.units.authorship import acting
from translations.units.vocabulary import Origin

NOTE = "//p[contains(@class, 'machine-note')]"
WORDS = "機械翻訳です。まだ人による確認を経ていません。"


def page_of_panel(panel):
    return panel.section


CASES = {
    "exhibition title": (make_exhibition, "title", None),
    "exhibition foreword": (
        lambda: make_exhibition(foreword_en="<p>Two ambassadors.</p>"),
        "foreword",
        None,
    ),
    "section title": (make_section, "title", None),
    "section introduction": (
        lambda: make_section(introduction_en="<p>In March.</p>"),
        "introduction",
        None,
    ),
    "panel title": (make_panel, "title", page_of_panel),
    "panel text": (make_panel, "event_text", page_of_panel),
    "record note": (
        lambda: make_panel(record_note_en="<p>A resolution.</p>"),
        "record_note",
        page_of_panel,
    ),
    "caption": (make_exhibit, "caption", lambda exhibit: exhibit.panel.section),
    "dataset": (
        lambda: make_panel(dataset=make_dataset(note_en="From the census.")).dataset,
        "note",
        lambda dataset: dataset.panels.get().section,
    ),
    "essay title": (make_essay, "title", None),
    "essay abstract": (lambda: make_essay(abstract_en="What a code says."), "abstract", None),
    "essay body": (make_essay, "body", None),
    "plain page": (make_page, "title", None),
    "item title": (make_item, "title", None),
    "item text": (lambda: make_item(extent_mn="3 хуудас"), "extent", None),
    "name": (make_name, "name", None),
    "repository": (make_repository, "name", None),
    "repository text": (
        lambda: make_repository(history_mn="1921 онд байгуулагдсан."),
        "history",
        None,
    ),
}


def translate(obj, field: str) -> None:
    """A machine's Japanese, as the interface for machines writes it."""
    name = f"{field}_ja"
    setattr(obj, name, "<p>機械の訳。</p>" if "text" in field or field == "body" else "機械の訳")
    with acting(how=Origin.MACHINE):
        obj.save()


@pytest.mark.parametrize("case", CASES)
def test_readers_are_told_wherever_it_is_shown_until_it_is_approved(client, cast, case):
    make, field, page = CASES[case]
    obj = make()
    shown_on = page(obj) if page else obj
    address = f"/ja{shown_on.get_absolute_url()[3:]}"
    assert words(tree(client.get(address)), NOTE) == []
    translate(obj, field)
    assert words(tree(client.get(address)), NOTE) == [f"◈{WORDS}"]
    assert words(tree(client.get(f"/en{address[3:]}")), NOTE) == []
    unit = TranslationUnit.objects.of(obj).get(field=field, language="ja")
    actions.approve(unit, actor=cast["publisher"], version=unit.version)
    assert words(tree(client.get(address)), NOTE) == []


def test_the_list_of_exhibitions_says_it_too(client, db):
    translate(make_exhibition(), "title")
    assert words(tree(client.get("/ja/")), NOTE) == [f"◈{WORDS}"]


def test_beside_another_language_it_is_said_as_well(client, db):
    exhibit = make_exhibit()
    translate(exhibit.panel, "event_text")
    translate(exhibit.panel, "title")
    translate(exhibit, "caption")
    address = f"{exhibit.panel.section.get_absolute_url()}?beside=ja"
    found = words(tree(client.get(address)), NOTE)
    assert found == ["◈日本語: Translated by a machine, not yet checked by a person."] * 3
    essay = make_essay(abstract_en="What a code says.")
    translate(essay, "abstract"), translate(essay, "body"), translate(essay, "title")
    assert words(tree(client.get(f"{essay.get_absolute_url()}?beside=ja")), NOTE) == found


def test_other_programs_get_the_same_as_ever(client, db):
    item = make_item()
    addresses = [f"/id/items/{item.uuid}", f"/iiif/items/{item.pk}/manifest"]
    read = [client.get(a, HTTP_ACCEPT="application/ld+json").content for a in addresses]
    title = item.title_ja
    translate(item, "title")
    item.title_ja = title
    with acting(how=Origin.MACHINE):
        item.save()
    assert item.text("title", "ja").by_machine
    again = [client.get(a, HTTP_ACCEPT="application/ld+json").content for a in addresses]
    assert again == read
