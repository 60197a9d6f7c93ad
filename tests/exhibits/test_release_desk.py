"""The pages at which publishers release, correct, return and withdraw; others may read them."""

import pytest
from django.db import connection
from django.utils import timezone

from exhibits.editions.asking import ask_for_release
from exhibits.editions.differing import differing
from exhibits.editions.releasing import carry_out, release_now, withdraw
from exhibits.models import Edition, Exhibition, Panel, Release, Showing
from tests.make import make_essay, make_exhibition, make_panel, make_picture, make_section
from tests.reading import tree

PAGES = ["", "findings/?kind=missing", "progress/", "policy/", "correct/", "editions/", "again/1/"]
PAGES += ["withdraw/", "editions/?check=1"]
SENT = {
    "": {"languages": ["en"], "when": "now"},
    "progress/": {"do": "give-up"},
    "policy/": {"required_languages": ["ja"]},
    "correct/": {"parts": ["essay:x"]},
    "again/1/": {},
    "withdraw/": {"when": "now"},
    "call-off/": {"showing": "1"},
}


@pytest.fixture
def shown(cast) -> Exhibition:
    """An exhibition with a panel and an essay, of which readers see edition 1."""
    exhibition = make_panel(make_section(make_exhibition(is_published=False))).section.exhibition
    make_essay(exhibition, title_ja="宛名を読む", title_mn="Хаяг унших")
    release_now(exhibition, actor=cast["publisher"])
    return exhibition


def desk(exhibition: Exhibition, page: str = "") -> str:
    return f"/admin/exhibits/exhibition/{exhibition.pk}/release/{page}"


def words(response) -> str:
    assert response.status_code == 200, response.headers
    pieces = tree(response).xpath("//div[@id='content']//text()")
    return " ".join(" ".join(pieces).split())


def work() -> Release:
    """What a worker would do now."""
    return carry_out(Release.objects.filter(state="waiting").get().pk)


# Who -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["curator", "reviewer", "translator-ja"])
def test_others_read_and_send_nothing(shown, log_in, name):
    reader = log_in(name)
    for page in PAGES:
        response = reader.get(desk(shown, page))
        assert response.status_code == 200, page
        inner = tree(response).xpath("//div[@id='content']//form[@method='post']//button")
        assert [button.text_content() for button in inner] == [], page
    for page, sent in SENT.items():
        assert reader.post(desk(shown, page), sent).status_code == 403, page
    assert (Release.objects.filter(state="done").count(), Showing.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["nobody", "stranger"])
def test_strangers_are_sent_away(shown, log_in, client, name):
    reader = client if name == "nobody" else log_in(name)
    for page in [*PAGES, "call-off/"]:
        assert reader.get(desk(shown, page)).status_code == 302, page


def test_only_posts_call_off(shown, log_in):
    assert log_in("publisher").get(desk(shown, "call-off/")).status_code == 405


# Releasing -------------------------------------------------------------------------------------


def test_releasing_now_leads_to_its_progress_and_its_end(shown, log_in):
    publisher = log_in("publisher")
    sent = {"languages": ["en", "ja"], "when": "now", "note": "The second one"}
    response = publisher.post(desk(shown), sent)
    assert response.headers["Location"] == desk(shown, "progress/")
    page = publisher.get(desk(shown, "progress/"))
    assert b'http-equiv="refresh"' in page.content
    work()
    page = publisher.get(desk(shown, "progress/"))
    assert b'http-equiv="refresh"' not in page.content
    links = tree(page).xpath("//ul[@class='release-links']//a")
    there = f"exhibitions/{shown.slug}/"
    assert [a.get("href") for a in links] == [f"/en/{there}", f"/ja/{there}"]
    edition = Edition.objects.get(number=2)
    assert (edition.note, edition.languages) == ("The second one", ["en", "ja"])
    assert edition.frozen_by.username == "publisher"


def test_the_desk_says_what_readers_see(shown, log_in):
    said = words(log_in("curator").get(desk(shown)))
    assert "Edition 1" in said
    assert "by publisher" in said
    assert "Nothing has changed since edition 1." in said


def test_the_desk_says_what_was_saved_and_what_else_changed(shown, log_in):
    curator = log_in("curator")
    Panel.objects.get().delete()
    assert "Something that it shows has changed since edition 1" in words(curator.get(desk(shown)))
    shown.save()
    assert "Saved since edition 1: the exhibition’s own texts" in words(curator.get(desk(shown)))


