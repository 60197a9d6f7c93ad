"""Items that were closed until a day: on that day they begin to be found."""

import logging
import threading
from datetime import date

from django.db import Error, close_old_connections
from django.db.models import Exists, OuterRef
from django.utils import timezone

from archive.models import ArchivalItem
from archive.searching import ITEM
from search import index
from search.models import SearchEntry

log = logging.getLogger(__name__)
BETWEEN_LOOKS = 60  # seconds


def keep_opening(stop: threading.Event) -> None:
    """Beside the worker’s work; the database is asked once for each day, as the site counts."""
    done: date | None = None
    while True:
        today = timezone.localdate()
        if today != done:
            done = today if opened() else done
            close_old_connections()
        if stop.wait(BETWEEN_LOOKS):
            return


def opened() -> bool:
    """Whether all that may be seen by now could be put into the index."""
    try:
        index.refresh(ITEM, not_found_yet())
    except Error as error:
        log.warning("Items that open today could not be put into the index: %s", error)
        return False
    return True


def not_found_yet() -> list[int]:
    """Open items that were closed until a day and are not in the index; one query."""
    entries = SearchEntry.objects.filter(kind=ITEM, object_id=OuterRef("pk"), part=0)
    dated = ArchivalItem.objects.public().exclude(closed_until=None)
    return list(dated.exclude(Exists(entries)).order_by().values_list("pk", flat=True))
