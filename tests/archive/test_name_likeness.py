"""Which names are pointed out as likely the same."""

from datetime import date

import pytest

from archive.names.duplicates import alike_to, likely_pairs
from archive.names.likeness import Known, compared, keys, likeness
from tests.make import make_form, make_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tsakhiagiin", "Цахиагийн"),
        ("Cahiagijn", "Цахиагийн"),
        ("Elbegdordj", "Элбэгдорж"),
        ("Elbegdorž", "Элбэгдорж"),
        ("Suhbaatar", "Сүхбаатар"),
        ("Tsedenbal", "Cedenbal"),
        ("Batmunkh", "Батмөнх"),
        ("Choybalsan", "Чойбалсан"),
        ("Enkhbaiar", "Энхбаяр"),
        ("Zhambyn", "Жамбын"),
        ("Luvsanchultem", "Лувсанчүлтэм"),
        ("エルベクドルジ", "エルベグドルジ"),
        ("えるべぐどるじ", "エルベグドルジ"),
    ],
)
def test_spellings_that_meet(one, other):
    assert compared(one) == compared(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bat", "Bold"), ("Батболд", "Батмөнх"), ("安倍", "安部"), ("Bagabandi", "Bagabandyn")],
)
def test_spellings_that_stay_apart(one, other):
    assert compared(one) != compared(other)


def person(*forms: str, born: int | None = None) -> Known:
    return Known("person", forms, date(born, 1, 1) if born else None)


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        (person("Ц.Элбэгдорж"), person("Tsakhiagiin Elbegdorj"), True),
        (person("Ц.Элбэгдорж"), person("Ts. Elbegdorj"), True),
        (person("Элбэгдорж"), person("Ts. Elbegdorj"), True),
        (person("Ц.Элбэгдорж"), person("Л.Элбэгдорж"), False),
        (person("Цахиагийн Элбэгдорж"), person("Лувсангийн Элбэгдорж"), False),
        (person("Kaifu Toshiki"), person("Toshiki Kaifu"), True),
        (person("KAIFU Toshiki"), person("Kaifu, Toshiki"), True),
        (person("KAIFU Toshiki"), person("KAIFU Hiroshi"), False),
        (person("A", "ツァヒアギーン・エルベグドルジ"), person("エルベクドルジ"), True),
        (person("安倍晋三"), person("安倍晋三"), True),
        (person("Ц.Элбэгдорж", born=1963), person("Ts. Elbegdorj", born=1964), True),
        (person("Ц.Элбэгдорж", born=1963), person("Ts. Elbegdorj", born=1920), False),
        (person("Ц.Элбэгдорж", born=1963), person("Ts. Elbegdorj"), True),
        (Known("place", ("Улаанбаатар",)), Known("place", ("Ulan Bator", "Ulaanbaatar")), True),
        (Known("place", ("Дархан",)), Known("corporate body", ("Darkhan",)), False),
        (person(""), person(""), False),
        (person(), person("Bat"), False),
    ],
)
def test_likeness(one, other, is_alike):
    assert bool(likeness(one, other)) == bool(likeness(other, one)) == is_alike
    if is_alike:  # else the two would never be compared
        assert keys(one.kind, one.forms) & keys(other.kind, other.forms)


def test_a_likely_duplicate_is_pointed_out_with_the_forms_that_say_so(db):
    name = make_name()
    other = make_name(name_mn="Цахиагийн Элбэгдорж", name_en="Ts. Elbegdorj")
    make_name(name_mn="Л.Элбэгдорж")
    make_name("place", name_mn="Элбэгдорж")
    found = alike_to(name)
    assert [(one.other, one.form, one.other_form) for one in found] == [
        (other, "Tsakhiagiin Elbegdorj", "Ts. Elbegdorj")
    ]


def test_forms_besides_are_compared_too(db):
    name, other = make_name(), make_name(name_en="The President of Mongolia")
    assert alike_to(name) == []
    make_form(other, "Ц.Элбэгдорж", "initials", language="mn")
    assert [one.other for one in alike_to(name)] == [other]


def test_two_queries_whatever_there_is(db, django_assert_num_queries):
    name = make_name()
    for _ in range(20):
        make_name(name_mn="Ц.Элбэгдорж")
    name.refresh_from_db()
    with django_assert_num_queries(3):  # own forms, candidates, their forms
        assert len(alike_to(name)) == 5


def test_pairs_over_all_names_each_once(db):
    one, other = make_name(), make_name(name_mn="Ц.Элбэгдорж", name_ja="エルベグドルジ")
    merged = make_name(name_mn="Ц.Элбэгдорж")
    merged.merged_into = one
    merged.save()
    make_name(name_mn="Бат")
    pairs, is_more = likely_pairs()
    assert [(pair.name, pair.other) for pair in pairs] == [(one, other)] and not is_more
