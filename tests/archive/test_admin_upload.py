"""Uploading page images in the admin: good ones are kept whole, bad ones not at all."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from archive.models import ArchivalItem, DigitalObject
from archive.pictures import PictureError
from tests.archive.scans import committing, pages_of, work_off
from tests.make import make_item, make_picture, make_repository, make_upload, picture_bytes
from tests.reading import tree, words

PAGES = "digital_objects"
OTHER_ROWS = ("former_codes", "name_links")


def form(item: ArchivalItem | None = None, *pages: dict, **values) -> dict:
    """What the form of an item sends, with one row for each page image."""
    repository = item.repository if item else make_repository()
    sent = {
        **{"repository": repository.pk, "reference_code": "Fund-59, File-1, Unit-548"},
        **{"title_en": "A title", "title_mn": "Нэр", "date": "2011-03-12", "level": "item"},
        **{"material_type": "text", "is_public": "on", "loaded": ""},
        **{f"{PAGES}-TOTAL_FORMS": len(pages), f"{PAGES}-INITIAL_FORMS": 0},
        **{f"{rows}-{n}_FORMS": 0 for rows in OTHER_ROWS for n in ("TOTAL", "INITIAL")},
        "viewing_direction": "left-to-right",
        **values,
    }
    for number, page in enumerate(pages):
        sent |= {f"{PAGES}-{number}-{name}": value for name, value in page.items()}
    return sent


@pytest.fixture
def send(log_in):
    """Send the form of a new item written in English."""

    def post(*pages: dict, language: str = "en", **values):
        client = log_in("curator")
        client.cookies["staff_language"] = language
        address = "/admin/archive/archivalitem/add/?source=en"
        return client.post(address, form(None, *pages, **values))

    return post


def stored_files() -> list[str]:
    """Every file in the store."""

    def walk(folder: str):
        folders, files = default_storage.listdir(folder)
        yield from (f"{folder}/{name}" for name in files)
        for name in folders:
            yield from walk(f"{folder}/{name}")

    return [name for top in ("originals", "derivatives") if default_storage.exists(top)
            for name in walk(top)]  # fmt: skip


def test_a_good_picture_is_kept_with_its_copies(send):
    upload = make_upload("scan.jpg")
    content = upload.read()
    upload.seek(0)
    assert send({"file": upload, "alt_en": "A page", "order": 0}).status_code == 302
    page = DigitalObject.objects.get()
    assert (page.width, page.height, page.media_type) == (900, 1200, "image/jpeg")
    assert page.file.read() == content and page.byte_size == len(content)
    assert [copy["width"] for copy in page.derivatives if copy["format"] == "jpeg"] == [
        400,
        800,
        900,
    ]
    assert page.item.is_digitised and page.source_language == "en"
    assert sorted(stored_files()) == sorted(
        [page.file.name, *(copy["name"] for copy in page.derivatives)]
    )


def damaged() -> bytes:
    return picture_bytes()[:-2000]


def animated() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


BAD = {
    "text": ("page.jpg", lambda: b"not a picture at all"),
    "eps": ("page.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "svg": ("page.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    "ending": ("page.png", picture_bytes),
    "truncated": ("page.jpg", damaged),
    "animated": ("page.webp", animated),
    "polyglot": ("page.jpg", lambda: picture_bytes() + b"PK\x03\x04" + b"x" * 200),
    "html": ("page.jpg", lambda: b"<html><script>alert(1)</script></html>"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_bad_picture_is_refused_and_nothing_is_kept(send, kind, language):
    name, content = BAD[kind]
    bad = SimpleUploadedFile(name, content())
    good = {"file": make_upload(), "alt_en": "Good", "order": 0}
    response = send(good, {"file": bad, "alt_en": "Bad", "order": 1}, language=language)
    errors = words(tree(response), "//ul[contains(@class,'errorlist')]/li")
    assert any(("\u3040" <= sign <= "\u30ff") == (language == "ja") for e in errors for sign in e)
    assert errors and not ArchivalItem.objects.exists() and not DigitalObject.objects.exists()
    assert not [name for name in stored_files() if name.startswith("originals")]
    assert 'value="A title"' in response.content.decode()  # what was typed is not lost


def test_an_empty_file_is_refused(send):
    response = send({"file": SimpleUploadedFile("page.jpg", b""), "order": 0})
    assert words(tree(response), "//ul[contains(@class,'errorlist')]/li")
    assert not ArchivalItem.objects.exists()


def test_a_picture_that_fails_while_copies_are_made_is_refused_too(send, monkeypatch):
    def fail(*_args, **_kwargs):
        raise PictureError("memory")

    monkeypatch.setattr("archive.actions.derive", fail)
    response = send({"file": make_upload(), "order": 0})
    errors = words(tree(response), "//ul[contains(@class,'errorlist')]/li")
    assert any("too much memory" in error for error in errors)
    assert not ArchivalItem.objects.exists() and not stored_files()


def test_too_many_bytes_are_not_even_copied(send, monkeypatch):
    limits = type("Limits", (), {"max_bytes": 1000})()
    monkeypatch.setattr("archive.actions.LIMITS", limits)
    response = send({"file": make_upload(), "order": 0})
    assert any(
        "larger than" in e for e in words(tree(response), "//ul[contains(@class,'errorlist')]/li")
    )


def test_a_wrong_field_keeps_no_picture(send):
    response = send({"file": make_upload(), "order": 0}, date="yesterday")
    assert response.status_code == 200
    assert not ArchivalItem.objects.exists()
    assert not [name for name in stored_files() if name.startswith("originals")]


def test_the_same_picture_is_stored_once(db):
    first, second = make_picture(make_item()), make_picture(make_item())
    assert first.file.name == second.file.name
    assert len([name for name in stored_files() if name.startswith("originals")]) == 1


def test_a_new_file_replaces_the_picture_of_a_page(log_in):
    page = make_picture(make_item())
    item, before = page.item, page.checksum
    row = {"id": page.pk, "item": item.pk, "order": 0, "loaded": "", "label": "1r"}
    row["file"] = make_upload("new.png", picture_bytes(500, 500, "PNG"))
    sent = form(item, row) | {f"{PAGES}-INITIAL_FORMS": 1}
    address = f"/admin/archive/archivalitem/{item.pk}/change/"
    response = log_in("curator").post(address, sent)
    assert response.status_code == 302, words(tree(response), "//ul[contains(@class,'errorlist')]")
    page.refresh_from_db()
    assert page.checksum != before and page.media_type == "image/png"
    assert {copy["width"] for copy in page.derivatives} == {400, 500}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_code_outside_the_scheme_is_warned_of_and_kept_verbatim(send, log_in, language):
    code = "  K – 19180-1 (box)"
    response = send(language=language, reference_code=code)
    assert response.status_code == 302
    assert ArchivalItem.objects.get().reference_code == code.strip()
    shown = words(
        tree(log_in("curator").get(response.headers["Location"])), "//li[@class='warning']"
    )
    assert len(shown) == 1 and code.strip() in shown[0]


def test_a_code_of_the_scheme_is_not_warned_of(send, log_in):
    response = send()
    assert not tree(log_in("curator").get(response.headers["Location"])).xpath(
        "//li[@class='warning']"
    )


def two_pages() -> bytes:
    out = io.BytesIO()
    first, second = (Image.new("RGB", (300, 400), colour) for colour in ("red", "blue"))
    first.save(out, "TIFF", save_all=True, append_images=[second])
    return out.getvalue()


def test_a_file_with_several_pages_goes_the_way_of_scans(send):
    upload = SimpleUploadedFile("two.tif", two_pages())
    good = {"file": make_upload(), "alt_en": "Good", "order": 0}
    assert send(good, {"file": upload, "order": 1}).status_code == 302
    item = ArchivalItem.objects.get()
    assert item.digital_objects.count() == 1
    work_off()
    pages = pages_of(item)
    assert [(page.page_index, page.state) for page in pages] == [(0, "ready")] * 2 + [(1, "ready")]
    assert pages[1].file.name == pages[2].file.name and pages[1].image_id != pages[2].image_id


def test_a_picture_that_is_turned_in_the_form_is_copied_turned(send):
    send({"file": make_upload(), "order": 0, "rotation": "90"})
    [page] = pages_of(ArchivalItem.objects.get())
    assert page.derivatives[0]["width"] > page.derivatives[0]["height"] and page.rotation == 90
    work_off()
    page.refresh_from_db()
    assert page.state == "ready" and page.tiles.endswith("_r90.zip")


def change(log_in, page: DigitalObject, **values):
    row = {"id": page.pk, "item": page.item_id, "order": 0, "loaded": "", "label": "1r"}
    sent = form(page.item, {**row, **values}) | {f"{PAGES}-INITIAL_FORMS": 1}
    address = f"/admin/archive/archivalitem/{page.item_id}/change/"
    return log_in("curator").post(address, sent)


def test_turning_a_page_in_the_form_keeps_the_old_copies_until_the_new_are_there(log_in):
    page = make_picture(make_item())
    assert change(log_in, page, rotation="180").status_code == 302
    page.refresh_from_db()
    assert (page.state, page.rotation) == ("waiting", 0)
    work_off()
    page.refresh_from_db()
    assert (page.state, page.rotation) == ("ready", 180)


def test_a_page_deleted_in_the_form_takes_its_copies_with_it(log_in):
    page = make_picture(make_item())
    with committing():
        assert change(log_in, page, DELETE="on").status_code == 302
    assert not DigitalObject.objects.exists()
    assert stored_files() == [page.file.name]
    page.item.refresh_from_db()
    assert not page.item.is_digitised
