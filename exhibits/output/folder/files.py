"""What pages need besides words: styles, scripts and fonts with their licences, pictures, tiles."""

import json
import logging
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

from archive.models import DigitalObject
from archive.tiles import TILE_SIZE

log = logging.getLogger(__name__)

IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")#?]+)")
LICENCES = ("LICENSE", "LICENSE.txt", "VERSION")
TILE = re.compile(r"(?:full|[0-9]+,[0-9]+,[0-9]+,[0-9]+)/[0-9]*,[0-9]*/0/default\.jpg")
IMAGE_3 = "http://iiif.io/api/image"


def write(path: Path, content: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def copy_statics(names: Iterable[str], data: Path) -> None:
    """Static files as they are in the source, with what their styles name and their licences."""
    waiting, done = sorted(names), set()
    while waiting:
        name = waiting.pop()
        if name in done or (source := finders.find(name)) is None:
            continue
        done.add(name)
        content = Path(source).read_bytes()
        write(data / "static" / name, content)
        waiting += companions(name, content)


def companions(name: str, content: bytes) -> list[str]:
    folder = PurePosixPath(name).parent
    found = [str(folder / licence) for licence in LICENCES if "vendor" in folder.parts]
    if name.endswith(".css"):
        for address in IN_STYLES.findall(content.decode()):
            if not address.startswith(("data:", "http", "/")):
                found.append(normal(folder / address))
    return found


def normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def copy_pictures(copies: dict[str, str], data: Path) -> None:
    """``copies``: from the file in the folder to the name in the storage."""
    for file, name in sorted(copies.items()):
        path = data / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with default_storage.open(name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)


def copy_tiles(page: DigitalObject, data: Path) -> bool:
    """The tiles of a page image as plain files; whether it has any that can be read."""
    if not page.tiles or not default_storage.exists(page.tiles):
        return False
    folder = data / "tiles" / page.image_id
    try:
        with default_storage.open(page.tiles) as file, zipfile.ZipFile(file) as archive:
            for name in filter(TILE.fullmatch, sorted(archive.namelist())):
                write(folder / name, archive.read(name))
    except zipfile.BadZipFile as error:
        log.warning("%s cannot be read: %s", page.tiles, error)
        return False
    return True


def tile_source(page: DigitalObject, base: str) -> str:
    """The image's ``info.json`` as OpenSeadragon takes it inline; ``base`` leads to its tiles."""
    width, height = page.width, page.height
    if page.rotation % 180:
        width, height = height, width
    factors = [1]
    while max(width, height) > TILE_SIZE * factors[-1]:
        factors.append(2 * factors[-1])
    return json.dumps({
        "@context": f"{IMAGE_3}/3/context.json", "id": base, "type": "ImageService3",
        "protocol": IMAGE_3, "profile": "level0", "width": width, "height": height,
        "tiles": [{"width": TILE_SIZE, "scaleFactors": factors}],
    })  # fmt: skip
