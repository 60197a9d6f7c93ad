"""Suggestions while somebody types."""

import pytest

from tests.make import link_name, make_form, make_item, make_name

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


def test_names_come_before_suggested(client):
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


@pytest.mark.parametrize("typed", ["かし", "かしみ", "ｶｼﾐ", "カシミ"])
def test_a_word_in_katakana_begins_in_hiragana_too(client, typed):
    make_item(title_ja="カシミヤの見本帳")
    assert suggested(client, typed, "ja") == ["カシミヤの見本帳"]


@pytest.mark.parametrize(("typed", "count"), [("resolution 7", 1), ("on a", 1), ("7", 0)])
def test_the_last_of_several_words_may_be_one_letter(client, typed, count):
    make_item()
    assert len(suggested(client, typed)) == count


@pytest.mark.parametrize("typed", ["", " ", "%", "'", "*", "\x00", "x" * 5_000, "語" * 5_000])
def test_any_text_may_be_typed(client, typed):
    assert suggested(client, typed) == []


def test_titles_are_proposed_where_names_are_few(client, monkeypatch):
    make_name(name_en="Bold")
    make_item(title_en="Bolts and nuts")
    assert suggested(client, "bol") == ["Bold", "Bolts and nuts"]
    monkeypatch.setattr("search.suggesting.MOST", 1)
    assert suggested(client, "bol") == ["Bold"]


def test_an_item_is_not_proposed_for_a_name_it_is_linked_with(client):
    link_name(make_name(name_en="Bold"), make_item(title_en="Letter"))
    assert suggested(client, "bol") == ["Bold"]
