"""Choosing another source language on its page: explained, confirmed, refused where it must be."""

import pytest

from exhibits.roles import ROLES
from tests.make import make_panel
from tests.reading import stored, tree, words
from tests.translations.at_desk import unit_of
from translations.models import State

pytestmark = pytest.mark.django_db
MAY = {"curator", "publisher", "admin"}


def address(panel) -> str:
    return f"/translate/desk/exhibits.panel/{panel.pk}/source-language/"


@pytest.mark.parametrize("name", sorted({*ROLES, "admin", "stranger"}))
def test_only_who_may_change_the_object_may(name, log_in):
    panel = make_panel()
    client = log_in(name)
    assert client.get(address(panel)).status_code == (200 if name in MAY else 403)
    client.post(address(panel), {"language": "ja"})
    panel.refresh_from_db()
    assert panel.source_language == ("ja" if name in MAY else "en")


def test_all_texts_are_kept_and_what_was_current_stays_so(log_in):
    panel = make_panel()
    before = stored(panel)
    client = log_in("curator")
    answer = client.post(address(panel), {"language": "ja"})
    assert answer.status_code == 302
    assert stored(panel) == before | {"source_language": "ja"}
    assert unit_of(panel, language="en").state == State.APPROVED
    assert not unit_of(panel, language="mn").outdated


def test_a_language_that_lacks_a_text_cannot_be_chosen(log_in):
    panel = make_panel(event_text_ja="")
    client = log_in("curator")
    page = tree(client.get(address(panel)))
    assert page.xpath("//input[@value='ja']/@disabled")
    assert "Japanese still missing: event text" in words(page, "//label")
    assert client.post(address(panel), {"language": "ja"}).status_code == 422
    assert client.post(address(panel), {"language": "fr"}).status_code == 422
    panel.refresh_from_db()
    assert panel.source_language == "en"
