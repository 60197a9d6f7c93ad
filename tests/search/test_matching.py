"""Keys of all that fits a text, in one query."""

import pytest

from search.matching import matching
from search.models import SearchState
from search.queries import ALL, LOOSELY, SOME, Question, search
from tests.search.answers import make_document, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    put(
        make_document(1, title_en="A red book"),
        make_document(2, title_en="東京都", body_en="books on red"),
        make_document(2, part=7, body_ja="赤い本"),
        make_document(3, kind="name", title_en="Red"),
        make_document(4, title_en="Гэрээ, цагаан", body_en="Elbegdorj"),
    )


@pytest.mark.parametrize(
    ("text", "how", "keys"),
    [
        ("red book", ALL, (1, 2)),
        ("red zebra", SOME, (1, 2)),
        ("цага", LOOSELY, (4,)),
        ("цага zebra", SOME, ()),
        ("京都", ALL, ()),
        ("red -book", ALL, ()),
        ("赤い", ALL, (2,)),
        ("Элбэгдорж", ALL, (4,)),
        ("zebra", ALL, ()),
        ("red book zebra lion", SOME, (1, 2)),
        ("red Elbegdorj books", SOME, (1, 2)),
        ("Гэрээ Elbegdorj red lion", SOME, (4,)),
    ],
)
def test_ways_are_those_of_the_page_of_results(
    documents, text, how, keys, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = matching("item", text, "en")
    assert (found.how, found.keys) == (how if keys else ALL, keys)
    assert bool(found) and not found.is_current
    answer = search(Question(text, kinds=("item",)))
    assert (answer.count, answer.how) == (len(keys), found.how)
    assert set(matching("item", text, "en", in_order=False).keys) == set(keys)


def test_the_nearest_come_first_in_the_readers_language(documents):
    put(make_document(5, title_mn="ASEM уулзалт"), make_document(6, title_ja="ASEM"))
    assert matching("item", "ASEM", "ja").keys == (6, 5)
    assert matching("item", "ASEM", "mn").keys == (5, 6)


@pytest.mark.parametrize("text", ["", " ", "%%%", "-war", '"', "\x00", "\ud800", "の" * 9000])
def test_any_text_is_legal(documents, text):
    assert matching("item", text, "en").keys == ()


def test_nothing_is_asked_where_no_word_is(documents, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not matching("item", "-- () *", "en")


def test_an_index_of_this_analysis_is_current(documents):
    from search.index import version

    SearchState.objects.create(version=version())
    assert matching("item", "zebra", "en").is_current


def test_not_more_than_so_many_are_told(documents, monkeypatch):
    put(*(make_document(key, title_en="Red flag") for key in range(10, 20)))
    found = matching("item", "red", "en")
    assert len(found.keys) == 12 and not found.has_more
    monkeypatch.setattr("search.matching.MOST_TOLD", 11)
    found = matching("item", "red", "en")
    assert len(found.keys) == 11 and found.has_more
