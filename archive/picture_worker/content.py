"""The bytes of a file, before any decoder sees them: are they one picture, and of which format?"""

from __future__ import annotations

import mmap
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .refusal import Refused

SUFFIXES = {
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "PNG": {".png"},
    "WEBP": {".webp"},
    "TIFF": {".tif", ".tiff"},
}
SIGNATURES = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "TIFF": re.compile(rb"II\*\0|MM\0\*|II\+\0\x08\0\0\0|MM\0\+\0\x08\0\0"),
}
# What a browser, a reader of PDF or a PHP server would run if the file were handed to it.
FOREIGN = re.compile(rb"%pdf-|<html|<script|<!doctype html|<\?php", re.IGNORECASE)
FOREIGN_WINDOW = 64 * 1024  # bytes looked at on either end: such readers sniff no further
# A JPEG marker inside the coded picture: anything but stuffing, restarts and fill bytes.
JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def check_bytes(path: Path, max_bytes: int) -> str:
    """The format the content has ('JPEG', …); Refused when the file is not just one picture."""
    size = path.stat().st_size
    if not size:
        raise Refused("empty")
    if size > max_bytes:
        raise Refused("too_many_bytes", limit=max_bytes // 1_000_000)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        name = content_format(data)
        check_suffix(path, name)
        if has_foreign_content(data) or zipfile.is_zipfile(file):
            raise Refused("foreign")
        check_structure(data, name)
    return name


def content_format(data: mmap.mmap) -> str:
    for name, signature in SIGNATURES.items():
        if signature.match(data):
            return name
    raise Refused("not_a_picture")


def check_suffix(path: Path, name: str) -> None:
    if path.suffix.lower() not in SUFFIXES[name]:
        raise Refused("suffix", suffix=path.suffix[:12] or "–", format=name)


def has_foreign_content(data: mmap.mmap) -> bool:
    ends = data[:FOREIGN_WINDOW], data[-FOREIGN_WINDOW:]
    return any(FOREIGN.search(end) for end in ends)


def check_structure(data: mmap.mmap, name: str) -> None:
    try:
        if name == "TIFF":
            check_single_directory(data)
        else:
            end = {"JPEG": jpeg_end, "PNG": png_end, "WEBP": webp_end}[name](data)
            check_end(data, end)
    except struct.error as error:  # a length field lies beyond the end of the file
        raise Refused("truncated") from error


def check_end(data: mmap.mmap, end: int) -> None:
    """After the picture only padding may follow (some scanners fill up to a block)."""
    if end > len(data):
        raise Refused("truncated")
    if re.compile(rb"[^\x00\xff\r\n]").search(data, end):
        raise Refused("foreign")


def jpeg_end(data: mmap.mmap) -> int:
    """Offset behind EOI. Segments are stepped over: a thumbnail in EXIF has an EOI of its own."""
    at = 2
    while marker := JPEG_MARKER.search(data, at):
        at = marker.end()
        if data[at - 1] == 0xD9:
            return at
        at += struct.unpack_from(">H", data, at)[0]
    raise Refused("truncated")


def png_end(data: mmap.mmap) -> int:
    """Offset behind IEND; Refused for an animation."""
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if kind == b"IEND":
            return at
        if kind == b"acTL":
            raise Refused("several")


def webp_end(data: mmap.mmap) -> int:
    """Offset behind the RIFF container, whose chunks are padded to an even length."""
    size: int = struct.unpack_from("<I", data, 4)[0]
    return 8 + size + size % 2


def check_single_directory(data: mmap.mmap) -> None:
    """A TIFF must hold one directory, whose chain ends: Pillow ends a looping chain silently."""
    seen: set[int] = set()
    for at in tiff_directories(data):
        if at in seen:
            raise Refused("loop")
        seen.add(at)
        # A scanner may write many pages; more than a loop could need tells us enough.
        if len(seen) > 1000:
            break
    if len(seen) != 1:
        raise Refused("several" if seen else "damaged")


def tiff_directories(data: mmap.mmap) -> Iterator[int]:
    """Offsets of the directories in chain order (TIFF 6.0 § 2 and BigTIFF); endless for a loop."""
    order = "<" if data[:2] == b"II" else ">"
    big = data[2:4] in (b"+\0", b"\0+")
    count, entry, link = ("Q", 20, "Q") if big else ("H", 12, "I")
    at: int = struct.unpack_from(order + link, data, 8 if big else 4)[0]
    while at:
        yield at
        entries = struct.unpack_from(order + count, data, at)[0]
        after = at + struct.calcsize("=" + count) + entries * entry
        at = struct.unpack_from(order + link, data, after)[0]
