"""Tiles: a page as IIIF Image 3 level 0, all files of it in one stored ZIP."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pyvips

from .colour import public
from .original import Page
from .turning import turn, turned

TILE_SIZE, QUALITY = 512, 80
# Universal Viewer asks for this size whatever the image says it has.
SMALL_WIDTH, SMALL = 90, "full/90,/0/default.jpg"
# Held in memory while it is turned; a larger one waits on disk.
MOST_BYTES_IN_MEMORY = 48_000_000


def tile(page: Page, rotation: int, out: Path) -> dict[str, Any]:
    """Writes the ZIP ``out``; the fields of its TileSet."""
    picture = ready(page, *turn(page.orientation, rotation))
    picture.dzsave(
        str(out), imagename="", layout="iiif3", container="zip", compression=0,
        tile_size=TILE_SIZE, suffix=f".jpg[Q={QUALITY}]", keep="none",
    )  # fmt: skip
    tidy(out)
    size = picture.width, picture.height
    return {"width": size[0], "height": size[1], "tile_size": TILE_SIZE,
            "scale_factors": scale_factors(*size), "byte_size": out.stat().st_size}  # fmt: skip


def ready(page: Page, angle: int, mirrored: bool) -> pyvips.Image:
    """The page as readers see it. Rows of a turned one are columns of the stored one: those can
    only be read from pixels that stand somewhere."""
    picture = public(page.picture())
    return turned(settled(page, picture) if angle and page.streams else picture, angle, mirrored)


def settled(page: Page, picture: pyvips.Image) -> pyvips.Image:
    """In memory, or in squares on disk: a strip across the turned page reads each of them once."""
    if picture.width * picture.height * picture.bands <= MOST_BYTES_IN_MEMORY:
        return picture.copy_memory()
    with tempfile.NamedTemporaryFile(suffix=".tif", delete=False) as waiting:
        pass
    picture.tiffsave(waiting.name, tile=True, tile_width=TILE_SIZE, tile_height=TILE_SIZE,
                     bigtiff=True, keep="none")  # fmt: skip
    return page.stored(Path(waiting.name))


def scale_factors(width: int, height: int) -> list[int]:
    """1, 2, 4 … up to the one at which the whole picture is a single tile."""
    factors = [1]
    while max(width, height) > TILE_SIZE * factors[-1]:
        factors.append(2 * factors[-1])
    return factors


def tidy(path: Path) -> None:
    """Cut off what libvips writes behind the tiles, and put the smallest picture in its place."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        tiles = [one for one in archive.filelist if one.filename.endswith("/default.jpg")]
        notes = [one for one in archive.filelist if not one.filename.endswith("/default.jpg")]
        whole = next(one for one in tiles if one.filename.startswith("full/"))
        archive.start_dir = min([archive.start_dir, *(one.header_offset for one in notes)])
        if any(one.header_offset >= archive.start_dir for one in tiles):
            raise ValueError("a tile stands behind the notes")
        small = smallest(archive.read(whole))
        archive.filelist = tiles
        archive.NameToInfo = {one.filename: one for one in tiles}
        archive.writestr(zipfile.ZipInfo(SMALL), small)


def smallest(jpeg: bytes) -> bytes:
    whole = pyvips.Image.jpegload_buffer(jpeg)
    small = whole.thumbnail_image(SMALL_WIDTH, height=10 * SMALL_WIDTH**2)
    found: bytes = small.jpegsave_buffer(Q=QUALITY, keep="none")
    return found
