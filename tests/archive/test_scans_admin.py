"""The page on which scans are sent and watched, and the list of all work."""

import errno
import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from archive.models import ArchivalItem, DigitalObject, ScanUpload
from archive.pictures import PictureError
from tests.archive.scans import (
    committing,
    files_in,
    names_of,
    new_picture,
    pages_of,
    send,
    take_in,
    work_off,
    zip_of,
)
from tests.make import make_item, picture_bytes
from tests.reading import links, queries, tree, words

pytestmark = pytest.mark.django_db


def address(item, page: str = "scans") -> str:
    return reverse(f"admin:archive_archivalitem_{page}", args=[item.pk])


WORK = "/admin/archive/archivalitem/work/"


def file(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, new_picture() if content is None else content)


def bad_zip() -> bytes:
    return zip_of([("good.png", new_picture()), ("bad<b>.png", b"no picture")])


@pytest.fixture
def curator(log_in):
    return log_in("curator")


def test_many_files_are_sent_with_an_ordinary_form(curator, cast):
    item = make_item()
    files = [file("1.png"), file("2.png"), file("more.zip", zip_of([("3.png", new_picture())]))]
    response = curator.post(address(item), {"files": files}, follow=True)
    assert len(words(tree(response), "//li[@class='info']")) == 3
    assert {upload.sent_by for upload in item.scan_uploads.all()} == {cast["curator"]}
    work_off()
    assert names_of(item) == ["1.png", "2.png", "3.png"]


def test_a_script_sends_one_file_and_gets_words(curator):
    item, content = make_item(), new_picture()

    def post():
        sent = {"files": file("1.png", content)}
        return curator.post(address(item), sent, headers={"Accept": "application/json"})

    assert (post().status_code, post().status_code) == (202, 200)
    assert "passed over" in post().json()["words"] and item.scan_uploads.count() == 1


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_form_without_files_is_told_so(curator, accept):
    response = curator.post(address(make_item()), {}, headers={"Accept": accept}, follow=True)
    assert "Choose at least one file" in response.content.decode()


def test_a_script_asks_by_checksum_what_has_arrived(curator):
    item, content = make_item(), new_picture()
    checksum = hashlib.sha512(content).hexdigest()

    def known(value: str) -> dict:
        return curator.get(address(item, "state"), {"checksum": value}).json()

    assert known(checksum) == {"known": False}
    send(item, "1.png", content)
    assert known(checksum) == {"known": True} and known(checksum.upper()) == {"known": True}
    assert known("0" * 128) == {"known": False}
    assert "html" in known("x'") and known("'" * 128) == {"known": False}


def test_the_state_tells_how_far_the_work_is(curator):
    item = make_item()
    send(item, "batch.zip", bad_zip())
    before = curator.get(address(item, "state")).json()
    assert before["is_busy"] and "Waiting" in before["html"]
    work_off()
    after = curator.get(address(item, "state")).json()
    assert not after["is_busy"]
    assert "1 of 1 ready" in after["html"] and "bad&lt;b&gt;.png" in after["html"]
    assert "not a picture" in after["html"] and "<b>.png" not in after["html"]


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_a_reason_is_told_in_the_language_of_the_reader(curator, language):
    upload = take_in("page.jpg", picture_bytes()[:-2000])
    curator.cookies["staff_language"] = language
    [reason] = words(tree(curator.get(address(upload.item))), "//ul[@class='scans-faults']/li")
    script = {"en": "picture", "ja": "画像", "mn": "зураг"}[language]
    assert script in reason.lower()


def test_a_failed_upload_is_tried_again_or_forgotten(curator, settings):
    upload = take_in("batch.zip", bad_zip())
    curator.post(address(upload.item), {"retry_upload": upload.pk})
    upload.refresh_from_db()
    assert upload.state == "waiting"
    work_off()
    with committing():
        curator.post(address(upload.item), {"discard_upload": upload.pk})
    assert not ScanUpload.objects.exists() and names_of(upload.item) == ["good.png"]
    assert files_in(settings.MEDIA_ROOT, "arrivals") == []


@pytest.fixture
def failed_page(db, monkeypatch) -> DigitalObject:
    def fail(*_args, **_wishes):
        raise PictureError("time")

    with monkeypatch.context() as patched:
        patched.setattr("archive.scans.pages.tile", fail)
        return pages_of(take_in("page.png", new_picture()).item)[0]


@pytest.mark.parametrize("which", ["retry_page", "retry_all"])
@pytest.mark.parametrize("where", ["item", "work"])
def test_a_failed_page_is_tried_again(curator, failed_page, where, which):
    place = address(failed_page.item) if where == "item" else WORK
    assert "too long" in curator.get(place).content.decode()
    curator.post(place, {which: failed_page.pk})
    work_off()
    failed_page.refresh_from_db()
    assert failed_page.state == "ready"
    assert "too long" not in curator.get(place).content.decode()


