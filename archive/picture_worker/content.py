"""The bytes of a file, before any decoder sees them: nothing but a picture, and of which format?"""

from __future__ import annotations

import mmap
import re
import struct
import zipfile
from pathlib import Path

from .refusal import Refused

SUFFIXES = {
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "PNG": {".png"},
    "WEBP": {".webp"},
    "TIFF": {".tif", ".tiff"},
    "PDF": {".pdf"},
}
SIGNATURES = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "TIFF": re.compile(rb"II\*\0|MM\0\*|II\+\0\x08\0\0\0|MM\0\+\0\x08\0\0"),
    "PDF": re.compile(rb"%PDF-[12]\.\d"),
}
# What a browser, a reader of PDF or a PHP server would run if the file were handed to it.
FOREIGN = re.compile(rb"%pdf-|<html|<script|<!doctype html|<\?php", re.IGNORECASE)
FOREIGN_WINDOW = 64 * 1024  # bytes looked at on either end: such readers sniff no further
# A JPEG marker inside the coded picture: anything but stuffing, restarts and fill bytes.
JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# After the picture some scanners fill up to a block.
PADDING = re.compile(rb"[\x00\xff\r\n]*?(?=\xff\xd8\xff|[^\x00\xff\r\n]|\Z)", re.DOTALL)
# Looked at in one piece before the kernel may take its pages back: large files stay cheap.
STRETCH = 16 * 1024 * 1024


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
        check_structure(data, name)
        if has_foreign_content(data, name) or zipfile.is_zipfile(file):
            raise Refused("foreign")
    return name


def content_format(data: mmap.mmap) -> str:
    for name, signature in SIGNATURES.items():
        if signature.match(data):
            return name
    raise Refused("not_a_picture")


def check_suffix(path: Path, name: str) -> None:
    if path.suffix.lower() not in SUFFIXES[name]:
        raise Refused("suffix", suffix=path.suffix[:12] or "–", format=name)


def has_foreign_content(data: mmap.mmap, name: str) -> bool:
    """A PDF is made of text that may well speak of HTML: there, its structure tells enough."""
    ends = data[:FOREIGN_WINDOW], data[-FOREIGN_WINDOW:]
    return name != "PDF" and any(FOREIGN.search(end) for end in ends)


def check_structure(data: mmap.mmap, name: str) -> None:
    """Follows the format's own lengths to its end; what a TIFF holds is read with its pages."""
    ends = {"JPEG": jpegs_end, "PNG": png_end, "WEBP": webp_end, "PDF": pdf_end}
    try:
        if name in ends:
            check_end(data, ends[name](data))
    except struct.error as error:  # a length field lies beyond the end of the file
        raise Refused("truncated") from error


def check_end(data: mmap.mmap, end: int) -> None:
    """After the picture only padding may follow."""
    if end > len(data):
        raise Refused("truncated")
    if re.compile(rb"[^\x00\xff\r\n]").search(data, end):
        raise Refused("foreign")


def jpegs_end(data: mmap.mmap) -> int:
    """Offset behind the last picture: cameras put previews and other views behind the first."""
    at = 0
    while data[at : at + 3] == b"\xff\xd8\xff":
        end = jpeg_end(data, at + 2)
        padding = PADDING.match(data, end)
        at = padding.end() if padding else end
    return end


def jpeg_end(data: mmap.mmap, at: int) -> int:
    """Offset behind EOI. Segments are stepped over: a thumbnail in EXIF has an EOI of its own."""
    while at < len(data):
        marker = JPEG_MARKER.search(data, at, at + STRETCH)
        if not marker:
            at += STRETCH - 1  # a marker may begin with the last byte
            data.madvise(mmap.MADV_DONTNEED)
            continue
        at = marker.end()
        if data[at - 1] == 0xD9:
            return at
        at += struct.unpack_from(">H", data, at)[0]
    raise Refused("truncated")


def png_end(data: mmap.mmap) -> int:
    """Offset behind IEND; Refused for an animation."""
    at = seen = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if kind == b"IEND":
            return at
        if kind == b"acTL":
            raise Refused("several")
        if at - seen > STRETCH:
            seen = at
            data.madvise(mmap.MADV_DONTNEED)


def webp_end(data: mmap.mmap) -> int:
    """Offset behind the RIFF container, whose chunks are padded to an even length; Refused for an
    animation (the flag in VP8X, its first chunk)."""
    if data[12:16] == b"VP8X" and data[20] & 2:
        raise Refused("several")
    size: int = struct.unpack_from("<I", data, 4)[0]
    return 8 + size + size % 2


def pdf_end(data: mmap.mmap) -> int:
    """Offset behind the last %%EOF (ISO 32000-1 § 7.5.5), which stands near the end."""
    at = data.rfind(b"%%EOF", max(0, len(data) - FOREIGN_WINDOW))
    if at < 0:
        raise Refused("truncated")
    return re.compile(rb"%%EOF[ \t]*").match(data, at).end()
