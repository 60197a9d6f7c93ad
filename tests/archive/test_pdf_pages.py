"""PDFs: every page is a picture; what is no sound PDF is refused with a sentence."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image

from archive.pictures import Limits, PictureError, derive, inspect, inspect_pages, tile
from tests.archive.picture_files import BLUE, RED, encoded, near, noise, zipped
from tests.archive.test_tiles import GREEN, expected, opened

A4 = (595, 842)


def page(size: tuple[float, float] = (72, 144), colour: tuple[int, ...] = RED, **entries) -> bytes:
    """The upper half of a page in one colour."""
    width, height = size
    rgb = " ".join(f"{value / 255:.4f}" for value in colour)
    drawing = f"{rgb} rg 0 {height / 2} {width} {height / 2} re f".encode()
    more = "".join(f"/{name} {value} " for name, value in entries.items())
    head = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{more}/Contents ".encode()
    return head + b"%d 0 R>>\n" + drawing


def pdf(*pages: bytes, info: bytes = b"", catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """Catalogue, tree of pages, information, then each page with what it draws."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog]
    objects += [b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), b"<<%s>>" % info]
    for number, one in enumerate(pages):
        sheet, drawing = one.split(b"\n", 1)
        objects.append(sheet % (5 + 2 * number))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing))
    return assembled(objects, b"/Info 3 0 R" + trailer)


