"""``manage.py add_scans``."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.archive.scans import names_of, new_picture, pages_of, work_off, zip_of
from tests.make import make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def add():
    """Call the command: whether it succeeded, what it said, what it complained of."""

    def call(*arguments) -> tuple[bool, str, str]:
        out, complaints = io.StringIO(), io.StringIO()
        try:
            call_command("add_scans", *map(str, arguments), stdout=out, stderr=complaints)
        except CommandError as error:
            return False, out.getvalue(), complaints.getvalue() + str(error)
        return True, out.getvalue(), complaints.getvalue()

    return call


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "scans"
    found.mkdir()
    for name in ("10.png", "9.png"):
        (found / name).write_bytes(new_picture())
    (found / "more.zip").write_bytes(zip_of([("z.png", new_picture())]))
    (found / ".hidden").write_bytes(b"x")
    return found


@pytest.mark.parametrize("by", ["source_id", "number"])
def test_files_of_a_folder_become_pages_that_are_ready(add, folder, by):
    item = make_item(source_id="f59")
    succeeded, words, _complaints = add("f59" if by == "source_id" else item.pk, "--folder", folder)
    assert succeeded and names_of(item) == ["9.png", "10.png", "z.png"]
    assert {page.state for page in pages_of(item)} == {"ready"}
    assert "[1/3] 9.png: 1 pages taken in" in words and "page 3/3 z.png: ready" in words


def test_a_second_time_everything_is_passed_over(add, folder):
    item = make_item()
    add(item.pk, "--folder", folder)
    succeeded, words, _complaints = add(item.pk, "--folder", folder)
    assert succeeded and words.count("already there, passed over") == 3
    assert len(pages_of(item)) == 3


def test_a_failure_is_named_with_its_reason_and_the_others_come_in(add, folder):
    item = make_item()
    (folder / "bad.png").write_bytes(b"no picture")
    succeeded, _words, complaints = add(item.pk, "--folder", folder)
    assert not succeeded and "bad.png: This is not a picture" in complaints
    assert len(pages_of(item)) == 3


def test_in_the_background_the_worker_does_it(add, folder):
    item = make_item()
    succeeded, words, _complaints = add(item.pk, folder / "9.png", "--background")
    assert succeeded and "the worker takes it in" in words and not pages_of(item)
    work_off()
    assert names_of(item) == ["9.png"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "x.png"], "There is no archival item"),
        (["9" * 30, "x.png"], "There is no archival item"),
        ([], "at least one file"),
        (["no-such-file.png"], "No such file"),
        (["--folder", "no-such-folder"], "is not a folder"),
    ],
)
def test_what_is_wrong_is_said(add, arguments, words):
    item = [] if "x.png" in arguments else [make_item().pk]
    succeeded, _words, complaints = add(*item, *arguments)
    assert not succeeded and words in complaints
