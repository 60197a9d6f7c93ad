"""Page images that a catalogue names: files beside it, never outside its folder."""

import hashlib
from pathlib import Path

from django.core.files.base import File
from django.utils.translation import gettext as _

from archive.actions import LIMITS
from archive.models import ArchivalItem, ScanUpload
from archive.pictures import PictureError, inspect_pages
from archive.scans.intake import receive


class ImageFolder:
    """The folder of a CSV file; ``None`` when there is none (a file sent to the admin)."""

    def __init__(self, folder: Path | None):
        self.folder = folder.resolve() if folder else None

    def path(self, name: str) -> Path:
        """The file that a cell names. Raises ValueError with a sentence for the sender."""
        if self.folder is None:
            raise ValueError(
                _(
                    "Images cannot come with a file that is sent here: use the command "
                    "“manage.py import_items”, or leave this column empty."
                )
            )
        plain = name.replace("\\", "/")
        if plain.startswith(("/", "~")) or ":" in plain or ".." in plain.split("/"):
            raise ValueError(
                _("“%(name)s” must be the name of a file inside the folder of the CSV file.")
                % {"name": name[:120]}
            )
        path = self.folder / plain
        if not self._lies_inside(path):
            raise ValueError(
                _("“%(name)s” leads out of the folder of the CSV file.") % {"name": name[:120]}
            )
        if not path.is_file():
            raise ValueError(_("The file “%(name)s” does not exist.") % {"name": name[:120]})
        if not path.stat().st_size:
            raise ValueError(_("The file “%(name)s” is empty.") % {"name": name[:120]})
        return path

    def fault(self, name: str) -> str:
        """A sentence when the picture cannot be used; it is decoded in a child process."""
        try:
            inspect_pages(self.path(name), limits=LIMITS)
        except (ValueError, PictureError) as error:
            return _("“%(name)s”: %(reason)s") % {"name": name[:120], "reason": error}
        return ""

    def receive(self, item: ArchivalItem, name: str) -> ScanUpload | None:
        """Have the picture taken in for an item; None when the item has it already."""
        path = self.path(name)
        with path.open("rb") as content:
            return receive(item, File(content, name=path.name), actor=None)

    def _lies_inside(self, path: Path) -> bool:
        """Neither the file nor a folder on the way may be a link."""
        try:
            return path.resolve() == path.absolute() and path.resolve().is_relative_to(self.folder)
        except (OSError, RuntimeError, ValueError):
            return False


def checksum(path: Path) -> str:
    """SHA-512 of a file, read in pieces."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha512").hexdigest()
