"""Every page of the admin: that it opens, for whom, and with how many queries."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import URLPattern, URLResolver, reverse

from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
)
from tests.reading import links, queries, tree, words

MAKERS = {
    "archive_archivalitem": lambda: make_page_image().item,
    "archive_digitalobject": make_page_image,
    "archive_repository": make_repository,
    "auth_group": lambda: Group.objects.first(),
    "auth_user": lambda: User.objects.get(username="stranger"),
    "exhibits_dataset": make_dataset,
    "exhibits_essay": make_essay,
    "exhibits_exhibition": make_exhibition,
    "exhibits_page": make_page,
    "exhibits_panel": lambda: make_exhibit().panel,
    "exhibits_section": make_section,
}
REGISTERED = sorted(f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry)
every_model = pytest.mark.parametrize("model", REGISTERED)


def test_every_registered_model_is_visited():
    assert sorted(MAKERS) == REGISTERED


# Session and person are two of the queries of every page; permissions are none for an
# administrator. Then come the page's own.
CEILINGS = {"changelist": 8, "add": 5, "change": 9}


@every_model
@pytest.mark.parametrize("page", CEILINGS)
def test_every_page_opens_within_its_ceiling(log_in, model, page):
    client, obj = log_in("admin"), MAKERS[model]()
    if (model, page) == ("archive_digitalobject", "add"):
        assert client.get(reverse(f"admin:{model}_add")).status_code == 403
        return
    address = reverse(f"admin:{model}_{page}", args=[obj.pk] if page == "change" else [])
    found = queries(client, address)
    assert len(found) <= CEILINGS[page], "\n".join(found)


@pytest.mark.parametrize("language", ["ja", "mn"])
@every_model
def test_every_change_page_opens_in_every_language(log_in, model, language):
    client, obj = log_in("admin"), MAKERS[model]()
    address = reverse(f"admin:{model}_change", args=[obj.pk])
    assert client.get(f"{address}?language={language}").status_code == 200


@pytest.mark.parametrize("page", ["desk", "contents"])
@pytest.mark.parametrize("size", [2, 30])
def test_desk_and_contents_do_not_grow(log_in, page, size):
    section, client = make_section(make_exhibition()), log_in("admin")
    for _ in range(size):
        panel = make_panel(make_section(section.exhibition, parent=section))
        make_exhibit(panel, make_page_image().item)
    key = section.exhibition.pk
    address = {
        "desk": reverse("admin:index"),
        "contents": reverse("admin:exhibits_exhibition_contents", args=[key]),
    }[page]
    # desk: 2 session and person, exhibitions, panels by exhibition, 6 kinds of part, 4 tasks of
    # documents, 3 of languages, log; contents: 2, exhibition, sections, panels, exhibits, page
    # images, essays, datasets
    assert len(queries(client, address)) <= {"desk": 19, "contents": 10}[page]


@pytest.mark.parametrize("model", ["archive_archivalitem", "exhibits_panel", "exhibits_section"])
def test_lists_do_not_grow(log_in, model):
    client, section, item = log_in("curator"), make_section(), make_page_image().item
    address = reverse(f"admin:{model}_changelist")

    def add(count: int) -> None:
        for _ in range(count):
            make_page_image(make_item(repository=make_repository(parent=item.repository)))
            make_exhibit(
                make_panel(make_section(parent=section, exhibition=section.exhibition)), item
            )

    add(3)
    few = len(queries(client, address))
    add(297)
    assert len(queries(client, address)) == few <= 12


def test_tasks_of_the_desk_lead_to_what_they_count(log_in):
    panel = make_panel(title_ja="", event_text_mn="")
    make_exhibit(make_panel(panel.section), make_item(is_public=False))
    make_page_image(alt_en="")
    client = log_in("curator")
    root = tree(client.get(reverse("admin:index")))
    tasks = dict(zip(links(root, "//ul[@class='desk-tasks']"), words(
        root, "//ul[@class='desk-tasks']//strong"), strict=True))  # fmt: skip
    assert len(tasks) == 5
    for address, count in tasks.items():
        listed = tree(client.get(address)).xpath("//table[@id='result_list']/tbody/tr")
        assert (len(listed), address) == (int(count), address)


# Who may do what ---------------------------------------------------------------------------------

PEOPLE = ("nobody", "stranger", "reviewer", "translator-ja", "curator", "publisher", "admin")
# "in" asks for another account; the columns are those of PEOPLE.
STAFF = "in in 200 200 200 200 200"
EDIT = "in in 403 403 200 200 200"
ADMIN = "in in 403 403 403 403 200"
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
EXCEPTIONS = {
    "archive_archivalitem_card": STAFF,
    "archive_digitalobject_card": STAFF,
    "archive_digitalobject_add": NEVER,
    "auth_user_password_change": ADMIN,
    "exhibits_exhibition_contents": STAFF,
    "exhibits_exhibition_move": "in in 403 403 302 302 302",
    "exhibits_exhibition_publish": "in in 403 403 403 302 302",
}
SENT = {"move": {"kind": "section", "place": "0"}, "publish": {"do": "publish"}}


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
    panel = make_panel()
    special = {
        "catch-all": "/admin/nothing/",
        "app_list": "/admin/exhibits/",
        "view_on_site": f"/admin/r/{content_type(panel)}/{panel.pk}/",
        "autocomplete": "/admin/autocomplete/?app_label=exhibits&model_name=panel"
        "&field_name=section",
    }
    if name in special:
        return special[name]
    needs_object = name in EXCEPTIONS or page in ("change", "delete", "history", "move", "card")
    needs_object = needs_object and model in MAKERS and page != "add"
    if name == "auth_user_password_change":
        model, needs_object = "auth_user", True
    return reverse(f"admin:{name}", args=[MAKERS[model]().pk] if needs_object else [])


def content_type(obj) -> int:
    from django.contrib.contenttypes.models import ContentType

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
        to_login = response.headers.get("Location", "").startswith("/admin/login/")
        answers[person] = "in" if to_login else str(response.status_code)
    assert answers == dict(zip(PEOPLE, expected(name).split(), strict=True))


def make_exhibition_of(address: str):
    from exhibits.models import Exhibition

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
    root = tree(client.get(reverse(f"admin:{model}_change", args=[obj.pk])))
    assert not root.xpath(
        "//input[@name='_save'] | //a[@class='deletelink'] | //a[@class='addlink']"
    )
    listed = tree(client.get(reverse(f"admin:{model}_changelist")))
    assert not listed.xpath("//option[@value='delete_selected'] | //main//a[@class='addlink']")


@pytest.mark.parametrize(
    "query",
    [
        *("?q='", "?q=%25", "?q=%00", "?q=%ED%A0%80", "?q=" + "x" * 5000, "?p=99999", "?p=x"),
        *("?o=99", "?o=x", "?level__exact=box", "?nothing=1", "?digitised=perhaps", "?all="),
    ],
)
@pytest.mark.parametrize("model", ["archive_archivalitem", "exhibits_panel"])
def test_hostile_list_addresses_are_answered(log_in, model, query):
    make_panel()
    response = log_in("curator").get(reverse(f"admin:{model}_changelist") + query, follow=True)
    assert response.status_code == 200


def test_choosing_shows_picture_code_and_title(log_in):
    item = make_item(title_en="Resolution")
    page = make_page_image(item)
    query = {
        "app_label": "exhibits",
        "model_name": "exhibit",
        "field_name": "item",
        "term": "resol",
    }
    found = log_in("curator").get("/admin/autocomplete/", query).json()["results"]
    assert [(row["title"], row["code"]) for row in found] == [("Resolution", item.reference_code)]
    card = log_in("curator").get(reverse("admin:archive_archivalitem_card", args=[item.pk])).json()
    assert [shown["id"] for shown in card["pages"]] == [page.pk]
    assert found[0]["picture"] == card["pages"][0]["picture"]


@pytest.mark.parametrize("size", [1, 20])
def test_choosing_does_not_grow(log_in, size):
    for _ in range(size):
        make_page_image(make_item(repository=make_repository()))
    query = "?app_label=exhibits&model_name=exhibit&field_name=item&term="
    # 2 session and person, 2 permissions, 1 count, 1 items with repositories, 1 page images
    assert len(queries(log_in("curator"), f"/admin/autocomplete/{query}")) <= 7
