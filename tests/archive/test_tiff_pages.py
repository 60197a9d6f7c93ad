"""TIFFs of several pages: each by itself, its reduced copies no pages, the bad one named."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import pyvips
from PIL import Image

from archive import pictures
from archive.pictures import Limits, PictureError, derive, inspect, inspect_pages, tile
from tests.archive.picture_files import BLUE, RED, encoded, near, noise
from tests.archive.test_tiles import GREEN, opened

COLOURS = (RED, BLUE, GREEN)


def pages() -> list[Image.Image]:
    """Three of different widths and colours."""
    return [Image.new("RGB", (40 + 10 * n, 60), colour) for n, colour in enumerate(COLOURS)]


def tiff(*pictures: Image.Image, **options: object) -> bytes:
    first, *others = pictures
    return encoded(first, "TIFF", save_all=True, append_images=others, **options)


@pytest.fixture(params=[False, True], ids=["classic", "BigTIFF"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    found = tmp_path / "a.tif"
    found.write_bytes(tiff(*pages(), big_tiff=request.param, compression="tiff_lzw"))
    return found


def test_every_page_has_its_facts(path: Path) -> None:
    found = inspect_pages(path)
    assert [(one.width, one.height) for one in found] == [(40, 60), (50, 60), (60, 60)]
    assert {(one.pages, one.sha512, one.format) for one in found} == {
        (3, inspect(path).sha512, "TIFF")
    }
    assert {one.technical["compression"] for one in found} == {"tiff_lzw"}


@pytest.mark.parametrize("number", range(3))
def test_the_page_that_is_asked_for_is_shown(path: Path, number: int, tmp_path: Path) -> None:
    width = 40 + 10 * number
    derive(path, tmp_path, page=number, rotation=180)
    with Image.open(tmp_path / f"{width}.jpg") as copy:
        assert near(copy.getpixel((20, 20)), COLOURS[number])
    made = tile(path, tmp_path / "a.zip", page=number)
    found = opened(tmp_path / "a.zip", f"full/{made.width},60/0/default.jpg")
    assert found.size == (width, 60) and near(found.getpixel((20, 20)), COLOURS[number])


def test_a_bad_third_page_is_named(tmp_path: Path) -> None:
    """Its strip of LZW is overwritten: the first two can be read, the file cannot be kept."""
    whole = bytearray(tiff(noise(), noise(), noise((50, 50)), compression="tiff_lzw"))
    with Image.open(io.BytesIO(whole)) as image:
        image.seek(2)
        start, length = image.tag_v2[273][0], image.tag_v2[279][0]
    whole[start : start + length] = b"\xff" * length
    path = tmp_path / "a.tif"
    path.write_bytes(whole)
    with pytest.raises(PictureError) as refusal:
        inspect_pages(path)
    assert refusal.value.params["page"] == 3
    assert inspect(path).pages == 3
    derive(path, tmp_path / "out", page=1)
    with pytest.raises(PictureError) as refusal:
        tile(path, tmp_path / "a.zip", page=2)
    assert refusal.value.params["page"] == 3 and not (tmp_path / "a.zip").exists()


def test_a_page_too_large_is_named(path: Path) -> None:
    with pytest.raises(PictureError) as refusal:
        inspect_pages(path, limits=Limits(max_pixels=3_100))
    params = {"width": 60, "height": 60, "limit": 0, "page": 3}
    assert (refusal.value.code, refusal.value.params) == ("too_many_pixels", params)


def test_reduced_copies_are_no_pages(tmp_path: Path) -> None:
    """A pyramid as scanners and libvips write it: one page in several sizes."""
    path = tmp_path / "a.tif"
    picture = pyvips.Image.black(2000, 1500, bands=3).copy(interpretation="srgb")
    picture.tiffsave(str(path), pyramid=True, tile=True)
    with Image.open(path) as image:
        assert image.n_frames > 2
    (found,) = inspect_pages(path)
    assert (found.width, found.height, found.pages) == (2000, 1500, 1)


def test_two_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    data = bytearray(tiff(*pages()[:2]))
    first = struct.unpack_from("<I", data, 4)[0]
    second_link = first + 2 + 12 * struct.unpack_from("<H", data, first)[0]
    second = struct.unpack_from("<I", data, second_link)[0]
    struct.pack_into("<I", data, second + 2 + 12 * struct.unpack_from("<H", data, second)[0], first)
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    with pytest.raises(PictureError) as refusal:
        inspect_pages(path)
    assert refusal.value.code == "loop"


def test_too_many_pages(path: Path) -> None:
    with pytest.raises(PictureError) as refusal:
        inspect_pages(path, limits=Limits(max_pages=2))
    assert (refusal.value.code, refusal.value.params) == ("too_many_pages", {"limit": 2})


def test_pages_are_asked_for_until_all_are_known(path: Path, monkeypatch) -> None:
    """A worker may stop after any page; the next one goes on behind it."""
    asked, ask = [], pictures._ask

    def one_page(*args, **wishes):
        asked.append(wishes["page"])
        return ask(*args, **wishes)[:1]

    monkeypatch.setattr(pictures, "_ask", one_page)
    assert [one.width for one in inspect_pages(path)] == [40, 50, 60]
    assert asked == [0, 1, 2]


def test_a_chain_of_many_pages_is_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(tiff(*[Image.new("1", (9, 9)) for _ in range(300)]))
    found = inspect_pages(path)
    assert len(found) == 300 and found[299].mode == "1"


def test_lab_colours(tmp_path: Path) -> None:
    """L*a*b* 54 81 70 is about the red of sRGB; Pillow counts a and b from 128."""
    path = tmp_path / "a.tif"
    Image.merge("LAB", [Image.new("L", (30, 20), value) for value in (138, 209, 198)]).save(path)
    derive(path, tmp_path)
    with Image.open(tmp_path / "30.jpg") as copy:
        assert near(copy.getpixel((9, 9)), (255, 0, 0), by=20)
