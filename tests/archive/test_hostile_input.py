"""What strangers write into addresses and forms is answered, never with an error of ours."""

import pytest
from django.urls import reverse

from archive.models import CatalogueImport, ScanUpload
from tests.make import (
    link_name,
    make_essay,
    make_item,
    make_name,
    make_page_image,
    make_transcription,
)

HUGE = "9" * 30
TOO_LONG = "9" * 5000  # Python refuses to read so many figures
NUMBERS = (HUGE, TOO_LONG, "-1", "٣", "x", "", "%00", "1%00", "1.5")


@pytest.fixture
def world(db):
    """One of everything that has an address."""
    item = make_item(title_en="Letter")
    page = make_page_image(item)
    name = make_name(name_en="Somebody")
    link_name(name, item)
    text = make_transcription(page)
    essay = make_essay()
    return {"item": item, "page": page, "name": name, "text": text, "essay": essay}


NULS = [
    *("/en/archive/?q=%00", "/en/archive/?agent=%00", "/en/archive/?language=%00"),
    *("/en/archive/?date_from=%00", "/en/archive/?repository=%00&level=%00&type=%00"),
    *("/en/archive/?digitised=%00&page=%00", "/en/archive/names/?kind=%00&initial=%00"),
    *("/en/archive/find/?citation=%00", "/en/archive/find/?citation=Fund-1%00,%20File-1"),
]


@pytest.mark.parametrize("address", NULS)
def test_readers_may_write_null_characters(world, client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:8])
def test_readers_may_write_any_number(world, client, number):
    item, name = world["item"].pk, world["name"].pk
    for address in (
        f"/en/archive/items/{item}/?page={number}&below={number}",
        f"/en/archive/names/{name}/?page={number}",
        f"/en/archive/names/?page={number}",
        f"/en/archive/?page={number}&agent={number}&place={number}&repository={number}",
    ):
        assert client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("number", [HUGE, TOO_LONG], ids=len)
def test_keys_that_no_row_can_have_are_not_found(world, client, number):
    item, checksum = world["item"].pk, world["page"].checksum[:40]
    for address in (
        *(f"/en/archive/items/{number}/", f"/en/archive/items/{number}/citation.ris"),
        *(f"/en/archive/names/{number}/", f"/en/archive/repositories/{number}/"),
        *(f"/iiif/items/{number}/manifest", f"/iiif/items/{item}/pages/{number}/texts"),
        *(f"/iiif/items/{number}/pages/1/texts", f"/iiif/providers/{number}"),
        *(f"/iiif/images/{number}/info.json", f"/iiif/images/{checksum}_{number}/info.json"),
        f"/iiif/images/{checksum}/{number},0,1,1/{number},/0/default.jpg",
    ):
        assert (address[:60], client.get(address).status_code) == (address[:60], 404)


@pytest.mark.parametrize("value", ["en", "zz"])
def test_one_filter_may_be_written_very_often(world, client, value):
    for name in ("language", "agent", "level", "type", "repository", "subject"):
        query = "&".join([f"{name}={value}"] * 1200)
        assert client.get(f"/en/archive/?{query}").status_code == 200


def test_very_many_languages_may_be_asked_for(world, client):
    codes = ["en", "ja", "mn", "ru", "zh", "ko", "de", "fr", "es", "it", "nl", "pl", "cs", "hu"]
    many = [f"{code}-{script}" for code in codes for script in ("Latn", "Cyrl", "Mong", "Jpan",
            "Hans", "Hant", "Arab", "Grek", "Tibt", "Phag", "Hang", "Kore", "Thai", "Deva",
            "Hebr", "Geor", "Armn", "Ethi", "Khmr", "Laoo")]  # fmt: skip
    query = "&".join(f"language={code}" for code in many)
    assert client.get(f"/en/archive/?{query}").status_code == 200


LISTS = {
    "archive_archivalitem": ("level__exact", "repository__id__exact", "readers", "missing", "q"),
    "archive_name": ("kind__exact", "merged", "missing", "q"),
    "archive_repository": ("q", "missing"),
    "archive_transcription": ("kind__exact", "language", "digital_object__item__id__exact", "q"),
    "archive_catalogueimport": ("kind__exact", "state__exact", "is_applied__exact"),
    "archive_digitalobject": ("q",),
}


@pytest.mark.parametrize("value", ["%00", HUGE, "x%00y", "-1"], ids=lambda value: value[:8])
@pytest.mark.parametrize("model", LISTS)
def test_staff_lists_take_any_filter(world, log_in, model, value):
    client = log_in("admin")
    for name in LISTS[model]:
        address = f"{reverse(f'admin:{model}_changelist')}?{name}={value}"
        assert client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("model", ["archivalitem", "name", "repository"])
