"""Derivatives: smaller copies in sRGB, upright, on white, without the original's metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from .picture import TURNS, check_mode, opened, orientation, upright

LONGEST_WEBP_SIDE = 16_383


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