def test_an_exhibition_that_was_never_released(cast, log_in):
    exhibition = make_exhibition(is_published=False, title_mn="")
    page = log_in("publisher").get(desk(exhibition))
    assert "it has never been released" in words(page)
    chosen = tree(page).xpath("//input[@name='languages'][@checked]/@value")
    assert chosen == ["en", "ja"], "nothing is written in Mongolian"
    assert "These hold the release up: No chapter: 1" in words(page)


def test_required_languages_are_chosen_and_said(shown, log_in):
    publisher = log_in("publisher")
    release_in(shown, publisher, ["en"])
    sent = {"required_languages": ["ja"], "blocking": ["missing"]}
    publisher.post(desk(shown, "policy/"), sent)
    page = publisher.get(desk(shown))
    assert tree(page).xpath("//input[@name='languages'][@checked]/@value") == ["en", "ja"]
    assert "Japanese required" in words(page)


def release_in(exhibition, publisher, languages: list[str]) -> None:
    publisher.post(desk(exhibition), {"languages": languages, "when": "now"})
    work()


def test_what_holds_a_release_up_needs_a_reason(shown, log_in):
    publisher = log_in("publisher")
    Exhibition.objects.update(required_languages=["mn"], blocking=[])
    sent = {"languages": ["en"], "when": "now", "note": "Kept"}
    page = publisher.post(desk(shown), sent)
    assert "Mend it, or say why" in words(page)
    assert "Required languages that are left out, Mongolian: 1" in words(page)
    assert tree(page).xpath("string(//textarea[@name='note'])").strip() == "Kept"
    publisher.post(desk(shown), {**sent, "override_reason": "The Mongolian text is at the printer"})
    edition = work().edition
    assert edition.override_reason == "The Mongolian text is at the printer"
    assert edition.overridden == [{"kind": "left-out", "language": "mn", "count": 1}]
    said = words(publisher.get(desk(shown, "editions/")))
    assert "Released all the same: The Mongolian text is at the printer" in said


def test_planning_shows_both_clocks_and_can_be_called_off(shown, log_in):
    publisher = log_in("publisher")
    when = {"when": "later", "day": "2999-12-01", "time": "09:00", "zone": "Asia/Tokyo"}
    publisher.post(desk(shown), {"languages": ["en"], **when})
    work()
    assert "Readers see it from: 2999-12-01 09:00 Asia/Tokyo" in words(
        publisher.get(desk(shown, "progress/"))
    )
    page = publisher.get(desk(shown))
    assert "Edition 2 · 2999-12-01 09:00 Asia/Tokyo (2999-12-01 00:00 UTC)" in words(page)
    assert tree(page).xpath("//input[@name='zone']/@value") == ["Asia/Tokyo"], "as the last time"
    assert "Planned withdrawals stay." in words(page)
    assert "2999-12-01 09:00" in words(publisher.get("/admin/"))
    key = Showing.objects.get(zone="Asia/Tokyo").pk
    page = publisher.post(desk(shown, "call-off/"), {"showing": key}, follow=True)
    assert "Called off: 2999-12-01 09:00 Asia/Tokyo." in page.content.decode()
    assert publisher.post(desk(shown, "call-off/"), {"showing": key}).status_code == 404


BAD_FORMS = [
    ({"when": "now"}, "Choose at least one language."),
    ({"languages": ["xx"], "when": "now"}, "xx is not one of the available choices"),
    ({"languages": ["en"], "when": "later"}, "no time zone"),
    (
        {"languages": ["en"], "when": "later", "day": "2001-01-01", "time": "9:00", "zone": "UTC"},
        "This moment has passed",
    ),
    (
        {
            **{"languages": ["en"], "when": "later", "zone": "Europe/Berlin"},
            **{"day": "2996-10-30", "time": "02:30"},
        },
        "comes twice in Europe/Berlin",
    ),
    ({"languages": ["en"], "when": "now", "note": "x" * 2001}, "at most 2000 characters"),
]


@pytest.mark.parametrize(("sent", "said"), BAD_FORMS, ids=[said for _sent, said in BAD_FORMS])
def test_bad_forms_get_a_sentence_and_change_nothing(shown, log_in, sent, said):
    page = log_in("publisher").post(desk(shown), sent)
    assert said in words(page)
    assert Release.objects.count() == 1


def test_a_release_while_another_is_in_work(shown, log_in, cast):
    ask_for_release(shown, actor=cast["publisher"])
    publisher = log_in("publisher")
    assert "A release is in work." in words(publisher.get(desk(shown)))
    page = publisher.post(desk(shown), {"languages": ["en"], "when": "now"})
    assert "Another release of this exhibition is under way." in words(page)
    withdraw(shown, actor=cast["publisher"])
    page = publisher.post(desk(shown, "again/1/"), {})
    assert "Another release of this exhibition is under way." in words(page)


