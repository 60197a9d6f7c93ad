"""What comes first, and what is not found."""

import pytest

from search import placing
from search.queries import ALL, LOOSELY, SOME, Question, search
from tests.search.answers import found, make_document, put

pytestmark = pytest.mark.django_db


def test_the_nearest_come_first():
    put(
        make_document(1, source_id="alike", body_en="Elbegdorzh came"),
        make_document(2, source_id="named", names=("Elbegdorj",)),
        make_document(3, source_id="text", body_en="Elbegdorj came to the city on that day"),
        make_document(4, source_id="title", title_en="The visit of Elbegdorj to the city"),
    )
    assert found("Elbegdorj") == ["title", "text", "named", "alike"]


def test_as_typed_comes_before_another_form():
    put(
        make_document(1, source_id="form", title_en="Treaties"),
        make_document(2, source_id="typed", title_en="The treaty of peace and commerce"),
    )
    assert found("treaty") == ["typed", "form"]


def test_the_readers_language_comes_first():
    put(
        make_document(1, source_id="ja", title_ja="ASEM"),
        make_document(2, source_id="mn", title_mn="ASEM уулзалт"),
    )
    assert found("ASEM", language="ja") == ["ja", "mn"]
    assert found("ASEM", language="mn") == ["mn", "ja"]


def test_a_documents_own_code_comes_before_what_tells_of_it():
    put(
        make_document(1, source_id="tells", body_en="See Fund-59, File-1, Unit-66."),
        make_document(
            2, source_id="is", title_en="A long title of a record", codes=("Ф-59, хн-66",)
        ),
    )
    assert found("Fund-59 Unit-66") == ["is", "tells"]


@pytest.mark.parametrize(
    ("query", "how", "result"),
    [
        ("red book", ALL, ["1"]),
        ("red zebra", SOME, ["1"]),
        ("キルギス", LOOSELY, ["2"]),
        ("京都", ALL, []),
        ("red -book", ALL, []),
        ('"red book"', ALL, ["1"]),
        ('"book red"', ALL, []),
        ("boo*", ALL, ["1"]),
    ],
)
def test_ways_of_searching(query, how, result):
    put(
        make_document(1, source_id="1", title_en="The red book"),
        make_document(2, source_id="2", title_ja="東京都とキルギスタン"),
    )
    answer = search(Question(query))
    assert [hit.entry.source_id for hit in answer.hits] == result
    assert answer.how == how


def test_words_that_say_nothing_need_not_be_there():
    put(make_document(1, title_en="Friendship treaty"))
    assert found("the treaty of friendship") == ["thing-1"]


def test_a_phrase_may_have_case_endings():
    put(make_document(1, title_mn="Гадаад харилцааны яамны архив"))
    assert found("“гадаад харилцаа”") == ["thing-1"]


def test_a_phrase_may_have_other_forms_of_one_who_does_something():
    put(make_document(1, title_mn="Япон олзлогдогсдын дурсгал"))
    assert found("“олзлогдогчид дурсгал”") == ["thing-1"]


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("үс", ["hair"]),
        ("ус", ["hair", "water"]),
        ("усны", ["hair", "water"]),
        ("морь", ["horse"]),
        ("мөр", ["line"]),
        ("1950-аад он", ["horse"]),
        ("зургаа", ["line"]),
        ("зураг", ["water"]),
    ],
)
def test_short_mongolian_words_that_look_alike(query, right):
    put(
        make_document(1, source_id="hair", body_mn="Гэзэг үсний чимэг"),
        make_document(2, source_id="water", body_mn="Усан замын зураг, 1961 оны"),
        make_document(3, source_id="horse", body_mn="Морин уралдаан, 1953"),
        make_document(4, source_id="line", body_mn="Зургаан мөр бичиг"),
    )
    assert sorted(found(query)) == right


@pytest.mark.parametrize(
    ("query", "right"),
    [
        *((typed, ["fewer", "more"]) for typed in ("切り抜き", "切抜き", "切抜", "新聞切り抜き")),
        ("「切り抜き」", ["more"]),
        ("新聞の切抜帳", ["fewer"]),
    ],
)
def test_words_with_more_kana_or_fewer(query, right):
    put(
        make_document(1, source_id="fewer", body_ja="新聞切抜帳"),
        make_document(2, source_id="more", body_ja="新聞の切り抜きを貼った帳"),
        make_document(3, source_id="other", body_ja="新聞から抜いた紙を切り"),
    )
    assert sorted(found(query)) == right


