"""What can happen to archival items; used alike by admin, commands and importers."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from archive.models import DigitalObject
from archive.models.digital_objects import original_name
from archive.pictures import Limits, PictureError, PictureFacts, derive, inspect
from archive.scans.keeping import on_disk, stored, watching_space

LIMITS = Limits(max_bytes=settings.PICTURE_MAX_BYTES, max_pixels=settings.PICTURE_MAX_PIXELS)


def inspect_upload(upload: File) -> PictureFacts:
    """The facts of a picture that somebody sends; it is decoded in a child process.

    Raises ``PictureError`` with a sentence for the sender. Nothing is kept.
    """
    if upload.size > LIMITS.max_bytes:
        raise PictureError("too_many_bytes", {"limit": LIMITS.max_bytes // 1_000_000})
    with on_disk(upload) as path:
        return inspect(path, limits=LIMITS)


def take_facts(digital_object: DigitalObject, facts: PictureFacts) -> None:
    """Write what was found in a picture onto the object that holds it."""
    digital_object.checksum = facts.sha512
    digital_object.media_type = facts.mime
    digital_object.width, digital_object.height = facts.width, facts.height
    digital_object.byte_size = facts.byte_size
    digital_object.technical = facts.technical


def copies_folder(digital_object: DigitalObject) -> str:
    """Where the public copies lie: the name holds the checksum, so that they can be cached."""
    return f"derivatives/{digital_object.checksum[:2]}/{digital_object.image_id}"


def copies_of(digital_object: DigitalObject, path: Path) -> list[dict]:
    """Make and store the public copies of a page, turned as the object says.

    Raises ``PictureError``; then nothing is stored.
    """
    folder, which = copies_folder(digital_object), digital_object
    with tempfile.TemporaryDirectory(prefix="picture-") as work, watching_space():
        out = Path(work) / "out"
        wish = {"page": which.page_index, "rotation": which.rotation}
        made = derive(path, out, **wish, limits=LIMITS)
        return [{**asdict(m), "name": stored(out / m.name, f"{folder}/{m.name}")} for m in made]


def make_derivatives(digital_object: DigitalObject, source: File) -> None:
    """Make the public copies of a picture and note them on the object (not saved)."""
    with on_disk(source) as path:
        digital_object.derivatives = copies_of(digital_object, path)


def keep_original(digital_object: DigitalObject, source: File) -> None:
    """Keep a picture untouched, once, and note it on the object (not saved)."""
    with on_disk(source) as path:
        digital_object.file = stored(path, original_name(digital_object, path.name))
    digital_object.original_name = Path(source.name or "").name[:255]


def keep_picture(digital_object: DigitalObject, upload: File) -> None:
    """Inspect a picture, make its copies and put it into the object, which is not saved yet."""
    take_facts(digital_object, inspect_upload(upload))
    make_derivatives(digital_object, upload)
    keep_original(digital_object, upload)
