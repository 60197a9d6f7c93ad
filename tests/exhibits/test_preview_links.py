"""The page on which preview links are made, prolonged and revoked."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from exhibits.models import PreviewLink
from tests.exhibits.test_previews import make_link
from tests.make import make_essay, make_exhibition, make_page, make_panel, make_section
from tests.reading import links, tree, words


@pytest.fixture
def sea(db):
    return make_exhibition(slug="sea", is_published=False)


def page_of(exhibition) -> str:
    return f"/admin/exhibits/exhibition/{exhibition.pk}/previews/"


def days_left(link: PreviewLink) -> float:
    link.refresh_from_db()
    return round((link.expires_at - timezone.now()) / timedelta(days=1), 2)


def test_a_link_is_made_and_opens_the_exhibition(sea, log_in, settings):
    curator = log_in("curator")
    sent = {"do": "make", "note": "Dr Sato", "days": "14"}
    root = tree(curator.post(page_of(sea), sent, follow=True))
    made = PreviewLink.objects.get()
    assert (made.note, made.made_by.username, days_left(made)) == ("Dr Sato", "curator", 14)
    address = root.xpath("//input[@readonly]/@value")
    assert address == [f"{settings.SITE_URL}/preview/{made.token}/"]
    curator.logout()
    assert curator.get(address[0], follow=True).status_code == 200


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [({"days": "0"}, "id_days"), ({"days": "366"}, "id_days"), ({"days": "x"}, "id_days")]
    + [({"note": ""}, "id_note"), ({"note": "x" * 201}, "id_note")],
)
def test_bad_input_is_told_and_nothing_is_lost(sea, log_in, sent, wrong):
    sent = {"do": "make", "note": "Dr Sato", "days": "14", **sent}
    root = tree(log_in("curator").post(page_of(sea), sent))
    assert not PreviewLink.objects.exists()
    assert words(root, f"//*[@id='{wrong}_error']//li")[0]
    assert root.get_element_by_id("id_note").get("value", "") == sent["note"]


def test_a_link_is_prolonged_from_today_even_when_it_has_expired(sea, log_in):
    link = make_link(sea, days=-3)
    sent = {"do": "prolong", "link": link.pk, "days": "30"}
    log_in("curator").post(page_of(sea), sent)
    assert days_left(link) == 30


@pytest.mark.parametrize("days", ["", "0", "366", "-1", "9" * 30, "１５"])
def test_no_link_lives_for_more_than_a_year(sea, log_in, days):
    link = make_link(sea)
    sent = {"do": "prolong", "link": link.pk, "days": days}
    response = log_in("curator").post(page_of(sea), sent, follow=True)
    assert days_left(link) == 14
    assert words(tree(response), "//ul[@class='messagelist']/li")


def test_a_revoked_link_is_closed_for_good(sea, log_in, client):
    link, curator = make_link(sea), log_in("curator")
    curator.post(page_of(sea), {"do": "revoke", "link": link.pk})
    assert client.get(f"/preview/{link.token}/en/").status_code == 410
    curator.post(page_of(sea), {"do": "prolong", "link": link.pk, "days": "30"})
    assert days_left(link) == 14
    assert client.get(f"/preview/{link.token}/en/").status_code == 410


def test_links_of_another_exhibition_cannot_be_touched(sea, log_in):
    link = make_link(make_exhibition())
    sent = {"do": "revoke", "link": link.pk}
    assert log_in("curator").post(page_of(sea), sent).status_code == 404
    assert log_in("curator").post(page_of(sea), {"do": "revoke", "link": "²"}).status_code == 404
    assert PreviewLink.objects.get().is_open()


@pytest.mark.parametrize("name", ["reviewer", "translator-ja"])
def test_who_may_not_change_the_exhibition_sees_no_key(sea, log_in, name):
    link = make_link(sea)
    for query in ("", "?language=ja"):
        address = page_of(sea) + query
        assert log_in(name).get(address).status_code == 403
        assert log_in(name).post(address, {"do": "revoke", "link": link.pk}).status_code == 403
    contents = tree(log_in(name).get(f"/admin/exhibits/exhibition/{sea.pk}/contents/"))
    assert page_of(sea) not in links(contents, "//*[@class='arrange-head']")


def test_what_was_done_is_in_the_history_without_the_key(sea, log_in):
    link, curator = make_link(sea), log_in("curator")
    curator.post(page_of(sea), {"do": "make", "note": "Dr Sato", "days": "14"})
    curator.post(page_of(sea), {"do": "prolong", "link": link.pk, "days": "9"})
    curator.post(page_of(sea), {"do": "revoke", "link": link.pk})
    said = [entry.get_change_message() for entry in LogEntry.objects.all()]
    assert len(said) == 3 and all("Dr Sato" in line for line in said)
    assert not any(link.token in line for line in said)


def test_forms_lead_to_the_preview_in_their_language(sea, log_in):
    panel = make_panel(make_section(sea, slug="one"), slug="here")
    essay, curator = make_essay(sea, slug="codes"), log_in("curator")
    expected = {
        sea: "/preview/working-copy/ja/exhibitions/sea/",
        panel.section: "/preview/working-copy/ja/exhibitions/sea/one/",
        panel: "/preview/working-copy/ja/exhibitions/sea/one/#panel-here",
        essay: "/preview/working-copy/ja/exhibitions/sea/essays/codes/",
    }
    for obj, preview in expected.items():
        form = reverse(f"admin:exhibits_{obj._meta.model_name}_change", args=[obj.pk])
        root = tree(curator.get(form, {"language": "ja"}))
        assert root.xpath("//a[@class='viewsitelink']/@href") == [preview]
    contents = tree(curator.get(f"/admin/exhibits/exhibition/{sea.pk}/contents/"))
    assert "/preview/working-copy/en/exhibitions/sea/" in links(contents, "//main")
    assert page_of(sea) in links(contents, "//*[@class='arrange-head']")


def test_a_plain_page_is_viewed_on_the_site(log_in):
    page = make_page()
    root = tree(log_in("curator").get(f"/admin/exhibits/page/{page.pk}/change/"))
    assert root.xpath("//a[@class='viewsitelink']/@href")[0].startswith("/admin/r/")


def test_the_desk_leads_to_the_preview(sea, log_in):
    panel = make_panel(make_section(sea, slug="one"), slug="here")
    root = tree(log_in("curator").get(f"/translate/desk/exhibits.panel/{panel.pk}/mn/"))
    preview = "/preview/working-copy/mn/exhibitions/sea/one/#panel-here"
    assert links(root, "//*[@class='as-visitors']") == [preview]