def test_katakana_finds_the_reading_of_a_linked_name_and_of_nothing_else():
    put(
        make_document(1, source_id="named", names=("梅棹忠夫", "うめさおただお")),
        make_document(2, source_id="text", body_ja="とうめさおうめさ"),
    )
    assert found("ウメサオ") == ["named"]


def test_a_kanji_that_stands_alone_comes_before_longer_words():
    put(
        make_document(1, source_id="smoke", title_ja="狼煙台"),
        make_document(2, source_id="wolf", title_ja="家畜の被害", body_ja="羊の群れを狼が襲った年"),
    )
    assert found("狼") == ["wolf", "smoke"]


@pytest.mark.parametrize("typed", ["かわはら", "カワハラ", "かわはら みさこ"])
def test_kana_find_a_name_in_latin_letters(typed):
    put(
        make_document(1, source_id="named", names=("Kawahara Misako", "河原操子")),
        make_document(2, source_id="other", names=("Kawada Misao",)),
    )
    assert found(typed) == ["named"]


@pytest.mark.parametrize("typed", ["Ulan Bator", "ulan bator map", "Sükh Baatar"])
def test_two_words_may_be_one(typed):
    put(
        make_document(1, source_id="one", title_en="Map", names=("Ulanbator", "Сүхбаатар")),
        make_document(2, source_id="other", title_en="Ulan and others"),
    )
    assert found(typed) == ["one"]


def test_points_between_katakana_words_do_not_matter():
    put(
        make_document(1, source_id="apart", title_ja="「チンギス・ハーンの至宝」展"),
        make_document(2, source_id="one", title_ja="チンギスハーン国際空港"),
        make_document(3, source_id="other", title_ja="ハーン・チンギス"),
    )
    assert found("チンギスハーン") == ["one", "apart"]
    assert set(found("チンギス・ハーン")) == {"apart", "one", "other"}
    assert found('"チンギス・ハーンの至宝"') == ["apart"]


def test_hooks_are_typed_or_not():
    put(
        make_document(1, source_id="hook", body_en="Šagdar drove a Škoda"),
        make_document(2, source_id="mn", title_mn="Чойжилын Шагдар"),
        make_document(3, source_id="name", names=("Elbegdorž",)),
    )
    assert found("Skoda") == found("škoda") == ["hook"]
    assert set(found("Šagdar")) == set(found("Shagdar")) == {"hook", "mn"}
    assert found("Čojžilyn") == ["mn"]
    assert found("Элбэгдорж") == ["name"]


def test_entries_that_fill_several_levels_leave_room_for_others(monkeypatch):
    monkeypatch.setattr(placing, "RANKED", 3)
    put(
        *(make_document(n, source_id=f"title {n}", title_en="Zebra") for n in (1, 2)),
        *(make_document(n, source_id=f"text {n}", body_en="A zebra") for n in range(3, 8)),
    )
    assert search(Question("zebra")).count == 7
    assert found("zebra") == ["title 1", "title 2", "text 3"]


def test_not_more_than_so_many_are_counted(monkeypatch, client):
    monkeypatch.setattr(placing, "MOST_COUNTED", 2)
    put(*(make_document(key, title_en=f"Letter {key}") for key in (1, 2)))
    answer = search(Question("letter"))
    assert (answer.count, answer.has_more) == (2, False)
    put(make_document(3, title_en="Letter 3"))
    answer = search(Question("letter"))
    assert (answer.count, answer.has_more) == (2, True)
    assert len(answer.hits) == 3
    put(make_document(3, part=7, body_en="This letter"))
    answer = search(Question("letter"))
    assert (answer.count, answer.has_more) == (2, True)
    page = client.get("/en/search/", {"q": "letter"}).text
    assert "More than 2 results" in page


def test_an_object_counts_once_whether_it_or_its_pages_are_met():
    put(make_document(1, title_en="Letter"), make_document(1, part=5, body_en="This letter"))
    put(
        make_document(2, title_en="Telegram"),
        make_document(2, part=6, body_en="A letter"),
        make_document(2, part=7, body_en="The letter"),
    )
    answer = search(Question("letter"))
    assert answer.count == 2
    assert sorted((hit.entry.object_id, len(hit.parts)) for hit in answer.hits) == [(1, 1), (2, 2)]


def test_many_pages_of_one_object_leave_room_for_others():
    put(*(make_document(1, part=page, body_en="A letter") for page in range(12)))
    put(make_document(2, body_en="Much is said here, and then comes a letter"))
    answer = search(Question("letter", per_page=2))
    assert [hit.entry.object_id for hit in answer.hits] == [1, 2]
