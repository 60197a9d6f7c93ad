"""Suggestions while somebody types."""

import pytest

from tests.make import make_form, make_item, make_name

pytestmark = pytest.mark.django_db


def suggested(client, text: str, language: str = "en") -> list[str]:
    found = client.get(f"/{language}/search/suggestions/", {"q": text}).json()["suggestions"]
    return [one["title"] for one in found]


@pytest.mark.parametrize(
    "typed", ["el", "elbeg", "Элбэг", "tsakhiagiin elb", "エルベグ", "elbegdorzh", "ts"]
)
def test_a_name_is_found_by_the_beginning_of_any_form(client, typed):
    make_form(make_name(), "Ts. Elbegdorj")
    assert suggested(client, typed) == ["Tsakhiagiin Elbegdorj"]


def test_names_come_before_titles(client):
    make_item(title_en="Elbegdorj’s letter")
    make_name()
    assert suggested(client, "elbeg") == ["Tsakhiagiin Elbegdorj", "Elbegdorj’s letter"]


def test_one_letter_says_nothing_but_one_kanji_does(client):
    make_item(title_ja="地震の記録", title_en="")
    make_item(title_en="Daybook", title_ja="")
    assert suggested(client, "d") == []
    assert suggested(client, "地", "ja") == ["地震の記録"]
    assert suggested(client, "地震", "ja") == ["地震の記録"]
    assert suggested(client, "地震の記", "ja") == ["地震の記録"]


@pytest.mark.parametrize("typed", ["", " ", "%", "'", "*", "\x00", "x" * 5_000, "語" * 5_000])
def test_any_text_may_be_typed(client, typed):
    assert suggested(client, typed) == []
