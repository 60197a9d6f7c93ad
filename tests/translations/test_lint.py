"""The lint of an exhibition across its languages, and dismissing what is no fault."""

import pytest
from django.core.management import call_command

from exhibits.models import Panel
from tests.make import make_exhibit, make_exhibition, make_item, make_page, make_panel, make_section
from tests.reading import queries, tree
from translations.checks.linting import Lint
from translations.glossary.providers import forget
from translations.models import Dismissal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_glossary():
    forget()
    yield
    forget()


@pytest.fixture
def exhibition():
    return make_exhibition()


def scope(exhibition) -> str:
    return f"exhibition-{exhibition.pk}"


def found(exhibition, **wish) -> list[tuple[str, str]]:
    return [(r.place.check, r.place.language) for r in Lint(scope(exhibition), **wish).open_rows]


def test_correct_texts_give_nothing(exhibition):
    make_panel(make_section(exhibition))
    assert found(exhibition) == []


def test_a_panel_dated_otherwise_than_its_text(exhibition):
    make_panel(
        make_section(exhibition),
        date="2012-06-13",
        event_text_en="<p>On March 14, 2012 the embassy thanked 38 people.</p>",
        event_text_ja="<p>平成24年（2012）3月14日、大使館は38名に謝意を表しました。</p>",
        event_text_mn="",
    )
    rows = Lint(scope(exhibition)).open_rows
    assert [(row.place.check, row.place.language) for row in rows] == [
        ("panel-dates", "en"),
        ("panel-dates", "ja"),
    ]
    assert "13 June 2012" in rows[0].messages[0]
    assert "March 14" in rows[0].messages[0]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2012-06-13", "On 13 June 2012 they met, as on 14 March."),
        ("2012-06", "They met on the 13th and on 14 June."),
        ("1972", "On 24 February the notes were exchanged."),
        ("2011-12-30/2012-01-02", "It began on 31 December."),
        ("", "On 14 March 2012."),
        ("2012-06-13", "They met in March 2013."),
    ],
)
def test_dates_that_agree(exhibition, date, text):
    section = make_section(exhibition)
    make_panel(
        section, date=date, event_text_en=f"<p>{text}</p>", event_text_ja="", event_text_mn=""
    )
    assert found(exhibition, check="panel-dates") == []


def test_a_figure_that_differs_between_languages(exhibition):
    make_panel(
        make_section(exhibition),
        event_text_en="<p>Players, press and a spectator, 38 in all.</p>",
        event_text_ja="<p>大会関係者37名と観客1名。</p>",
        event_text_mn="",
    )
    assert found(exhibition) == [("numbers", "ja")]


def test_interface_words_of_another_language(exhibition):
    text = "<p>The notes of 1972. ページのトップへ戻る</p>"
    make_panel(
        make_section(exhibition), event_text_en=text, event_text_ja="", event_text_mn="", date=""
    )
    assert found(exhibition) == [("script", "en")]


def test_a_citation_without_its_code(exhibition):
    panel = make_panel(make_section(exhibition))
    make_exhibit(panel, make_item(reference_code="K-19180-1", title_en="Film of the visit"))
    make_exhibit(panel, make_item(reference_code="", title_en="Film of the visit"))
    (row,) = Lint(scope(exhibition), check="citations").open_rows
    assert "K-19180-1" in row.messages[0]
    assert row.edit_url.startswith("/admin/archive/archivalitem/")


def make_fault(exhibition) -> Panel:
    return make_panel(
        make_section(exhibition),
        title_ja="宮城への毛布 2,300枚",
        title_en="2,500 blankets for Miyagi",
        title_mn="2500 хөнжил",
    )


def fields_of(page, check: str) -> dict:
    """The hidden fields of the form that dismisses the finding of a check."""
    form = next(
        form
        for form in page.xpath("//form[contains(@action, 'dismiss')]")
        if form.xpath(f".//input[@name='check' and @value='{check}']")
    )
    return {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}


def test_the_page_and_dismissing(exhibition, log_in):
    panel = make_fault(exhibition)
    client = log_in("translator-ja")
    page = tree(client.get(f"/translate/help/lint/{scope(exhibition)}/"))
    assert "2,500" in page.text_content()
    sent = fields_of(page, "numbers") | {"reason": "The order was made smaller later."}
    assert client.post("/translate/help/dismiss/", sent).status_code == 302
    (row,) = Dismissal.objects.all()
    assert (row.check_name, row.field, row.language) == ("numbers", "title", "ja")
    assert found(exhibition, check="numbers") == []
    page = tree(client.get(f"/translate/help/lint/{scope(exhibition)}/?dismissed=1"))
    assert "The order was made smaller later." in page.text_content()
    panel.title_ja = "宮城への毛布 2,400枚"
    panel.save()
    assert found(exhibition, check="numbers") == [("numbers", "ja")]


