"""What can happen to archival items; used alike by admin, commands and importers."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from archive.models import DigitalObject
from archive.pictures import Limits, PictureError, PictureFacts, derive, inspect

LIMITS = Limits(max_bytes=settings.PICTURE_MAX_BYTES, max_pixels=settings.PICTURE_MAX_PIXELS)


def inspect_upload(upload: File) -> PictureFacts:
    """The facts of a picture that somebody sends; it is decoded in a child process.

    Raises ``PictureError`` with a sentence for the sender. Nothing is kept.
    """
    if upload.size > LIMITS.max_bytes:
        raise PictureError("too_many_bytes", {"limit": LIMITS.max_bytes // 1_000_000})
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        return inspect(copied(upload, Path(folder)), limits=LIMITS)


def copied(upload: File, folder: Path) -> Path:
    """A copy on disk under a plain name that keeps only the extension."""
    suffix = Path(upload.name or "").suffix.lower()[:6]
    path = folder / f"picture{suffix if suffix[1:].isalnum() else ''}"
    upload.seek(0)
    with path.open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    upload.seek(0)
    return path


def take_facts(digital_object: DigitalObject, facts: PictureFacts) -> None:
    """Write what was found in a picture onto the object that holds it."""
    digital_object.checksum = facts.sha512
    digital_object.media_type = facts.mime
    digital_object.width, digital_object.height = facts.width, facts.height
    digital_object.byte_size = facts.byte_size


def make_derivatives(digital_object: DigitalObject, source: File) -> None:
    """Make and store the public copies of a picture and note them on the object (not saved).

    Their names hold the checksum of the original, so that they can be cached for ever. Raises
    ``PictureError``; then nothing is stored.
    """
    folder = f"derivatives/{digital_object.checksum[:2]}/{digital_object.checksum[:40]}"
    with tempfile.TemporaryDirectory(prefix="picture-") as work:
        made = derive(copied(source, Path(work)), Path(work) / "out", limits=LIMITS)
        digital_object.derivatives = [
            {**asdict(one), "name": stored(Path(work) / "out" / one.name, f"{folder}/{one.name}")}
            for one in made
        ]


def stored(path: Path, name: str) -> str:
    """Keep a file under exactly that name; the same content is there already when it exists."""
    if not default_storage.exists(name):
        with path.open("rb") as content:
            return default_storage.save(name, File(content))
    return name


def keep_picture(digital_object: DigitalObject, upload: UploadedFile | File) -> None:
    """Inspect a picture, make its copies and put it into the object, which is not saved yet."""
    take_facts(digital_object, inspect_upload(upload))
    make_derivatives(digital_object, upload)
    digital_object.file = upload
