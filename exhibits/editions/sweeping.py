"""Removing rendered pages that nobody will ask for again."""

import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from exhibits.editions.foot import present_mark
from exhibits.editions.kept import folder
from exhibits.editions.present import edition_folder, places
from exhibits.editions.version import render_key
from exhibits.models import Edition, Release, Showing

A_DAY, A_WEEK = 86_400, 604_800  # seconds


def sweep() -> None:
    """What belongs to no edition that is shown or will be, after a day; pages of other versions of
    the system, which may be running beside this one, after a week."""
    pages, own = folder() / "pages", render_key()
    remove(old for old in older(pages.glob("*"), A_WEEK) if old.name != own)
    ended = list(older((pages / own).glob("*/*"), A_DAY))
    wanted = wanted_folders() if ended else set()
    remove(path for path in ended if f"{path.parent.name}/{path.name}" not in wanted)
    for half_written in older(pages.rglob(".*"), A_DAY):
        half_written.unlink(missing_ok=True)


def older(paths: Iterable[Path], age: float) -> list[Path]:
    return [path for path in paths if path.stat().st_ctime < time.time() - age]


def remove(folders: Iterable[Path]) -> None:
    for path in folders:
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):  # other pages lie beside it
            path.parent.rmdir()


def wanted_folders() -> set[str]:
    """Of editions that are current, planned, or being released, and of pages of the whole site."""
    planned = Showing.objects.to_come().values("edition")
    open_ones = Release.objects.filter(state__in=Release.OPEN).values("edition")
    to_come = Edition.objects.filter(pk__in=planned) | Edition.objects.filter(pk__in=open_ones)
    mark = present_mark()
    coming = {f"{edition_folder(edition)}/{mark}" for edition in to_come.defer("facts")}
    return coming | {"/".join(place.name.split("/")[1:3]) for place in places()}
