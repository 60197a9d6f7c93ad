"""The glossary finds names and terms in running text, whatever the script and the case."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Name, NameForm
from tests.make import make_repository, make_term
from tests.translations.test_checks_quiet import TEXTS
from translations import glossary
from translations.checks import CHECKS, Pair
from translations.glossary.keys import key_of, keys_in
from translations.glossary.providers import forget
from translations.models import TermForm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    forget()
    yield
    forget()


def make_elbegdorj() -> Name:
    name = Name.objects.create(
        kind="person",
        name_en="Tsakhiagiin Elbegdorj",
        name_ja="ツァヒアギーン・エルベグドルジ",
        name_mn="Цахиагийн Элбэгдорж",
        source_language="mn",
    )
    for form, language in (("Ts. Elbegdorj", "en"), ("Ц.Элбэгдорж", "mn")):
        NameForm.objects.create(name=name, form=form, kind="initials", language=language)
    return name


def forms(text: str, source: str, language: str) -> list[str]:
    return [mention.form for mention in glossary.find(text, source, language)]


@pytest.mark.parametrize(
    ("form", "text", "is_there"),
    [
        ("京都", "京都で会談が行われました", True),
        ("京都", "東京都知事が出席しました", False),
        ("日本", "在日本大使館", True),
        ("日本", "本日本部で発表", False),
        ("日本", "日本政府は", True),
        ("モンゴル", "モンゴル国政府", True),
        ("アルタイ", "ゴビアルタイ県", False),
        ("新関", "新関大使と", True),
        ("гэр", "гэрээнд гарын үсэг зурав", False),
        ("гэр", "гэрийн ханан дээр", True),
        ("гэрээ", "гэрээнд гарын үсэг зурав", True),
        ("Улаанбаатар", "Улаанбаатарт болсон", True),
        ("Ц.Элбэгдорж", "Ерөнхийлөгч Ц.Элбэгдоржийн захидал", True),
        ("Үндэсний төв архив", "Ундэсний Төв архиваас авав", True),
        ("БНМАУ", "БНМАУ-ын Засгийн газар", True),
        ("Засгийн газар", "Засгийн газрын тогтоол", True),
        ("National Archives of Japan", "kept in the National Archives of Japan.", True),
        ("resolution", "The resolutions of 2011", True),
        ("Japan", "The Japanese government", False),
    ],
)
def test_forms_in_running_text(form, text, is_there):
    assert (key_of(form) in {found.key for found in keys_in(text)}) is is_there


def test_a_name_in_any_language():
    make_elbegdorj()
    assert forms("Ерөнхийлөгч Ц.Элбэгдоржийн захидал", "mn", "ja") == [
        "ツァヒアギーン・エルベグドルジ"
    ]
    assert forms("ツァヒアギーン・エルベグドルジ大統領", "ja", "mn") == ["Цахиагийн Элбэгдорж"]
    assert forms("a letter from Ts. Elbegdorj’s office", "en", "mn") == ["Цахиагийн Элбэгдорж"]
    assert forms("a letter from Elbegsaikhan", "en", "mn") == []


def test_repositories_and_their_other_names():
    make_repository(parallel_names_mn="ГХЯ-ны архив")
    assert forms("Эх хувь нь ГХЯ-ны архивт бий", "mn", "ja") == ["モンゴル国外務省中央文書館"]


def test_the_longer_of_two_entries_counts():
    make_term(en="archives", ja="文書館")
    make_term(en="National Archives of Japan", ja="国立公文書館")
    assert forms("See the National Archives of Japan.", "en", "ja") == ["国立公文書館"]


def test_terms_with_words_to_avoid():
    term = make_term(mn="хадгаламжийн нэгж", ja="保管単位", en="storage unit")
    TermForm.objects.create(term=term, language="ja", text="ユニット", kind="forbidden")
    (mention,) = glossary.find("66 дугаар хадгаламжийн нэгжид бий", "mn", "ja")
    assert (mention.form, mention.forbidden) == ("保管単位", ("ユニット",))
    assert mention.entry.note == "The office, not the building."
    (expected,) = glossary.expected([mention])
    assert (expected.forms, expected.forbidden) == (("保管単位",), ("ユニット",))


def test_a_term_is_not_the_beginning_of_another_word():
    make_term(ja="大使", mn="Элчин сайд")
    assert forms("日本大使館を訪れました", "ja", "mn") == []
    assert forms("新しい大使が着任しました", "ja", "mn") == ["Элчин сайд"]


def test_a_place_may_be_the_beginning_of_another_word():
    Name.objects.create(kind="place", name_ja="日本", name_mn="Япон")
    assert forms("日本政府は", "ja", "mn") == ["Япон"]


def test_namesakes_are_asked_for_together():
    for english in ("Bat", "Batt"):
        Name.objects.create(kind="person", name_mn="Батаа", name_en=english)
    (expected,) = glossary.expected(glossary.find("Батаа ирэв", "mn", "en"))
    assert set(expected.forms) == {"Bat", "Batt"}


def test_subjects_are_offered_and_not_asked_for():
    Name.objects.create(kind="subject", name_en="film", name_mn="кино")
    found = glossary.find("A film about the flight", "en", "mn")
    assert [mention.form for mention in found] == ["кино"]
    assert glossary.expected(found) == ()


def test_new_changed_and_deleted_entries_are_noticed():
    term = make_term(en="treaty", ja="条約")
    assert forms("The treaty", "en", "ja") == ["条約"]
    make_term(en="steppe", ja="草原")
    assert forms("The steppe", "en", "ja") == ["草原"]
    TermForm.objects.create(term=term, language="en", text="pact")
    assert forms("The pact", "en", "ja") == ["条約"]
    term.forms.filter(language="ja").get().delete()
    assert forms("The treaty", "en", "ja") == [""]
    term.delete()
    assert forms("The treaty", "en", "ja") == []


def test_a_new_form_of_a_name_is_noticed():
    name = make_elbegdorj()
    assert forms("エルベグドルジ大統領", "ja", "mn") == []
    NameForm.objects.create(name=name, form="エルベグドルジ", language="ja")
    assert forms("エルベグドルジ大統領", "ja", "mn") == ["Цахиагийн Элбэгдорж"]


def test_merged_names_are_not_offered():
    kept, merged = make_elbegdorj(), Name.objects.create(kind="person", name_en="Elbegdorzh Ts")
    merged.merged_into = kept
    merged.save()
    assert forms("Elbegdorzh Ts wrote", "en", "mn") == []


def test_as_many_queries_for_many_texts_as_for_one():
    make_elbegdorj()
    make_term(en="treaty", ja="条約")
    make_repository()
    text = ("Ts. Elbegdorj on the treaty", "en", "ja")
    glossary.find(*text)
    counts = []
    for many in (1, 30):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            glossary.find_in_each([text] * many)
        counts.append(len(queries))
    assert counts == [7, 7]


KNOWN = [
    ("person", "Tsakhiagiin Elbegdorj", "ツァヒアギーン・エルベグドルジ", "Цахиагийн Элбэгдорж"),
    ("person", "Ts. Elbegdorj", "Ts.エルベグドルジ", "Ц.Элбэгдорж"),
    ("person", "ABE Shinzo", "安倍晋三", "Абэ Шинзо"),
    ("person", "Koichi Yamamoto", "山本浩一", "Ямамото Коичи"),
    ("place", "Ulaanbaatar", "ウランバートル", "Улаанбаатар"),
    ("place", "Moscow", "モスクワ", "Москва"),
    ("place", "Miyagi Prefecture", "宮城県", "Мияги муж"),
    ("place", "Mongolia", "モンゴル", "Монгол"),
    ("place", "Japan", "日本", "Япон"),
    ("place", "Narita", "成田", "Нарита"),
    ("place", "Tokyo", "東京", "Токио"),
    ("corporate body", "Government of Mongolia", "モンゴル政府", "Монгол Улсын Засгийн газар"),
    ("corporate body", "National Archives of Japan", "国立公文書館", "Японы Үндэсний архив"),
]


@pytest.mark.parametrize("source", ["en", "ja", "mn"])
def test_the_check_of_names_is_quiet_on_correct_texts(source):
    for kind, english, japanese, mongolian in KNOWN:
        Name.objects.create(kind=kind, name_en=english, name_ja=japanese, name_mn=mongolian)
    for language in {"en", "ja", "mn"} - {source}:
        wanted = glossary.find_in_each([(row[source], source, language) for row in TEXTS])
        assert sum(map(bool, wanted)) >= 14
        loud = [
            str(finding)
            for row, found in zip(TEXTS, wanted, strict=True)
            for finding in CHECKS["names"].findings(
                Pair(row[source], row[language], source, language, True, glossary.expected(found))
            )
        ]
        assert len(loud) <= len(TEXTS) * 0.04, loud
