"""Derivatives: smaller copies in sRGB, upright, on white, without the original's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyvips

from .colour import on_white, to_srgb
from .original import Page
from .turning import turn, turned, upright

LONGEST_WEBP_SIDE = 16_383
JPEG_SHRINKS = (8, 4, 2)


def derive(page: Page, rotation: int, out: Path, widths: list[int]) -> list[dict[str, Any]]:
    """Writes ``{width}.jpg`` and ``{width}.webp`` into ``out``; the fields of each Derivative."""
    way = turn(page.orientation, rotation)
    sizes = target_sizes(upright(page.size, way[0]), widths)
    widest = scaled(page.picture(shrink(page, upright(sizes[-1], way[0]))), way, sizes[-1])
    written = []
    for size in sizes:
        picture = widest if size == sizes[-1] else resized(widest, size)
        written += list(save_both(picture, out))
    return written


def target_sizes(full: tuple[int, int], widths: list[int]) -> list[tuple[int, int]]:
    """Upright sizes, smallest first: each width below the picture's, and the widest possible."""
    width, height = full
    wanted = {w for w in widths if w < width} | {min(width, max(widths))}
    return [(w, max(1, round(height * w / width))) for w in sorted(wanted)]


def shrink(page: Page, size: tuple[int, int]) -> int:
    """How much smaller a decoder may make the page and leave twice the size for a good filter."""
    fits = (n for n in JPEG_SHRINKS if page.size[0] // n >= 2 * size[0])
    return next(fits, 1)


def scaled(picture: pyvips.Image, way: tuple[int, bool], size: tuple[int, int]) -> pyvips.Image:
    """Scaled first, then converted and turned: the costly steps see the small picture only."""
    small = resized(on_white(picture), upright(size, way[0]))
    return turned(to_srgb(small).copy_memory(), *way).copy_memory()


def resized(picture: pyvips.Image, size: tuple[int, int]) -> pyvips.Image:
    if (picture.width, picture.height) == size:
        return picture
    return picture.resize(size[0] / picture.width, vscale=size[1] / picture.height)


def save_both(picture: pyvips.Image, out: Path) -> Iterator[dict[str, Any]]:
    """Saves as JPEG, and as WebP where that format allows the height; yields each one's fields."""
    jpeg = out / f"{picture.width}.jpg"
    picture.jpegsave(str(jpeg), Q=82, interlace=True, optimize_coding=True, keep="none")
    yield fields(jpeg, picture, "jpeg")
    if picture.height <= LONGEST_WEBP_SIDE:
        webp = out / f"{picture.width}.webp"
        picture.webpsave(str(webp), Q=78, effort=4, keep="none")
        yield fields(webp, picture, "webp")


def fields(file: Path, picture: pyvips.Image, name: str) -> dict[str, Any]:
    return {"width": picture.width, "height": picture.height, "format": name, "name": file.name,
            "byte_size": file.stat().st_size}  # fmt: skip
