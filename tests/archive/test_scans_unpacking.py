"""ZIP files from strangers: hostile ones do no harm and are told apart by name and reason."""

import io
import stat
import struct
import zipfile

import pytest

from archive.pictures import PictureError
from archive.scans import unpacking
from archive.scans.problems import ScanError
from archive.scans.unpacking import Unpacking, decoded, natural, shown
from tests.archive.scans import zip_of


@pytest.fixture
def opened(tmp_path):
    """Write bytes to a file and open it as a ZIP."""

    def open_it(content: bytes) -> Unpacking:
        path = tmp_path / "sent.zip"
        path.write_bytes(content)
        return Unpacking(path)

    return open_it


@pytest.fixture
def outcome(opened, tmp_path):
    """Unpack every entry: its name → content, or the code of its refusal."""

    def unpack_all(content: bytes, most: int = 10_000_000) -> dict[str, bytes | str]:
        found, target = {}, tmp_path / "out"
        with opened(content) as archive:
            for number, entry in enumerate(archive.entries):
                key = entry.name if entry.name not in found else f"{entry.name}#{number}"
                try:
                    archive.unpack(entry, target, most=most)
                    found[key] = target.read_bytes()
                except (ScanError, PictureError) as error:
                    found[key] = error.code
        return found

    return unpack_all


def refusal(make, *arguments) -> str:
    with pytest.raises(ScanError) as caught:
        make(*arguments)
    return caught.value.code


@pytest.mark.parametrize(
    "name", ["../page.png", "a/../../page.png", "/etc/page.png", "C:\\page.png", "..\\page.png"]
)
def test_names_that_lead_outside_are_refused(outcome, name):
    found = outcome(zip_of([(name, b"x"), ("good.png", b"y")]))
    assert found.pop("good.png") == b"y"
    assert list(found.values()) == ["entry_name"]


def test_links_are_refused(outcome):
    link = zipfile.ZipInfo("page.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert outcome(zip_of([(link, b"/etc/passwd")])) == {"page.png": "entry_link"}


def test_locked_entries_are_refused(outcome):
    content = bytearray(zip_of([("page.png", b"x" * 50)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    assert outcome(bytes(content)) == {"page.png": "entry_locked"}


def test_a_zip_within_is_refused_and_named(outcome):
    inner = zip_of([("page.png", b"x")])
    assert outcome(zip_of([("inner.png", inner), ("b.png", b"y")])) == {
        "inner.png": "entry_nested",
        "b.png": b"y",
    }


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_rare_ways_of_packing_are_refused(outcome, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("page.png", b"x" * 1000)
    assert outcome(out.getvalue()) == {"page.png": "entry_packed"}


def test_a_name_that_occurs_twice_counts_once(outcome):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zip_of([("page.png", b"first"), ("page.png", b"second")])
    assert outcome(content) == {"page.png": b"first", "page.png#1": "entry_twice"}


def test_a_damaged_entry_fails_by_itself(outcome):
    content = bytearray(zip_of([("a.png", bytes(range(256)) * 20), ("b.png", b"y")]))
    place = content.index(b"a.png") + 5
    content[place + 8 : place + 20] = b"\xff" * 12
    assert outcome(bytes(content)) == {"a.png": "entry_damaged", "b.png": b"y"}


def test_an_entry_that_grows_beyond_measure_is_stopped_while_it_is_read(outcome):
    assert outcome(zip_of([("a.png", b"\0" * 3_000_000)]), most=1_000_000) == {
        "a.png": "too_many_bytes"
    }


def test_a_size_in_the_header_is_not_believed(outcome):
    content = bytearray(zip_of([("a.png", b"\0" * 3_000_000)]))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<L", 10)
    assert outcome(bytes(content), most=1_000_000)["a.png"] in ("entry_damaged", "too_many_bytes")


def test_all_entries_together_may_not_grow_beyond_measure(outcome, monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_GROWTH", 1_000_000)
    monkeypatch.setattr(unpacking, "MOST_GROWTH", 2)
    found = outcome(zip_of([(f"{n}.png", b"\0" * 600_000) for n in range(3)]))
    assert [value if isinstance(value, str) else "" for value in found.values()] == [
        *("", "zip_bomb", "zip_bomb")
    ]


def test_too_many_entries_are_refused_before_any_is_opened(opened):
    many = zip_of((f"{n}.png", b"") for n in range(unpacking.MOST_ENTRIES + 1))
    assert refusal(opened, many) == "zip_entries"


def test_a_directory_that_is_too_large_is_not_read(opened, monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST_DIRECTORY", 100)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with_long_names = io.BytesIO()
    with_long_names.write(b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 3, 3, 1_000_000_000, 0, 0))
    assert refusal(opened, with_long_names.getvalue()) == "zip_entries"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 nothing else", b"", zip_of([("a", b"x")])[:-30]],
    ids=["nothing else", "empty", "cut off"],
)
def test_what_is_no_zip_is_said_to_be_damaged(opened, content):
    assert refusal(opened, content) == "zip_damaged"


def test_a_zip_without_pictures_is_said_to_be_empty(opened):
    litter = ["__MACOSX/._a.png", ".DS_Store", "a/Thumbs.db", "a/", "._b.png", "desktop.ini"]
    assert refusal(opened, zip_of((name, b"") for name in litter)) == "zip_empty"


def test_the_litter_of_operating_systems_is_passed_over(outcome):
    names = ["__MACOSX/a/._1.png", "a/.DS_Store", "a/Thumbs.db", "a/", "a/1.png"]
    assert list(outcome(zip_of((name, b"x") for name in names))) == ["a/1.png"]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *(("写真ページ1.png", "cp932"), ("昭和六十年.png", "cp932"), ("アルバム.tif", "cp932")),
        *(("хуудас 12.png", "cp866"), ("Ф-59 данс 1.png", "cp866"), ("Бичиг/1.jpg", "cp866")),
        *(("Öndörkhaan.png", "utf-8"), ("өргөдөл.png", "utf-8"), ("写真.png", "utf-8")),
    ],
)
def test_names_without_the_mark_of_utf8_are_read_as_their_writer_meant(name, encoding):
    info = zipfile.ZipInfo("x")
    info.orig_filename, info.flag_bits = name.encode(encoding).decode("cp437"), 0
    assert decoded(info) == name


def test_hostile_names_are_made_harmless():
    made = shown("a\u202egnp.exe\n\x07\u2066.png")
    assert made.isprintable() and made.startswith("a\N{REPLACEMENT CHARACTER}gnp.exe")
    assert len(shown("x" * 5000 + ".png")) == unpacking.LONGEST_NAME
    assert shown("x" * 5000 + ".png").endswith("x.png")


@pytest.mark.parametrize(
    "names",
    [
        ["p1.png", "p2.png", "p10.png"],
        ["a/2.png", "a/10.png", "b/1.png"],
        ["1r.png", "1v.png", "2r.png"],
        ["9", "010", "11", "x"],
        ["第１頁", "第2頁", "第１０頁"],
    ],
)
def test_names_sort_by_their_numbers(names):
    names_backwards = names[::-1]
    assert sorted(names_backwards, key=natural) == names
