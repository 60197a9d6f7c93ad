"""Words in the traditional Mongolian script are found by what is typed in Cyrillic."""

import pytest

from search.tokens import keys_alike, tokens_of
from search.two_scripts import cyrillic_keys
from tests.search.answers import found, make_document, put

PAIRS = [
    ("ᠮᠣᠩᠭᠣᠯ", "монгол"),
    ("ᠮᠣᠩᠭᠤᠯ", "монголын"),
    ("ᠤᠯᠤᠰ", "улсын"),
    ("ᠪᠠᠭᠠᠲᠤᠷ", "баатар"),
    ("ᠪᠠᠭᠠᠲᠤᠷ", "баатрын"),
    ("ᠨᠢᠭᠤᠴᠠ", "нууц"),
    ("ᠲᠣᠪᠴᠢᠶᠠᠨ", "товчоо"),
    ("ᠪᠢᠴᠢᠭ", "бичгийн"),
    ("ᠬᠡᠯᠡᠨ", "хэлний"),
    ("ᠰᠤᠷᠬᠤ", "сурах"),
    ("ᠬᠠᠭᠠᠨ", "хаан"),
    ("ᠴᠢᠩᠭᠢᠰ", "Чингис"),
    ("ᠨᠠᠶᠢᠷᠠᠮᠳᠠᠬᠤ", "найрамдах"),
    ("ᠭᠠᠵᠠᠷ", "газар"),
    ("ᠵᠠᠰᠠᠭ", "засгийн"),
    ("ᠶᠠᠫᠣᠨ", "Японы"),
    ("ᠡᠳᠦᠷ", "өдөр"),
    ("ᠰᠢᠨ᠎ᠡ", "шинэ"),
    ("ᠴᠠᠭᠠᠭᠠᠨ", "цагаан"),
    ("ᠠᠷᠠᠳ", "ард"),
    ("ᠲᠡᠦᠬᠡ", "түүх"),
    ("ᠣᠯᠠᠨ", "олон"),
    ("ᠮᠢᠩᠭᠠᠨ", "мянга"),
    ("ᠵᠢᠯ", "жилийн"),
    ("ᠭᠡᠷᠡᠶ᠎ᠡ", "гэрээ"),
    ("ᠴᠢᠨᠣ᠎ᠠ", "чоно"),
    ("ᠬᠣᠲᠠ", "хотод"),
]
OTHERS = [
    ("ᠭᠡᠷ", "гар"),
    ("ᠭᠠᠷ", "гэр"),
    ("ᠮᠣᠩᠭᠣᠯ", "мангас"),
    ("ᠬᠠᠭᠠᠨ", "хонь"),
    ("ᠣᠯᠠᠨ", "элэн"),
    ("ᠲᠡᠦᠬᠡ", "таах"),
    ("ᠪᠢᠴᠢᠭ", "багш"),
]


def meet(old: str, new: str) -> bool:
    (one,), (other,) = tokens_of(old), tokens_of(new)
    wanted = {f"g{key}" for key in cyrillic_keys(other.exact, *other.stems)}
    return not wanted.isdisjoint(keys_alike(one))


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_word_meets_its_form_in_cyrillic(old, new):
    assert meet(old, new)


@pytest.mark.parametrize(("old", "new"), OTHERS)
def test_other_words_do_not(old, new):
    assert not meet(old, new)


@pytest.mark.django_db
def test_they_come_last():
    put(
        make_document(1, source_id="old", body_mn="ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ ᠤᠨ ᠵᠠᠰᠠᠭ ᠤᠨ ᠭᠠᠵᠠᠷ"),
        make_document(2, source_id="new", body_mn="Монгол Улсын Засгийн газар"),
        make_document(3, source_id="neither", body_mn="Япон Улсын Засгийн газар"),
    )
    assert found("монгол улс", language="mn") == ["new", "old"]
    assert found("Монгол Улсын Засгийн газар", language="mn") == ["new", "old"]
    assert found("ᠮᠣᠩᠭᠤᠯ", language="mn") == ["old"]
