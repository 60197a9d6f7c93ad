"""Rendering an edition before readers see it, so that none of them waits."""

import re
import time
from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibits.editions.errors import ReleaseError
from exhibits.editions.foot import present_mark
from exhibits.editions.kept import is_kept, keep
from exhibits.editions.present import page_name, public_rows
from exhibits.editions.rendering import render_row
from exhibits.models import Edition, EditionPage, Release
from translations.texts import LANGUAGES

FILE = re.compile(r'"name":"(derivatives/[^"]+)"')
BETWEEN_NOTES = 0.5  # seconds
AT_ONCE = 20  # pages in memory
NAMED = 3  # files that a sentence names


def render_edition(edition: Edition, release: Release) -> None:
    """Every page in every language, noting how far it is; what is there already is passed over.

    Raises ``ReleaseError`` where a picture is missing, and ``OSError``, for example on a full disk.
    """
    check_pictures(edition)
    mark, rows, noted = present_mark(), public_rows(edition), 0.0
    # One by one: SQLite refuses to write beside an open query once others have written.
    keys = list(rows.values_list("pk", flat=True))
    for done, key in enumerate(keys):
        if time.monotonic() - noted > BETWEEN_NOTES:
            note_progress(release, done, len(keys))
            noted = time.monotonic()
        render_ahead(edition, rows.get(pk=key), mark)
    note_progress(release, len(keys), len(keys))


def render_ahead(edition: Edition, row: EditionPage, mark: str) -> None:
    name = page_name(edition, row, mark)
    if not is_kept(name):
        keep(name, render_row(edition, row).encode(), lasting=True)


def note_progress(release: Release, done: int, total: int) -> None:
    working = Release.objects.filter(pk=release.pk, state=Release.State.WORKING)
    working.update(done=done, total=total, touched_at=timezone.now())


def check_pictures(edition: Edition) -> None:
    """All copies of images that the edition shows are in the storage."""
    lost = [name for name in picture_files(edition) if not default_storage.exists(name)]
    if lost:
        raise ReleaseError(
            _(
                "Copies of pictures are missing from the storage: %(names)s. Bring them back from "
                "the backup, or turn the picture and turn it back; then try again."
            )
            % {"names": in_words(lost)}
        )


def in_words(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def picture_files(edition: Edition) -> Iterable[str]:
    """Read from one language: pictures are the same in all."""
    rows = edition.pages.filter(language=LANGUAGES[0], apart=False).values_list("content")
    found = (name for (content,) in rows.iterator(AT_ONCE) for name in FILE.findall(content))
    return dict.fromkeys(found)
