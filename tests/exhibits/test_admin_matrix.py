"""Who may do what: every address of the admin, as every role and as nobody."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, reverse

from exhibits.editions.releasing import release_now
from exhibits.models import Exhibition
from tests.exhibits.test_admin_pages import MAKERS, REGISTERED
from tests.make import make_page_image, make_panel, make_section
from tests.reading import tree
from translations.models import Change

PEOPLE = ("nobody", "stranger", "reviewer", "translator-ja", "curator", "publisher", "admin")
# "in" asks for another account; the columns are those of PEOPLE.
STAFF = "in in 200 200 200 200 200"
EDIT = "in in 403 403 200 200 200"
ADMIN = "in in 403 403 403 403 200"
LED_ON = "in in 302 302 302 302 302"
NEVER = "in in 403 403 403 403 403"
ANYBODY = "200 200 200 200 200 200 200"
SITE = {
    "index": STAFF,
    "login": "200 200 302 302 302 302 302",  # who is in already is led to the desk
    "jsi18n": STAFF,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "autocomplete": STAFF,
    "view_on_site": "in in 302 302 302 302 302",
    "app_list": STAFF,
    "catch-all": "in in 404 404 404 404 404",
}
STORY = {"changelist": STAFF, "add": EDIT, "change": STAFF, "delete": EDIT, "history": STAFF}
ACCOUNTS = dict.fromkeys(STORY, ADMIN)
CHANGE = "in in 403 403 302 302 302"
STORY |= {"compare": STAFF, "deleted": STAFF, "here": STAFF, "restore": CHANGE, "back": CHANGE}
EXCEPTIONS = {
    "archive_archivalitem_card": STAFF,
    "archive_archivalitem_find": STAFF,
    "archive_archivalitem_place": STAFF,
    "exhibits_essay_footnotes": STAFF,
    "archive_digitalobject_card": STAFF,
    "archive_transcription_page": LED_ON,
    "archive_transcription_item": LED_ON,
    "archive_archivalitem_alt": STAFF,
    "archive_archivalitem_pages": STAFF,
    "archive_archivalitem_scans": STAFF,
    "archive_archivalitem_state": STAFF,
    "archive_archivalitem_work": STAFF,
    "archive_catalogueimport_apply": "in in 403 403 302 302 302",
    "archive_catalogueimport_faults": STAFF,
    "archive_catalogueimport_state": STAFF,
    "archive_digitalobject_add": NEVER,
    **{f"archive_{model}_export": STAFF for model in ("archivalitem", "name", "repository")},
    "archive_name_alike": STAFF,
    "archive_name_merge": EDIT,
    "archive_name_unmerge": "in in 403 403 302 302 302",
    "archive_name_latin": "in in 403 403 302 302 302",
    "auth_user_password_change": ADMIN,
    "exhibits_exhibition_contents": STAFF,
    "exhibits_exhibition_compare": STAFF,
    "exhibits_exhibition_previews": EDIT,
    "exhibits_exhibition_move": "in in 403 403 302 302 302",
    "exhibits_exhibition_release": STAFF,
    "exhibits_exhibition_findings": STAFF,
    "exhibits_exhibition_policy": STAFF,
    "exhibits_exhibition_editions": STAFF,
    "exhibits_exhibition_again": STAFF,
    **{f"exhibits_exhibition_{page}": LED_ON for page in ("progress", "correct", "withdraw")},
    "exhibits_exhibition_calloff": "in in 403 403 403 404 404",
}
SENT = {"move": {"kind": "section", "place": "0"}, "calloff": {"showing": "1"}}
SENT |= {"restore": {"what": "all"}, "back": {"do": "it"}, "here": {"seen": "0"}}
SENT |= {"apply": {"do": "it"}, "unmerge": {"do": "it"}, "latin": {"do": "it"}}


def patterns(found=None) -> list[URLPattern]:
    """Every address of the admin."""
    found = admin.site.urls[0] if found is None else found
    return [
        pattern
        for one in found
        for pattern in (patterns(one.url_patterns) if isinstance(one, URLResolver) else [one])
    ]


def name_of(pattern: URLPattern) -> str:
    return pattern.name or ("catch-all" if "url" in str(pattern.pattern) else "old-change")


def expected(name: str) -> str | None:
    """The row of the matrix for an address."""
    model, _, page = name.rpartition("_")
    if name in EXCEPTIONS or name in SITE:
        return EXCEPTIONS.get(name) or SITE[name]
    return (ACCOUNTS if model.startswith("auth_") else STORY).get(page)


NAMES = sorted({name_of(pattern) for pattern in patterns()} - {"old-change", "logout"})


def test_the_matrix_covers_every_address():
    assert [name for name in NAMES if expected(name) is None] == []


def address_of(name: str) -> str:
    model, _, page = name.rpartition("_")
    panel, scan, texts = make_panel(), make_page_image(), "/admin/archive/transcription/"
    exhibition = panel.section.exhibition
    desk = reverse("admin:exhibits_exhibition_release", args=[exhibition.pk])
    if page == "again":
        release_now(exhibition, actor=None)
    special = {
        "catch-all": "/admin/nothing/",
        "app_list": "/admin/exhibits/",
        "archive_name_alike": "/admin/archive/name/alike/",
        "archive_archivalitem_alt": "/admin/archive/archivalitem/alt/",
        "archive_archivalitem_work": "/admin/archive/archivalitem/work/",
        "archive_archivalitem_find": reverse("admin:archive_archivalitem_find"),
        "archive_transcription_page": f"{texts}page/{scan.pk}/",
        "archive_transcription_item": f"{texts}item/{scan.item_id}/",
        "view_on_site": f"/admin/r/{content_type(panel)}/{panel.pk}/",
        "exhibits_exhibition_findings": f"{desk}findings/?kind=missing",
        "exhibits_exhibition_again": f"{desk}again/1/",
        "autocomplete": "/admin/autocomplete/?app_label=exhibits&model_name=panel"
        "&field_name=section",
    }
    if name in special or page == "export":
        return special.get(name) or reverse(f"admin:{name}")
    if page == "back":
        MAKERS[model]().delete()
        app, label = model.split("_")
        gone = Change.objects.filter(kind="deleted", content_type__app_label=app)
        return reverse(f"admin:{name}", args=[gone.filter(content_type__model=label)[0].pk])
    needs_object = name in EXCEPTIONS or page in ("change", "delete", "history", "move", "card")
    needs_object |= page in ("compare", "restore", "here")
    needs_object = needs_object and model in MAKERS and page != "add"
    if name == "auth_user_password_change":
        model, needs_object = "auth_user", True
    return reverse(f"admin:{name}", args=[MAKERS[model]().pk] if needs_object else [])


def content_type(obj) -> int:
    return ContentType.objects.get_for_model(obj).pk


@pytest.mark.parametrize("name", NAMES)
def test_the_matrix(cast, log_in, client, name):
    address, page = address_of(name), name.rpartition("_")[2]
    sent = SENT.get(page)
    if page == "move":
        sent = {**sent, "id": make_section(make_exhibition_of(address)).pk}
    answers = {}
    for person in PEOPLE:
        client.logout()
        reader = client if person == "nobody" else log_in(person)
        response = reader.post(address, sent) if sent else reader.get(address)
        if response.headers.get("Location", "").startswith("?language="):
            # Who may only translate is led to the form in that language.
            response = reader.get(address + response.headers["Location"])
        to_login = response.headers.get("Location", "").startswith("/admin/login/")
        answers[person] = "in" if to_login else str(response.status_code)
    assert answers == dict(zip(PEOPLE, expected(name).split(), strict=True))


def make_exhibition_of(address: str):
    return Exhibition.objects.get(pk=address.split("/")[4])


@pytest.mark.parametrize("person", ["nobody", "stranger"])
def test_sending_is_closed_to_strangers(cast, log_in, client, person):
    reader = client if person == "nobody" else log_in(person)
    for name in NAMES:
        if name in ("login", "jsi18n", "catch-all"):
            continue
        response = reader.post(address_of(name), {"title_en": "x"})
        assert response.headers.get("Location", "").startswith("/admin/login/"), name


@pytest.mark.parametrize("person", ["reviewer", "translator-ja"])
@pytest.mark.parametrize("model", [name for name in REGISTERED if not name.startswith("auth_")])
def test_who_may_not_change_has_no_button(log_in, model, person):
    client, obj = log_in(person), MAKERS[model]()
    # The source is named: without it, a translator is led to the form that is open to them.
    source = {"language": getattr(obj, "source_language", "")}
    root = tree(client.get(reverse(f"admin:{model}_change", args=[obj.pk]), source))
    assert not root.xpath(
        "//input[@name='_save'] | //a[@class='deletelink'] | //a[@class='addlink']"
    )
    listed = tree(client.get(reverse(f"admin:{model}_changelist")))
    assert not listed.xpath("//option[@value='delete_selected'] | //main//a[@class='addlink']")
