"""The command: whole or not at all, and a sentence when it is not."""

import errno
import zipfile

import pytest
from django.core.management import CommandError, call_command

from exhibits.models import Panel
from tests.make import make_exhibition, make_panel, make_section, release_made

pytestmark = pytest.mark.django_db
QUICK = ["--no-pdf", "--no-epub"]


@pytest.fixture
def story():
    exhibition = make_exhibition(slug="story")
    make_panel(make_section(exhibition))
    release_made()
    return exhibition


def refusal(*arguments) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("export_edition", *map(str, arguments), *QUICK)
    return str(refused.value)


def test_it_writes_a_folder_or_a_zip_of_it(story, tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        call_command("export_edition", "story", str(tmp_path / name), *QUICK)
        assert (tmp_path / name / "data/mn/chapters").is_dir()
    call_command("export_edition", "story", str(tmp_path / "packed"), "--zip", *QUICK)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "new", "packed.zip"]
    with zipfile.ZipFile(tmp_path / "packed.zip") as archive:
        assert archive.testzip() is None
        assert {name.split("/")[0] for name in archive.namelist()} == {"packed"}
        content = archive.read("packed/data/en/index.html")
    assert content == (tmp_path / "new/data/en/index.html").read_bytes()


def test_what_is_not_there_is_named(story, tmp_path):
    assert "“other”" in refusal("other", tmp_path / "x")
    assert "edition 7" in refusal("story", tmp_path / "x", "--number", "7")
    make_exhibition(slug="draft", is_published=False)
    assert "“draft”" in refusal("draft", tmp_path / "x")


def test_an_earlier_edition_is_written_as_it_was(story, tmp_path):
    Panel.objects.update(title_en="Tents for Miyagi")
    release_made()
    pages = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        call_command("export_edition", "story", str(folder), "--number", str(number), *QUICK)
        pages.append("".join(page.read_text() for page in folder.glob("data/en/chapters/*.html")))
    assert "Blankets for Miyagi" in pages[0] and "Tents" not in pages[0]
    assert "Tents for Miyagi" in pages[1]


def test_nothing_is_written_over(story, tmp_path):
    kept = tmp_path / "full/kept.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert "not empty" in refusal("story", kept.parent)
    assert "not empty" in refusal("story", kept)
    (tmp_path / "x.zip").write_text("mine")
    assert "there already" in refusal("story", tmp_path / "x", "--zip")
    assert kept.read_text() == (tmp_path / "x.zip").read_text() == "mine"


def test_a_full_disk_leaves_nothing_half_done(story, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("exhibits.output.folder.site.copy_pictures", full)
    assert "no space left on device" in refusal("story", tmp_path / "x")
    assert "no space left" in refusal("story", tmp_path / "x", "--zip")
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_made_is_named(story, tmp_path):
    assert str(tmp_path / "missing") in refusal("story", tmp_path / "missing/x")
    (tmp_path / "file").write_text("")
    assert "Nothing can be written" in refusal("story", tmp_path / "file/x")


def test_static_files_that_were_not_collected_are_said(story, tmp_path, settings):
    hashed = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": hashed}}
    settings.STATIC_ROOT = tmp_path / "static"
    assert "run collectstatic" in refusal("story", tmp_path / "x")
    assert not (tmp_path / "x").exists()
