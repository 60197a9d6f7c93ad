"""Words in the traditional Mongolian script are found by what is typed in Cyrillic."""

from functools import partial

import pytest

from search.asking import asked_for
from search.tokens import keys_alike, tokens_of
from search.two_scripts import cyrillic_keys
from tests.make import make_item
from tests.search.answers import found, make_document, put

SAID = "Nothing has these words in the traditional Mongolian script. These have them in Cyrillic"
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


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Words are noted once their documents are there for everybody."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.mark.django_db
def test_they_come_last(committed):
    with committed():
        put_both()
    assert found("монгол улс", language="mn") == ["new", "old"]
    assert found("Монгол Улсын Засгийн газар", language="mn") == ["new", "old"]
    assert found("ᠮᠣᠩᠭᠤᠯ", language="mn") == ["old"]


def put_both():
    put(
        make_document(1, source_id="old", body_mn="ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ ᠤᠨ ᠵᠠᠰᠠᠭ ᠤᠨ ᠭᠠᠵᠠᠷ"),
        make_document(2, source_id="new", body_mn="Монгол Улсын Засгийн газар"),
        make_document(3, source_id="neither", body_mn="Япон Улсын Засгийн газар"),
    )


@pytest.mark.django_db
def test_what_is_typed_in_the_old_script_asks_once_more(committed, django_assert_num_queries):
    with committed():
        put(make_document(1, source_id="new", title_mn="Засгийн газрын бичиг, баатрын нэр"))
    for typed in ("ᠵᠠᠰᠠᠭ", "ᠭᠠᠵᠠᠷ", "ᠪᠢᠴᠢᠭ", "ᠪᠠᠭᠠᠲᠤᠷ", "ᠵᠠᠰᠠᠭ ᠭᠠᠵᠠᠷ"):
        assert found(typed) == ["new"]
    assert found("ᠵᠠᠰᠠᠭ ᠤᠨ ᠭᠠᠵᠠᠷ\u202fᠤᠨ") == ["new"]
    for typed in ("ᠭᠡᠷ", "ᠣᠯᠠᠨ", "ᠬᠠᠭᠠᠨ", "ᠠ", "ᠴ" * 40, "-ᠵᠠᠰᠠᠭ"):
        assert found(typed) == []
    with django_assert_num_queries(1):
        asked_for("ᠵᠠᠰᠠᠭ ᠭᠠᠵᠠᠷ")
    with django_assert_num_queries(0):
        asked_for("засгийн газар")


@pytest.mark.django_db
def test_a_word_of_cyrillic_that_was_found_by_the_old_script_is_marked(client, committed):
    with committed():
        make_item(scope_and_content_mn="Монгол Улсын Засгийн газрын тогтоол, хоёр хуудас.")
    page = client.get("/mn/search/", {"q": "ᠵᠠᠰᠠᠭ"}).content.decode()
    assert "<mark>Засгийн</mark> газрын тогтоол" in page
    for path in ("/en/search/", "/en/archive/"):
        assert SAID in client.get(path, {"q": "ᠵᠠᠰᠠᠭ"}).content.decode()
        assert SAID not in client.get(path, {"q": "засаг"}).content.decode()
