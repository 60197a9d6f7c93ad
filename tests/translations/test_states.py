"""How much of an object is written in a language."""

import pytest

from exhibits.models import Panel
from tests.make import make_panel
from translations.states import expected_fields, language_states, translated_fields

BLANK = {f"{field}_{code}": "" for field in ("title", "event_text") for code in ("en", "ja", "mn")}


@pytest.mark.parametrize(
    ("source", "texts", "expected"),
    [
        ("en", {}, {"en": "source", "ja": "complete", "mn": "complete"}),  # nothing to do
        ("en", {"title_en": "a"}, {"en": "source", "ja": "missing", "mn": "missing"}),
        (
            "en",
            {"title_en": "a", "place_en": "b", "title_ja": "c"},
            {"en": "source", "ja": "partial", "mn": "missing"},
        ),
        (
            "mn",
            {"title_mn": "a", "title_en": "b", "place_en": "not expected", "title_ja": " "},
            {"mn": "source", "en": "complete", "ja": "missing"},
        ),
    ],
)
def test_states(db, source, texts, expected):
    panel = make_panel(**{**BLANK, "source_language": source, **texts})
    found = language_states(panel)
    assert {state.language: state.state for state in found} == expected
    assert found[0].is_source and found[0].language == source


def test_only_what_the_source_has_is_expected(db):
    panel = make_panel(event_text_en="", record_note_ja="<p>注</p>", place_en="Miyagi")
    assert expected_fields(panel) == ("title", "place")
    assert {s.language: (s.written, s.expected) for s in language_states(panel)} == {
        "en": (2, 2),
        "ja": (1, 2),
        "mn": (1, 2),
    }


def test_fields_in_order_of_declaration():
    assert translated_fields(Panel) == ("title", "place", "event_text", "record_note")
