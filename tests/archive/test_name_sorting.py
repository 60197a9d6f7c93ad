"""The order of names for readers of each language, by plain comparison of keys."""

import random

import pytest

from archive.names.sorting import CYRILLIC, bounds, initial, sort_key
from archive.names.words import Parts, parts_of
from tests.make import make_form, make_name


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("Tsakhiagiin Elbegdorj", Parts("Elbegdorj", ("Tsakhiagiin",))),
        ("Ts. Elbegdorj", Parts("Elbegdorj", (), ("Ts",))),
        ("Ц.Элбэгдорж", Parts("Элбэгдорж", (), ("Ц",))),
        ("Elbegdorj Ts.", Parts("Elbegdorj", (), ("Ts",))),
        ("Elbegdorj, Tsakhiagiin", Parts("Elbegdorj", ("Tsakhiagiin",))),
        ("ツァヒアギーン・エルベグドルジ", Parts("エルベグドルジ", ("ツァヒアギーン",))),
        ("KAIFU Toshiki", Parts("KAIFU", ("Toshiki",))),
        ("R. KATO", Parts("KATO", (), ("R",))),
        ("Ts. Munkh-Orgil", Parts("Munkh-Orgil", (), ("Ts",))),
        ("Bat", Parts("Bat")),
        ("", Parts("")),
        ("Ts.", Parts("Ts.")),
    ],
)
def test_what_a_name_is_filed_by(form, parts):
    assert parts_of(form) == parts


def ordered(language: str, forms: list[str], **values) -> bool:
    """Whether keys bring shuffled forms back into the order given."""
    shuffled = random.Random(7).sample(forms, len(forms))
    return sorted(shuffled, key=lambda f: sort_key(f, language=language, **values)) == forms


def test_the_mongolian_alphabet_has_its_own_order():
    assert ordered("mn", list(CYRILLIC))
    assert ordered("mn", ["Оюун", "Өлзий", "Пагма", "Уянга", "Үүрийн", "Фёдор", "Хулан"])
    assert ordered("mn", ["еэ", "ёо", "жа"])


def test_people_come_by_given_name_and_then_by_patronymic():
    forms = ["Ж.Батмөнх", "Сү.Батболд", "Ю.Цэдэнбал", "Цахиагийн Элбэгдорж"]
    assert ordered("mn", ["Сү.Батболд", "Ж.Батмөнх", *forms[2:]], is_person=True)
    assert ordered("en", ["Sü. Batbold", "ABE Shinzo"][::-1], is_person=True)
    assert ordered("mn", ["Дондогийн Бат", "Цэрэнгийн Бат"], is_person=True)


def test_accents_and_case_do_not_part_latin_names():
    assert ordered("en", ["Ovoot", "Övörkhangai", "ovs", "Öwz"])


def test_places_are_filed_as_written():
    assert ordered("en", ["Miyagi Prefecture", "Zamyn-Üüd"])


def test_a_space_comes_before_any_letter():
    assert ordered("mn", ["Бат", "Бат Эрдэнэ", "Бата"])


def test_kana_comes_before_kanji_without_a_reading_and_other_scripts_follow():
    forms = ["ウランバートル", "おおさか", "ガボン", "かわ", "東京", "Ulaanbaatar", "Дархан"]
    assert ordered("ja", forms)


def test_the_language_decides_which_script_comes_first():
    assert ordered("mn", ["Япон", "Abe", "アベ", "安倍"])
    assert ordered("en", ["Zamyn-Üüd", "Абэ", "アベ", "安倍"])


@pytest.mark.parametrize(
    ("form", "language", "letter"),
    [
        ("Ц.Элбэгдорж", "mn", "Э"),
        ("Övör", "en", "O"),
        ("ガンダン", "ja", "か"),
        ("んだ", "ja", "わ"),
        ("東京", "ja", ""),
        ("78", "mn", ""),
    ],
)
def test_initials_and_their_bounds(form, language, letter):
    key = sort_key(form, language=language, is_person=True)
    assert initial(key) == letter
    if letter:
        first, after = bounds(letter, language)
        assert first <= key < after


def test_keys_hold_nothing_that_a_collation_could_order_otherwise():
    key = sort_key("Ц. Элбэгдорж – ёү ﾓﾝｺﾞﾙ 東京 😀 ß", language="mn", is_person=True)
    assert key.isalnum() and key.isascii() and key == key.lower()
    assert len(sort_key("東" * 300, language="ja")) <= 300


@pytest.fixture
def abe(db):
    return make_name(
        name_en="ABE Shinzo", name_ja="安倍晋三", name_mn="Абэ Шинзо", source_language="ja"
    )


def test_a_japanese_name_is_filed_by_its_reading_as_soon_as_there_is_one(abe):
    before = abe.sort_ja
    reading = make_form(abe, "あべ しんぞう", "reading", language="ja")
    abe.refresh_from_db()
    assert initial(before) == "" and initial(abe.sort_ja) == "あ"
    assert [initial(abe.sort_en), initial(abe.sort_mn)] == ["A", "А"]
    reading.delete()
    abe.refresh_from_db()
    assert abe.sort_ja == before


def test_a_latin_reading_does_not_file_a_japanese_name(abe):
    before = abe.sort_ja
    make_form(abe, "Abe Shinzō", "reading", language="ja")
    abe.refresh_from_db()
    assert abe.sort_ja == before


def test_a_name_without_a_form_in_a_language_is_filed_by_the_form_that_is_shown(db):
    name = make_name(name_mn="Ц.Элбэгдорж", source_language="mn")
    assert initial(name.sort_en) == "Э"
    assert name.sort_en.startswith("1")  # after all Latin names