def test_a_dismissal_is_taken_back(exhibition, log_in):
    make_fault(exhibition)
    client = log_in("translator-ja")
    address = f"/translate/help/lint/{scope(exhibition)}/"
    sent = fields_of(tree(client.get(address)), "numbers")
    client.post("/translate/help/dismiss/", sent | {"reason": "So it is."})
    client.post("/translate/help/dismiss/", sent | {"again": "1"})
    assert found(exhibition, check="numbers") == [("numbers", "ja")]


def test_a_reason_is_required(exhibition, log_in):
    make_fault(exhibition)
    client = log_in("translator-ja")
    sent = fields_of(tree(client.get(f"/translate/help/lint/{scope(exhibition)}/")), "numbers")
    answer = client.post("/translate/help/dismiss/", sent | {"reason": "  "}, follow=True)
    assert "Please give a reason." in answer.text
    assert not Dismissal.objects.exists()


def test_who_may_dismiss(exhibition, log_in):
    make_fault(exhibition)
    sent = fields_of(
        tree(log_in("translator-ja").get(f"/translate/help/lint/{scope(exhibition)}/")), "numbers"
    ) | {"reason": "So it is."}
    client = log_in("translator-mn")
    page = tree(client.get(f"/translate/help/lint/{scope(exhibition)}/"))
    assert not page.xpath("//form[contains(@action, 'dismiss')]")
    assert client.post("/translate/help/dismiss/", sent).status_code == 403
    client.logout()
    assert client.post("/translate/help/dismiss/", sent).status_code == 302
    assert not Dismissal.objects.exists()
    assert log_in("reviewer-ja").post("/translate/help/dismiss/", sent).status_code == 302
    assert Dismissal.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "x"},
        {"kind": "99999"},
        {"object": "99999999"},
        {"object": "-1"},
        {"field": "slug"},
        {"language": "fr"},
        {"check": "<b>"},
        {"wording": "z" * 40},
    ],
)
def test_forged_forms_are_refused(exhibition, log_in, change):
    make_fault(exhibition)
    client = log_in("translator-ja")
    sent = fields_of(tree(client.get(f"/translate/help/lint/{scope(exhibition)}/")), "numbers")
    answer = client.post("/translate/help/dismiss/", sent | {"reason": "So it is."} | change)
    assert answer.status_code == 400
    assert not Dismissal.objects.exists()


def test_the_next_page_is_ours(exhibition, log_in):
    make_fault(exhibition)
    client = log_in("translator-ja")
    sent = fields_of(tree(client.get(f"/translate/help/lint/{scope(exhibition)}/")), "numbers")
    sent |= {"reason": "So it is.", "next": "https://elsewhere.example/"}
    assert client.post("/translate/help/dismiss/", sent).url == "/admin/"


def test_filters(exhibition, log_in):
    make_fault(exhibition)
    client = log_in("translator-ja")
    for query, count in (("language=mn", 0), ("language=ja", 1), ("check=codes", 0), ("part=9", 0)):
        page = tree(client.get(f"/translate/help/lint/{scope(exhibition)}/?{query}"))
        assert len(page.xpath("//li[contains(@class, 'finding')]")) == count, query


def test_scopes_that_are_not_there(log_in):
    assert log_in("translator-ja").get("/translate/help/lint/exhibition-999/").status_code == 404


def test_visitors_log_in_first(client, exhibition):
    answer = client.get(f"/translate/help/lint/{scope(exhibition)}/")
    assert answer.status_code == 302


def test_pages_are_linted_too():
    make_page(title_ja="このサイトについて（1972年）")
    assert [row.place.check for row in Lint("pages").open_rows] == ["numbers"]


def test_as_many_queries_for_many_panels(exhibition, log_in):
    section = make_section(exhibition)
    client, address = log_in("translator-ja"), f"/translate/help/lint/{scope(exhibition)}/"
    counts = []
    for more in (1, 6):
        for _panel in range(more):
            make_exhibit(make_panel(section, title_ja="宮城への毛布（1枚）"), make_item())
        client.get(address)
        counts.append(len(queries(client, address)))
    assert counts == [counts[0]] * 2
    assert counts[0] <= 20


def test_the_command(exhibition, capsys):
    panel = make_fault(exhibition)
    with pytest.raises(SystemExit):
        call_command("lint_exhibition", exhibition.slug)
    line = capsys.readouterr().out
    assert line.startswith(f"panel {panel.pk} title_ja [numbers]")
    panel.title_ja = "宮城への毛布2,500枚"
    panel.save()
    call_command("lint_exhibition", exhibition.slug)
