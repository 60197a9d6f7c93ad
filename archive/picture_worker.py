"""Reads one untrusted picture in a process of its own, under hard limits.

Started by ``archive.pictures`` as ``python -m archive.picture_worker REQUEST``, where REQUEST is a
JSON object; answers with one JSON object on standard output: ``{"answer": …}``, or
``{"error": code, "params": {…}}``, where ``code`` is a key of ``archive.pictures.SENTENCES``.
Only the standard library and Pillow are imported: it starts quickly, and a fault in a
decoder finds neither settings nor a database connection in this process.
"""

from __future__ import annotations

import hashlib
import io
import json
import mmap
import re
import resource
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

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
LONGEST_SIDE = 65_500  # pixels; libjpeg writes no longer side
LONGEST_WEBP_SIDE = 16_383
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}


class Refused(Exception):
    """The picture is not accepted: ``code`` says why, ``params`` fill the sentence."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code, self.params = code, params


# --- bytes, before any decoder sees them ----------------------------------------------------------


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


# --- the picture ----------------------------------------------------------------------------------


def opened(path: Path, limits: dict[str, int]) -> Image.Image:
    """The picture with its header read and its pixels not yet decoded."""
    name = check_bytes(path, limits["max_bytes"])
    Image.MAX_IMAGE_PIXELS = None  # ours is exact: Pillow's own only warns up to twice its limit
    image = Image.open(path, formats=(name,))
    # 'MPO' is what Pillow makes of a JPEG that holds several pictures.
    if image.format != name or getattr(image, "n_frames", 1) != 1:
        raise Refused("several")
    check_size(*image.size, limits["max_pixels"])
    return image


def check_size(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        limit = max_pixels // 1_000_000
        raise Refused("too_many_pixels", width=width, height=height, limit=limit)
    if max(width, height) > LONGEST_SIDE:
        raise Refused("too_long", width=width, height=height, limit=LONGEST_SIDE)


def orientation(image: Image.Image) -> int:
    """EXIF orientation 1–8; 1 when the metadata say nothing or cannot be read."""
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # whatever a broken EXIF block raises: the pixels may still be sound
        return 1
    return value if value in TURNS else 1


def upright(size: tuple[int, int], turn: int) -> tuple[int, int]:
    return (size[1], size[0]) if turn in SIDEWAYS else size


def facts(path: Path, limits: dict[str, int]) -> dict[str, Any]:
    """The fields of ``archive.pictures.PictureFacts``, after every pixel was decoded once."""
    image = opened(path, limits)
    name, mode = str(image.format), image.mode
    image.load()
    check_mode(image)
    width, height = upright(image.size, orientation(image))
    return {
        "format": name, "width": width, "height": height, "byte_size": path.stat().st_size,
        "sha512": file_digest(path), "mime": Image.MIME[name], "mode": mode,
    }  # fmt: skip


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def check_mode(image: Image.Image) -> None:
    """32-bit and floating-point samples have no agreed black and white: guessing would be wrong."""
    if image.mode in {"I", "F"}:
        raise Refused("samples")


# --- derivatives ----------------------------------------------------------------------------------


def derive(
    path: Path, limits: dict[str, int], out: Path, widths: list[int]
) -> list[dict[str, Any]]:
    """Writes ``{width}.jpg`` and ``{width}.webp`` into ``out``; the fields of each Derivative."""
    image = opened(path, limits)
    image, turn, full = decoded(image, max(widths))
    sizes = target_sizes(full, widths)
    base = flattened(turned_and_scaled(image, turn, sizes[-1]))
    written = []
    for size in sizes:
        picture = base if size == base.size else base.resize(size, Image.Resampling.LANCZOS)
        written += list(save_both(picture, out))
    return written


def decoded(image: Image.Image, widest: int) -> tuple[Image.Image, int, tuple[int, int]]:
    """The pixels, the orientation still to be applied, and the full upright size in pixels.

    A large JPEG is decoded at a half, quarter or eighth (never below twice the widest derivative).
    A TIFF is turned by Pillow while loading, so its size and orientation are read afterwards.
    """
    size = image.size
    if image.format == "JPEG":
        image.draft(image.mode, draft_size(upright(size, orientation(image)), size, widest))
    image.load()
    check_mode(image)
    turn = orientation(image)
    return image, turn, upright(image.size if image.format == "TIFF" else size, turn)


def draft_size(full: tuple[int, int], raw: tuple[int, int], widest: int) -> tuple[int, int]:
    scale = min(1.0, 2 * widest / full[0])
    return max(1, round(raw[0] * scale)), max(1, round(raw[1] * scale))


def target_sizes(full: tuple[int, int], widths: list[int]) -> list[tuple[int, int]]:
    """Upright sizes, smallest first: each width below the picture's, and the widest possible."""
    width, height = full
    wanted = {w for w in widths if w < width} | {min(width, max(widths))}
    return [(w, max(1, round(height * w / width))) for w in sorted(wanted)]


