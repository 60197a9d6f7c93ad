"""The public copies of one page image: small pictures and tiles, made whole or not at all.

A page waits, is in work, and is ready or failed. While it waits, ``problem`` may hold the
``rotation`` that somebody wishes; the row keeps the one that readers see until the copies of the
new one are there, so that rotation, copies and tiles always belong together.
"""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from archive import actions, kept_copies
from archive.models import DigitalObject
from archive.pictures import PictureError, tile
from archive.scans.keeping import on_disk, stored, watching_space
from archive.scans.problems import problem_of

CLAIM_LIFETIME = timedelta(minutes=30)  # longer than the slowest page takes
State = DigitalObject.State


def claim(pk: int) -> DigitalObject | None:
    """Take a page that waits, or that somebody took too long ago; None when it is not to be had."""
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.WORKING, claimed_at__lt=now - CLAIM_LIFETIME)
    mine = DigitalObject.objects.filter(free, pk=pk).update(state=State.WORKING, claimed_at=now)
    return DigitalObject.objects.filter(pk=pk, claimed_at=now).first() if mine else None


def make_page(pk: int) -> DigitalObject | None:
    """Make the copies of a page that waits and show them; None when there was nothing to do.

    A picture that cannot be read makes the page fail, with the reason; its former copies stay.
    """
    page = claim(pk)
    if page is None:
        return None
    former, wish = list_of_copies(page), page.problem.get("rotation", page.rotation)
    page.rotation = wish
    try:
        make_copies(page)
    except PictureError as error:
        return settle(page, state=State.FAILED, problem={**problem_of(error), "rotation": wish})
    except Exception:
        settle(page, state=State.FAILED, problem={"code": "unexpected", "rotation": wish})
        raise
    if not settle(page, **shown(page)):
        remove_copies([list_of_copies(page)])
        return None
    if former != list_of_copies(page):
        remove_copies([former])
    return page


def make_copies(page: DigitalObject) -> None:
    """Make and store copies and tiles of the page as it is turned (not saved)."""
    try:
        with on_disk(page.file) as path:
            if not has_copies(page):
                page.derivatives = actions.copies_of(page, path)
            page.tiles = tiles_of(page, path)
    except FileNotFoundError as error:
        raise PictureError("missing") from error


def has_copies(page: DigitalObject) -> bool:
    """Whether the form has made them already."""
    folder = f"{actions.copies_folder(page)}/"
    return bool(page.derivatives) and all(
        one["name"].startswith(folder) and default_storage.exists(one["name"])
        for one in page.derivatives
    )


def tiles_of(page: DigitalObject, path: Path) -> str:
    """The storage name of the page's tiles, which are made when they are not there yet."""
    name = f"tiles/{page.checksum[:2]}/{page.image_id}.zip"
    if default_storage.exists(name):
        return name
    with tempfile.TemporaryDirectory(prefix="picture-") as work, watching_space():
        made = Path(work) / "tiles.zip"
        tile(path, made, page=page.page_index, rotation=page.rotation, limits=actions.LIMITS)
        return stored(made, name)


def shown(page: DigitalObject) -> dict:
    """What is written when the copies are there."""
    return {
        "state": State.READY,
        "problem": {},
        "rotation": page.rotation,
        "derivatives": page.derivatives,
        "tiles": page.tiles,
    }


def settle(page: DigitalObject, **values) -> DigitalObject | None:
    """End the claim; None when the page is gone or somebody wished for something else meanwhile."""
    mine = DigitalObject.objects.filter(pk=page.pk, claimed_at=page.claimed_at)
    return page if mine.update(**values, claimed_at=None) else None


def list_of_copies(page: DigitalObject) -> tuple[str, ...]:
    """The storage names of a page's copies and tiles."""
    return (*(one["name"] for one in page.derivatives), *filter(None, [page.tiles]))


def remove_copies(pages: list[tuple[str, ...]]) -> None:
    """Delete copies of pages, after commit, except those that another page image shows too."""
    transaction.on_commit(lambda: [remove_unused(names) for names in pages if names])


def remove_unused(names: tuple[str, ...]) -> None:
    """Delete the copies of one picture that no row names."""
    image = image_of(names[0])
    if kept_copies.are_kept(image):
        return
    checksum = image.partition("_")[0]
    # A range, because it can use the index on both databases; g follows the hexadecimal digits.
    same = DigitalObject.objects.filter(checksum__gte=checksum, checksum__lt=f"{checksum}g")
    used = {name for page in same for name in list_of_copies(page)}
    for name in set(names) - used:
        default_storage.delete(name)


def image_of(name: str) -> str:
    """The image a copy belongs to: ``derivatives/ab/{image}/400.jpg``, ``tiles/ab/{image}.zip``."""
    return name.split("/")[2].removesuffix(".zip")


def wait_again(page: DigitalObject, *, rotation: int | None = None) -> None:
    """Have the copies of a page made in the background, turned as wished."""
    from archive.scans.tasks import make_page_copies

    wish = page.problem.get("rotation") if rotation is None else rotation
    with transaction.atomic():
        DigitalObject.objects.filter(pk=page.pk).update(
            state=State.WAITING,
            problem={} if wish is None else {"rotation": wish},
            claimed_at=None,
        )
        make_page_copies.enqueue(page.pk)
