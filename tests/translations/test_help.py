"""The help beside a text: findings, words of the glossary, earlier translations."""

import pytest

from archive.models import Name
from tests.make import make_panel
from tests.reading import tree
from translations.checks import CHECKS, Pair, spelling
from translations.glossary.providers import forget
from translations.models import Term, TermForm, TranslationUnit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_glossary():
    forget()
    yield
    forget()


@pytest.fixture
def unit():
    panel = make_panel(
        title_en="Ts. Elbegdorj and 2,500 blankets",
        title_ja="毛布2,300枚",
        source_language="en",
    )
    return TranslationUnit.objects.of(panel).get(field="title", language="ja")


@pytest.fixture
def glossary():
    name = Name.objects.create(
        kind="person", name_en="Ts. Elbegdorj", name_ja="Ts.エルベグドルジ", source_language="mn"
    )
    term = Term.objects.create(note="Never the loan word.")
    TermForm.objects.create(term=term, language="en", text="blanket")
    TermForm.objects.create(term=term, language="ja", text="毛布")
    TermForm.objects.create(term=term, language="ja", text="ブランケット", kind="forbidden")
    return name, term


def test_a_page_of_its_own(client, log_in, unit, glossary):
    log_in("translator-ja")
    page = tree(client.get(f"/translate/help/{unit.pk}/"))
    text = page.text_content()
    assert "“2,500” of the source is not in the translation; it has “2,300”." in text
    assert "“Ts. Elbegdorj” is called “Ts.エルベグドルジ” here" in text
    offered = page.xpath("//button[@data-insert]")
    assert [(one.get("data-insert"), one.get("lang")) for one in offered] == [
        ("Ts.エルベグドルジ", "ja"),
        ("毛布", "ja"),
    ]
    assert page.xpath("//s/span[@lang='ja']/text()") == ["ブランケット"]
    assert "Never the loan word." in text


def test_a_fragment_for_the_desk(client, log_in, unit):
    log_in("translator-ja")
    answer = client.get(f"/translate/help/{unit.pk}/", headers={"X-Requested-With": "fetch"})
    assert "<html" not in answer.text
    assert "advice-checks" in answer.text
    assert "csrfmiddlewaretoken" in answer.text


def test_a_source_is_looked_at_alone(client, log_in):
    panel = make_panel(
        title_en="The notes ページのトップへ戻る", title_ja="公文", source_language="en"
    )
    unit = TranslationUnit.objects.of(panel).get(field="title", language="ja")
    TranslationUnit.objects.filter(pk=unit.pk).update(language="en")
    log_in("curator")
    page = tree(client.get(f"/translate/help/{unit.pk}/"))
    assert "is in another script" in page.text_content()


def test_who_may_see_it(client, log_in, unit):
    assert client.get(f"/translate/help/{unit.pk}/").status_code == 302
    log_in("stranger")
    assert client.get(f"/translate/help/{unit.pk}/").status_code == 403
    log_in("translator-mn")
    page = tree(client.get(f"/translate/help/{unit.pk}/"))
    assert not page.xpath("//form[contains(@action, 'dismiss')]")


def test_units_that_are_gone(client, log_in, unit):
    log_in("translator-ja")
    unit.target.delete()
    assert client.get(f"/translate/help/{unit.pk}/").status_code == 404
    assert client.get("/translate/help/999999/").status_code == 404


def test_queries(client, log_in, unit, glossary, django_assert_max_num_queries):
    log_in("translator-ja")
    address, fetched = f"/translate/help/{unit.pk}/", {"X-Requested-With": "fetch"}
    client.get(address, headers=fetched)
    with django_assert_max_num_queries(20):
        client.get(address, headers=fetched)


class Dictionary:
    """Knows a few words."""

    def spell(self, word: str) -> bool:
        return word in {"захидал", "илгээв", "архив"}


def test_spelling_where_a_dictionary_is_installed(monkeypatch):
    pair = Pair("A letter", "Захидал илгээв. Дараа нь архив-т хадгагалав, Москва", "en", "mn")
    monkeypatch.setattr(spelling, "dictionary", lambda: None)
    assert CHECKS["spelling"].findings(pair) == []
    monkeypatch.setattr(spelling, "dictionary", Dictionary)
    assert [str(one) for one in CHECKS["spelling"].findings(pair)] == [
        "Not in the dictionary: хадгагалав."
    ]
