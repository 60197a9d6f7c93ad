"""Words that nothing has, and those that they may have been meant for."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import ArchivalItem
from search import index, vocabulary
from search.rebuilding import rebuild
from search.suggesting import did_you_mean
from tests.make import make_form, make_item, make_name
from tests.search.answers import make_document, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def texts(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        put(
            make_document(1, title_en="Earthquake relief", body_en="Blankets were sent to Miyagi."),
            make_document(2, body_en="The earthquakes of that year and a railway."),
            make_document(3, body_mn="Газар хөдлөлтийн дараа хөнжил, майхан илгээв."),
            make_document(4, body_mn="Хоёр талын хэлэлцээр, түүхэн баримтууд"),
            make_document(5, body_ru="Железная дорога"),
            make_document(6, body_ja="ノモンハン、キャフタ"),
            make_document(7, body_en="He wrote of mosquitoes and of telescopes."),
            make_document(8, body_mn="Бүргэдээр ан агнаж, эмнэлэгт хэвтсэн"),
        )


def meant(text: str) -> list[str]:
    return [one.text for one in did_you_mean(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("earthqauke", "earthquake"),
        ("erthquake", "earthquake"),
        ("earthquakke", "earthquake"),
        ("earthquuak", "earthquake"),
        ("blamkets", "blankets"),
        ("ralway", "railway"),
        ("хнжил", "хөнжил"),
        ("майхна", "майхан"),
        ("хэллэцээр", "хэлэлцээр"),
        ("баримтуут", "баримтууд"),
        ("железнаа", "железная"),
        ("キャプタ", "キャフタ"),
        ("ノモハン", "ノモンハン"),
        # Of words that stand there with endings only what was meant is proposed.
        *(("mosqiuto", "mosquito"), ("telescpes", "telescopes"), ("telescpe", "telescope")),
        *(("бүргэт", "бүргэд"), ("эмнлэг", "эмнэлэг")),
    ],
)
def test_a_word_that_nothing_has(typed, first):
    assert meant(typed)[0] == first


def test_one_form_of_a_word_is_proposed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        put(make_document(9, body_mn="Хөнжлийн тоо, хөнжлөөр"))
    assert meant("хөнжилл") == ["хөнжил"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *(("安部晋三", "安倍晋三"), ("安倍普三", "安倍晋三"), ("安倍晋三三", "安倍晋三")),
        *(("海部利樹", "海部俊樹"), ("梅悼忠夫", "梅棹忠夫"), ("外無省", "外務省")),
        *(("安部晉三の手紙", "安倍晋三"), ("小渕恵二", "小渕 恵三")),
    ],
)
def test_a_name_with_one_kanji_wrong(typed, name):
    make_name(name_ja=name)
    make_name(name_ja="安保理事会")
    assert meant(typed) == [name]


@pytest.mark.parametrize(
    ("typed", "meant_first"),
    [
        *(("大使官", "大使館"), ("図書官", "図書館"), ("測侯所", "測候所"), ("合昌団", "合唱団")),
        *(("大使官の合唱団", "大使館の合唱団"), ("圖書官", "図書館"), ("会議場", "会議録")),
    ],
)
def test_a_word_of_texts_with_one_kanji_wrong(typed, meant_first):
    put(
        make_document(11, title_ja="在蒙古日本大使館の合唱団", body_ja="小樽測候所と大使会議"),
        make_document(12, body_ja="図書館の会議録"),
    )
    assert meant(typed)[:1] == ([meant_first] if typed != "会議場" else [])


@pytest.mark.parametrize("typed", ["安倍晋三", "安部晋太", "安部", "三晋倍安"])
def test_no_other_name_is_meant(typed):
    make_name(name_ja="安倍晋三")
    assert meant(typed) == []


def test_the_rest_of_the_query_stays_as_it_was_typed():
    assert meant('"relief"  erthquake -Miyagi') == ['"relief"  earthquake -Miyagi']
    assert meant("ralway blamkets") == ["railway blankets"]


def test_a_word_is_written_as_in_the_texts():
    (found,) = did_you_mean("хоер талын хэлэлцэр")
    assert (found.text, found.language) == ("хоер талын хэлэлцээр", "mn")
    assert meant("тууххэн")[0] == "түүхэн"


@pytest.mark.parametrize(
    "typed",
    ["blanket", "railways", "хөдлөлт", "майханд", "zzzzzzz", "sent", "ab", "地震", "2011", ""],
)
def test_no_other_word_where_the_word_or_a_form_of_it_is_known(typed):
    assert meant(typed) == []


def test_a_name_with_other_words_of_which_one_is_wrong(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_name(name_en="Roy Chapman Andrews", name_mn="Рой Чапман Эндрюс", source_language="en")
        make_name(name_en="Kyakhta", name_mn="Хиагт", source_language="en")
    assert meant("Roy Chapmen Andrews")[0] == "Roy Chapman Andrews"
    assert meant("Рой Чапмен Эндрюс")[0] == "Рой Чапман Эндрюс"
    assert meant("Kyakhat") == ["Kyakhta"]
    assert meant("Хигат") == ["Хиагт"]


def test_a_form_of_a_name_that_is_no_title(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        name = make_name(name_en="Kyakhta", name_mn="Хиагт", source_language="en")
        make_form(name, "マイマチェン")
    (found,) = did_you_mean("マイマチン")
    assert (found.text, found.language) == ("マイマチェン", "ja")
    rebuild()
    assert meant("マイマチン") == ["マイマチェン"]


def test_words_that_are_found_no_longer_are_not_proposed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        item = make_item(title_en="Cashmere", title_ja="", title_mn="")
    assert meant("cashmeer") == ["cashmere"]
    ArchivalItem.objects.filter(pk=item.pk).update(is_public=False)
    assert meant("cashmeer") == []


def test_hidden_words_are_never_noted(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_item(title_en="Cashmere", is_public=False)
    assert "cashmere" not in known()


def known() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM search_vocabulary")
        return {word for (word,) in cursor.fetchall()}


def test_a_rebuild_forgets_words_and_keeps_the_others(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_item(title_en="Cashmere")
    assert {"cashmere", "earthquake"} <= known()
    index.remove("item", [1, 2])
    rebuild()
    assert "cashmere" in known() and "earthquake" not in known()


def test_a_name_comes_first_and_its_word_not_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_name()
    assert meant("Elbegdorg")[0] == "Tsakhiagiin Elbegdorj"
    assert "elbegdorj" not in meant("Elbegdorg")


def test_the_page_proposes_it(client):
    page = client.get("/ja/search/", {"q": "erthquake"}).content.decode()
    link = '<a href="?q=earthquake" lang="en">earthquake</a>'
    assert link in page
    page = client.get("/en/search/", {"q": "miyagi ralway"}).content.decode()
    assert '<a href="?q=miyagi+railway">miyagi railway</a>' in page
    page = client.get("/en/search/", {"q": "earthquake"}).content.decode()
    assert "Did you mean" not in page


@pytest.mark.parametrize(
    "typed", ["erthquake", "erthquake ralway blamkets хнжил", "zzzz", "earthquake zebra"]
)
def test_few_queries(client, typed):
    """Counts, ranking of any word, names and words that may have been meant, what is shown."""
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/search/", {"q": typed})
    assert len(asked) <= 8, [one["sql"] for one in asked]


def test_more_words_are_noted_than_go_at_once(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(vocabulary, "AT_ONCE", 3)
    with django_capture_on_commit_callbacks(execute=True):
        put(make_document(6, body_en="Saddles, bridles, stirrups, earthquakes, whips and ropes."))
    assert {"saddles", "bridles", "stirrups", "whips", "ropes"} <= known()


def test_what_is_looked_at_is_bounded():
    limit = re.compile(rf"LIMIT {vocabulary.MOST_LOOKED_AT}\b")
    with CaptureQueriesContext(connection) as asked:
        meant("erthquake")
    assert len(limit.findall(asked[0]["sql"])) == 2
    assert len(asked) == 2


@pytest.mark.parametrize(
    "typed", ["\x00", "x" * 5_000, "' OR 1=1 --", "%_*" * 9, "ё" * 40, "ѳѳѳѳѳ"]
)
def test_any_text_may_be_typed(typed):
    assert meant(typed) == []
