"""Telling everything on this machine that readers now see something else."""

import logging
import os
import time

from django.conf import settings
from django.db import transaction

from exhibits.editions.kept import folder
from exhibits.editions.tree import laid

log = logging.getLogger(__name__)


def announce() -> None:
    """Once the transaction is committed."""
    transaction.on_commit(tell)


def tell() -> None:
    touch()
    if settings.KEEP_TREE:
        laid()


def touch() -> None:
    """The file by which every process here sees that it must look again."""
    path, now = folder() / "changed", time.time_ns()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, ns=(now, now))  # more exact than what the kernel notes by itself
    except OSError as error:
        log.warning("%s could not be touched, hence a change is seen late: %s", path, error)
