"""Files by their content: each is kept once, under its checksum, and is there whole or not at all.

No models. Every name holds the checksum of what it names, so that a name that exists has the right
content, whoever wrote it and however often.
"""

import errno
import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage

from archive.pictures import PictureError

PARTIAL = "partial"  # files that are still being written; on the same disk as the others
CHUNK = 1024 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT)


def stored(path: Path, name: str) -> str:
    """Keep a file under exactly that name; the same content is there already when it exists.

    Raises ``PictureError("no_space")``, and then nothing is left.
    """
    with watching_space():
        if not default_storage.exists(name):
            keep_local(path, name) if is_local(default_storage) else keep_remote(path, name)
    return name


def is_local(storage: Storage) -> bool:
    try:
        storage.path("x")
    except NotImplementedError:
        return False
    return True


def keep_local(path: Path, name: str) -> None:
    """Written beside and then renamed: a process that is killed leaves no half file behind."""
    target = Path(default_storage.path(name))
    partial = Path(default_storage.path(f"{PARTIAL}/{uuid.uuid4().hex}"))
    partial.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("rb") as source, partial.open("wb") as copy:
            shutil.copyfileobj(source, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def keep_remote(path: Path, name: str) -> None:
    with path.open("rb") as content:
        default_storage.save(name, File(content))


@contextmanager
def watching_space() -> Iterator[None]:
    """A full disk as a sentence for the person who sends."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise PictureError("no_space") from error
        raise


@contextmanager
def on_disk(file: File) -> Iterator[Path]:
    """A path at which the content of a stored or sent file can be read, while the block lasts."""
    path = local_path(file)
    if path:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="picture-") as folder, watching_space():
        yield copied(file, Path(folder))


def local_path(file: File) -> Path | None:
    """Where a stored file lies; None when it is not on this machine or under no plain name."""
    try:
        return Path(file.path)
    except (AttributeError, NotImplementedError, ValueError):
        return None


def copied(file: File, folder: Path) -> Path:
    """A copy on disk under a plain name that keeps only the extension."""
    suffix = Path(file.name or "").suffix.lower()[:6]
    path = folder / f"picture{suffix if suffix[1:].isalnum() else ''}"
    file.seek(0)
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    file.seek(0)
    return path


def sha512(file: File) -> str:
    """The checksum of a file, read in pieces; its position is the beginning again."""
    digest = hashlib.sha512()
    file.seek(0)
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
