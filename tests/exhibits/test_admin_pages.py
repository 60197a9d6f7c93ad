"""Every page of the admin: that it opens, and with how many queries."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from exhibits.models import Person
from tests.make import (
    make_catalogue_import,
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_form,
    make_item,
    make_name,
    make_page,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
    make_term,
    make_transcription,
)
from tests.reading import links, queries, tree, words
from translations.models import State, TranslationUnit

MAKERS = {
    "archive_archivalitem": lambda: make_page_image().item,
    "archive_catalogueimport": make_catalogue_import,
    "archive_digitalobject": make_page_image,
    "archive_name": lambda: make_form(make_name(), "Ц.Элбэгдорж").name,
    "archive_repository": make_repository,
    "archive_transcription": make_transcription,
    "auth_group": lambda: Group.objects.first(),
    "auth_user": lambda: User.objects.get(username="stranger"),
    "exhibits_dataset": make_dataset,
    "exhibits_essay": make_essay,
    "exhibits_exhibition": make_exhibition,
    "exhibits_page": make_page,
    "exhibits_panel": lambda: make_exhibit().panel,
    "exhibits_person": lambda: Person.objects.get(username="stranger"),
    "exhibits_section": make_section,
    "translations_term": make_term,
}
REGISTERED = sorted(f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry)
every_model = pytest.mark.parametrize("model", REGISTERED)


def test_every_registered_model_is_visited():
    assert sorted(MAKERS) == REGISTERED


# Session and person are two of the queries of every page; permissions are none for an
# administrator. Then come the page's own; on a change page three ask who else is here.
CEILINGS = {"changelist": 8, "add": 5, "change": 14}


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
    # desk: 2 session and person, exhibitions twice, what readers see of them, what they will see,
    # open releases, panels by exhibition, content types, texts by state, 5 tasks of documents, 2 of
    # scans, 3 of translations, log; contents: 2, exhibition, the same 3 of releases, 2 of what
    # was saved, sections, panels, exhibits, page images, essays, datasets
    assert len(queries(client, address)) <= {"desk": 20, "contents": 14}[page]


@pytest.mark.parametrize("model", ["archive.archivalitem", "exhibits.panel", "exhibits.section"])
def test_lists_do_not_grow(log_in, model, monkeypatch):
    kind = next(kind for kind in admin.site._registry if kind._meta.label_lower == model)
    monkeypatch.setattr(admin.site._registry[kind], "list_per_page", 25)
    client, section, item = log_in("curator"), make_section(), make_page_image().item
    address = reverse(f"admin:{model.replace('.', '_')}_changelist")

    def add(count: int) -> None:
        for _ in range(count):
            make_page_image(make_item(repository=make_repository(parent=item.repository)))
            make_exhibit(
                make_panel(make_section(parent=section, exhibition=section.exhibition)), item
            )

    add(3)
    few = len(queries(client, address))
    add(27)
    assert len(queries(client, address)) == few <= 12


def test_tasks_of_the_desk_lead_to_what_they_count(log_in):
    panel = make_panel(title_ja="", event_text_mn="")
    make_exhibit(make_panel(panel.section), make_item(is_public=False))
    make_page_image(alt_en="")
    client = log_in("curator")
    root = tree(client.get(reverse("admin:index")))
    tasks = dict(zip(links(root, "//ul[@class='desk-tasks']"), words(
        root, "//ul[@class='desk-tasks']//strong"), strict=True))  # fmt: skip
    assert len(tasks) == 6
    for address, count in tasks.items():
        page = tree(client.get(address))
        rows = page.xpath("//table[@id='result_list']/tbody/tr | //ul[@class='board-fields']/li")
        assert (len(rows), address) == (int(count), address)


def test_the_opening_page_shows_how_far_the_texts_are(log_in):
    panel = make_panel(title_ja="")
    TranslationUnit.objects.of(panel).update(state=State.APPROVED)
    TranslationUnit.objects.of(panel).filter(language="ja", field="title").update(state=0)
    TranslationUnit.objects.of(panel).filter(language="mn", field="title").update(made_from="")
    client, scope = log_in("curator"), panel.section.translation_scope()
    root = tree(client.get(reverse("admin:index")))
    # In each language: titles of exhibition, section and panel, and the text of the panel.
    assert words(root, "//ul[contains(@class, 'progress')]/li") == [
        "日本語 1 / 4",
        "Монгол 1 / 4 · 1 outdated",
    ]
    assert links(root, "//ul[contains(@class, 'progress')]") == [
        f"/translate/in/{scope}/?language={code}" for code in ("ja", "mn")
    ]


@pytest.mark.parametrize("person", ["translator-ja", "reviewer-mn", "curator"])
def test_the_opening_page_leads_to_the_translators_desk(log_in, person):
    make_panel()
    root = tree(log_in(person).get(reverse("admin:index")))
    assert words(root, "//a[@class='button'][@href='/translate/']") == ["Translators’ desk"]


def test_who_does_not_translate_is_not_led_there(log_in, cast):
    make_panel()
    translator = cast["translator-ja"]
    group = translator.groups.get()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="translations"))
    root = tree(log_in("translator-ja").get(reverse("admin:index")))
    assert words(root, "//ul[contains(@class, 'progress')]/li") == ["日本語 0 / 4", "Монгол 0 / 4"]
    assert not [link for link in links(root, "//main") if link.startswith("/translate/")]


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