def test_an_address_at_which_readers_find_another(shown, log_in):
    other = make_section(make_exhibition(is_published=False)).exhibition
    slug = shown.slug
    Exhibition.objects.filter(pk=shown.pk).update(slug="elsewhere")
    Exhibition.objects.filter(pk=other.pk).update(slug=slug)
    page = log_in("publisher").post(desk(other), {"languages": ["en"], "when": "now"})
    assert f"Readers find another exhibition at the address “{slug}”." in words(page)


def test_a_failed_release_says_why_and_goes_on(shown, log_in, cast, monkeypatch):
    def full(edition, release):
        raise OSError(28, "No space left on device")

    asked = ask_for_release(shown, actor=cast["publisher"])
    with monkeypatch.context() as broken:
        broken.setattr("exhibits.editions.releasing.render_edition", full)
        carry_out(asked.pk)
    publisher = log_in("publisher")
    said = words(publisher.get(desk(shown, "progress/")))
    assert "Readers see what they saw before." in said
    assert "The disk is full." in said
    assert "could not be finished" in words(publisher.get("/admin/"))
    publisher.post(desk(shown, "progress/"), {"do": "resume"})
    assert work().edition.number == 2
    assert shown.editions.count() == 2, "it went on with what was frozen"


def test_a_release_whose_worker_is_gone(shown, log_in, cast):
    asked = ask_for_release(shown, actor=cast["publisher"])
    long_ago = timezone.now() - timezone.timedelta(minutes=5)
    publisher = log_in("publisher")
    assert "sign of life" not in words(publisher.get(desk(shown, "progress/")))
    Release.objects.filter(pk=asked.pk).update(state="working", touched_at=long_ago)
    assert "sign of life" in words(publisher.get(desk(shown, "progress/")))
    publisher.post(desk(shown, "progress/"), {"do": "resume"})
    assert Release.objects.get(pk=asked.pk).state == "waiting"
    publisher.post(desk(shown, "progress/"), {"do": "give-up"})
    assert Release.objects.get(pk=asked.pk).state == "given-up"
    assert "was given up" in words(publisher.get(desk(shown, "progress/")))


# Findings --------------------------------------------------------------------------------------


def test_the_table_leads_to_findings_and_these_to_the_desk(shown, log_in):
    Panel.objects.update(title_ja="")
    curator = log_in("curator")
    table = tree(curator.get(desk(shown))).xpath("//table[@class='release-table']//a")
    missing = next(
        a for a in table if "language=ja" in a.get("href") and "missing" in a.get("href")
    )
    page = curator.get(missing.get("href"))
    links = tree(page).xpath("//ul[@class='release-findings']//a/@href")
    assert f"/translate/desk/exhibits.panel/{Panel.objects.get().pk}/ja/" in links[0]
    assert curator.get(links[0]).status_code == 200


@pytest.mark.parametrize("query", ["", "?kind=none", "?kind=missing&language=xx"])
def test_findings_of_no_kind(shown, log_in, query):
    assert log_in("curator").get(desk(shown, f"findings/{query}")).status_code == 404


# Correcting ------------------------------------------------------------------------------------


def test_only_what_differs_is_offered_with_its_languages(shown, log_in):
    second = make_panel(shown.sections.get(), title_en="Another")
    panel = Panel.objects.order_by("pk").first()
    panel.title_ja = "宮城に送られた毛布"
    panel.save()
    edition = shown.editions.get()
    (only,) = differing(edition)
    assert (only.key, only.languages) == (str(panel.uuid), ("ja",))
    page = tree(log_in("publisher").get(desk(shown, "correct/")))
    assert page.xpath("//input[@name='parts']/@value") == [f"panel:{panel.uuid}"]
    assert str(second.uuid) not in page.xpath("//input/@value")


def test_correcting_releases_what_was_chosen_and_nothing_else(shown, log_in):
    panel, essay = Panel.objects.get(), shown.essays.get()
    panel.title_en, essay.title_en = "Blankets", "Reading an envelope"
    panel.save(), essay.save()
    publisher = log_in("publisher")
    sent = {"parts": [f"essay:{essay.slug}"], "note": "A word"}
    assert publisher.post(desk(shown, "correct/"), sent).status_code == 302
    edition = work().edition
    assert (edition.number, edition.kind, edition.note) == (2, "correction", "A word")
    assert [one.key for one in differing(edition)] == [str(panel.uuid)]


@pytest.mark.parametrize("parts", [[], ["panel:none"], ["essay"], ["panel:"]])
def test_correcting_nothing_is_refused(shown, log_in, parts):
    shown.essays.get().save()
    panel = Panel.objects.get()
    panel.title_en = "Blankets"
    panel.save()
    page = log_in("publisher").post(desk(shown, "correct/"), {"parts": parts})
    assert tree(page).xpath("//p[@class='errornote']")
    assert Release.objects.count() == 1


