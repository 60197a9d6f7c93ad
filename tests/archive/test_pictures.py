"""Untrusted pictures: every bad file is a real one, made here byte by byte or by Pillow."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image, PngImagePlugin

from archive import pictures
from archive.pictures import Limits, PictureError, derive, inspect, inspect_pages, tile
from tests.archive.picture_files import (
    BLUE,
    P3_IN_SRGB,
    P3_RED,
    RED,
    WHITE,
    animated_in_name,
    display_p3,
    encoded,
    endless_scans,
    exif,
    jpeg,
    looping_tiff,
    near,
    noise,
    png,
    png_of_one_colour,
    polyglot_comment,
    several,
    swapped_profile,
    zipped,
)

# --- what is refused ------------------------------------------------------------------------------


def packed_tiff() -> bytes:
    """Its directory stands at its end, as most programs write it."""
    return encoded(noise(), "TIFF", compression="tiff_lzw")


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n"
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.jpg", lambda: b"", "empty"),
    "truncated jpeg": ("a.jpg", lambda: jpeg()[:1500], "truncated"),
    "jpeg cut at its end mark": ("a.jpg", lambda: jpeg()[:-2], "truncated"),
    "truncated png": ("a.png", lambda: png()[:-40], "truncated"),
    "truncated webp": ("a.webp", lambda: encoded(noise(), "WEBP")[:-9], "truncated"),
    "truncated tiff": ("a.tif", lambda: encoded(noise(), "TIFF")[:-900], "truncated"),
    "tiff cut before its directory": ("a.tif", lambda: packed_tiff()[:-150], "truncated"),
    "png with a false checksum": ("a.png", lambda: png().replace(b"IDAT", b"IDAX", 1), "damaged"),
    "animated gif as jpg": ("a.jpg", lambda: several("GIF"), "not_a_picture"),
    "eps as jpg": ("a.jpg", lambda: EPS, "not_a_picture"),
    "html as png": ("a.png", lambda: b"<!doctype html><script>1</script>", "not_a_picture"),
    "svg as png": ("a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
    "png as jpg": ("a.jpg", png, "suffix"),
    "jpeg without a suffix": ("a", jpeg, "suffix"),
    "animated png": ("a.png", lambda: several("PNG"), "several"),
    "png that says it is animated": ("a.png", animated_in_name, "several"),
    "animated webp": ("a.webp", lambda: several("WEBP"), "several"),
    "looping tiff": ("a.tiff", looping_tiff, "loop"),
    "zip behind jpeg": ("a.jpg", lambda: jpeg() + zipped(), "foreign"),
    "zip behind tiff": ("a.tif", lambda: encoded(noise(), "TIFF") + zipped(), "foreign"),
    "html behind png": ("a.png", lambda: png() + b"<html><body>hello", "foreign"),
    "pdf behind jpeg": ("a.jpg", lambda: jpeg() + b"%PDF-1.7\n", "foreign"),
    "php in a jpeg comment": ("a.jpg", polyglot_comment, "foreign"),
    "html behind a second jpeg": ("a.jpg", lambda: jpeg() + jpeg() + b"<html>", "foreign"),
    "a second jpeg without an end": ("a.jpg", lambda: jpeg() + jpeg()[:900], "truncated"),
    "endless scans": ("a.jpg", lambda: endless_scans(), "damaged"),
    "anything behind webp": ("a.webp", lambda: encoded(noise(), "WEBP") + b"extra", "foreign"),
    "bomb": ("a.png", lambda: png_of_one_colour(30_000, 30_000, rows=9), "too_many_pixels"),
    "longer than a jpeg may be": ("a.png", lambda: png_of_one_colour(2, 70_000), "too_long"),
    "floating point": ("a.tif", lambda: encoded(Image.new("F", (4, 4)), "TIFF"), "samples"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_files_are_refused_and_leave_nothing(case: str, tmp_path: Path) -> None:
    name, make, code = REFUSED[case]
    path, out = tmp_path / name, tmp_path / "out"
    path.write_bytes(make())
    for ask in (lambda: inspect(path), lambda: derive(path, out)):
        with pytest.raises(PictureError) as refusal:
            ask()
        assert refusal.value.code == code
    assert list(out.iterdir()) == []


def test_a_refusal_is_a_sentence_that_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "scan.jpg"
    path.write_bytes(png())
    with translation.override("en"), pytest.raises(PictureError) as refusal:
        inspect(path)
    assert str(refusal.value) == (
        "The file’s name ends in “.jpg”, but its content is PNG. "
        "Please give it the right ending or save it again."
    )


@pytest.mark.parametrize("code", pictures.SENTENCES)
def test_every_sentence_can_be_filled(code: str) -> None:
    params = {"limit": 1, "width": 2, "height": 3, "suffix": ".x", "format": "PNG"}
    params |= {"channels": 5, "number": 7}
    with translation.override("en"):
        text = str(PictureError(code, params))
    assert "%" not in text and text.endswith(".")


def test_every_refusal_of_the_worker_has_a_sentence() -> None:
    modules = (pictures.PROJECT / "archive/picture_worker").glob("*.py")
    source = "".join(module.read_text() for module in modules)
    used = set(re.findall(r'Refused\(\s*"(\w+)"|"error": "(\w+)"', source))
    used = {first or second for first, second in used}
    assert {"empty", "foreign", "several", "memory"} < used <= set(pictures.SENTENCES)


# --- limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_bytes=1000), "too_many_bytes"),
        (Limits(max_pixels=3000), "too_many_pixels"),
        (Limits(wall_seconds=0.01), "time"),
    ],
)
def test_limits(limits: Limits, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg())
    with pytest.raises(PictureError) as refusal:
        inspect(path, limits=limits)
    assert refusal.value.code == code


def test_a_picture_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"  # a progressive one has to be held as a whole
    Image.new("RGB", (7000, 7000)).save(path, progressive=True)
    with pytest.raises(PictureError) as refusal:
        inspect(path, limits=Limits(memory_bytes=90_000_000))
    assert refusal.value.code == "memory"


def test_a_picture_that_eats_processor_time_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_of_one_colour(20_000, 20_000))
    with pytest.raises(PictureError) as refusal:
        tile(path, tmp_path / "a.zip", limits=Limits(cpu_seconds=1))
    assert refusal.value.code == "time"
    assert refusal.value.__cause__ is None, "stopped by the clock on the wall instead"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (f"import os; os.kill(os.getpid(), {int(signal.SIGSEGV)})", "crash"),
        (f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})", "memory"),
        ("raise SystemExit(3)", "crash"),
        ("print('no JSON')", "crash"),
    ],
)
def test_a_worker_that_dies_is_a_sentence(
    script: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg())
    died = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    monkeypatch.setattr(pictures, "_run", lambda request, limits: died)
    with pytest.raises(PictureError) as refusal:
        derive(path, tmp_path / "out")
    assert refusal.value.code == code
    assert list((tmp_path / "out").iterdir()) == []


def test_the_worker_knows_nothing_of_django_or_of_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    probe = "import sys, archive.picture_worker.__main__; print('django' in sys.modules)"
    asked = subprocess.run(
        [sys.executable, "-c", probe], cwd=pictures.PROJECT, capture_output=True, text=True
    )
    assert asked.stdout.strip() == "False"
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    seen: dict[str, str] = {}
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: seen.update(options["env"]))
    pictures._run("{}", Limits())
    assert seen and "SECRET_KEY" not in seen


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as refusal:
        inspect(tmp_path / "nowhere.jpg")
    assert refusal.value.code == "missing"


# --- what is found --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file", "mime"),
    [
        ("JPEG", "a.JPG", "image/jpeg"),
        ("PNG", "a.png", "image/png"),
        ("WEBP", "a.webp", "image/webp"),
        ("TIFF", "a.tiff", "image/tiff"),
    ],
)
def test_facts(name: str, file: str, mime: str, tmp_path: Path) -> None:
    path = tmp_path / file
    data = encoded(noise(), name)
    path.write_bytes(data)
    digest = hashlib.sha512(data).hexdigest()
    *facts, technical = dataclasses.astuple(inspect(path))
    assert facts == [name, 64, 48, len(data), digest, mime, "RGB", 1]
    assert technical | {"format": name, "bands": 3, "bits": 8} == technical


def test_technical_facts_of_a_scan_name_its_making_and_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    block = exif(1)
    block.update({0x010F: "EPSON", 0x0110: "Expression 12000XL", 0x0131: "SilverFast\n9",
                  0x0132: "2024:05:06 07:08:09", 0x013B: "GEHEIM", 0x8298: "GEHEIM"})  # fmt: skip
    block.get_ifd(0x8769).update({0xA431: "GEHEIM-7", 0xA430: "GEHEIM"})
    noise().save(path, exif=block, dpi=(600, 600), progressive=True, icc_profile=display_p3())
    assert inspect(path).technical == {
        "format": "JPEG", "mode": "RGB", "bands": 3, "bits": 8, "compression": "JPEG, progressive",
        "dpi": [600.0, 600.0], "icc_profile": "sRGB built-in", "make": "EPSON",
        "model": "Expression 12000XL", "software": "SilverFast 9", "scanned": "2024:05:06 07:08:09",
    }  # fmt: skip


@pytest.mark.parametrize("data", [jpeg() + jpeg(), jpeg() + b"\0" * 99 + jpeg() + b"\xff\xff"])
def test_of_two_jpegs_in_one_file_the_first_is_taken(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert (inspect(path).pages, inspect(path).width) == (1, 64)
    assert len(inspect_pages(path)) == 1


def test_the_picture_of_a_camera_with_two_lenses(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (40, 30), RED).save(
        path, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), BLUE)]
    )
    derive(path, tmp_path)
    with Image.open(tmp_path / "40.jpg") as copy:
        assert near(copy.getpixel((20, 15)), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(("name", "file"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("TIFF", "a.tif")])
def test_orientation_is_applied(name: str, file: str, orientation: int, tmp_path: Path) -> None:
    """A picture red above and blue below, stored turned, comes out red above and blue below."""
    upright = Image.new("RGB", (40, 60), RED)
    upright.paste(BLUE, (0, 30, 40, 60))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose, the inverse of each turn
    stored = upright.transpose(undo[orientation]) if orientation > 1 else upright
    path = tmp_path / file
    stored.save(path, name, exif=exif(orientation))
    found = inspect(path)
    assert (found.width, found.height) == (40, 60)
    derive(path, tmp_path, widths=(40,))
    with Image.open(tmp_path / "40.webp") as copy:
        assert copy.size == (40, 60)
        assert near(copy.getpixel((20, 6)), RED) and near(copy.getpixel((20, 54)), BLUE)


# --- derivatives ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2000, 1001), [(400, 200), (800, 400), (1600, 801)]),
        ((1600, 1200), [(400, 300), (800, 600), (1600, 1200)]),
        ((1000, 500), [(400, 200), (800, 400), (1000, 500)]),
        ((300, 200), [(300, 200)]),
        ((3000, 1), [(400, 1), (800, 1), (1600, 1)]),
    ],
)
def test_sizes(size: tuple[int, int], sizes: list[tuple[int, int]], tmp_path: Path) -> None:
    path, out = tmp_path / "a.png", tmp_path / "out"
    Image.new("RGB", size, RED).save(path)
    made = derive(path, out)
    assert [(one.width, one.height) for one in made] == [size for size in sizes for _ in "jw"]
    assert [one.name for one in made] == [f"{w}.{end}" for w, _ in sizes for end in ("jpg", "webp")]
    assert sorted(entry.name for entry in out.iterdir()) == sorted(one.name for one in made)
    for one in made:
        with Image.open(out / one.name) as copy:
            assert (copy.size, copy.format) == ((one.width, one.height), one.format.upper())
        assert (out / one.name).stat().st_size == one.byte_size


def test_no_metadata_travel(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jpg", tmp_path / "out"
    block = exif(6)
    assert block.get_ifd(0x8825), "the original must hold a position"
    noise((900, 600)).save(
        path, exif=block, comment=b"GEHEIM", xmp=b"<x>GEHEIM</x>", dpi=(300, 300)
    )
    assert path.read_bytes().count(b"GEHEIM") == 3
    for one in derive(path, out):
        data = (out / one.name).read_bytes()
        assert not any(word in data for word in (b"GEHEIM", b"Exif", b"EXIF", b"ICC", b"XMP"))
        with Image.open(out / one.name) as copy:
            assert not copy.getexif()


def test_jpeg_copies_are_progressive(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    noise().save(path)
    derive(path, tmp_path)
    with Image.open(tmp_path / "64.jpg") as copy:
        assert copy.info["progressive"]


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    for colour in (RED, BLUE):
        Image.new("RGB", (50, 50), colour).save(path)
        derive(path, tmp_path / "out")
    with Image.open(tmp_path / "out/50.jpg") as copy:
        assert near(copy.getpixel((25, 25)), BLUE)


def test_the_colour_profile_is_applied(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (30, 30), (250, 10, 10)).save(path, icc_profile=swapped_profile())
    derive(path, tmp_path)
    with Image.open(tmp_path / "30.webp") as copy:
        assert near(copy.getpixel((15, 15)), (10, 10, 250), by=20)


def test_display_p3_becomes_srgb(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    picture = Image.new("RGB", (32, 32), P3_RED)
    picture.save(path, quality=98, icc_profile=display_p3())
    derive(path, tmp_path)
    with Image.open(tmp_path / "32.jpg") as copy:
        assert near(copy.getpixel((15, 15)), P3_IN_SRGB, by=6)


def test_a_useless_profile_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (30, 30), RED).save(path, icc_profile=b"no profile at all")
    derive(path, tmp_path)
    with Image.open(tmp_path / "30.webp") as copy:
        assert near(copy.getpixel((15, 15)), RED)


def test_cmyk(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.new("CMYK", (32, 32), (0, 255, 255, 0)).save(path, quality=95)
    assert inspect(path).mode == "CMYK"
    derive(path, tmp_path)
    with Image.open(tmp_path / "32.jpg") as copy:
        assert copy.mode == "RGB" and near(copy.getpixel((16, 16)), (255, 0, 0))


@pytest.mark.parametrize(("sample", "grey"), [(0, 0), (32768, 128), (65535, 255)])
def test_sixteen_bits(sample: int, grey: int, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.frombytes("I;16", (20, 20), struct.pack("<H", sample) * 400).save(path)
    assert inspect(path).mode == "I;16"
    derive(path, tmp_path)
    with Image.open(tmp_path / "20.webp") as copy:
        assert near(copy.getpixel((10, 10)), (grey, grey, grey), by=2)


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    palette = Image.new("P", (40, 40), 0)
    palette.putpalette([0, 0, 0, *RED])
    palette.paste(1, (0, 20, 40, 40))
    palette.save(path, transparency=b"\x00\xff")
    assert inspect(path).mode == "P"
    derive(path, tmp_path)
    for name in ("40.jpg", "40.webp"):
        with Image.open(tmp_path / name) as copy:
            assert near(copy.getpixel((20, 5)), WHITE) and near(copy.getpixel((20, 35)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGBA", "CMYK", "LAB", "YCbCr"])
def test_every_mode_a_tiff_may_have(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    Image.new(mode, (30, 20)).save(path)
    assert inspect(path).mode == mode
    assert [one.width for one in derive(path, tmp_path)] == [30, 30]


def test_a_very_tall_picture_has_no_webp(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_of_one_colour(10, 17_000))
    assert [one.name for one in derive(path, tmp_path)] == ["10.jpg"]


def test_padding_behind_the_picture_is_no_offence(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg() + b"\0" * 512)
    assert inspect(path).byte_size == path.stat().st_size


def test_text_in_a_png_is_no_offence(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "Scanned in Ulaanbaatar, 50% & more")
    noise().save(path, pnginfo=note)
    assert inspect(path).width == 64


@pytest.mark.parametrize("widths", [(), (0,), (400, -1)])
def test_impossible_widths(widths: tuple[int, ...], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="widths"):
        derive(tmp_path / "a.jpg", tmp_path, widths=widths)
