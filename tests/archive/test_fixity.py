"""Fixity: every changed, missing and untracked original is named."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from archive.models import DigitalObject
from archive.scans.fixity import check_fixity
from tests.archive.scans import new_picture, pages_of, take_in, zip_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> DigitalObject:
    return pages_of(take_in("page.png", new_picture()).item)[0]


def check(*arguments: str) -> tuple[int, str]:
    """What the command ends with and says."""
    out = io.StringIO()
    try:
        call_command("check_fixity", *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


def test_a_sound_archive(page):
    status, words = check()
    assert status == 0 and words.startswith(f"1 originals read, {page.byte_size} bytes")


def test_an_empty_archive():
    assert check()[0] == 0


def test_pages_that_share_an_original_are_read_once():
    content = new_picture()
    for _ in range(2):
        take_in("page.png", content)
    assert (check_fixity().checked, check_fixity().bytes_read) == (1, len(content))


def damage(page: DigitalObject) -> None:
    content = bytearray(Path(page.file.path).read_bytes())
    content[50] ^= 1
    Path(page.file.path).write_bytes(content)


def lose(page: DigitalObject) -> None:
    Path(page.file.path).unlink()


def add_stranger(page: DigitalObject) -> None:
    default_storage.save("originals/ab/stranger.png", ContentFile(b"x"))


def lose_tiles(page: DigitalObject) -> None:
    default_storage.delete(page.tiles)


FAULTS = {
    "CHANGED": (damage, lambda page: page.file.name),
    "MISSING": (lose, lambda page: page.file.name),
    "UNTRACKED": (add_stranger, lambda page: "originals/ab/stranger.png"),
    "LOST COPY": (lose_tiles, lambda page: page.tiles),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_is_named(page, kind):
    harm, name = FAULTS[kind]
    harm(page)
    status, words = check()
    assert status == 1 and words.splitlines()[0] == f"{kind} {name(page)}"


def test_as_json(page):
    damage(page)
    status, words = check("--json")
    found = json.loads(words)
    assert status == 1 and found["changed"] == [page.file.name]
    assert found["missing"] == found["untracked"] == [] and found["checked"] == 1


def test_the_original_of_a_deleted_page_stays_until_it_is_removed_on_purpose():
    content = zip_of([("a.png", new_picture()), ("b.png", new_picture())])
    gone, stays = pages_of(take_in("two.zip", content).item)
    gone.delete()
    assert check()[0] == 1 and default_storage.exists(gone.file.name)
    assert check("--remove-untracked")[0] == 0
    assert not default_storage.exists(gone.file.name)
    assert default_storage.exists(stays.file.name) and check()[0] == 0
