"""A sent file becomes page images of an item.

The original of each page is kept untouched, once; the pages of one file share it. Whatever happens
in between, taking the same file in again goes on where it stopped: a file whose checksum the item
has already is passed over.
"""

import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from archive import actions
from archive.models import ArchivalItem, DigitalObject, ScanUpload
from archive.models.digital_objects import original_name
from archive.pictures import PictureError, PictureFacts, inspect_pages
from archive.scans.keeping import on_disk, sha512, stored, watching_space
from archive.scans.pages import CLAIM_LIFETIME
from archive.scans.problems import ScanError, problem_of
from archive.scans.unpacking import Unpacking, is_zip, shown

State = ScanUpload.State
KEPT = 40  # digits of a checksum in a report, as in the names of files


class GoneError(Exception):
    """The upload or its item was deleted meanwhile."""


@dataclass
class Outcome:
    """What came of a file: pages made, files that were there already, files refused."""

    made: int = 0
    there: int = 0
    problems: list[dict] = field(default_factory=list)
    checksums: list[str] = field(default_factory=list)

    def report(self) -> dict:
        return {
            "made": self.made,
            "there": self.there,
            "problems": self.problems,
            "checksums": self.checksums,
        }


Tell = Callable[[str, ScanUpload], None]


def is_known(item: ArchivalItem, checksum: str) -> bool:
    """Whether the item has this file already, or it is on its way."""
    pages = item.digital_objects
    if pages.filter(checksum=checksum).exists():
        return True
    sent = item.scan_uploads.filter(checksum=checksum)
    if sent.filter(state__in=[State.WAITING, State.WORKING]).exists():
        return True
    done = sent.filter(state=State.DONE).first()
    found = set(done.report.get("checksums", ())) if done else set()
    held = {checksum[:KEPT] for checksum in pages.values_list("checksum", flat=True)}
    return bool(found) and found <= held


def receive(
    item: ArchivalItem,
    file: File,
    *,
    actor: AbstractBaseUser | None,
    name: str = "",
    enqueue: bool = True,
) -> ScanUpload | None:
    """Accept a file for an item and have it taken in; None when the item has it already.

    ``actor`` is None for commands. Raises ``PermissionDenied`` and ``PictureError("no_space")``.
    """
    from archive.scans.tasks import take_in_upload

    if actor is not None and not actor.has_perm("archive.add_digitalobject"):
        raise PermissionDenied
    checksum = sha512(file)
    if is_known(item, checksum):
        return None
    upload = ScanUpload(item=item, checksum=checksum, sent_by=actor)
    upload.original_name = shown(Path(name or file.name or "").name)
    # Before the transaction: nobody else should wait for a large file to be copied.
    with watching_space():
        upload.file.save(f"{uuid.uuid4().hex}{suffix_of(upload.original_name)}", file, save=False)
    with transaction.atomic():
        for failed in item.scan_uploads.filter(checksum=checksum, state=State.FAILED):
            discard(failed)
        upload.save()
        if enqueue:
            take_in_upload.enqueue(upload.pk)
    return upload


def suffix_of(name: str) -> str:
    suffix = Path(name).suffix.lower()[:6]
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def claim(pk: int) -> ScanUpload | None:
    """Take an upload that waits, or on which nobody has worked for long."""
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.WORKING, touched_at__lt=now - CLAIM_LIFETIME)
    mine = ScanUpload.objects.filter(free, pk=pk)
    taken = mine.update(state=State.WORKING, touched_at=now, done=0, total=0, report={})
    return ScanUpload.objects.select_related("item").get(pk=pk) if taken else None


def take_in(pk: int, *, tell: Tell = lambda words, upload: None) -> ScanUpload | None:
    """Find the pages in an upload and have their copies made; None when there is nothing to do.

    What cannot be read is named in the report; the rest is taken in all the same.
    """
    upload = claim(pk)
    if upload is None:
        return None
    outcome = Outcome()
    try:
        with on_disk(upload.file) as path:
            take_all(upload, path, outcome, tell)
    except GoneError:
        return None
    except (ScanError, PictureError) as error:
        outcome.problems.append({"name": upload.original_name, **problem_of(error)})
    except FileNotFoundError:
        outcome.problems.append({"name": upload.original_name, "code": "missing", "params": {}})
    except Exception:
        finish(upload, Outcome(problems=[{"name": upload.original_name, "code": "unexpected"}]))
        raise
    return finish(upload, outcome)


def take_all(upload: ScanUpload, path: Path, outcome: Outcome, tell: Tell) -> None:
    if not is_zip(path):
        advance(upload, total=1)
        take_one(upload, path, upload.original_name, outcome)
        advance(upload, done=1)
        return
    with Unpacking(path) as unpacking:
        advance(upload, total=len(unpacking.entries))
        for number, entry in enumerate(unpacking.entries, 1):
            take_entry(upload, unpacking, entry, outcome)
            advance(upload, done=number)
            tell(entry.name, upload)


