"""Tiles: one stored ZIP for each page, complete, upright, in sRGB, without metadata."""

from __future__ import annotations

import io
import os
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image

from archive import tiles
from archive.pictures import Limits, PictureError, TileSet, tile
from archive.tiles import read_tile
from tests.archive.picture_files import (
    BLUE,
    P3_IN_SRGB,
    P3_RED,
    RED,
    WHITE,
    display_p3,
    exif,
    near,
    noise,
    png_of_one_colour,
)  # fmt: skip

GREEN = (30, 160, 30)
SMALL = "full/90,/0/default.jpg"


def expected(width: int, height: int, size: int = 512) -> set[str]:
    """IIIF Image 3, implementation notes on tiles, written down once more."""
    found, scale = {SMALL}, 1
    while True:
        for y in range(0, height, size * scale):
            for x in range(0, width, size * scale):
                w, h = min(size * scale, width - x), min(size * scale, height - y)
                region = "full" if (w, h) == (width, height) else f"{x},{y},{w},{h}"
                sent = f"{(w + scale - 1) // scale},{(h + scale - 1) // scale}"
                found.add(f"{region}/{sent}/0/default.jpg")
        if size * scale >= max(width, height):
            return found
        scale *= 2


def opened(path: Path, member: str) -> Image.Image:
    with zipfile.ZipFile(path) as archive:
        return Image.open(io.BytesIO(archive.read(member)))


@pytest.mark.parametrize(
    ("size", "factors"),
    [
        ((300, 200), (1,)),
        ((512, 512), (1,)),
        ((513, 512), (1, 2)),
        ((1025, 700), (1, 2, 4)),
        ((1999, 1201), (1, 2, 4)),
        ((40, 3001), (1, 2, 4, 8)),
    ],
)
def test_every_tile_is_there_and_nothing_else(
    size: tuple[int, int], factors: tuple[int, ...], tmp_path: Path
) -> None:
    path, out = tmp_path / "a.png", tmp_path / "deep/tiles.zip"
    noise(size, "L").save(path)
    made = tile(path, out)
    assert made == TileSet(*size, 512, factors, out.stat().st_size)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    assert len(names) == len(set(names)) and set(names) == expected(*size)
    for name in names:
        sent = name.split("/")[1]
        picture = opened(out, name)
        assert picture.format == "JPEG" and picture.width == int(sent.split(",")[0])
        assert sent == "90," or picture.height == int(sent.split(",")[1])
    assert [entry.name for entry in out.parent.iterdir()] == ["tiles.zip"]


