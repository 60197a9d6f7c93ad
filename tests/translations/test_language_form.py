"""Two people and one object: nothing is lost without having been seen."""

import pytest
from django.test import Client

from exhibits.admin import PanelAdmin
from exhibits.models import Panel
from tests.make import make_dataset, make_exhibit, make_panel, make_section
from tests.reading import form_values, stored, tree, words

FORM = "panel_form"


@pytest.fixture
def panel(db):
    return make_panel(title_en="Blankets", place_en="Miyagi", slug="it")


@pytest.fixture
def edit(cast, panel):
    """``edit("curator", "ja")`` opens the form as that person; the result is sent by calling it."""

    def opened(name: str, language: str = "en"):
        client = Client()
        client.force_login(cast[name], backend="config.authentication.AccountBackend")
        query = "" if language == panel.source_language else f"?language={language}"
        address = f"/admin/exhibits/panel/{panel.pk}/change/{query}"
        values = form_values(client.get(address), FORM)

        def send(**changes):
            response = client.post(address, {**values, **changes})
            if response.status_code == 200:
                values.update(changes)
                values.update(form_values(response, FORM))
            return response

        return send

    return opened


def now(panel) -> Panel:
    return Panel.objects.get(pk=panel.pk)


def errors(response) -> list[str]:
    return words(tree(response), "//ul[contains(@class,'errorlist')]/li")


def test_sending_unchanged_changes_nothing(panel, edit):
    before = stored(panel)
    for language in ("en", "ja", "mn"):
        assert edit("curator", language)().status_code == 302
    assert stored(panel) == before


