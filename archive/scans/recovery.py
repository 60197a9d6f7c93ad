"""What a worker that died has left: its work is given to others, its traces are swept away.

A worker holds a lock on a file in its own folder, ``work/{worker id}`` in ``DATA_DIR``, for as
long as it lives; the system takes the lock from a process that is killed. A worker on another
machine cannot be asked: what it has taken is given to others after ``ELSEWHERE_LIFETIME``.
"""

import fcntl
import logging
import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from archive.catalogue.tasks import work_on_catalogue
from archive.models import CatalogueImport, DigitalObject, ScanUpload
from archive.scans.keeping import PARTIAL, is_local
from archive.scans.pages import CLAIM_LIFETIME
from archive.scans.tasks import make_page_copies, take_in_upload

log = logging.getLogger(__name__)

ELSEWHERE_LIFETIME = timedelta(hours=2)
MOST_ATTEMPTS = 3  # a file that ends every worker must not do so for ever
KEPT_DAYS, KEPT_DAYS_OF_FAILURES = 7, 30
OLD_PARTIAL = 86_400  # seconds
WORK = {
    take_in_upload.module_path: ScanUpload,
    make_page_copies.module_path: DigitalObject,
    work_on_catalogue.module_path: CatalogueImport,
}


class Work:
    """What becomes of another package's task when its worker dies; ``task`` takes a key."""

    task = None

    def give_back(self, pk: int) -> None:
        """Others will do it: release what had been claimed."""

    def give_up(self, pk: int) -> None:
        """It has ended too many workers."""

    def forgotten(self) -> QuerySet:
        """Rows that wait, for which there should be a task."""

    def sweep(self) -> None:
        """Remove what is no longer needed."""


_others: dict[str, Work] = {}


def register(work: Work) -> None:
    """Have the work of another package recovered; registering it twice counts once."""
    _others[work.task.module_path] = work


def recover() -> int:
    """Give what dead workers left to the living; returns how many pieces of work were found."""
    found = requeue_tasks_of_the_dead() + enqueue_forgotten()
    sweep()
    return found


def work_folder() -> Path:
    return Path(settings.DATA_DIR) / "work"


def is_alive(folder: Path) -> bool:
    """Whether a worker of this machine holds its lock."""
    try:
        with (folder / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def is_dead(task: DBTaskResult) -> bool:
    """Whether the worker that took a task will not end it."""
    worker = task.worker_ids[-1] if task.worker_ids else ""
    folder = work_folder() / worker
    if worker and folder.is_dir():
        return not is_alive(folder)
    return task.started_at is None or task.started_at < timezone.now() - ELSEWHERE_LIFETIME


def requeue_tasks_of_the_dead() -> int:
    dead = [task for task in DBTaskResult.objects.running() if is_dead(task)]
    for task in dead:
        requeue(task)
    return len(dead)


def requeue(task: DBTaskResult) -> None:
    """Put a task back and release what it had claimed; after some attempts, give it up."""
    gives_up = len(task.worker_ids) >= MOST_ATTEMPTS
    running = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING)
    status = TaskResultStatus.FAILED if gives_up else TaskResultStatus.READY
    ended = {"finished_at": timezone.now()} if gives_up else {"started_at": None}
    if not running.update(status=status, **ended):
        return
    log.warning("Task %s was left by a worker that died: %s", task.task_path, status)
    release(task, gives_up)


def release(task: DBTaskResult, gives_up: bool) -> None:
    if other := _others.get(task.task_path):
        (other.give_up if gives_up else other.give_back)(task.args_kwargs["args"][0])
        return
    model = WORK.get(task.task_path)
    if model is None:
        return
    rows = model.objects.filter(pk=task.args_kwargs["args"][0], state="working")
    problem = {"code": "interrupted", "params": {}}
    if not gives_up:
        rows.update(state="waiting", **({"claimed_at": None} if model is DigitalObject else {}))
    elif model is DigitalObject:
        rows.update(state="failed", claimed_at=None, problem=problem)
    else:
        for upload in rows:
            report = {"problems": [{"name": upload.original_name, **problem}]}
            rows.filter(pk=upload.pk).update(state="failed", report=report)


def enqueue_forgotten() -> int:
    """Enqueue what waits without a task, and pages from before there were tiles."""
    old = timezone.now() - CLAIM_LIFETIME
    untiled = DigitalObject.objects.filter(state="ready", tiles="").exclude(file="")
    untiled.update(state="waiting", claimed_at=None)
    pages = Q(state="waiting") | Q(state="working", claimed_at__lt=old)
    uploads = Q(state="waiting") | Q(state="working", touched_at__lt=old)
    return (
        enqueue_rows(make_page_copies, DigitalObject.objects.filter(pages))
        + enqueue_rows(take_in_upload, ScanUpload.objects.filter(uploads))
        + sum(enqueue_rows(other.task, other.forgotten()) for other in _others.values())
    )


def enqueue_rows(task, rows) -> int:
    waiting = set(rows.values_list("pk", flat=True))
    if waiting:
        waiting -= set(keys_in_queue(task.module_path))
    for key in sorted(waiting):
        task.enqueue(key)
    return len(waiting)


def keys_in_queue(task_path: str) -> Iterator[int]:
    open_tasks = DBTaskResult.objects.filter(
        task_path=task_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    for kept in open_tasks.values_list("args_kwargs", flat=True).iterator():
        yield kept["args"][0]


def sweep() -> None:
    """Remove what dead workers were writing, and the records of work done long ago."""
    for folder in work_folder().glob("*"):
        if not folder.name.startswith(".") and not is_alive(folder):
            shutil.rmtree(folder, ignore_errors=True)
    if is_local(default_storage):
        for partial in Path(default_storage.path(PARTIAL)).glob("*"):
            if partial.stat().st_mtime < time.time() - OLD_PARTIAL:
                partial.unlink(missing_ok=True)
    for other in _others.values():
        other.sweep()
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEPT_DAYS,
        failed_min_age_days=KEPT_DAYS_OF_FAILURES,
        verbosity=0,
    )