def test_no_metadata_is_in_any_tile(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jpg", tmp_path / "a.zip"
    block = exif(6)
    assert block.get_ifd(0x8825), "the original must hold a position"
    noise((700, 600)).save(path, exif=block, comment=b"GEHEIM", xmp=b"<x>GEHEIM</x>",
                           dpi=(300, 300), icc_profile=display_p3())  # fmt: skip
    tile(path, out)
    data = out.read_bytes()
    words = (b"GEHEIM", b"Exif", b"ICC_PROFILE", b"xap", b"<x>", b"vips", b"<?xml")
    assert not [word for word in words if word in data]
    with zipfile.ZipFile(out) as archive:
        for name in archive.namelist():
            assert not opened(out, name).getexif()
    assert len(zipfile.ZipFile(out).namelist()) == len(expected(600, 700))


def quarters() -> Image.Image:
    """Red and green above, blue and white below."""
    picture = Image.new("RGB", (60, 40), WHITE)
    for box, colour in (((0, 0), RED), ((30, 0), GREEN), ((0, 20), BLUE)):
        picture.paste(colour, (*box, box[0] + 30, box[1] + 20))
    return picture


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_then_rotation(orientation: int, rotation: int, tmp_path: Path) -> None:
    """What Pillow makes of the same two steps, pixel by pixel."""
    path, out = tmp_path / "a.png", tmp_path / "a.zip"
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # Image.Transpose, the wanted turn
    stored = quarters()
    stored.save(path, exif=exif(orientation))
    wanted = stored.transpose(turns[orientation]) if orientation > 1 else stored
    wanted = wanted.rotate(-rotation, expand=True)
    made = tile(path, out, rotation=rotation)
    assert (made.width, made.height) == wanted.size
    found = opened(out, f"full/{made.width},{made.height}/0/default.jpg")
    for x in (6, made.width - 6):
        for y in (6, made.height - 6):
            assert near(found.getpixel((x, y)), wanted.getpixel((x, y)), by=16)


def test_a_large_page_is_turned_by_way_of_the_disk(tmp_path: Path) -> None:
    """More than is kept in memory: the turned page shows each corner where it belongs."""
    path, out = tmp_path / "a.jpg", tmp_path / "a.zip"
    picture = quarters().resize((5400, 3600), Image.Resampling.NEAREST)
    picture.save(path, quality=90)
    made = tile(path, out, rotation=90)
    assert (made.width, made.height) == (3600, 5400)
    corners = {(0, 0): BLUE, (3072, 0): RED, (0, 5120): WHITE, (3072, 5120): GREEN}
    for (x, y), colour in corners.items():
        w, h = min(512, 3600 - x), min(512, 5400 - y)
        found = opened(out, f"{x},{y},{w},{h}/{w},{h}/0/default.jpg")
        assert near(found.getpixel((w // 2, h // 2)), colour)
    assert set(zipfile.ZipFile(out).namelist()) == expected(3600, 5400)


def test_colours_are_srgb_on_white(tmp_path: Path) -> None:
    path, out = tmp_path / "a.png", tmp_path / "a.zip"
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((*P3_RED, 255), (0, 20, 40, 40))
    picture.save(path, icc_profile=display_p3())
    tile(path, out)
    found = opened(out, "full/40,40/0/default.jpg")
    assert near(found.getpixel((20, 4)), WHITE, by=6)
    assert near(found.getpixel((20, 34)), P3_IN_SRGB, by=6)


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "1", "P"])
def test_other_samples_become_eight_bits_of_rgb(mode: str, tmp_path: Path) -> None:
    path, out = tmp_path / "a.tif", tmp_path / "a.zip"
    Image.new("L", (30, 20), 0).convert(mode if mode != "I;16" else "I").convert(mode).save(path)
    tile(path, out)
    found = opened(out, "full/30,20/0/default.jpg")
    assert found.mode == "RGB" and near(found.getpixel((9, 9)), (0, 0, 0))


def test_four_hundred_megapixels_in_one_colour_stay_small(tmp_path: Path) -> None:
    """Memory of the kernel's own reckoning: far below the 400 MB of its pixels."""
    path, out = tmp_path / "a.png", tmp_path / "a.zip"
    path.write_bytes(png_of_one_colour(20_000, 20_000))
    made = tile(path, out, limits=Limits(memory_bytes=350_000_000))
    assert made.scale_factors == (1, 2, 4, 8, 16, 32, 64)


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    path, out = tmp_path / "a.png", tmp_path / "out/a.zip"
    noise((900, 700)).save(path)
    with pytest.raises(PictureError) as refusal:
        tile(path, out, limits=Limits(disk_bytes=100_000))
    assert refusal.value.code == "no_space"
    assert list(out.parent.iterdir()) == []


def test_only_quarter_turns(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rotation"):
        tile(tmp_path / "a.jpg", tmp_path / "a.zip", rotation=45)


# --- reading --------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """The storage's name of a ZIP with 21 tiles, and the small picture."""
    path, out = tmp_path / "a.png", tmp_path / "a.zip"
    noise((2000, 1500)).save(path)
    tile(path, out)
    return default_storage.save("tiles/aa/abc.zip", ContentFile(out.read_bytes()))


def members(name: str) -> dict[str, bytes]:
    with default_storage.open(name) as file, zipfile.ZipFile(file) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def test_every_tile_can_be_read_from_many_threads(kept: str) -> None:
    wanted = members(kept)
    names = [*wanted] * 20
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda name: read_tile(kept, name), names))
    assert found == [wanted[name] for name in names]


@pytest.mark.parametrize(
    "member",
    ["", "info.json", "../abc.zip", "/etc/passwd", "full/max/0/default.jpg", "0,0,512,512"],
)
def test_what_is_no_tile_is_none(kept: str, member: str) -> None:
    assert read_tile(kept, member) is None


def test_a_zip_that_is_missing_or_damaged_has_no_tiles(kept: str) -> None:
    broken = default_storage.save("tiles/broken.zip", ContentFile(b"PK no zip"))
    assert read_tile("tiles/nowhere.zip", SMALL) is None
    assert read_tile(broken, SMALL) is None
    assert read_tile("", SMALL) is None


def test_a_zip_that_shrank_is_never_answered_from_the_old_list(kept: str) -> None:
    assert read_tile(kept, SMALL)
    path = Path(default_storage.path(kept))
    path.write_bytes(path.read_bytes()[:5000])
    assert read_tile(kept, SMALL) is None


def test_a_zip_that_was_made_again_is_read_again(kept: str) -> None:
    before = read_tile(kept, SMALL)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(SMALL, b"new")
        archive.writestr("packed", b"n" * 99, zipfile.ZIP_DEFLATED)
    path = Path(default_storage.path(kept))
    path.write_bytes(buffer.getvalue())
    os.utime(path, (time.time() + 9, time.time() + 9))
    assert before and read_tile(kept, SMALL) == b"new"
    assert read_tile(kept, "packed") is None, "compressed members are no tiles"


def test_a_storage_without_a_disk_is_asked_for_the_file(kept: str, monkeypatch) -> None:
    wanted = members(kept)
    backing = FileSystemStorage(default_storage.location)

    class Elsewhere:
        def path(self, name):
            raise NotImplementedError

        def open(self, name):
            return backing.open(name)

    monkeypatch.setattr(tiles, "default_storage", Elsewhere())
    assert read_tile(kept, SMALL) == wanted[SMALL]
    assert read_tile(kept, "nothing") is None
    assert read_tile("tiles/nowhere.zip", SMALL) is None
