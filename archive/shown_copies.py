"""Which copies of page images readers may be sent today."""

import re
from collections.abc import Iterable

from django.db.models import Q

from archive import kept_copies
from archive.models import DigitalObject, open_now

# To the letter: the file system takes derivatives//ab/ for derivatives/ab/, the check does not.
COPY = re.compile(r"derivatives/[0-9a-f]{2}/(([0-9a-f]{40})[0-9_r]*)/[0-9]+\.(jpg|webp)", re.ASCII)


def is_shown(image: str, checksum: str) -> bool:
    """Whether a public item has the picture whose checksum begins so.

    Of a picture that no item has any more: whether it is kept for readers.
    """
    same = DigitalObject.objects.filter(with_checksums([checksum]))
    if same.filter(open_now("item__")).exists():
        return True
    return not same.exists() and kept_copies.are_kept(image)


def with_checksums(starts: Iterable[str]) -> Q:
    """Page images of these pictures, whichever items have them."""
    some = Q(pk__in=())
    for start in starts:
        # A range, because it can use the index on both databases; g follows the hexadecimals.
        some |= Q(checksum__gte=start, checksum__lt=f"{start}g")
    return some