def assembled(objects: list[bytes], trailer: bytes) -> bytes:
    data, offsets = bytearray(b"%PDF-1.6\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def kept(tmp_path: Path, data: bytes, name: str = "a.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_each_page_has_its_size_at_300_dots_an_inch(tmp_path: Path) -> None:
    path = kept(tmp_path, pdf(page(), page((144, 72), BLUE), page((72, 144), GREEN, Rotate=90)))
    found = inspect_pages(path)
    assert [(one.width, one.height) for one in found] == [(300, 600), (600, 300), (600, 300)]
    assert {(one.format, one.mime, one.mode, one.pages) for one in found} == {
        ("PDF", "application/pdf", "RGB", 3)
    }
    assert inspect(path) == found[0]
    assert {one.byte_size for one in found} == {path.stat().st_size}


@pytest.mark.parametrize(("number", "colour"), [(0, RED), (1, BLUE), (2, GREEN)])
def test_the_page_that_is_asked_for_is_shown(
    number: int, colour: tuple[int, ...], tmp_path: Path
) -> None:
    path = kept(tmp_path, pdf(page(colour=RED), page(colour=BLUE), page(colour=GREEN)))
    derive(path, tmp_path, page=number, rotation=90)
    with Image.open(tmp_path / "400.jpg") as copy:
        assert copy.size == (400, 200)
        assert near(copy.getpixel((380, 100)), colour) and near(
            copy.getpixel((20, 100)), (255,) * 3
        )
    made = tile(path, tmp_path / "a.zip", page=number)
    assert (made.width, made.height) == (300, 600)
    top = opened(tmp_path / "a.zip", "0,0,300,512/300,512/0/default.jpg")
    assert near(top.getpixel((150, 20)), colour)


def test_a_scan_inside_a_pdf(tmp_path: Path) -> None:
    scan = Image.new("RGB", (400, 600), RED)
    path = tmp_path / "a.pdf"
    scan.save(
        path, "PDF", resolution=100, save_all=True, append_images=[Image.new("L", (500, 700))]
    )
    assert [(one.width, one.height) for one in inspect_pages(path)] == [(1200, 1800), (1500, 2100)]
    derive(path, tmp_path, widths=(400,))
    with Image.open(tmp_path / "400.jpg") as copy:
        assert near(copy.getpixel((200, 300)), RED)


@pytest.mark.parametrize(
    ("dots", "size"), [(200, (600, 900)), (400, (800, 1200)), (1200, (1200, 1800))]
)
def test_a_scan_keeps_its_dots_from_300_to_600_an_inch(
    dots: int, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    Image.new("RGB", (2 * dots, 3 * dots), RED).save(path, "PDF", resolution=dots)
    found = inspect(path)
    assert (found.width, found.height) == size


def test_technical_facts_name_no_person(tmp_path: Path) -> None:
    info = b"/Author(GEHEIM)/Title(GEHEIM)/Creator(GEHEIM)/Producer(Scan Suite 3)"
    found = inspect(kept(tmp_path, pdf(page(), info=info)))
    assert found.technical == {
        "format": "PDF", "mode": "RGB", "drawn_at_dpi": 300, "pdf_version": "1.6",
        "page_points": [72.0, 144.0], "software": "Scan Suite 3",
    }  # fmt: skip


def test_a_page_of_200_inches_is_drawn_coarser(tmp_path: Path) -> None:
    found = inspect(
        kept(tmp_path, pdf(page((14_400, 14_400)))), limits=Limits(max_pixels=4_000_000)
    )
    assert 3_900_000 < found.width * found.height <= 4_000_000
    assert found.width == found.height


def test_a_long_strip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as refusal:
        inspect(kept(tmp_path, pdf(page((1, 20_000)))))
    assert refusal.value.code == "too_long"


def test_a_script_is_never_run(tmp_path: Path) -> None:
    """It would turn the page, if anything ran it."""
    script = b"/OpenAction<</S/JavaScript/JS(this.setPageRotations\\(0,0,90\\); while(1);)>>"
    found = inspect(kept(tmp_path, pdf(page(), catalog=script)))
    assert (found.width, found.height) == (300, 600)


def test_a_broken_cross_reference_is_mended_or_refused(tmp_path: Path) -> None:
    data = pdf(page(colour=BLUE))
    start = data.rindex(b"startxref\n") + 10
    path = kept(tmp_path, data[:start] + b"99999999\n%%EOF\n")
    assert (inspect(path).width, inspect(path).height) == (300, 600)


NO_TREE = assembled([b"<</Type/Catalog>>"], b"")
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (
    b"41" * 32,
    b"42" * 32,
)
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "another suffix": ("a.jpg", lambda: pdf(page()), "suffix"),
    "a picture as pdf": ("a.pdf", lambda: encoded(noise(), "JPEG"), "suffix"),
    "no pages": ("a.pdf", lambda: pdf(), "no_pages"),
    "no tree of pages": ("a.pdf", lambda: NO_TREE, "no_pages"),
    "a password": ("a.pdf", lambda: pdf(page(), trailer=LOCK), "encrypted"),
    "cut off": ("a.pdf", lambda: pdf(page())[:-60], "truncated"),
    "no objects": ("a.pdf", lambda: b"%PDF-1.7\nhello\n%%EOF\n", "damaged"),
    "html behind": ("a.pdf", lambda: pdf(page()) + b"<html><script>1</script>", "foreign"),
    "zip behind": ("a.pdf", lambda: pdf(page()) + zipped(), "foreign"),
    "html in front": ("a.pdf", lambda: b"<html></html>\n" + pdf(page()), "not_a_picture"),
    "zip in front": ("a.pdf", lambda: zipped() + pdf(page()), "not_a_picture"),
    "a page without extent": ("a.pdf", lambda: pdf(page((0.0001, 20_000))), "too_long"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str, tmp_path: Path) -> None:
    name, make, code = REFUSED[case]
    path, out = kept(tmp_path, make(), name), tmp_path / "out"
    asks = (
        lambda: inspect_pages(path),
        lambda: derive(path, out),
        lambda: tile(path, out / "a.zip"),
    )
    for ask in asks:
        with pytest.raises(PictureError) as refusal:
            ask()
        assert refusal.value.code == code
    assert list(out.iterdir()) == []


def test_too_many_pages(tmp_path: Path) -> None:
    path = kept(tmp_path, pdf(page(), page(), page()))
    with pytest.raises(PictureError) as refusal:
        inspect_pages(path, limits=Limits(max_pages=2))
    assert (refusal.value.code, refusal.value.params) == ("too_many_pages", {"limit": 2})


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    data = pdf(page(), page(), page()).replace(b"8 0 obj\n<</Type/Page", b"8 0 obj\nnull %")
    path = kept(tmp_path, data)
    with translation.override("en"), pytest.raises(PictureError) as refusal:
        inspect_pages(path)
    assert refusal.value.params["page"] == 3
    assert str(refusal.value).startswith("Page 3: The picture is damaged")
    assert inspect(path).pages == 3, "its first page can still be seen"


def test_a_scan_that_would_be_left_out_is_no_page(tmp_path: Path) -> None:
    data = bytearray(encoded(noise((300, 400)), "PDF"))
    start = data.index(b"\xff\xd8\xff")
    data[start : start + 300] = bytes(300)
    with pytest.raises(PictureError) as refusal:
        inspect(kept(tmp_path, bytes(data)))
    assert refusal.value.code == "damaged"


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as refusal:
        derive(kept(tmp_path, pdf(page())), tmp_path / "out", page=1)
    assert (refusal.value.code, refusal.value.params) == ("no_page", {"number": 2})


def test_a_compressed_bomb_of_drawing_is_stopped(tmp_path: Path) -> None:
    """A few kilobytes that ask for millions of rectangles."""
    orders = zlib.compress(b"0 0 600 800 re f\n" * 4_000_000, 9)
    objects = [
        *(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % A4,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(orders), orders),
    ]
    path = kept(tmp_path, assembled(objects, b""))
    with pytest.raises(PictureError) as refusal:
        inspect(path, limits=Limits(cpu_seconds=1))
    assert refusal.value.code in {"time", "memory"}


def test_every_page_is_tiled_as_its_facts_say(tmp_path: Path) -> None:
    path = kept(tmp_path, pdf(page(A4), page((300.7, 411.3), BLUE)))
    for number, facts in enumerate(inspect_pages(path)):
        made = tile(path, tmp_path / "a.zip", page=number)
        assert (made.width, made.height) == (facts.width, facts.height)
        names = zipfile.ZipFile(tmp_path / "a.zip").namelist()
        assert set(names) == expected(made.width, made.height)
