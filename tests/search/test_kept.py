"""What each store keeps of the words of a document."""

from struct import unpack

import pytest
from django.db import connection

from search import kept
from search.documents import LANGUAGES, OTHER

NOTHING = dict.fromkeys((*LANGUAGES, OTHER), "")


def told(vector: bytes) -> dict[str, str]:
    """A tsvector as PostgreSQL spells it out: each word with its places."""
    (number,), rest, found = unpack(">i", vector[:4]), vector[4:], {}
    for _lexeme in range(number):
        word, _nul, rest = rest.partition(b"\0")
        (size,) = unpack(">H", rest[:2])
        places = unpack(f">{size}H", rest[2 : 2 + size * 2])
        spelt = [f"{place & 0x3FFF}{'DCBA'[place >> 14]}" for place in places]
        found[word.decode()], rest = ",".join(spelt), rest[2 + size * 2 :]
    assert not rest
    return found


def test_places_run_through_all_languages_and_tell_them():
    words = NOTHING | {"en": "xcow xhorse", "mn": "xүнээ xcow", OTHER: "z0gap"}
    assert kept.columns(words) == ("xcow xhorse", "", "xүнээ xcow", "z0gap")
    assert told(kept.tsvector(words)) == {
        "xcow": "1A,4C",
        "xhorse": "2A",
        "xүнээ": "3C",
        "z0gap": "5D",
    }
    assert told(kept.tsvector(NOTHING)) == {}


def test_a_word_has_so_many_places_at_most():
    found = told(kept.tsvector(NOTHING | {"ja": "x電 " * 300}))["x電"]
    assert found == ",".join(f"{place}B" for place in range(1, kept.MOST_PLACES + 1))


def test_what_stands_behind_the_last_place_has_the_last_one_once():
    fill = " ".join(f"x{number}" for number in range(kept.LAST_PLACE))
    words = NOTHING | {"en": f"xcow {fill}", "ja": "xcow xcow", "mn": "xbell xbell"}
    found = told(kept.tsvector(words | {OTHER: "xbell"}))
    assert found["xcow"] == "1A,16383B"
    assert found["xbell"] == "16383C"
    assert found["x16381"] == found["x16382"] == "16383A"


def test_a_vector_is_bounded(monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 600)
    assert len(told(kept.tsvector(NOTHING | {"en": "xaa xbb xcc"}))) == 3
    many = " ".join(f"x{number:03}" for number in range(100))
    assert list(told(kept.tsvector(NOTHING | {"en": many}))) == [f"x{n:03}" for n in range(28)]


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_postgresql_reads_what_it_would_have_written():
    from search.stores import postgres

    words = NOTHING | {"en": "xhorse xcow", "ja": "xcow x電報", OTHER: "cf59 xcow"}
    postgres.put([(7, kept.tsvector(words))])
    with connection.cursor() as cursor:
        cursor.execute("SELECT words::text FROM search_words WHERE id = 7")
        assert cursor.fetchone() == ("'cf59':5 'xcow':2A,3B,6 'xhorse':1A 'x電報':4B",)
