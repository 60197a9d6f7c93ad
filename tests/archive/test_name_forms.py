"""One person in many forms, found by each; identifiers elsewhere; the proposed Latin form."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models import Name
from archive.names.identifiers import identifier
from archive.names.proposals import proposed_latin, take_latin_form
from tests.make import make_form, make_name


@pytest.fixture
def elbegdorj(db):
    name = make_name()
    make_form(name, "Ts. Elbegdorj", "initials", language="en")
    make_form(name, "Ц.Элбэгдорж", "initials", language="mn", order=1)
    make_name(name_mn="Сү.Батболд")
    return name


@pytest.mark.parametrize(
    "words",
    [
        *("Tsakhiagiin Elbegdorj", "Ts. Elbegdorj", "Ц.Элбэгдорж", "Цахиагийн Элбэгдорж"),
        *("ツァヒアギーン・エルベグドルジ", "ｴﾙﾍﾞｸﾞﾄﾞﾙｼﾞ", "ЭЛБЭГДОРЖ", "Elbegdordj"),
    ],
)
def test_each_form_finds_the_one_person(elbegdorj, words):
    assert list(Name.objects.matching(words)) == [elbegdorj]


@pytest.mark.parametrize("words", ["%", "_", "Дорж Бат", "'", "Elbegdorj Batbold"])
def test_signs_and_wrong_words_find_nothing_of_it(elbegdorj, words):
    assert elbegdorj not in Name.objects.matching(words)


def test_all_forms_with_the_preferred_ones_first(elbegdorj):
    found = [(form.text, form.language, form.script) for form in elbegdorj.written_forms()]
    assert found == [
        ("Tsakhiagiin Elbegdorj", "en", "Latn"),
        ("ツァヒアギーン・エルベグドルジ", "ja", "Kana"),
        ("Цахиагийн Элбэгдорж", "mn", "Cyrl"),
        ("Ts. Elbegdorj", "en", "Latn"),
        ("Ц.Элбэгдорж", "mn", "Cyrl"),
    ]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("wikidata:Q57436", "https://www.wikidata.org/entity/Q57436"),
        ("viaf:113230702", "https://viaf.org/viaf/113230702"),
        ("ndl:00054222", "https://id.ndl.go.jp/auth/ndlna/00054222"),
        ("isni:0000000121032683", "https://isni.org/isni/0000000121032683"),
        ("geonames:2028462", "https://www.geonames.org/2028462"),
        ("isil:JP-1001001", ""),
        ("ministry:77/3", ""),
    ],
)
def test_identifiers_lead_to_their_registers(db, text, url):
    name = make_name(external_ids=[text])
    name.full_clean()
    assert identifier(text).url == url and identifier(text).value == text.partition(":")[2]


@pytest.mark.parametrize(
    "text",
    [
        *("Q57436", "wikidata:57436", "wikidata:", "viaf:x", "ndl:1", "isni:0000000121032684"),
        *("geonames:-1", "isil:?", "wikidata:Q1/../x", "java script:x", ":", "", "wikidata:Q١"),
    ],
)
def test_wrong_identifiers_are_refused_with_a_sentence(db, text):
    with pytest.raises(ValidationError) as caught:
        make_name(external_ids=[text]).full_clean()
    assert list(caught.value.message_dict) == ["external_ids"]


def test_identifiers_are_kept_tidy_and_once(db):
    name = make_name(external_ids=["Wikidata: Q1", "wikidata:Q1", "isni:0000 0001 2103 2683"])
    name.full_clean()
    assert name.external_ids == ["wikidata:Q1", "isni:0000000121032683"]


def test_a_latin_form_is_proposed_and_never_written_by_itself(db, cast):
    name = make_name(name_mn="Юмжаагийн Цэдэнбал")
    assert proposed_latin(name) == "Yumjaagiin Tsedenbal"
    name.save()
    assert not name.name_en
    take_latin_form(name, actor=cast["curator"])
    name.refresh_from_db()
    assert name.name_en == "Yumjaagiin Tsedenbal" and proposed_latin(name) == ""
    assert Name.objects.matching("Tsedenbal").get() == name


def test_what_somebody_has_written_meanwhile_stays(db, cast):
    name = make_name(name_mn="Юмжаагийн Цэдэнбал")
    Name.objects.filter(pk=name.pk).update(name_en="Y. Tsedenbal")
    assert take_latin_form(name, actor=cast["curator"]) == ""
    name.refresh_from_db()
    assert name.name_en == "Y. Tsedenbal"


def test_initials_stand_apart_in_the_latin_form(db):
    assert proposed_latin(make_name(name_mn="Ц.Элбэгдорж")) == "Ts. Elbegdorj"


def test_nothing_is_proposed_without_cyrillic(db):
    assert proposed_latin(make_name(name_ja="安倍晋三", source_language="ja")) == ""


def test_who_may_not_write_english_may_not_take_it_over(db, cast):
    with pytest.raises(PermissionDenied):
        take_latin_form(make_name(name_mn="Бат"), actor=cast["translator-ja"])
