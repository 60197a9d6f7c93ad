"""Knowing what is current, right to the second, almost without asking the database.

Planned moments are compared with the clock at every question. A change on this machine is seen at
once, by a file that is touched when it is committed (``announcing``); one on another machine within
a second.
"""

import logging
import os
import threading
import time
from typing import NamedTuple

from django.db import Error, close_old_connections

from exhibits.editions.kept import folder
from exhibits.editions.present import Present, present, version

log = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds between two looks into the database
NOTHING: dict[str, str] = {}
Stamp = tuple[int, int] | None


def stamp_at(path: str) -> Stamp:
    try:
        found = os.stat(path)  # noqa: PTH116 – asked with every request: a Path takes thrice as long
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


class State(NamedTuple):
    known: Present
    stamp: Stamp
    version: tuple
    looked: float  # by the clock that never jumps

    def holds(self, stamp: Stamp) -> bool:
        return stamp == self.stamp and self.known.since <= time.time() < self.known.until


UNKNOWN = State(Present(0.0, 0.0, NOTHING), None, (), -PATIENCE)


class Watch:
    """Names by address, as they are now."""

    def __init__(self):
        self.path = str(folder() / "changed")
        self.state, self.lock = UNKNOWN, threading.Lock()

    def names(self) -> dict[str, str]:
        """Empty while another thread looks, or when nothing can be known."""
        state = self.state
        stamp = stamp_at(self.path)
        if state.holds(stamp) and time.monotonic() - state.looked < PATIENCE:
            return state.known.names
        if not self.lock.acquire(blocking=False):
            return NOTHING
        try:
            self.state = looked(self.state, stamp_at(self.path))
        finally:
            self.lock.release()
        return self.state.known.names


def looked(state: State, stamp: Stamp) -> State:
    """The state after a look into the database. Without one, what held so far holds on: nobody
    can change anything either."""
    close_old_connections()
    try:
        now = version()
        if not (state.holds(stamp) and now == state.version):
            state = State(present(), stamp, now, 0.0)
    except Error as error:
        log.warning("Released pages could not be looked up: %s", error)
        if not state.holds(stamp):
            return UNKNOWN
    finally:
        close_old_connections()
    return state._replace(looked=time.monotonic())
