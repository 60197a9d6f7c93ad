"""The pages of a TIFF: which directories are pages, and a file that shows one page alone.

TIFF 6.0 § 2 and BigTIFF. Decoders are only ever given a single page, so that neither a chain of
directories that loops nor a long one costs them anything.
"""

from __future__ import annotations

import io
import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .refusal import Refused

SUBFILE_TYPE, REDUCED, MASK = 254, 1, 4
BITS_PER_SAMPLE, PHOTOMETRIC, RGB, CIELAB = 258, 262, 2, 8
# Pyramids write a reduced copy of a page as a directory of its own: some for each page.
DIRECTORIES_PER_PAGE = 8


class Layout(NamedTuple):
    """How numbers are written: classic TIFF or BigTIFF, in one byte order."""

    order: str
    count: str  # number of entries of a directory
    entry: int  # bytes of an entry
    link: str  # offset of a directory
    first: int  # where the header names the first directory
    value: int  # where an entry holds its value


class Directory(NamedTuple):
    """Offsets in bytes: where it begins, and where its link to the next one stands."""

    start: int
    link: int
    kind: int  # tag 254: bits that tell a page from its reduced copies
    lab: int  # where the photometric interpretation stands when it is Lab of 8 bits, else 0


def layout(head: bytes) -> Layout:
    order = "<" if head[:2] == b"II" else ">"
    if head[2:4] in (b"+\0", b"\0+"):
        return Layout(order, "Q", 20, "Q", 8, 12)
    return Layout(order, "H", 12, "I", 4, 8)


def directories(data: mmap.mmap) -> Iterator[Directory]:
    """Every directory in the order of the chain; Refused("loop") where it leads back."""
    form = layout(data[:4])
    start: int = struct.unpack_from(form.order + form.link, data, form.first)[0]
    seen: set[int] = set()
    while start:
        if start in seen:
            raise Refused("loop")
        seen.add(start)
        count: int = struct.unpack_from(form.order + form.count, data, start)[0]
        entries = start + struct.calcsize("=" + form.count)
        link = entries + count * form.entry
        found = Entries(data, form, entries, count)
        yield Directory(start, link, found.kind, found.lab)
        start = struct.unpack_from(form.order + form.link, data, link)[0]


class Entries(NamedTuple):
    """The entries of one directory, in ascending order of their tags."""

    data: mmap.mmap
    form: Layout
    start: int
    count: int

    def place(self, tag: int) -> int:
        """Offset at which the value of ``tag`` stands, or 0 when it is not among the first."""
        step = self.form.entry
        for at in range(self.start, self.start + min(self.count, 12) * step, step):
            if self.number("H", at) == tag:
                return at + self.form.value
        return 0

    def number(self, kind: str, at: int) -> int:
        found: int = struct.unpack_from(self.form.order + kind, self.data, at)[0]
        return found

    @property
    def kind(self) -> int:
        place = self.place(SUBFILE_TYPE)
        return self.number("I", place) if place else 0

    @property
    def lab(self) -> int:
        place, bits = self.place(PHOTOMETRIC), self.place(BITS_PER_SAMPLE)
        if not (place and bits) or self.number("H", place) != CIELAB:
            return 0
        # Three numbers do not fit into the field of a classic TIFF, which then names their place.
        at = bits if self.form.link == "Q" else self.number("I", bits)
        return place if self.number("H", at) == 8 else 0


def pages(data: mmap.mmap, max_pages: int) -> list[Directory]:
    """The directories that are pages: neither reduced copies nor masks of another."""
    found: list[Directory] = []
    try:
        for number, one in enumerate(directories(data)):
            if number == 0 or not one.kind & (REDUCED | MASK):
                found.append(one)
            if len(found) > max_pages or number >= max_pages * DIRECTORIES_PER_PAGE:
                raise Refused("too_many_pages", limit=max_pages)
    except struct.error as error:  # a directory lies beyond the end of the file
        raise Refused("truncated") from error
    if not found:
        raise Refused("damaged")
    return found


class View(io.RawIOBase):
    """A file opened for reading, with some bytes replaced as they are read."""

    def __init__(self, path: Path, patches: tuple[tuple[int, bytes], ...] = ()) -> None:
        self.file = path.open("rb", buffering=64 * 1024)
        self.patches = patches

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        start = self.file.tell()
        count = self.file.readinto(into)
        for at, new in self.patches:
            low, high = max(at, start), min(at + len(new), start + count)
            if low < high:
                into[low - start : high - start] = new[low - at : high - at]
        return count

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()


def alone(path: Path, page: Directory) -> View:
    """The TIFF as if ``page`` were its only one. Lab of 8 bits, which libvips 8.18 cannot read,
    is shown as RGB."""
    with path.open("rb") as file:
        form = layout(file.read(4))
    first = struct.pack(form.order + form.link, page.start)
    last = struct.pack(form.order + form.link, 0)
    as_rgb = ((page.lab, struct.pack(form.order + "H", RGB)),) if page.lab else ()
    return View(path, ((form.first, first), (page.link, last), *as_rgb))
