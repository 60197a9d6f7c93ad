"""The form of a source says what saving does to its translations."""

import pytest
from django.test import Client

from tests.make import make_exhibit, make_item, make_panel
from tests.reading import form_values, tree
from translations.models import State, TranslationUnit

FORM = "panel_form"


@pytest.fixture
def panel(db):
    panel = make_panel()
    make_exhibit(panel, make_item(), caption_en="The 2nd leaf", caption_ja="二枚目")
    TranslationUnit.objects.exclude(state=State.MISSING).update(state=State.APPROVED)
    return panel


@pytest.fixture
def send(cast, panel):
    """Opens the form of the source as the curator, sends it with changes."""
    client = Client()
    client.force_login(cast["curator"], backend="config.authentication.AccountBackend")

    def sent(language: str = "en", **changes):
        address = f"/admin/exhibits/panel/{panel.pk}/change/"
        address += "" if language == "en" else f"?language={language}"
        page = client.get(address)
        response = client.post(address, {**form_values(page, FORM), **changes})
        assert response.status_code == 302
        return page

    return sent


def outdated() -> set[str]:
    return {unit.column for unit in TranslationUnit.objects.outdated()}


def test_a_changed_source_outdates(send):
    send(title_en="Blankets to Miyagi")
    assert outdated() == {"title_ja", "title_mn"}


def test_a_small_correction_does_not_in_the_rows_either(send):
    caption = {"exhibits-0-caption_en": "The second leaf", "title_en": "Blankets, for Miyagi"}
    page = send(small_correction="1", **caption)
    assert tree(page).xpath("//input[@name='small_correction']")
    assert not outdated()
    changed = TranslationUnit.objects.filter(revisions__action="small correction").distinct()
    assert {u.column for u in changed} == {"title_ja", "title_mn", "caption_ja"}
    assert {u.state for u in changed} == {State.APPROVED}


def test_it_is_not_offered_on_a_translation(send):
    page = send("ja", title_ja="宮城の毛布")
    assert not tree(page).xpath("//input[@name='small_correction']")
    written = TranslationUnit.objects.get(field="title", language="ja", content_type__model="panel")
    assert (written.state, written.made_by.username) == (State.DRAFT, "curator")


def test_a_translation_cannot_be_a_small_correction(send):
    send("ja", title_ja="宮城の毛布", small_correction="1")
    assert not outdated()
