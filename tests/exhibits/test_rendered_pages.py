"""Pages are rendered once, kept in three forms, and made again when they are lost."""

import errno
import gzip

import brotli
import pytest

from exhibits.editions import kept
from exhibits.editions.answering import wanted
from exhibits.editions.kept import BR, GZIP, PLAIN, file_of
from exhibits.editions.present import places, present
from exhibits.editions.releasing import release_now
from exhibits.models import Release
from tests.make import make_essay, make_exhibition, make_page, make_panel, make_section
from tests.reading import queries

SEA = "/ja/exhibitions/sea/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def sea(db):
    found = make_exhibition(is_published=False, slug="sea")
    make_panel(make_section(found, slug="quake"))
    make_essay(found, slug="codes")
    release_now(found, actor=None)
    return found


def name_at(path: str) -> str:
    return present().names[path]


def test_a_release_renders_every_page_in_every_language_and_form(sea):
    ends = ("", "quake/", "essays/codes/")
    for path in [f"/{code}/exhibitions/sea/{end}" for code in ("en", "ja", "mn") for end in ends]:
        name = name_at(path)
        plain = kept.read(name)
        assert plain.startswith(b"<!doctype html>")
        assert gzip.decompress(kept.read(name, GZIP)) == plain
        assert brotli.decompress(kept.read(name, BR)) == plain
    release = Release.objects.get()
    assert (release.done, release.total, release.state) == (9, 9, "done")


def test_every_public_page_takes_one_query(sea, client):
    make_page()
    for place in places():
        client.get(place.path)
        assert len(found := queries(client, place.path)) == 1, (place.path, found)


@pytest.mark.parametrize("lost", [PLAIN, GZIP, BR])
def test_a_lost_or_empty_file_is_made_again(sea, client, lost):
    before = {form: client.get(SEA, headers={"accept-encoding": form}) for form in (BR, GZIP, "x")}
    file_of(name_at(SEA), lost).unlink()
    file_of(name_at(SEA), PLAIN).write_bytes(b"")
    for form, answer in before.items():
        again = client.get(SEA, headers={"accept-encoding": form})
        assert (again.content, again.headers) == (answer.content, answer.headers)
    assert file_of(name_at(SEA), PLAIN).stat().st_size


def test_each_form_has_an_etag_of_its_own(sea, client):
    tags = set()
    for form in ("br", "gzip", ""):
        answer = client.get(SEA, headers={"accept-encoding": form})
        assert answer.get("Content-Encoding", "") == form
        assert answer["Vary"] == "Accept-Encoding" and answer["Content-Language"] == "ja"
        tags.add(answer["ETag"])
        again = client.get(SEA, headers={"accept-encoding": form, "if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(tags) == 3


def test_a_changed_title_in_the_foot_is_on_every_page(sea, client):
    page = make_page(title_ja="案内")
    assert "案内" in client.get(SEA).content.decode()
    page.title_ja = "ご案内"
    page.save()
    assert "ご案内" in client.get(SEA).content.decode()
    page.delete()
    assert "案内" not in client.get(SEA).content.decode()


def test_a_full_disk_spoils_no_readers_page(sea, client, monkeypatch):
    file_of(name_at(SEA)).unlink()

    def fails(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept, "write", fails)
    assert client.get(SEA, headers={"accept-encoding": "br"}).status_code == 200


def test_a_broken_off_write_leaves_nothing(tmp_path, monkeypatch):
    def fails(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept.os, "fsync", fails)
    with pytest.raises(OSError):
        kept.keep("a/b.html", b"content", lasting=True)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_same_page_has_the_same_time_everywhere_and_another_page_another(tmp_path):
    kept.keep("a.html", b"one"), kept.keep("b.html", b"one"), kept.keep("c.html", b"two")
    times = [file_of(f"{name}.html").stat().st_mtime for name in "abc"]
    assert times[0] == times[1] != times[2]


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", PLAIN),
        ("gzip", GZIP),
        ("gzip, deflate, br, zstd", BR),
        ("br;q=0.1, gzip", GZIP),
        ("gzip;q=0, br;q=0", PLAIN),
        ("*", BR),
        ("*;q=0", PLAIN),
        ("identity, gzip;q=0.5", PLAIN),
        ("GZIP ; Q=0.8", GZIP),
        ("gzip;q=much", PLAIN),
        ("br" + "," * 300, PLAIN),
    ],
)
def test_the_form_that_a_browser_wishes(accepted, form):
    assert wanted(accepted) == form
