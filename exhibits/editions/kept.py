"""Rendered pages as files: each as it is, and once for each compression.

A name says everything that its bytes depend on, so that a file is never changed. Files are written
beside and renamed, the uncompressed one last: where that exists, all are whole.
"""

import gzip
import hashlib
import logging
import os
import secrets
from pathlib import Path

import brotli
from django.conf import settings

BR, GZIP, PLAIN = "br", "gzip", ""
SUFFIX = {BR: ".br", GZIP: ".gz", PLAIN: ""}
SPAN = 2**30  # seconds
log = logging.getLogger(__name__)


def folder() -> Path:
    return Path(settings.DATA_DIR) / "rendered"


def file_of(name: str, encoding: str = PLAIN) -> Path:
    return folder() / "pages" / f"{name}{SUFFIX[encoding]}"


def is_kept(name: str) -> bool:
    return file_of(name).exists()


def read(name: str, encoding: str = PLAIN) -> bytes | None:
    """The file, if it is there. An empty one is what a power cut has left."""
    try:
        return file_of(name, encoding).read_bytes() or None
    except FileNotFoundError:
        return None


def keep(name: str, content: bytes, *, lasting: bool = False) -> None:
    """Write all forms of a page. Raises ``OSError``. ``lasting``: they outlive a power cut."""
    for encoding in (BR, GZIP, PLAIN):
        write(file_of(name, encoding), compressed(content, encoding), lasting)


def compressed(content: bytes, encoding: str) -> bytes:
    """The same bytes whoever compresses, and whenever."""
    if encoding == BR:
        quality = settings.BROTLI_QUALITY
        return brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality)
    return gzip.compress(content, 9, mtime=0) if encoding == GZIP else content


def write(path: Path, content: bytes, lasting: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.utime(beside, (stamp := time_of(content), stamp))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def time_of(content: bytes) -> int:
    """A time made from the content: nginx makes an ETag of time and size, which is then another
    for other content, and the same on every server."""
    return int.from_bytes(hashlib.sha256(content).digest()[:4]) % SPAN


def etag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def made(name: str, render) -> bytes:
    """The page under a name, rendered and kept if it is not there. A full disk spoils nothing."""
    content = read(name)
    if content is None:
        content = render().encode()
        try:
            keep(name, content)
        except OSError as error:
            log.warning("%s could not be kept: %s", name, error)
    return content
