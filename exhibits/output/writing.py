"""Writing whole or not at all: beside the place, and put there when everything is done."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

PACKED = {".jpg", ".woff2", ".pdf", ".epub"}  # do not get smaller


class NotWritten(Exception):
    """Why nothing was written, as a sentence."""


@contextmanager
def written_whole(target: Path, _day: date) -> Iterator[Path]:
    """A folder to write into, which becomes ``target`` when the block ends well.

    Raises ``NotWritten`` when ``target`` holds something or the disk refuses; then nothing is left.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise NotWritten(f"{target} is there already and is not empty; choose a new folder.")
    with beside(target) as folder:
        yield folder
        folder.replace(target)


@contextmanager
def written_zip(target: Path, day: date) -> Iterator[Path]:
    """The same, packed as ``target`` with the ending ``.zip``; ``day`` is that of all its files."""
    packed = target.with_name(f"{target.name}.zip")
    if packed.exists():
        raise NotWritten(f"{packed} is there already; choose another name.")
    with beside(target) as folder:
        yield folder
        made = folder.with_name(packed.name)
        pack(folder, made, day)
        made.replace(packed)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A folder of the same name on the same disk, gone afterwards."""
    try:
        hidden = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise NotWritten(f"Nothing can be written in {target.parent}: {reason(error)}.") from error
    try:
        folder = hidden / target.name
        folder.mkdir()
        yield folder
    except OSError as error:
        raise NotWritten(f"{target} was not written: {reason(error)}.") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def pack(folder: Path, target: Path, day: date) -> None:
    """The folder as one ZIP with the folder's name at its top; equal folders give equal bytes."""
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, moment)
            entry.external_attr = 0o644 << 16
            is_packed = path.suffix in PACKED
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as out, path.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)
