"""The tree of what readers see now, for nginx: ``rendered/live/en/exhibitions/…/index.html``.

A whole tree is made of links to kept pages, and takes the place of the former one by renaming a
symbolic link: a reader gets the old state or the new one. Who lays it looks what is current while
holding a lock, so that the last one to look is the last one to lay.
"""

import fcntl
import hashlib
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exhibits.editions.kept import SUFFIX, file_of, folder, made
from exhibits.editions.present import Place, places
from exhibits.editions.version import render_key

log = logging.getLogger(__name__)
FORMER = 3  # trees that stay a while: nginx may be reading them


def live() -> Path:
    return folder() / "live"


@contextmanager
def locked() -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lay() -> None:
    """Make the live tree say what readers see now. Raises ``OSError``; then the old one stays."""
    with locked():
        found = [place for place in places() if place.name.endswith(".html")]
        tree = folder() / "trees" / name_of(found)
        if not tree.is_dir():
            grow(tree, found)
        switch(tree)
        fell()


def laid() -> bool:
    """Lay it; whatever goes wrong is in the log, and the worker tries again in a second."""
    try:
        lay()
    except Exception:
        log.exception("The tree of released pages could not be laid")
        return False
    return True


def name_of(found: list[Place]) -> str:
    told = "\n".join(sorted(f"{place.path} {place.name}" for place in found))
    return hashlib.sha256(f"{render_key()}\n{told}".encode()).hexdigest()[:16]


def grow(tree: Path, found: list[Place]) -> None:
    """Lay all links under another name first."""
    beside = tree.with_name(f".{tree.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for place in found:
            put(place, beside / place.path.strip("/"))
        beside.rename(tree)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put(place: Place, where: Path) -> None:
    """One page with its forms. One that cannot be rendered is left to the application."""
    try:
        made(place.name, place.render)
    except ValueError as error:
        log.warning("%s could not be rendered: %s", place.path, error)
        return
    where.mkdir(parents=True, exist_ok=True)
    for encoding, suffix in SUFFIX.items():
        os.link(file_of(place.name, encoding), where / f"index.html{suffix}")


def switch(tree: Path) -> None:
    link = live()
    if link.is_symlink() and link.resolve() == tree.resolve():
        return
    beside = link.with_name(f".live.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(tree.relative_to(folder()))
    beside.replace(link)


def fell() -> None:
    """Remove trees of long ago."""
    trees = [path for path in (folder() / "trees").iterdir() if path != live().resolve()]
    trees.sort(key=lambda path: path.stat().st_ctime, reverse=True)
    for path in trees[FORMER:]:
        shutil.rmtree(path, ignore_errors=True)
