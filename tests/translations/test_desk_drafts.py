"""What is typed and not saved is kept for its writer, and shown to nobody else."""

import pytest

from tests.make import make_panel
from tests.reading import tree, words
from tests.translations.at_desk import address, opened, send, unit_of
from translations.models import PersonalDraft
from translations.units import actions

pytestmark = pytest.mark.django_db
TYPED = "宮城への毛布、約2,500枚"


@pytest.fixture
def panel():
    return make_panel(title_ja="")


def keep(client, unit, text=TYPED, **values):
    data = {"text": text, "version": unit.version, "source": "Blankets for Miyagi", **values}
    return client.post(f"/translate/desk/units/{unit.pk}/draft/", data)


def test_a_draft_is_kept_and_stands_in_the_field_again(panel, log_in):
    client = log_in("translator-ja")
    answer = keep(client, unit_of(panel))
    assert answer.json()["said"].startswith("Saved privately at ")
    assert answer.json()["news"] == ""
    page = tree(client.get(address(panel)))
    assert words(page, "//textarea[contains(@name, 'text-')]")[0] == TYPED
    assert "This is your private draft" in words(page, "//*[@class='draft-note']")[0]
    panel.refresh_from_db()
    assert not panel.title_ja


def test_a_draft_is_its_writers_alone(panel, log_in):
    unit = unit_of(panel)
    keep(log_in("translator-ja"), unit)
    urls = (address(panel), f"{address(panel)}?draft={unit.pk}")
    for name in ("curator", "publisher", "reviewer", "admin"):
        client = log_in(name)
        for url in (*urls, f"/translate/desk/units/{unit.pk}/history/"):
            assert TYPED not in client.get(url).content.decode()


def test_saving_ends_the_draft(panel, log_in):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    send(client, panel, "save")
    panel.refresh_from_db()
    assert panel.title_ja == TYPED
    assert not PersonalDraft.objects.exists()


def test_a_draft_that_is_the_text_again_is_none(panel, log_in):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    keep(client, unit_of(panel), text="")
    assert not PersonalDraft.objects.exists()


def test_a_draft_is_discarded(panel, log_in):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    other = {"event_text": "<p>約2,600枚の毛布。</p>"}
    send(client, panel, f"discard:{unit_of(panel).pk}", **other)
    page = tree(client.get(address(panel)))
    assert words(page, "//textarea[contains(@name, 'text-')]")[0] == ""
    assert PersonalDraft.objects.get().text == other["event_text"]  # typed elsewhere, kept


def test_a_draft_of_an_older_text_is_offered(panel, log_in, cast):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    actions.write(unit_of(panel), "宮城県の毛布", actor=cast["curator"], version=None)
    page = tree(client.get(address(panel)))
    assert words(page, "//textarea[contains(@name, 'text-')]")[0] == "宮城県の毛布"
    assert "You have an unsaved draft" in words(page, "//*[@class='draft-note']")[0]
    key = unit_of(panel).pk
    page = tree(client.get(f"{address(panel)}?draft={key}"))
    assert words(page, "//textarea[contains(@name, 'text-')]")[0] == TYPED


def test_an_offered_draft_that_was_not_taken_stays(panel, log_in, cast):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    actions.write(unit_of(panel), "宮城県の毛布", actor=cast["curator"], version=None)
    send(client, panel, "save", event_text="<p>約2,600枚の毛布。</p>")
    assert PersonalDraft.objects.get().text == TYPED


def test_who_types_is_told_of_what_others_do(panel, log_in, cast):
    client = log_in("translator-ja")
    unit = unit_of(panel)
    panel.title_en = "Blankets for Sendai"
    panel.save()
    assert "The source has changed meanwhile" in keep(client, unit).json()["news"]
    actions.write(unit_of(panel), "宮城県の毛布", actor=cast["curator"], version=None)
    assert "curator has changed this text meanwhile" in keep(client, unit).json()["news"]
    assert PersonalDraft.objects.get().version == unit.version


def test_a_draft_has_limits(panel, log_in):
    client = log_in("translator-ja")
    assert keep(client, unit_of(panel), text="長" * 200_001).status_code == 400
    assert keep(client, unit_of(panel), version="x").status_code == 400
    assert client.get(f"/translate/desk/units/{unit_of(panel).pk}/draft/").status_code == 405


def test_after_discarding_a_draft_by_emptying_its_field_it_is_gone(panel, log_in):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    send(client, panel, "save", opened(client, panel), title="")
    assert not PersonalDraft.objects.exists()


def test_a_draft_knows_the_source_that_it_was_begun_from(panel, log_in):
    client = log_in("translator-ja")
    keep(client, unit_of(panel))
    panel.title_en = "Blankets for Sendai"
    panel.save()
    page = tree(client.get(address(panel)))
    assert words(page, "//*[@class='draft-note']//del") == ["deleted: Miyagi"]
    assert words(page, "//*[@class='draft-note']//ins") == ["added: Sendai"]
