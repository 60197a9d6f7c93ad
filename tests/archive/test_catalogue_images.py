"""Images that a catalogue names come in with it, once."""

import pytest
from django.core.management import CommandError, call_command

from archive.models import ArchivalItem, DigitalObject
from tests.make import make_repository, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    make_repository(source_id="r")
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "a|1.jpg").write_bytes(picture_bytes(300, 400))
    (tmp_path / "scans" / "2.png").write_bytes(picture_bytes(300, 410, "PNG"))
    (tmp_path / "notes.jpg").write_bytes(b"not a picture")
    return tmp_path


def catalogue(folder, images: str):
    path = folder / "items.csv"
    path.write_text(f"id,repository,title_en,images\na,r,Title,{images}\n", encoding="utf-8")
    return path


def test_images_come_in_once_and_in_order(folder):
    path = catalogue(folder, r"scans/a\|1.jpg|scans\2.png")
    call_command("import_items", path, "--apply")
    call_command("import_items", path, "--apply")
    pages = DigitalObject.objects.order_by("order")
    assert [page.height for page in pages] == [400, 410]
    assert ArchivalItem.objects.get().is_digitised


def test_what_is_no_picture_keeps_the_rows_out_too(folder, capsys):
    with pytest.raises(CommandError):
        call_command("import_items", catalogue(folder, "notes.jpg"), "--apply")
    assert "line 2, images: “notes.jpg”: " in capsys.readouterr().out
    assert not ArchivalItem.objects.exists()


def test_images_go_out_and_come_back(folder):
    call_command("import_items", catalogue(folder, r"scans/a\|1.jpg"), "--apply")
    out = folder / "out"
    out.mkdir()
    call_command("export_items", out / "items.csv", "--with-images", out / "images")
    page = DigitalObject.objects.get()
    copied = out / "images" / f"{page.checksum[:40]}.jpeg"
    assert copied.read_bytes() == (folder / "scans" / "a|1.jpg").read_bytes()
    DigitalObject.objects.all().delete()
    call_command("import_items", out / "items.csv", "--apply")
    assert DigitalObject.objects.get().checksum == page.checksum
