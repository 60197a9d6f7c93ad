"""The picture: opened within the limits, its orientation, the facts about it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from PIL import Image

from .content import check_bytes
from .refusal import Refused

LONGEST_SIDE = 65_500  # pixels; libjpeg writes no longer side

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