def test_nothing_differs(shown, log_in):
    said = words(log_in("publisher").get(desk(shown, "correct/")))
    assert "No panel or essay of edition 1 differs" in said


def test_nothing_to_correct_where_nothing_is_shown(cast, log_in):
    exhibition = make_exhibition(is_published=False)
    page = log_in("publisher").get(desk(exhibition, "correct/"), follow=True)
    assert "release it whole" in page.content.decode()


# Earlier editions ------------------------------------------------------------------------------


def test_showing_an_earlier_edition_again(shown, log_in, cast):
    publisher = log_in("publisher")
    release_in(shown, publisher, ["en"])
    said = words(publisher.get(desk(shown, "editions/")))
    assert said.index("Edition 2") < said.index("Edition 1")
    page = publisher.get(desk(shown, "again/1/"))
    assert "A new edition is made with the content of edition 1" in words(page)
    publisher.post(desk(shown, "again/1/"), {"note": "Too early"})
    edition = work().edition
    assert (edition.number, edition.restores.number, edition.note) == (3, 1, "Too early")
    assert edition.content_hash == shown.editions.get(number=1).content_hash
    assert "Return to an earlier edition (1)" in words(publisher.get(desk(shown, "editions/")))


def test_checking_the_contents(shown, log_in):
    publisher = log_in("publisher")
    assert "as it was released" in words(publisher.get(desk(shown, "editions/?check=1")))
    page = shown.editions.get().pages.first()
    with connection.cursor() as cursor:  # past the models, which refuse it
        cursor.execute("UPDATE exhibits_editionpage SET content = '{}' WHERE id = %s", [page.pk])
    assert "It is not what was released." in words(publisher.get(desk(shown, "editions/?check=1")))


def test_returning_to_an_edition_whose_pictures_are_gone(cast, log_in):
    picture = make_picture()
    exhibition = make_exhibition(is_published=False, cover=picture)
    make_section(exhibition)
    release_now(exhibition, actor=None)
    publisher = log_in("publisher")
    assert "gone from the storage" not in words(publisher.get(desk(exhibition, "again/1/")))
    for copy in picture.derivatives:
        picture.file.storage.delete(copy["name"])
    assert "1 of its pictures is gone" in words(publisher.get(desk(exhibition, "again/1/")))


def test_what_readers_see_is_not_shown_again(shown, log_in):
    page = log_in("publisher").post(desk(shown, "again/1/"), {"note": "Again"})
    assert "Readers see this edition already." in words(page)
    assert Release.objects.count() == 1


def test_an_edition_that_is_none(shown, log_in):
    assert log_in("publisher").get(desk(shown, "again/7/")).status_code == 404


# Withdrawing -----------------------------------------------------------------------------------


def test_withdrawing_now(shown, log_in, client):
    publisher = log_in("publisher")
    publisher.post(desk(shown, "withdraw/"), {"when": "now", "note": "A lender asked for it"})
    said = words(publisher.get(desk(shown)))
    assert "Withdrawn" in said
    assert "A lender asked for it" in said
    assert client.get(f"/en/exhibitions/{shown.slug}/").status_code == 410
    page = publisher.get(desk(shown, "withdraw/"), follow=True)
    assert "Readers see nothing of this exhibition." in page.content.decode()


def test_withdrawing_at_a_moment(shown, log_in):
    when = {"when": "later", "day": "2999-12-01", "time": "08:00", "zone": "Asia/Ulaanbaatar"}
    publisher = log_in("publisher")
    publisher.post(desk(shown, "withdraw/"), when)
    planned = "Withdrawal · 2999-12-01 08:00 Asia/Ulaanbaatar (2999-12-01 00:00 UTC)"
    assert planned in words(publisher.get(desk(shown)))
    page = publisher.post(desk(shown, "withdraw/"), {**when, "day": "1999-12-01"})
    assert "This moment has passed" in words(page)


def test_the_contents_page_leads_to_the_desk(shown, log_in, cast):
    curator, contents = log_in("curator"), f"/admin/exhibits/exhibition/{shown.pk}/contents/"
    page = curator.get(contents)
    assert desk(shown) in tree(page).xpath("//a/@href")
    assert "No text has been saved since edition 1." in words(page)
    shown.sections.get().save()
    assert "Saved since edition 1: 1 section" in words(curator.get(contents))
    withdraw(shown, actor=cast["publisher"])
    assert "Withdrawn" in words(curator.get(contents))
