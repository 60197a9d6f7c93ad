"""Page images as files: from the addresses that pages carry back to the storage.

An edition keeps addresses. What its item no longer shows to readers is not given out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.files.storage import default_storage

from archive.display import PictureView
from archive.views import shows_public_item

# The end of the address of a copy, wherever media are served from.
COPY = re.compile(r"(?:^|/)(derivatives/[0-9a-f]{2}/([0-9a-f]{40})[0-9_r]*/[0-9]+\.(?:jpg|webp))$")


class Copy(NamedTuple):
    """A copy of a page image: its name in the storage and the beginning of its checksum."""

    name: str
    checksum: str


def copy_of(address: str) -> Copy | None:
    """The copy that an address leads to; None when it leads elsewhere."""
    found = COPY.search(unquote(urlsplit(address).path))
    return Copy(found[1], found[2]) if found else None


class OpenPictures:
    """Which copies readers may see today; each picture is asked about once."""

    def __init__(self):
        self.is_open = lru_cache(maxsize=None)(shows_public_item)
        self.is_there = lru_cache(maxsize=None)(default_storage.exists)

    def __call__(self, address: str) -> Copy | None:
        """The copy at an address if it may be given out and is there."""
        found = copy_of(address)
        if found is None or not self.is_open(found.checksum):
            return None
        return found if self.is_there(found.name) else None

    def largest(self, picture: PictureView | None, most_width: int) -> Copy | None:
        """The largest JPEG copy that is no wider; else the smallest there is."""
        sizes = sorted(jpegs(picture)) if picture else []
        fitting = [address for width, address in sizes if width <= most_width]
        address = fitting[-1] if fitting else sizes[0][1] if sizes else ""
        return self(address) if address else None


def jpegs(picture: PictureView) -> Iterator[tuple[int, str]]:
    """(width, address) of each copy."""
    for candidate in filter(None, picture.jpeg_srcset.split(", ")):
        address, _space, width = candidate.rpartition(" ")
        yield int(width.removesuffix("w")), address


def content_of(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()
