"""The staff pages that are no forms of Django's: who may open them, who may change by them."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from archive.models import CatalogueImport, DigitalObject, Name, ScanUpload
from tests.make import (
    link_name,
    make_essay,
    make_item,
    make_name,
    make_page_image,
    make_transcription,
)

READERS = ("translator-ja", "reviewer", "curator", "admin")
# Addresses under /admin/, and who may change by a POST to them.
PAGES = {
    "archive/archivalitem/{item}/scans/": ("curator", "admin"),
    "archive/archivalitem/{item}/scans/state/": None,
    "archive/archivalitem/{item}/pages/": ("curator", "admin"),
    "archive/archivalitem/{item}/place/": ("curator", "admin"),
    "archive/archivalitem/{item}/card/": None,
    "archive/archivalitem/work/": ("curator", "admin"),
    "archive/archivalitem/alt/": None,
    "archive/archivalitem/find/": READERS,  # asks, and changes nothing
    "archive/archivalitem/export/": None,
    "archive/name/export/": None,
    "archive/repository/export/": None,
    "archive/name/alike/": None,
    "archive/digitalobject/{page}/card/": None,
    "archive/catalogueimport/{sent}/change/": None,
    "archive/catalogueimport/{sent}/state/": None,
    "archive/catalogueimport/{sent}/faults/": None,
    "exhibits/essay/{essay}/footnotes/": ("curator", "admin"),
}
CHANGERS = {
    "archive/name/{name}/merge/": ("curator", "admin"),
    "archive/name/{name}/unmerge/": ("curator", "admin"),
    "archive/name/{name}/latin/": ("curator", "admin"),
    "archive/catalogueimport/{sent}/apply/": ("curator", "admin"),
}
NOTHING = dict.fromkeys(("do", "place", "retry_upload", "delete", "chosen", "discard_upload"), "0")


@pytest.fixture
def keys(db) -> dict:
    item = make_item(title_en="Closed letter", is_public=False)
    page = make_page_image(item, state="failed")
    ScanUpload.objects.create(item=item, state="failed", original_name="x", file="x")
    name = make_name(name_en="", name_mn="Бат", source_language="mn")
    link_name(name, item)
    make_transcription(page)
    sent = CatalogueImport.objects.create(
        kind="items", original_name="x", file="gone.csv", state="done"
    )
    return {"item": item.pk, "page": page.pk, "name": name.pk, "sent": sent.pk,
            "essay": make_essay().pk}  # fmt: skip


@pytest.fixture
def as_person(cast):
    """A client of somebody by name; ``bare`` is staff without any permission."""
    bare = get_user_model().objects.create_user("bare", password="bare", is_staff=True)
    people = {**cast, "bare": bare}

    def client_of(name: str, **options) -> Client:
        client = Client(**options)
        if name:
            client.force_login(people[name], backend="config.authentication.AccountBackend")
        return client

    return client_of


def state() -> tuple:
    """What none of the refused requests may touch."""
    return (
        list(ScanUpload.objects.values_list("pk", "state")),
        list(DigitalObject.objects.values_list("pk", "state", "order", "label")),
        list(CatalogueImport.objects.values_list("pk", "state", "wants_applying")),
        list(Name.objects.values_list("pk", "name_en", "merged_into")),
    )


@pytest.mark.parametrize("address", PAGES)
def test_who_may_open_a_page(keys, as_person, address):
    address = f"/admin/{address.format(**keys)}"
    before = state()
    for name in READERS:
        assert (name, as_person(name).get(address).status_code) == (name, 200)
    assert (as_person("bare").get(address).status_code) == 403
    for name in ("", "stranger"):
        answer = as_person(name).get(address)
        assert (answer.status_code, "/admin/login/" in answer["Location"]) == (302, True)
    assert state() == before  # looking changes nothing


@pytest.mark.parametrize("address", [*PAGES, *CHANGERS])
def test_who_may_change_by_a_page(keys, as_person, address):
    allowed = (PAGES | CHANGERS)[address] or ()
    must_refuse = bool(allowed)
    address = f"/admin/{address.format(**keys)}"
    before = state()
    for name in ("", "stranger", "bare", "translator-ja", "reviewer"):
        if name in allowed:
            continue
        answer = as_person(name).post(address, {**NOTHING, "with": keys["name"], "retry_all": "1"})
        led_to_login = "/admin/login/" in answer.get("Location", "")
        if must_refuse:
            assert (name, answer.status_code in (403, 405) or led_to_login) == (name, True)
        assert (name, state()) == (name, before)


@pytest.mark.parametrize("address", [*PAGES, *CHANGERS])
def test_every_form_needs_its_token(keys, as_person, address):
    client = as_person("admin", enforce_csrf_checks=True)
    before = state()
    answer = client.post(f"/admin/{address.format(**keys)}", {"retry_all": "1"})
    assert (answer.status_code, state()) == (403, before)


@pytest.mark.parametrize("address", [a for a in CHANGERS if "merge/" not in a or "un" in a])
def test_what_changes_is_never_a_link(keys, as_person, address):
    before = state()
    answer = as_person("admin").get(f"/admin/{address.format(**keys)}")
    assert (answer.status_code, state()) == (405, before)


def test_merging_is_not_done_by_a_link(keys, as_person):
    other = make_name()
    before = state()
    answer = as_person("admin").get(f"/admin/archive/name/{keys['name']}/merge/?with={other.pk}")
    assert (answer.status_code, state()) == (200, before)


@pytest.mark.parametrize("page", ["page/{page}/", "item/{item}/"])
def test_texts_of_a_page_are_for_those_who_may_see_them(keys, as_person, page):
    address = f"/admin/archive/transcription/{page.format(**keys)}"
    assert as_person("bare").get(address).status_code == 403
    assert as_person("reviewer").get(address).status_code == 302
    assert "/admin/login/" in as_person("stranger").get(address)["Location"]