def take_entry(upload: ScanUpload, unpacking: Unpacking, entry, outcome: Outcome) -> None:
    """Take in one file of a ZIP; a bad one fails by itself, a full disk ends them all."""
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        path = Path(folder) / f"picture{suffix_of(entry.name)}"
        try:
            with watching_space():
                unpacking.unpack(entry, path, most=actions.LIMITS.max_bytes)
            take_one(upload, path, entry.name, outcome)
        except (ScanError, PictureError) as error:
            if error.code == "no_space":
                raise
            outcome.problems.append({"name": entry.name, **problem_of(error)})


def take_one(upload: ScanUpload, path: Path, name: str, outcome: Outcome) -> None:
    """Take in one picture, TIFF or PDF."""
    if path.stat().st_size > actions.LIMITS.max_bytes:
        raise PictureError("too_many_bytes", {"limit": actions.LIMITS.max_bytes // 1_000_000})
    with path.open("rb") as content:
        checksum = sha512(File(content))
    if not DigitalObject.objects.filter(item=upload.item_id, checksum=checksum).exists():
        facts = inspect_pages(path, limits=actions.LIMITS)
        outcome.made += keep_pages(upload, path, name, facts)
    else:
        outcome.there += 1
    outcome.checksums.append(checksum[:KEPT])


def keep_pages(upload: ScanUpload, path: Path, name: str, facts: tuple[PictureFacts, ...]) -> int:
    """Keep the original and make a page image for each of its pages; returns how many."""
    pages = [page_of(upload, name, one, number) for number, one in enumerate(facts)]
    kept = stored(path, original_name(pages[0], name))
    for page in pages:
        page.file = kept
    return add_pages(upload, pages)


def page_of(upload: ScanUpload, name: str, facts: PictureFacts, number: int) -> DigitalObject:
    page = DigitalObject(
        item_id=upload.item_id,
        source_language=upload.item.source_language,
        original_name=name,
        page_index=number,
        state=DigitalObject.State.WAITING,
    )
    actions.take_facts(page, facts)
    return page


@transaction.atomic
def add_pages(upload: ScanUpload, pages: list[DigitalObject]) -> int:
    """Put pages behind those that the item has, once, and have their copies made.

    The lock on the item lets nobody else add the same file meanwhile.
    """
    from archive.scans.tasks import make_page_copies

    item = ArchivalItem.objects.select_for_update(of=("self",)).filter(pk=upload.item_id).first()
    if item is None or not ScanUpload.objects.filter(pk=upload.pk).exists():
        raise GoneError
    if item.digital_objects.filter(checksum=pages[0].checksum).exists():
        return 0
    last = item.digital_objects.aggregate(last=Max("order"))["last"]
    for place, page in enumerate(pages, 0 if last is None else last + 1):
        page.order = place
    for page in DigitalObject.objects.bulk_create(pages, batch_size=200):
        make_page_copies.enqueue(page.pk)
    ArchivalItem.objects.filter(pk=item.pk).update(is_digitised=True)
    return len(pages)


def advance(upload: ScanUpload, **numbers: int) -> None:
    """Note how far the work is, which also says that somebody works on it."""
    now = timezone.now()
    if not ScanUpload.objects.filter(pk=upload.pk).update(touched_at=now, **numbers):
        raise GoneError
    for name, number in numbers.items():
        setattr(upload, name, number)


def finish(upload: ScanUpload, outcome: Outcome) -> ScanUpload:
    """Write the report. The sent file is kept only while something of it is still to be mended."""
    upload.state = State.FAILED if outcome.problems else State.DONE
    upload.report = outcome.report()
    values = {"state": upload.state, "report": upload.report, "touched_at": timezone.now()}
    name = upload.file.name
    if upload.state == State.DONE:
        values["file"] = upload.file = ""
    ScanUpload.objects.filter(pk=upload.pk).update(**values)
    if upload.state == State.DONE:
        transaction.on_commit(lambda: upload._meta.get_field("file").storage.delete(name))
    return upload


def try_again(upload: ScanUpload) -> None:
    """Have a failed upload taken in once more; what is there already is passed over."""
    from archive.scans.tasks import take_in_upload

    with transaction.atomic():
        failed = ScanUpload.objects.filter(pk=upload.pk, state=State.FAILED)
        if failed.update(state=State.WAITING, touched_at=timezone.now()):
            take_in_upload.enqueue(upload.pk)


def discard(upload: ScanUpload) -> None:
    """Forget an upload and what was sent with it; page images made from it stay."""
    storage, name = upload._meta.get_field("file").storage, upload.file.name
    with transaction.atomic():
        upload.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))
