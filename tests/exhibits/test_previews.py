"""The working copy for people without an account, by a link, and for staff."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from config.logs import WithoutKeys
from exhibits.models import PreviewLink
from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_section,
    tell_of,
)
from tests.reading import links, queries, tree, words

PAGES = ("", "one/", "essays/codes/")


@pytest.fixture
def sea(db):
    """An exhibition that nobody has released."""
    sea = make_exhibition(slug="sea", is_published=False)
    inside = '<p>See <a href="/ja/exhibitions/sea/one/#panel-x">the chapter</a>.</p>'
    panel = make_panel(make_section(sea, slug="one"), slug="here", event_text_en=inside)
    tell_of(make_name(), panel)
    make_exhibit(panel, digital_object=make_page_image())
    make_essay(sea, slug="codes")
    return sea


def make_link(exhibition, days: float = 14, **values) -> PreviewLink:
    until = timezone.now() + timedelta(days=days)
    return PreviewLink.objects.create(
        exhibition=exhibition, note="Dr Sato", expires_at=until, **values
    )


def address(link: PreviewLink, language: str = "en", path: str = "") -> str:
    return f"/preview/{link.token}/{language}/exhibitions/{link.exhibition.slug}/{path}"


def test_a_key_cannot_be_guessed():
    tokens = {PreviewLink().token for _ in range(50)}
    assert len(tokens) == 50 and min(map(len, tokens)) >= 32  # 6 bits each


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_and_until_when(sea, client, language, path):
    link = make_link(sea)
    response = client.get(address(link, language, path))
    root = tree(response)
    assert root.get("lang") == language == response.headers["Content-Language"]
    assert f"{link.expires_at:%H:%M} UTC" in words(root, "//*[@class='preview-note']")[0]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not root.xpath("//link[@rel='canonical' or @rel='alternate']")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_kept_from_caches_indexes_and_other_sites(sea, client, path):
    headers = client.get(address(make_link(sea), path=path)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_bare_link_leads_to_the_language_of_the_browser(sea, client, settings):
    link = make_link(sea)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "mn"
    found = client.get(f"/preview/{link.token}/", headers={"accept-language": "ja"}, follow=True)
    assert found.redirect_chain[-1][0] == address(link, "ja")
    assert tree(found).get("lang") == "ja"


@pytest.mark.parametrize("path", ["one/", "one/?beside=ja", "", "essays/codes/"])
def test_links_to_the_exhibition_stay_inside(sea, client, path):
    link = make_link(sea)
    found = links(tree(client.get(address(link, path=path))), "//main")
    inside = [href for href in found if "/exhibitions/" in href]
    assert inside and all(href.startswith(f"/preview/{link.token}/") for href in inside)
    # Items and names are met at their public pages.
    assert not [h for h in found if "/archive/" in h and "preview" in h]


def test_links_in_rich_texts_and_the_languages_stay_inside(sea, client):
    link = make_link(sea)
    root = tree(client.get(address(link, path="one/")))
    assert links(root, "//div[@class='panel-text']") == [address(link, "ja", "one/#panel-x")]
    assert links(root, "//nav[@class='languages']") == [
        address(link, code, "one/") for code in ("en", "ja", "mn")
    ]
    assert address(link, "mn", "one/") + "#panel-here" in links(root, "//footer")
    assert root.xpath("//aside//a[@aria-current]/@href") == [address(link, "en", "one/")]


def test_the_essay_that_is_read_is_marked_in_the_contents(sea, client):
    link = make_link(sea)
    root = tree(client.get(address(link, path="essays/codes/")))
    assert root.xpath("//aside//a[@aria-current]/@href") == [address(link, "en", "essays/codes/")]


def test_links_to_another_exhibition_leave(sea, client):
    make_panel(
        sea.sections.get(),
        event_text_en='<p><a href="/en/exhibitions/sea-and-land/">x</a>'
        '<a href="/en/exhibitions/sea/editions/2/">y</a></p>',
    )
    found = links(tree(client.get(address(make_link(sea), path="one/"))), "//main")
    assert {"/en/exhibitions/sea-and-land/", "/en/exhibitions/sea/editions/2/"} <= set(found)


def test_what_is_edited_shows_at_once(sea, client):
    link, panel = make_link(sea), sea.sections.get().panels.get()
    panel.title_en = "Two thousand blankets"
    panel.save()
    assert "Two thousand blankets" in client.get(address(link, path="one/")).content.decode()


def test_an_item_that_is_not_public_is_left_out(sea, client):
    item = make_item(is_public=False, title_en="Secret letter")
    make_exhibit(sea.sections.get().panels.get(), item, digital_object=make_page_image(item))
    sea.cover = item.digital_objects.get()
    sea.save()
    for path in PAGES:
        text = client.get(address(make_link(sea), path=path)).content.decode()
        assert (
            "Secret" not in text and item.digital_objects.get().derivatives[0]["name"] not in text
        )


@pytest.mark.parametrize(
    ("values", "status"),
    [({"days": -0.001}, 410), ({"revoked_at": timezone.now()}, 410), (None, 404)],
)
@pytest.mark.parametrize("path", ["", "one/", "nothing/"])
def test_a_closed_link_tells_nothing(sea, client, values, status, path):
    link = make_link(sea, **(values or {}))
    if values is None:
        link.token = "unknown"
    response = client.get(address(link, "ja", path))
    assert response.status_code == status
    response.status_code = 200
    text, root = response.content.decode(), tree(response)
    assert root.get("lang") == "ja" and words(root, "//h1") == ["このプレビューは開けません"]
    assert sea.title_ja not in text and sea.title_en not in text
    assert response.headers["Cache-Control"] == "private, no-store"
    assert links(root, "//nav[@class='languages']")[0] == address(link, "en", path)


def test_the_same_page_whatever_has_closed_it(sea, client):
    closed = [make_link(sea, days=-1), make_link(sea, revoked_at=timezone.now())]
    closed.append(PreviewLink(token="unknown", exhibition=sea))
    pages = {client.get(address(link)).content.decode().replace(link.token, "") for link in closed}
    assert len(pages) == 1


def test_a_link_opens_one_exhibition(sea, client):
    make_section(make_exhibition(slug="land", is_published=False), slug="hills")
    link = make_link(sea)
    for path in ("", "hills/"):
        response = client.get(f"/preview/{link.token}/en/exhibitions/land/{path}")
        assert response.status_code == 302 and response.headers["Location"] == address(link)


def test_a_missing_page_inside_is_missing_in_the_pages_language(sea, client):
    for path in ("nothing/", "essays/nothing/"):
        response = client.get(address(make_link(sea), "mn", path))
        assert response.status_code == 404 and response.headers["Cache-Control"]
        assert '<html lang="mn">' in response.content.decode()


def test_the_use_is_noted_once_an_hour(sea, client):
    link = make_link(sea)
    client.get(address(link))
    first = PreviewLink.objects.get().last_used_at
    assert first
    client.get(address(link))
    assert PreviewLink.objects.get().last_used_at == first


@pytest.mark.parametrize("most", [7, 8])
def test_eight_queries_for_a_chapter_of_twenty_panels(sea, client, most):
    section = sea.sections.get()
    for _ in range(19):
        panel, page = make_panel(section), make_page_image()
        make_exhibit(panel, page.item, digital_object=page if most == 7 else None)
        tell_of(make_name(), panel)
    link = make_link(sea, last_used_at=timezone.now())
    found = queries(client, address(link, "ja", "one/"))
    # 1 link, exhibition and cover, 2 sections, 3 panels with their datasets, 4 exhibits with
    # their items, 5 names, 6 repositories, 7 essays, 8 first pages where none is chosen
    assert len(found) == most, found


STAFF = ("curator", "publisher", "translator-ja", "reviewer", "admin")


@pytest.mark.parametrize("name", STAFF)
def test_staff_need_no_link(sea, log_in, name):
    reader = log_in(name)
    for path in PAGES:
        response = reader.get(f"/preview/working-copy/ja/exhibitions/sea/{path}")
        root = tree(response)
        assert root.get("lang") == "ja" and words(root, "//p[@class='preview-note']")
        assert response.headers["Cache-Control"] == "private, no-store"


def test_who_is_not_staff_is_asked_for_another_account_or_told_nothing(sea, client, log_in):
    for slug in ("sea", "never-heard-of"):
        path = f"/preview/working-copy/en/exhibitions/{slug}/"
        client.logout()
        assert client.get(path).headers["Location"].startswith("/admin/login/?next=/preview/")
        assert log_in("stranger").get(path).status_code == 404


def test_staff_get_from_a_page_and_a_panel_to_their_forms(sea, log_in):
    reader, section = log_in("curator"), sea.sections.get()
    forms = {
        "": f"/admin/exhibits/exhibition/{sea.pk}/change/",
        "one/": f"/admin/exhibits/section/{section.pk}/change/",
        "essays/codes/": f"/admin/exhibits/essay/{sea.essays.get().pk}/change/",
    }
    for path, form in forms.items():
        root = tree(reader.get(f"/preview/working-copy/en/exhibitions/sea/{path}"))
        assert links(root, "//p[@class='preview-note']") == [form]
    root = tree(reader.get("/preview/working-copy/en/exhibitions/sea/one/"))
    panel = section.panels.get()
    edit = f"/preview/working-copy/edit/{panel.uuid}/"
    assert edit in links(root, "//footer[@class='panel-foot']")
    assert reader.get(edit).headers["Location"] == f"/admin/exhibits/panel/{panel.pk}/change/"


def test_holders_of_a_link_see_no_way_to_a_form(sea, client):
    text = client.get(address(make_link(sea), path="one/")).content.decode()
    assert "/admin/" not in text and "/edit/" not in text
    edit = f"/preview/working-copy/edit/{sea.sections.get().panels.get().uuid}/"
    assert client.get(edit).headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_previews_are_for_reading(sea, client, method):
    for path in ("", "one/"):
        assert getattr(client, method)(address(make_link(sea), path=path)).status_code == 405


def test_keys_stand_in_no_log(sea, client, caplog):
    link = make_link(sea)
    caplog.handler.addFilter(WithoutKeys())
    with caplog.at_level(logging.WARNING):
        client.get(address(link, path="nothing/"))
    assert "/preview/…/en/exhibitions/sea/nothing/" in caplog.text
    assert link.token not in caplog.text