def turned_and_scaled(image: Image.Image, turn: int, size: tuple[int, int]) -> Image.Image:
    """Scaled first, then turned and converted: the costly steps see the small picture only."""
    profile = image.info.get("icc_profile")
    image = scalable(image).resize(upright(size, turn), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn in TURNS:
        image = image.transpose(TURNS[turn])
    return in_srgb(image, profile)


def scalable(image: Image.Image) -> Image.Image:
    """The picture in a mode whose samples can be averaged: 8 bits, no palette."""
    if image.mode.startswith("I;16"):
        return image.point(lambda sample: sample * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"P", "PA"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as sRGB. A profile that cannot be used is left aside, as browsers do."""
    wanted = "RGBA" if image.mode[-1] in "Aa" else "RGB"
    if image.mode == "LAB":
        return to_srgb(image, ImageCms.createProfile("LAB"), wanted)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return to_srgb(image, source, wanted)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert(wanted)


def to_srgb(image: Image.Image, source: Any, mode: str) -> Image.Image:
    result = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode=mode
    )
    if result is None:
        raise ValueError("no conversion")
    return result


def flattened(image: Image.Image) -> Image.Image:
    """On white, as a new picture: nothing of the original's metadata can travel with it.

    White in both formats, because ink on a transparent ground vanishes on a dark page.
    """
    clean = Image.new("RGB", image.size, "white")
    clean.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return clean


def save_both(picture: Image.Image, out: Path) -> Iterator[dict[str, Any]]:
    """Saves as JPEG, and as WebP where that format allows the height; yields each one's fields."""
    jpeg = out / f"{picture.width}.jpg"
    picture.save(jpeg, "JPEG", quality=82, progressive=True, optimize=True)
    yield fields(jpeg, picture, "jpeg")
    if picture.height <= LONGEST_WEBP_SIDE:
        webp = out / f"{picture.width}.webp"
        picture.save(webp, "WEBP", quality=78, method=4)
        yield fields(webp, picture, "webp")


def fields(file: Path, picture: Image.Image, name: str) -> dict[str, Any]:
    return {"width": picture.width, "height": picture.height, "format": name, "name": file.name,
            "byte_size": file.stat().st_size}  # fmt: skip


# --- the process ----------------------------------------------------------------------------------


def confine(limits: dict[str, int]) -> None:
    """Limits the kernel keeps: address space and processor time of this process, no core file."""
    limit(resource.RLIMIT_AS, limits["memory_bytes"])
    # The soft limit ends the process with SIGXCPU, which the caller can tell from other deaths.
    limit(resource.RLIMIT_CPU, limits["cpu_seconds"], spare=5)
    limit(resource.RLIMIT_CORE, 0)


def limit(what: int, value: int, spare: int = 0) -> None:
    """Sets the soft limit to ``value``, the hard one ``spare`` above; never raises what holds."""
    hard = resource.getrlimit(what)[1]
    held = sys.maxsize if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(what, (min(value, held), min(value + spare, held)))


def answer(request: dict[str, Any]) -> Any:
    path, limits = Path(request["path"]), request["limits"]
    if request["task"] == "inspect":
        return facts(path, limits)
    return derive(path, limits, Path(request["out"]), request["widths"])


def reply(request: dict[str, Any]) -> dict[str, Any]:
    """What to print. Any failure of a decoder means the same to the sender: a damaged picture."""
    try:
        return {"answer": answer(request)}
    except Refused as refused:
        return {"error": refused.code, "params": refused.params}
    except MemoryError:
        return {"error": "memory", "params": {}}
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return {"error": "truncated" if "truncated" in str(error) else "damaged", "params": {}}


def main() -> None:
    request = json.loads(sys.argv[1])
    confine(request["limits"])
    json.dump(reply(request), sys.stdout)


if __name__ == "__main__":
    main()
