"""Good and bad pictures for tests: real files, made byte by byte or by Pillow."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

from PIL import Image, ImageCms

RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)


def encoded(image: Image.Image, name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


def noise(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    count = size[0] * size[1] * len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, size, random.Random(7).randbytes(count))


def jpeg(**options: object) -> bytes:
    return encoded(noise(), "JPEG", **options)


def png(**options: object) -> bytes:
    return encoded(noise(), "PNG", **options)


def frames(count: int) -> list[Image.Image]:
    return [Image.new("RGB", (8, 8), (40 * n, 0, 0)) for n in range(count)]


def several(name: str, count: int = 3) -> bytes:
    first, *others = frames(count)
    return encoded(first, name, save_all=True, append_images=others)


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("evil.html", "<b>hello</b>")
    return buffer.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of_one_colour(width: int, height: int, rows: int | None = None) -> bytes:
    """A grey PNG packed to a thousandth of what decoding it takes."""
    packer = zlib.compressobj(1)
    row = b"\0" + b"\x7f" * width
    body = b"".join(packer.compress(row) for _ in range(rows or height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def looping_tiff() -> bytes:
    """One page whose link to the next page names the page itself."""
    data = bytearray(encoded(noise(), "TIFF"))
    start = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, start)[0]
    struct.pack_into("<I", data, start + 2 + 12 * entries, start)
    return bytes(data)


def endless_scans() -> bytes:
    """A progressive JPEG whose last scan is repeated: small file, endless work."""
    data = encoded(Image.new("L", (400, 400), 90), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 2_000 + b"\xff\xd9"


def animated_in_name() -> bytes:
    """A still PNG with the chunk of an animation of one frame."""
    data, control = png(), png_chunk(b"acTL", struct.pack(">II", 1, 0))
    return data[:33] + control + data[33:]


def exif(orientation: int) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010E] = "GEHEIM"
    block.get_ifd(0x8825).update({1: "N", 2: (47.0, 55.0, 0.0), 3: "E", 4: (106.0, 55.0, 0.0)})
    return block


def polyglot_comment() -> bytes:
    return jpeg(comment=b"<?php system($_GET['c']); ?>")


def near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def swapped_profile() -> bytes:
    """sRGB with the red and blue primaries exchanged: what ignores it shows the wrong colour."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(data)


P3_RED, P3_IN_SRGB = (200, 60, 60), (216, 46, 53)  # as ColorSync and Little CMS agree


def display_p3() -> bytes:
    """sRGB's profile with the primaries of Display P3 (D50-adapted, from Apple's own profile)."""
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag, values in primaries.items():
        offset = struct.unpack_from(">I", data, data.index(tag) + 4)[0]
        struct.pack_into(">3i", data, offset + 8, *(round(v * 65536) for v in values))
    return bytes(data)