@pytest.mark.parametrize("value", ["%00", HUGE], ids=lambda value: value[:8])
def test_exports_take_any_filter(world, log_in, model, value):
    client = log_in("curator")
    for name in LISTS[f"archive_{model}"]:
        response = client.get(f"{reverse(f'admin:archive_{model}_export')}?{name}={value}")
        assert response.status_code == 200
        assert b"id" in b"".join(response.streaming_content)


def staff_addresses(world):
    item, page, name = world["item"].pk, world["page"].pk, world["name"].pk
    return [
        *(f"/admin/archive/archivalitem/{item}/{one}/" for one in ("scans", "pages", "place")),
        f"/admin/archive/archivalitem/{item}/scans/state/",
        *(f"/admin/archive/archivalitem/{one}/" for one in ("work", "alt", "find")),
        *(f"/admin/archive/transcription/page/{page}/", "/admin/archive/transcription/add/"),
        f"/admin/archive/transcription/item/{HUGE}/",
        *(f"/admin/archive/name/{name}/merge/", "/admin/archive/name/alike/"),
        f"/admin/exhibits/essay/{world['essay'].pk}/footnotes/",
    ]


@pytest.mark.parametrize("value", NUMBERS, ids=lambda value: value[:8])
def test_staff_pages_take_any_query(world, log_in, value):
    client, names = log_in("curator"), ("page", "language", "kind", "with", "beside", "below")
    names = (*names, "digital_object", "p", "checksum")
    query = "&".join(f"{name}={value}" for name in names)
    for address in staff_addresses(world):
        assert client.get(f"{address}?{query}", follow=True).status_code in (200, 404)


def test_a_checksum_is_not_asked_for_with_null_characters(world, log_in):
    address = f"/admin/archive/archivalitem/{world['item'].pk}/scans/state/?checksum="
    for checksum in ("%00" * 128, "x" * 128, "é" * 128):
        assert log_in("curator").get(address + checksum).status_code == 200


@pytest.mark.parametrize("value", [*NUMBERS, "\x00", "1:2:3"], ids=lambda value: value[:8])
def test_staff_pages_take_any_form(world, log_in, value):
    client = log_in("curator")
    ScanUpload.objects.create(item=world["item"], state="failed", original_name="x")
    value = value.replace("%00", "\x00")
    fields = ("step", "chosen", "place", "first", "last", "number", "id", "do", "with", "other",
              "retry_upload", "retry_page", "note-1", "remove-1", "loaded", "citations",
              "parent", "code", "form-0-id", "language")  # fmt: skip
    for address in staff_addresses(world):
        # Each button and each way of counting rows by itself.
        formsets = ({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"},
                    {"form-TOTAL_FORMS": value, "form-INITIAL_FORMS": value})  # fmt: skip
        buttons = [{name: "1"} for name in ("move", "delete", "label", "link")]
        for more in (*buttons, {"into": "1", "do": "into"}, *formsets):
            data = {**dict.fromkeys(fields, value), "style": "leaves", **more}
            response = client.post(address, data)
            assert (address, response.status_code) in [
                (address, code) for code in (200, 302, 400, 403, 404, 405)
            ]


@pytest.mark.parametrize("value", ["\x00", "x\x00", HUGE, "'"], ids=repr)
def test_logging_in_takes_any_name(world, client, value):
    answer = client.post("/admin/login/", {"username": value, "password": value})
    assert answer.status_code == 200


@pytest.mark.parametrize("value", ["%00", HUGE], ids=lambda value: value[:8])
def test_choosers_take_any_words(world, log_in, value):
    client = log_in("curator")
    for model, field in (("namelink", "name"), ("archivalitem", "parent")):
        query = f"app_label=archive&model_name={model}&field_name={field}&term={value}&page={value}"
        assert client.get(f"/admin/autocomplete/?{query}").status_code in (200, 404)


def test_a_catalogue_that_was_deleted_stays_deleted(world, db, monkeypatch):
    from archive.catalogue import work

    sent = CatalogueImport.objects.create(kind="items", original_name="x", file="gone.csv")

    def deleted_meanwhile(sent, options):
        CatalogueImport.objects.filter(pk=sent.pk).delete()
        return work.Report()

    monkeypatch.setattr(work, "outcome", deleted_meanwhile)
    work.work_on(sent.pk)
    assert not CatalogueImport.objects.exists()
