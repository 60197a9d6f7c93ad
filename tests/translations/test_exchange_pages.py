"""The pages of the exchange files: who may come in, and the way from export to applied import."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.make import make_panel
from tests.reading import links, tree, words
from tests.translations.exchanged import edit, entries, key, stored_text, unit_of
from translations.exchange import kept
from translations.models import Proposal
from translations.units.vocabulary import State

INDEX = "/translate/exchange/"
NEW = "宮城県へ送られた毛布"
TRANSLATORS = ["curator", "publisher", "translator-en", "translator-ja", "translator-mn", "admin"]
REVIEWERS = ["reviewer", "reviewer-en", "reviewer-ja", "reviewer-mn"]


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def panel(db):
    return make_panel()


@pytest.fixture
def page(panel):
    return f"{INDEX}{panel.translation_scope()}/"


def download(client, page: str, name: str = "csv", language: str = "ja", **more):
    return client.get(page, {"format": name, "language": language, "source": "en", **more})


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def edited_file(client, page, tmp_path, texts: dict, name: str = "csv", language: str = "ja"):
    path = tmp_path / f"sent.{name}"
    path.write_bytes(content(download(client, page, name, language)))
    edit(path, texts, language)
    return SimpleUploadedFile("from-tokyo.csv", path.read_bytes())


def send(client, sent) -> str:
    response = client.post(INDEX, {"file": sent})
    assert response.status_code == 302
    return response.headers["Location"]


@pytest.mark.parametrize("name", [*TRANSLATORS, *REVIEWERS])
def test_whoever_translates_or_reviews_may_export(name, page, panel, log_in):
    client = log_in(name)
    own = name.rpartition("-")[2] if "-" in name else ""
    assert client.get(INDEX).status_code == client.get(page).status_code == 200
    for language in ("en", "ja", "mn"):
        response = download(client, page, language=language, source="")
        expected = 200 if own in ("", language) else 403
        assert response.status_code == expected, language
        if expected == 200 and language != "en":
            assert "attachment" in response.headers["Content-Disposition"]
            assert language in response.headers["Content-Disposition"]


def test_strangers_and_visitors_come_to_no_page(page, log_in):
    for address in (INDEX, page, f"{page}?format=csv&language=ja", f"{INDEX}report/x/"):
        assert Client().get(address).headers["Location"].startswith("/admin/login/")
        assert log_in("stranger").get(address).status_code == 403
    assert (
        log_in("stranger").post(INDEX, {"file": SimpleUploadedFile("a.csv", b"x")}).status_code
        == 403
    )


@pytest.mark.parametrize("name", REVIEWERS)
def test_reviewers_send_nothing_in(name, panel, log_in):
    client = log_in(name)
    assert not tree(client.get(INDEX)).xpath("//input[@type='file']")
    assert client.post(INDEX, {"file": SimpleUploadedFile("a.csv", b"x")}).status_code == 403


def test_a_scope_that_does_not_exist_or_may_not_be_seen(panel, log_in, cast):
    assert log_in("translator-ja").get(f"{INDEX}exhibition-999/").status_code == 404
    assert log_in("translator-ja").get(f"{INDEX}nothing/").status_code == 404
    cast["stranger"].is_staff = True
    cast["stranger"].save()
    cast["stranger"].user_permissions.add(permission("translate_ja"))
    client = log_in("stranger")
    assert client.get(INDEX).status_code == 200
    assert client.get(f"{INDEX}{panel.translation_scope()}/").status_code == 404


def permission(codename: str):
    return Permission.objects.get(codename=codename)


def test_a_person_who_may_see_no_panels_cannot_write_them_by_key(
    panel, page, log_in, cast, tmp_path
):
    sent = edited_file(log_in("curator"), page, tmp_path, {key(panel, "title"): NEW})
    cast["stranger"].is_staff = True
    cast["stranger"].save()
    cast["stranger"].user_permissions.add(permission("translate_ja"))
    client = log_in("stranger")
    report = send(client, sent)
    assert "no such text" in client.get(report).content.decode()
    client.post(report)
    assert stored_text(panel, "title") == "宮城への毛布"


@pytest.mark.parametrize("name", ["csv", "xlsx", "po", "xliff12", "xliff20"])
def test_the_whole_way(name, panel, page, log_in, cast, tmp_path):
    client = log_in("translator-ja")
    sent = edited_file(client, page, tmp_path, {key(panel, "title"): NEW}, name)
    report = send(client, sent)
    page_before = tree(client.get(report))
    assert NEW in " ".join(words(page_before, "//td"))
    assert stored_text(panel, "title") == "宮城への毛布"
    assert client.post(report, {"ask_review": "on"}).headers["Location"] == report
    assert stored_text(panel, "title") == NEW
    assert unit_of(panel, "title").made_by == cast["translator-ja"]
    done = tree(client.get(report))
    assert words(done, "//p[@class='catalogue-done']") and not done.xpath(
        "//form[@method='post']//button[contains(., 'Bring')]"
    )
    version = unit_of(panel, "title").version
    client.post(report)
    assert unit_of(panel, "title").version == version


def test_a_translator_of_another_language_brings_nothing_in(panel, page, log_in, tmp_path):
    sent = edited_file(log_in("curator"), page, tmp_path, {key(panel, "title"): NEW})
    client = log_in("translator-mn")
    report = send(client, sent)
    assert "You may not translate into this language" in client.get(report).content.decode()
    client.post(report)
    assert stored_text(panel, "title") == "宮城への毛布" and not Proposal.objects.exists()


def test_a_report_is_for_its_sender_alone(panel, page, log_in, tmp_path):
    client = log_in("translator-ja")
    report = send(client, edited_file(client, page, tmp_path, {key(panel, "title"): NEW}))
    for name in ("curator", "translator-mn", "admin"):
        other = log_in(name)
        assert other.get(report).status_code == other.post(report).status_code == 404
    assert stored_text(panel, "title") == "宮城への毛布"


def test_a_file_that_was_changed_or_removed_after_the_report_is_not_applied(
    panel, page, log_in, tmp_path
):
    client = log_in("translator-ja")
    report = send(client, edited_file(client, page, tmp_path, {key(panel, "title"): NEW}))
    [file] = kept.home().glob("*/file")
    file.write_bytes(file.read_bytes().replace("宮城県".encode(), "岩手県".encode()))
    client.post(report)
    assert stored_text(panel, "title") == "宮城への毛布"
    file.unlink()
    assert client.get(report).status_code == 404
    for forged in (f"{INDEX}report/x:y:z/", report[:-5] + "AAAA/", f"{INDEX}report/../../x/"):
        assert client.get(forged).status_code == 404


def test_old_files_are_removed_when_the_next_one_comes(panel, page, log_in, tmp_path, monkeypatch):
    client = log_in("translator-ja")
    send(client, edited_file(client, page, tmp_path, {}))
    monkeypatch.setattr(kept, "DAY", -10)
    send(client, edited_file(client, page, tmp_path, {}))
    assert len(list(kept.home().iterdir())) == 1


def test_a_fault_is_shown_and_no_button(panel, page, log_in, tmp_path):
    client = log_in("translator-ja")
    sent = edited_file(client, page, tmp_path, {key(panel, "title"): "あ" * 301})
    found = tree(client.get(send(client, sent)))
    assert words(found, "//div[@aria-labelledby='exchange-faults']//td")[1] == key(panel, "title")
    assert not found.xpath("//input[@name='ask_review']")


def test_no_markup_of_a_file_reaches_the_report(panel, page, log_in, tmp_path):
    client = log_in("translator-ja")
    bad = "<script>alert(1)</script><p>毛布</p>"
    sent = edited_file(client, page, tmp_path, {key(panel, "event_text"): bad})
    answer = client.get(send(client, sent)).content.decode()
    assert "<script>alert" not in answer and "&lt;script&gt;" in answer


def test_the_form_chooses(panel, page, log_in, tmp_path):
    client = log_in("translator-ja")
    assert tree(client.get(page)).xpath("//input[@name='parts']")
    path = tmp_path / "a.csv"
    part = f"exhibits.panel:{panel.pk}"
    path.write_bytes(content(download(client, page, parts=part, states=["draft"])))
    assert list(entries(path)) == [key(panel, "title"), key(panel, "event_text")]
    wrong = download(client, page, states=["finished"])
    assert words(tree(wrong), "//ul[contains(@class, 'errorlist')]/li")
    none = download(client, page, states=["approved"])
    assert words(tree(none), "//ul[contains(@class, 'errorlist')]/li") == [
        "There are no such texts."
    ]


def test_every_scope_is_listed(panel, page, log_in):
    assert {page, f"{INDEX}archive/", f"{INDEX}pages/"} <= set(
        links(tree(log_in("translator-ja").get(INDEX)), "//main")
    )


def test_finished_texts_of_a_workbook_are_submitted(panel, page, log_in, tmp_path):
    client, path = log_in("translator-ja"), tmp_path / "a.xlsx"
    path.write_bytes(content(download(client, page, "xlsx")))
    edit(path, {key(panel, "title"): NEW}, state="in review")
    report = send(client, SimpleUploadedFile("a.xlsx", path.read_bytes()))
    client.post(report, {"ask_review": "on"})
    assert unit_of(panel, "title").state == State.IN_REVIEW
