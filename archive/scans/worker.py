"""The worker: does what is enqueued, one piece after another, and mends what dead workers left."""

import fcntl
import os
import secrets
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from archive.scans.recovery import recover, work_folder

PAUSE = 1.0  # seconds between two looks at an empty queue
BETWEEN_RECOVERIES = 60.0  # seconds
PATIENCE = 5.0  # seconds, for what goes on beside the work
ROUND = 20  # tasks, after which it is asked whether something must be recovered

Beside = Callable[[threading.Event], None]
_beside: list[Beside] = []


def register(beside: Beside) -> None:
    """Have something of another package go on beside the work, in a thread, until its event is
    set. Registering it twice counts once."""
    if beside not in _beside:
        _beside.append(beside)


@contextmanager
def accompanied() -> Iterator[None]:
    """What goes on beside the work does so while the block lasts."""
    stop = threading.Event()
    threads = [threading.Thread(target=beside, args=[stop], daemon=True) for beside in _beside]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)


@contextmanager
def employed() -> Iterator[str]:
    """The id of a worker, which holds its lock while the block lasts; its scratch files lie with
    the lock, so that they are found when it is killed."""
    name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
    folder, hidden = work_folder() / name, work_folder() / f".{name}"
    hidden.mkdir(parents=True)
    former = tempfile.tempdir
    with (hidden / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        hidden.rename(folder)  # seen by others only with its lock held
        tempfile.tempdir = str(folder)
        try:
            yield name
        finally:
            tempfile.tempdir = former
            shutil.rmtree(folder, ignore_errors=True)


class Stoppable(Worker):
    """Of two signals the second ends it as SIGKILL would: what it was doing is then recovered.

    The stock worker would note the task as failed and forget it.
    """

    def shutdown(self, signum, frame) -> None:
        if not self.running:
            os._exit(1)
        super().shutdown(signum, frame)


def make_worker(name: str) -> Worker:
    return Stoppable(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=ROUND,
        worker_id=name,
        excluded_queue_names=[],
    )


def work(*, until_done: bool = False) -> None:
    """Work until a signal says stop, or with ``until_done`` until nothing waits.

    The first SIGTERM or SIGINT ends it after the piece in hand, the second at once.
    """
    with employed() as name, accompanied():
        recovered = 0.0
        while True:
            worker = make_worker(name)
            worker.configure_signals()
            if not recovered or time.monotonic() - recovered > BETWEEN_RECOVERIES:
                recover()
                recovered = time.monotonic()
            if DBTaskResult.objects.ready().exists():
                worker.run()
                if not worker.running:
                    return
            elif until_done:
                return
            else:
                close_old_connections()
                time.sleep(PAUSE)
