"""Page images as files: from the addresses that pages carry back to the storage.

An edition keeps addresses. What its item no longer shows to readers is not given out.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.files.storage import default_storage

from archive.display import PictureView
from archive.shown_copies import is_shown

# The end of the address of a copy, wherever media are served from.
COPY = re.compile(
    r"(?:^|/)(derivatives/[0-9a-f]{2}/(([0-9a-f]{40})[0-9_r]*)/[0-9]+\.(?:jpg|webp))$"
)


class Copy(NamedTuple):
    """A copy of a page image: its name in the storage, its image, the beginning of its checksum."""

    name: str
    image: str
    checksum: str


def copy_of(address: str) -> Copy | None:
    """The copy that an address leads to; None when it leads elsewhere."""
    found = COPY.search(unquote(urlsplit(address).path))
    return Copy(found[1], found[2], found[3]) if found else None


class OpenPictures:
    """Which copies readers may see today; each picture is asked about once."""

    def __init__(self):
        self.is_open = lru_cache(maxsize=None)(is_shown)
        self.is_there = lru_cache(maxsize=None)(default_storage.exists)

    def __call__(self, address: str) -> Copy | None:
        """The copy at an address if it may be given out and is there."""
        found = copy_of(address)
        if found is None or not self.is_open(found.image, found.checksum):
            return None
        return found if self.is_there(found.name) else None

    def largest(self, picture: PictureView | None, most_width: int) -> Copy | None:
        """The largest JPEG copy that is no wider; else the smallest there is."""
        sizes = picture.jpegs if picture else ()
        fitting = [copy for copy in sizes if copy.width <= most_width]
        chosen = fitting[-1] if fitting else sizes[0] if sizes else None
        return self(chosen.address) if chosen else None


def content_of(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()
