"""What goes on beside a worker's work: the tree for nginx follows what is current."""

import logging
import threading
import time

from django.conf import settings
from django.db import connection

from exhibits.editions.headers import write_headers
from exhibits.editions.tree import laid
from exhibits.editions.version import render_key
from exhibits.editions.watching import NOTHING, PATIENCE, Watch

log = logging.getLogger(__name__)
SHORTEST = 0.01  # seconds


def keep_tree(stop: threading.Event) -> None:
    """Lay the tree at every moment at which something changes, until told to stop."""
    if not settings.KEEP_TREE:
        return
    render_key()  # of the code that runs, not of what may be put in its place later
    watch, lying = Watch(), NOTHING
    while not stop.is_set():
        names = watch.names()
        if names is not lying and laid() and headers_written():
            lying = names
        stop.wait(pause(watch))
    connection.close()


def headers_written() -> bool:
    """For nginx; they depend on settings alone, and are written when they have changed."""
    try:
        write_headers()
    except Exception:
        log.exception("The headers of released pages could not be written")
        return False
    return True


def pause(watch: Watch) -> float:
    """Until the next planned moment, at most a second."""
    return max(SHORTEST, min(PATIENCE, watch.state.known.until - time.time()))
