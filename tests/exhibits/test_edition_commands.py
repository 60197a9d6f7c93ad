"""Commands for those who run the site: checksums of editions, rendering after an upgrade."""

import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from exhibits.editions import sweeping
from exhibits.editions.kept import folder, is_kept
from exhibits.editions.present import places
from exhibits.editions.releasing import release_now, withdraw
from exhibits.editions.sweeping import A_DAY, sweep
from exhibits.management.commands import render_editions
from tests.make import make_exhibition, make_panel, make_section

NOW = time.time


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def sea(db):
    found = make_exhibition(is_published=False, slug="sea")
    make_panel(make_section(found, slug="quake"))
    release_now(found, actor=None, unrendered=True)
    return found


def said(name: str) -> str:
    out = io.StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def test_an_edition_that_was_tampered_with_is_named(sea):
    assert said("check_editions") == "1 editions, 0 changed\n"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE exhibits_editionpage SET content = replace(content, 'Blankets', 'Sheets') "
            "WHERE kind = 'section' AND language = 'en' AND NOT apart"
        )
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_editions", stdout=out)
    assert "CHANGED sea 1: section quake en" in out.getvalue()


def test_everything_that_is_missing_is_rendered_once(sea):
    count = len(list(places()))
    assert said("render_editions") == f"{count} pages rendered\n"
    assert all(is_kept(place.name) for place in places())
    assert said("render_editions") == "0 pages rendered\n"


def test_a_disk_that_fails_is_told_in_a_sentence(sea, monkeypatch):
    def fails(*_arguments, **_values):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(render_editions, "keep", fails)
    with pytest.raises(CommandError, match="No space left"):
        said("render_editions")


def test_sweeping_leaves_what_readers_see_and_will_see(sea, cast, monkeypatch):
    said("render_editions")
    first = {place.name for place in places()}
    sea.title_en = "New"
    sea.save()
    release_now(sea, actor=None)
    said("render_editions")
    other = folder() / "pages/0123456789abcdef/sea-1"
    other.mkdir(parents=True)
    sweep()
    assert all(map(is_kept, first)) and other.is_dir()
    later(monkeypatch, A_DAY + 60)
    sweep()
    assert all(is_kept(place.name) for place in places())
    assert not any(map(is_kept, first)) and other.is_dir()
    later(monkeypatch, sweeping.A_WEEK + 60)
    sweep()
    assert not other.exists()
    withdraw(sea, actor=cast["publisher"])
    sweep()
    assert not list(folder().glob("pages/*/sea-*"))


def later(monkeypatch, seconds: float) -> None:
    now = NOW() + seconds
    monkeypatch.setattr(sweeping.time, "time", lambda: now)
