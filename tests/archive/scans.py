"""Arrangement for the tests of scans: files to send, and a worker in the same process."""

import io
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from unittest import mock

from django.core.files.base import ContentFile
from django.test import TestCase
from django_tasks_db.management.commands import db_worker

from archive.models import ArchivalItem, DigitalObject, ScanUpload
from archive.scans.intake import receive
from archive.scans.worker import make_worker
from tests.make import make_item, picture_bytes

_WIDTHS = iter(range(300, 1_000_000))


def new_picture(kind: str = "PNG") -> bytes:
    """A small picture that no other call has given."""
    return picture_bytes(next(_WIDTHS), 200, kind)


def zip_of(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def send(item: ArchivalItem, name: str, content: bytes) -> ScanUpload | None:
    return receive(item, ContentFile(content, name=name), actor=None)


committing = partial(TestCase.captureOnCommitCallbacks, execute=True)


def work_off() -> None:
    """Do everything that is enqueued, as the worker does."""
    worker = make_worker("tests")
    worker.max_tasks = None
    # A worker drops connections that are in a transaction, as that of a test is.
    with committing(), mock.patch.object(db_worker, "close_old_connections"):
        worker.run()


def take_in(name: str, content: bytes, item: ArchivalItem | None = None) -> ScanUpload:
    """Send a file and do all the work on it."""
    upload = send(item or make_item(), name, content)
    work_off()
    upload.refresh_from_db()
    return upload


def pages_of(item: ArchivalItem) -> list[DigitalObject]:
    return list(item.digital_objects.order_by("order", "id"))


def names_of(item: ArchivalItem) -> list[str]:
    return [page.original_name for page in pages_of(item)]


def files_in(root: str | Path, *folders: str) -> list[str]:
    """Every file below some folders of a store."""
    found = [path for folder in folders for path in (Path(root) / folder).rglob("*")]
    return sorted(str(path.relative_to(root)) for path in found if path.is_file())