def test_an_item_tries_only_its_own(curator, failed_page):
    curator.post(address(make_item()), {"retry_page": failed_page.pk})
    curator.post(address(make_item()), {"retry_all": "1"})
    failed_page.refresh_from_db()
    assert failed_page.state == "failed"


def test_the_desk_leads_to_what_could_not_be_read(curator, failed_page):
    take_in("page.png", b"no picture")
    root = tree(curator.get(reverse("admin:index")))
    assert WORK in links(root, "//ul[@class='desk-tasks']")
    task = root.xpath(f"//ul[@class='desk-tasks']//a[@href='{WORK}']")[0]
    assert task.xpath("string(strong)") == "2"
    assert len(tree(curator.get(WORK)).xpath("//ul[@class='scans-faults']/li")) == 2


@pytest.mark.parametrize("person", ["translator-ja", "reviewer"])
def test_who_may_not_change_sees_and_sends_nothing(log_in, person, failed_page):
    client, item = log_in(person), failed_page.item
    for place in (address(item), WORK):
        root = tree(client.get(place))
        assert not root.xpath("//main//button | //input[@type='file']")
        assert client.post(place, {"retry_all": "1"}).status_code == 403
    sent = {"files": file("1.png")}
    assert client.post(address(item), sent).status_code == 403
    assert not item.scan_uploads.filter(state="waiting").exists()


@pytest.mark.parametrize("person", [None, "stranger"])
@pytest.mark.parametrize("page", ["scans", "state", "pages"])
def test_strangers_are_led_to_the_log_in(client, log_in, person, page):
    reader = log_in(person) if person else client
    for response in (
        reader.get(address(make_item(), page)),
        reader.post(address(make_item(), page)),
    ):
        assert response.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    "sent", [{"retry_page": "x"}, {"retry_upload": "9" * 30}, {"discard_upload": "-1"}]
)
@pytest.mark.parametrize("place", ["item", "work"])
def test_hostile_repairs_are_answered(curator, place, sent):
    place = address(make_item()) if place == "item" else WORK
    assert curator.post(place, sent).status_code in (302, 404)


def test_an_unknown_item_is_not_found(curator):
    item = ArchivalItem(pk=999_999)
    for page in ("scans", "state", "pages"):
        assert curator.get(address(item, page)).status_code == 404


def test_the_pages_do_not_grow(curator):
    item = make_item()
    for number in range(12):
        send(item, f"{number}.png", b"no picture %d" % number)
    work_off()
    # 2 session and person, 2 permissions, item, uploads, pages by state, failures
    assert len(queries(curator, address(item))) <= 8
    assert len(queries(curator, WORK)) <= 8


def test_a_full_disk_is_a_sentence_and_nothing_is_half_done(curator, settings, monkeypatch):
    item = make_item()

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(TemporaryUploadedFile, "write", full, raising=False)
        content = new_picture() + b"\0" * 3_000_000  # not kept in memory
        response = curator.post(
            address(item), {"files": file("1.png", content)}, headers={"Accept": "application/json"}
        )
        assert response.status_code == 400
    assert str(PictureError("no_space")) in json.loads(response.content)["words"]
    assert not ScanUpload.objects.exists() and files_in(settings.MEDIA_ROOT, "arrivals") == []


@pytest.mark.parametrize("at", ["storing", "unpacking"])
def test_a_disk_that_is_full_in_the_middle(settings, monkeypatch, at):
    item = make_item()
    upload = send(item, "batch.zip", zip_of((f"{n}.png", new_picture()) for n in range(3)))
    with monkeypatch.context() as patched:
        fill_disk(patched, at)
        work_off()
    upload.refresh_from_db()
    assert upload.state == "failed"
    assert [one["code"] for one in upload.report["problems"]] == ["no_space"]
    assert files_in(settings.MEDIA_ROOT, "partial") == []
    assert len(files_in(settings.MEDIA_ROOT, "originals")) == len(pages_of(item)) == 1
    from archive.scans.intake import try_again

    try_again(upload)
    work_off()
    assert names_of(item) == ["0.png", "1.png", "2.png"]


def fill_disk(patched, at: str) -> None:
    """The second file finds no space."""
    from archive.scans import keeping, unpacking

    calls = []

    def once_full(real):
        def wrapped(*args, **wishes):
            calls.append(1)
            if len(calls) > 1:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*args, **wishes)

        return wrapped

    if at == "unpacking":
        patched.setattr(unpacking.Unpacking, "pour", once_full(unpacking.Unpacking.pour))
    else:
        patched.setattr(keeping.os, "fsync", once_full(keeping.os.fsync))
