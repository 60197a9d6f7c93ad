"""Scans that are sent: taken in once, kept untouched, copied in the background."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult

from archive.models import DigitalObject, ScanUpload
from archive.pictures import PictureError
from archive.scans import intake
from archive.scans.problems import sentence
from tests.archive.scans import (
    files_in,
    names_of,
    new_picture,
    pages_of,
    send,
    take_in,
    work_off,
    zip_of,
)
from tests.make import make_item, make_picture

pytestmark = pytest.mark.django_db


def test_one_picture_becomes_a_page_with_copies_and_tiles():
    content = new_picture()
    upload = take_in("f59 1r.png", content)
    [page] = pages_of(upload.item)
    assert upload.state == "done" and page.state == "ready"
    assert page.file.read() == content
    assert page.checksum == hashlib.sha512(content).hexdigest()
    assert page.original_name == "f59 1r.png"
    assert page.tiles == f"tiles/{page.checksum[:2]}/{page.image_id}.zip"
    for name in [page.tiles, *(copy["name"] for copy in page.derivatives)]:
        assert default_storage.exists(name)
    upload.item.refresh_from_db()
    assert upload.item.is_digitised


def test_what_was_sent_is_not_kept_twice(settings):
    take_in("page.png", new_picture())
    assert files_in(settings.MEDIA_ROOT, "arrivals", "partial") == []
    assert len(files_in(settings.MEDIA_ROOT, "originals")) == 1


def test_a_zip_is_taken_in_in_the_natural_order_of_its_names():
    names = ["p10.png", "p9.png", "b/p1.png", "b/p1a.png", "p9b.png"]
    upload = take_in("batch.zip", zip_of((name, new_picture()) for name in names))
    assert names_of(upload.item) == ["b/p1.png", "b/p1a.png", "p9.png", "p9b.png", "p10.png"]
    assert [page.order for page in pages_of(upload.item)] == [0, 1, 2, 3, 4]
    assert (upload.done, upload.total) == (5, 5) and upload.report["made"] == 5


def test_new_pages_stand_behind_those_that_are_there():
    item = make_item()
    first = make_picture(item, order=7)
    take_in("page.png", new_picture(), item)
    assert [page.order for page in pages_of(item)] == [7, 8]
    assert pages_of(item)[0] == first


def test_sending_the_same_file_again_changes_nothing():
    content, item = new_picture(), make_item()
    take_in("page.png", content, item)
    assert send(item, "another name.png", content) is None
    assert len(pages_of(item)) == 1


def test_a_zip_sent_again_is_passed_over_until_a_page_of_it_is_deleted():
    item = make_item()
    archive = zip_of([("a.png", new_picture()), ("b.png", new_picture())])
    take_in("batch.zip", archive, item)
    assert send(item, "batch.zip", archive) is None
    pages_of(item)[0].delete()
    assert take_in("batch.zip", archive, item).report["made"] == 1
    assert names_of(item) == ["b.png", "a.png"]


def test_the_same_file_may_belong_to_two_items(settings):
    content = new_picture()
    first, second = take_in("a.png", content).item, take_in("a.png", content).item
    assert pages_of(first)[0].file.name == pages_of(second)[0].file.name
    assert len(files_in(settings.MEDIA_ROOT, "originals")) == 1


def test_a_bad_file_in_a_zip_fails_by_itself_and_is_named():
    archive = zip_of([("1.png", new_picture()), ("2.png", b"no picture"), ("3.png", new_picture())])
    upload = take_in("batch.zip", archive)
    assert upload.state == "failed" and names_of(upload.item) == ["1.png", "3.png"]
    [problem] = upload.report["problems"]
    assert problem["name"] == "2.png" and "not a picture" in sentence(problem)


def test_a_failed_upload_tried_again_makes_no_page_twice(monkeypatch):
    archive = zip_of([("1.png", new_picture()), ("2.png", new_picture())])
    asked, inspect = [], intake.inspect_pages

    def fail_once(path, *, limits):
        asked.append(path)
        if len(asked) == 2:
            raise PictureError("memory")
        return inspect(path, limits=limits)

    monkeypatch.setattr("archive.scans.intake.inspect_pages", fail_once)
    upload = take_in("batch.zip", archive)
    assert upload.state == "failed" and names_of(upload.item) == ["1.png"]
    intake.try_again(upload)
    work_off()
    upload.refresh_from_db()
    assert upload.state == "done" and names_of(upload.item) == ["1.png", "2.png"]
    assert upload.report["there"] == 1 and not upload.file


def test_a_page_whose_copies_fail_says_why_and_can_be_tried_again(monkeypatch):
    def fail(*_args, **_wishes):
        raise PictureError("time")

    with monkeypatch.context() as patched:
        patched.setattr("archive.scans.pages.tile", fail)
        [page] = pages_of(take_in("page.png", new_picture()).item)
    assert page.state == "failed" and "too long" in sentence(page.problem)
    intake_again(page)
    page.refresh_from_db()
    assert page.state == "ready" and page.problem == {}


def intake_again(page: DigitalObject) -> None:
    from archive.scans.pages import wait_again

    wait_again(page)
    work_off()


def test_an_item_deleted_meanwhile_leaves_nothing(settings):
    upload = send(make_item(), "page.png", new_picture())
    upload.item.delete()
    work_off()
    assert not DigitalObject.objects.exists() and not ScanUpload.objects.exists()


def test_a_task_given_twice_does_its_work_once():
    item = make_item()
    send(item, "page.png", new_picture())
    for task in DBTaskResult.objects.all():
        task.task.enqueue(*task.args_kwargs["args"])
    work_off()
    for task in list(DBTaskResult.objects.all()):
        task.task.enqueue(*task.args_kwargs["args"])
    work_off()
    assert len(pages_of(item)) == 1
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_something_unexpected_is_shown_and_logged(monkeypatch):
    def fail(*_args, **_wishes):
        raise ZeroDivisionError

    monkeypatch.setattr("archive.scans.intake.inspect_pages", fail)
    upload = take_in("page.png", new_picture())
    assert upload.state == "failed"
    assert "unexpected" in sentence(upload.report["problems"][0])
    task = DBTaskResult.objects.get(status="FAILED")
    assert "ZeroDivisionError" in task.traceback
