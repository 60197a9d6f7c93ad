"""Saving, submitting, reviewing on the desk: whole pages, sent as a browser sends them."""

import pytest

from tests.make import make_panel
from tests.reading import form_values, tree, words
from translations.models import State, TranslationUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return make_panel(title_ja="", event_text_ja="")


def unit_of(panel, field="title", language="ja") -> TranslationUnit:
    return TranslationUnit.objects.of(panel).get(field=field, language=language)


def address(panel, language="ja") -> str:
    return f"/translate/desk/exhibits.panel/{panel.pk}/{language}/"


def opened(client, panel, language="ja") -> dict:
    return form_values(client.get(address(panel, language)), "desk-form")


def send(client, panel, do, values, language="ja", **typed):
    """Press a button; ``title="…"`` types into a field."""
    units = {u.field: u.pk for u in TranslationUnit.objects.of(panel).into(language)}
    changed = {f"text-{units[name]}": text for name, text in typed.items()}
    return client.post(address(panel, language), {**values, **changed, "do": do})


def test_a_text_is_saved_as_a_draft(panel, log_in):
    client = log_in("translator-ja")
    answer = send(client, panel, "save", opened(client, panel), title="宮城への毛布")
    assert answer.status_code == 302
    panel.refresh_from_db()
    unit = unit_of(panel)
    assert (panel.title_ja, unit.state, unit.made_by.username) == (
        "宮城への毛布",
        State.DRAFT,
        "translator-ja",
    )
    assert "1 text was saved." in words(tree(client.get(address(panel))), "//*[@class='success']")


def test_the_whole_way_to_approval(panel, log_in):
    client = log_in("translator-ja")
    values = opened(client, panel)
    send(client, panel, "submit", values, title="宮城への毛布", event_text="<p>約2,500枚。</p>")
    assert unit_of(panel).state == unit_of(panel, "event_text").state == State.IN_REVIEW
    client = log_in("reviewer")
    send(client, panel, f"send-back:{unit_of(panel).pk}", opened(client, panel) | {f"note-{unit_of(panel).pk}": "宮城県へ"})
    assert unit_of(panel).state == State.DRAFT
    send(client, panel, "approve", opened(client, panel))
    assert unit_of(panel, "event_text").state == State.APPROVED
    assert unit_of(panel).state == State.DRAFT
