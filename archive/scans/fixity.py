"""Fixity: whether every original is still what it was when it came in.

Memory stays flat: rows are read as a stream, untracked files folder by folder.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import groupby

from django.core.files.storage import default_storage

from archive.models import DigitalObject
from archive.scans.pages import list_of_copies

ORIGINALS = "originals"
CHUNK = 1024 * 1024
ROWS = 500


@dataclass
class Findings:
    """Counts, and the storage names of what is wrong: ``lost_copies`` can be made again."""

    checked: int = 0
    bytes_read: int = 0
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    untracked: list[str] = field(default_factory=list)
    lost_copies: list[str] = field(default_factory=list)

    @property
    def faults(self) -> dict[str, list[str]]:
        return {name: found for name, found in asdict(self).items() if isinstance(found, list)}

    @property
    def is_sound(self) -> bool:
        return not any(self.faults.values())


def check_fixity() -> Findings:
    """Read every original again (SHA-512), and look whether its copies are there."""
    findings = Findings()
    for name, checksum in tracked():
        check_original(name, checksum, findings)
    findings.untracked.extend(untracked())
    findings.lost_copies.extend(lost_copies())
    return findings


def tracked() -> Iterator[tuple[str, str]]:
    """Each original once: the pages of a file share it."""
    rows = DigitalObject.objects.order_by("file").values_list("file", "checksum")
    for name, pages in groupby(rows.iterator(chunk_size=ROWS), key=lambda row: row[0]):
        yield name, next(pages)[1]


def check_original(name: str, checksum: str, findings: Findings) -> None:
    findings.checked += 1
    digest = hashlib.sha512()
    try:
        with default_storage.open(name) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                findings.bytes_read += len(chunk)
    except FileNotFoundError:
        findings.missing.append(name)
    except OSError:
        findings.unreadable.append(name)
    else:
        if digest.hexdigest() != checksum:
            findings.changed.append(name)


def untracked() -> Iterator[str]:
    """Files among the originals that no page image names."""
    for folder in folders(ORIGINALS):
        rows = DigitalObject.objects.filter(file__startswith=f"{folder}/")
        known = set(rows.values_list("file", flat=True))
        for name in default_storage.listdir(folder)[1]:
            if f"{folder}/{name}" not in known:
                yield f"{folder}/{name}"


def folders(top: str) -> Iterator[str]:
    """A folder of the store and all below it; none when it does not exist."""
    try:
        below = default_storage.listdir(top)[0]
    except FileNotFoundError:
        return
    yield top
    for name in sorted(below):
        yield from folders(f"{top}/{name}")


def lost_copies() -> Iterator[str]:
    ready = DigitalObject.objects.filter(state=DigitalObject.State.READY).order_by("pk")
    fields = ready.only("derivatives", "tiles")
    for page in fields.iterator(chunk_size=ROWS):
        yield from (name for name in list_of_copies(page) if not default_storage.exists(name))


def remove_untracked(names: list[str]) -> int:
    """Delete originals that still belong to no page image; returns how many."""
    gone = [name for name in names if not DigitalObject.objects.filter(file=name).exists()]
    for name in gone:
        default_storage.delete(name)
    return len(gone)
