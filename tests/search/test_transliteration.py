"""MNS 5217:2012, with names that everybody in Mongolia can check."""

import pytest

from archive.names.words import script_of
from search.transliteration import LETTERS, is_cyrillic, latin_form


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Цахиагийн Элбэгдорж", "Tsakhiagiin Elbegdorj"),
        ("Улаанбаатар", "Ulaanbaatar"),
        ("Өвөрхангай", "Övörkhangai"),
        ("Жамсрангийн Самбуу", "Jamsrangiin Sambuu"),
        ("Юмжаагийн Цэдэнбал", "Yumjaagiin Tsedenbal"),
        ("Хорлоогийн Чойбалсан", "Khorloogiin Choibalsan"),
        ("Жамбын Батмөнх", "Jambyn Batmönkh"),
        ("Дамдины Сүхбаатар", "Damdiny Sükhbaatar"),
        ("Ёндонгийн Ерөнхий", "Yondongiin Yerönkhii"),
        ("Энхбаяр", "Enkhbayar"),
        ("Сүхбаатарын Ёндон", "Sükhbaataryn Yondon"),
        ("Щорс", "Shors"),
        ("Гэрэлт суварга", "Gerelt suvarga"),
        ("Дорнод, Говь-Алтай", "Dornod, Govi-Altai"),
        ("Ц.Элбэгдорж", "Ts.Elbegdorj"),
        ("МОНЦАМЭ", "MONTSAME"),
        ("ХҮРЭЛСҮХ", "KHÜRELSÜKH"),
        ("БНМАУ-ын 50 жил", "BNMAU-yn 50 jil"),
        ("Ѳвѳрхангай", "Övörkhangai"),
        ("", ""),
        ("東京 Tokyo", "東京 Tokyo"),
    ],
)
def test_names(cyrillic, latin):
    assert latin_form(cyrillic) == latin


def test_every_letter_of_the_alphabet_has_a_latin_one():
    assert len(LETTERS) == 35
    assert all(made.isalpha() and not is_cyrillic(made) for made in LETTERS.values())


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Элбэгдорж", "Cyrl"),
        ("Elbegdorj", "Latn"),
        ("エルベグドルジ", "Kana"),
        ("あべ", "Hira"),
        ("安倍晋三", "Hani"),
        ("宮城まり子", "Jpan"),
        ("ᠮᠣᠩᠭᠣᠯ", "Mong"),
        ("1972", ""),
    ],
)
def test_scripts(text, script):
    assert script_of(text) == script