def test_the_same_field_is_refused_with_their_text(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    assert theirs(title_en="Their title").status_code == 302
    response = mine(title_en="My title")
    assert response.status_code == 200
    assert any("Their title" in error for error in errors(response))
    assert tree(response).xpath("//input[@name='title_en']/@value") == ["My title"]
    assert now(panel).title_en == "Their title"


def test_sending_again_replaces_knowingly(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(title_en="Their title")
    mine(title_en="My title")
    assert mine(title_en="My title, after reading theirs").status_code == 302
    assert now(panel).title_en == "My title, after reading theirs"


def test_a_third_text_in_between_is_shown_again(panel, edit):
    mine, theirs, third = edit("curator"), edit("publisher"), edit("admin")
    theirs(title_en="Their title")
    mine(title_en="My title")
    third(title_en="Third"), third(title_en="Third")
    response = mine(title_en="My title")
    assert any("Third" in error for error in errors(response))
    assert now(panel).title_en == "Third"


def test_different_fields_are_merged(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(title_en="Their title", layout="wide")
    assert mine(place_en="Sendai", date="2011-03").status_code == 302
    found = now(panel)
    assert (found.title_en, found.layout) == ("Their title", "wide")
    assert (found.place_en, found.date) == ("Sendai", "2011-03")


def test_what_was_merged_stays_merged_after_a_refusal(panel, edit):
    """Of two fields they changed one that I changed too; the other must not be overwritten."""
    mine, theirs = edit("curator"), edit("publisher")
    theirs(title_en="Their title", place_en="Their place")
    assert mine(title_en="My title").status_code == 200
    assert mine(title_en="My title").status_code == 302
    found = now(panel)
    assert (found.title_en, found.place_en) == ("My title", "Their place")


def test_a_refusal_for_another_reason_does_not_forget_theirs(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(title_en="Their title")
    assert mine(place_en="Sendai", date="yesterday").status_code == 200
    assert mine(place_en="Sendai", date="2011").status_code == 302
    assert now(panel).title_en == "Their title"


def test_the_same_change_twice_is_no_conflict(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(title_en="The same")
    assert mine(title_en="The same").status_code == 302


def test_two_languages_are_both_kept(panel, edit):
    japanese, mongolian, source = (
        edit("translator-ja", "ja"),
        edit("translator-mn", "mn"),
        edit("curator"),
    )
    assert mongolian(title_mn="Шинэ нэр").status_code == 302
    assert source(title_en="New title").status_code == 302
    assert japanese(title_ja="新しい題").status_code == 302
    found = now(panel)
    assert (found.title_ja, found.title_mn) == ("新しい題", "Шинэ нэр")
    assert found.title_en == "New title"


def test_a_save_in_the_same_moment_is_kept(panel, edit, monkeypatch):
    """Between loading and saving somebody else writes another language."""
    save = PanelAdmin.save_model

    def save_late(self, request, obj, form, change):
        Panel.objects.filter(pk=obj.pk).update(title_mn="Шинэ нэр")
        save(self, request, obj, form, change)

    monkeypatch.setattr(PanelAdmin, "save_model", save_late)
    assert edit("translator-ja", "ja")(title_ja="新しい題").status_code == 302
    assert (now(panel).title_ja, now(panel).title_mn) == ("新しい題", "Шинэ нэр")


@pytest.mark.parametrize("sent", ["", "rubbish", "[]", "5", '{"title_en": 5}', "{" * 3000, "null"])
def test_fingerprints_that_cannot_be_read_do_not_break_the_form(panel, edit, sent):
    assert edit("curator")(title_en="My title", loaded=sent).status_code in (200, 302)


def test_rich_text_conflicts_show_words_not_markup(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(event_text_en="<p>Their <strong>text</strong></p>")
    response = mine(event_text_en="<p>Mine</p>")
    assert words(tree(response), "//span[@class='their-text'][@lang='en']") == ["Their text"]


def test_their_text_is_escaped(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(title_en="<script>alert(1)</script>")
    response = mine(title_en="Mine")
    assert "<script>alert(1)" not in response.content.decode()


def test_what_they_emptied_is_shown_too(panel, edit):
    mine, theirs = edit("curator"), edit("publisher")
    theirs(place_en="")
    assert any(error.endswith("—") for error in errors(mine(place_en="Sendai")))


def test_messages_are_in_the_language_of_the_person(panel, edit, cast):
    theirs, mine = edit("publisher"), edit("curator")
    theirs(title_en="Their title")
    client = Client(headers={"accept-language": "ja"})
    client.force_login(cast["admin"], backend="config.authentication.AccountBackend")
    response = mine(title_en="Mine")
    english = errors(response)[0]
    address = f"/admin/exhibits/panel/{panel.pk}/change/"
    values = form_values(client.get(address), FORM)
    mine(title_en="Mine")
    japanese = errors(client.post(address, {**values, "title_en": "Third"}))[0]
    assert "Somebody else" in english and "Somebody else" not in japanese


def test_rows_below_an_object_are_protected_too(panel, edit):
    exhibit = make_exhibit(panel, caption_en="As it was")
    mine, theirs = edit("curator"), edit("publisher")
    theirs(**{"exhibits-0-caption_en": "Their caption"})
    response = mine(**{"exhibits-0-caption_en": "My caption"})
    assert any("Their caption" in error for error in errors(response))
    exhibit.refresh_from_db()
    assert exhibit.caption_en == "Their caption"
    assert mine(**{"exhibits-0-caption_en": "My caption"}).status_code == 302
    exhibit.refresh_from_db()
    assert exhibit.caption_en == "My caption"


def test_figures_that_nobody_changed_are_no_conflict(panel, log_in):
    dataset = make_dataset(panel.section.exhibition, figures=[[16], [None]])
    client, address = log_in("curator"), f"/admin/exhibits/dataset/{dataset.pk}/change/"
    values = form_values(client.get(address), "dataset_form")
    dataset.figures, dataset.title_en = [[17], [2.5]], "Their title"
    dataset.save()
    response = client.post(address, {**values, "unit_en": "people"})
    assert response.status_code == 302, errors(response)
    dataset.refresh_from_db()
    assert (dataset.figures, dataset.title_en, dataset.unit_en) == (
        [[17], [2.5]], "Their title", "people",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_a_new_object_is_written_in_the_language_of_its_form(panel, log_in, language):
    section = make_section()
    address = f"/admin/exhibits/panel/add/?source={language}&section={section.pk}"
    client = log_in("curator")
    values = form_values(client.get(address), FORM)
    assert values["section"] == str(section.pk)
    response = client.post(address, {**values, f"title_{language}": "Нэр", "slug": "new"})
    assert response.status_code == 302
    made = Panel.objects.get(slug="new")
    assert made.source_language == language
    assert [getattr(made, f"title_{code}") or "" for code in ("en", "ja", "mn")] == [
        "Нэр" if code == language else "" for code in ("en", "ja", "mn")
    ]


def test_a_required_title_is_required_in_the_source_language_alone(log_in):
    section = make_section(title_mn="", title_ja="")
    client = log_in("curator")
    for language, status in (("ja", 302), ("mn", 302), ("", 200)):
        address = f"/admin/exhibits/section/{section.pk}/change/?language={language}"
        values = form_values(client.get(address), "section_form")
        name = f"title_{language or 'en'}"
        assert client.post(address, {**values, name: ""}).status_code == status


def test_the_source_text_stands_beside_a_translation(panel, log_in):
    response = log_in("translator-ja").get(f"/admin/exhibits/panel/{panel.pk}/change/?language=ja")
    shown = words(tree(response), "//span[@class='source-text'][@lang='en']")
    assert shown == ["Blankets", "Miyagi", "About 2,500 blankets were sent."]
    assert tree(response).xpath("//input[@name='title_ja']/@lang") == ["ja"]
