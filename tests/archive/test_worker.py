"""The worker: real processes that are killed, and what the next one makes of it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from archive.models import DigitalObject
from archive.scans import recovery
from archive.scans.recovery import recover
from archive.scans.tasks import make_page_copies
from archive.scans.worker import employed
from tests.archive.scans import files_in, names_of, new_picture, pages_of, send, work_off, zip_of
from tests.make import make_item, make_page_image, make_picture

ROOT = Path(__file__).resolve().parents[2]
PAGES = 12
PATIENCE = 120  # seconds
OTHERS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "S3_BUCKET", "CACHE_URL")
ARRANGE = """
import django; django.setup()
from django.core.files.base import ContentFile
from archive.scans.intake import receive
from tests.archive.scans import new_picture, zip_of
from tests.make import make_item
item = make_item()
content = zip_of((f"{n}.png", new_picture()) for n in range(%d))
receive(item, ContentFile(content, name="batch.zip"), actor=None)
"""


class Place:
    """A site of its own with an upload that waits; its worker is a real process."""

    def __init__(self, folder: Path, like: "Place | None" = None):
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if k not in OTHERS} | {
            "DATA_DIR": str(folder),
            "SECRET_KEY": "x" * 50,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        if like:
            shutil.copytree(like.folder, folder)
        else:
            self.call("manage.py", "migrate", "--verbosity", "0")
            self.call("-c", ARRANGE % PAGES)

    def call(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            timeout=PATIENCE,
        )

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "work", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)

    def ask(self, query: str) -> list[tuple]:
        with sqlite3.connect(self.folder / "tsuzuri.sqlite3", timeout=20) as database:
            return database.execute(query).fetchall()

    def wait_until(self, query: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self.ask(query)[0][0]:
            assert time.monotonic() < end, query
            time.sleep(0.02)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Place:
    return Place(tmp_path_factory.mktemp("prepared") / "site")


@pytest.fixture
def place(prepared, tmp_path) -> Place:
    return Place(tmp_path / "site", like=prepared)


# While the file is taken in, and while copies are made.
MOMENTS = [
    "SELECT count(*) >= 3 FROM archive_digitalobject",
    "SELECT count(*) >= 4 FROM archive_digitalobject WHERE state = 'ready'",
]


def test_a_killed_worker_loses_nothing_and_repeats_nothing(place):
    for moment in MOMENTS:
        worker = place.start()
        place.wait_until(moment)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert place.start("--until-done").wait(timeout=PATIENCE) == 0
    pages = place.ask(
        'SELECT original_name, "order", state, file, tiles FROM archive_digitalobject'
    )
    assert sorted(page[:3] for page in pages) == sorted(
        (f"{n}.png", n, "ready") for n in range(PAGES)
    )
    assert place.ask("SELECT state, done FROM archive_scanupload") == [("done", PAGES)]
    media = place.folder / "media"
    assert files_in(media, "originals") == sorted(page[3] for page in pages)
    assert files_in(media, "tiles") == sorted(page[4] for page in pages)
    assert files_in(media, "arrivals") == []
    assert files_in(place.folder / "work") == []
    place.call("manage.py", "check_fixity")


def test_a_worker_that_is_asked_to_stop_ends_the_piece_in_hand(place):
    worker = place.start()
    place.wait_until(MOMENTS[0])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE) == 0
    found = place.ask("SELECT status FROM django_tasks_database_dbtaskresult")
    states = [state for (state,) in found]
    assert "RUNNING" not in states and "FAILED" not in states


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


def claimed(page: DigitalObject, worker: str, attempts: int = 1) -> DBTaskResult:
    """A page that a worker has taken."""
    DigitalObject.objects.filter(pk=page.pk).update(state="working", claimed_at=timezone.now())
    result = make_page_copies.enqueue(page.pk)
    tasks = DBTaskResult.objects.filter(pk=result.id)
    tasks.update(status="RUNNING", started_at=timezone.now(), worker_ids=[worker] * attempts)
    return tasks.get()


def leave_folder(worker: str) -> None:
    """What a killed worker leaves: its folder with a lock that nobody holds."""
    folder = recovery.work_folder() / worker
    folder.mkdir(parents=True)
    (folder / "lock").touch()
    (folder / "picture-half").touch()


def test_what_a_dead_worker_had_taken_is_done_by_the_next(db, data):
    page = make_picture(make_item())
    leave_folder("dead")
    claimed(page, "dead")
    assert recover() == 1 and not (recovery.work_folder() / "dead").exists()
    work_off()
    page.refresh_from_db()
    assert page.state == "ready" and page.tiles


def test_what_a_living_worker_has_taken_is_left_to_it(db, data):
    page = make_picture(make_item())
    with employed() as worker:
        task = claimed(page, worker)
        assert recover() == 0
        task.refresh_from_db()
        assert task.status == "RUNNING" and (recovery.work_folder() / worker).exists()
    assert not (recovery.work_folder() / worker).exists()


def test_a_worker_elsewhere_is_given_time(db, data):
    page = make_picture(make_item())
    task = claimed(page, "elsewhere")
    assert recover() == 0
    long_ago = timezone.now() - timedelta(hours=3)
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=long_ago)
    assert recover() == 1


def test_a_page_that_ends_every_worker_is_given_up(db, data):
    page = make_picture(make_item())
    leave_folder("dead")
    claimed(page, "dead", attempts=3)
    recover()
    page.refresh_from_db()
    assert page.state == "failed" and page.problem["code"] == "interrupted"
    work_off()
    page.refresh_from_db()
    assert page.state == "failed"


def test_what_waits_without_a_task_is_enqueued_once(db, data):
    item = make_item()
    send(item, "batch.zip", zip_of([("a.png", new_picture())]))
    DBTaskResult.objects.all().delete()
    assert (recover(), recover()) == (1, 0)
    work_off()
    assert names_of(item) == ["a.png"]


def test_pages_from_before_there_were_tiles_get_them(db, data):
    page = make_picture(make_item())
    assert page.tiles == ""
    recover()
    work_off()
    [page] = pages_of(page.item)
    assert page.tiles and page.state == "ready"


def test_records_of_work_done_long_ago_are_removed(db, data):
    make_page_copies.enqueue(make_page_image(state="failed").pk)
    work_off()
    recover()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=8))
    recover()
    assert DBTaskResult.objects.count() == 0


def ready(client) -> tuple[int, str]:
    response = client.get("/readyz")
    return response.status_code, response.json()["queue"]


def test_readiness_asks_whether_anything_waits_for_long(client, db):
    send(make_item(), "page.png", new_picture())
    assert ready(client) == (200, "ok")
    long_ago = timezone.now() - timedelta(minutes=20)
    DBTaskResult.objects.update(enqueued_at=long_ago)
    assert ready(client) == (503, "failed")
    work_off()
    assert ready(client) == (200, "ok")


def test_a_long_queue_is_no_fault_while_somebody_works(client, db):
    for _ in range(2):
        make_page_copies.enqueue(1)
    first = DBTaskResult.objects.first()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=5))
    DBTaskResult.objects.filter(pk=first.pk).update(status="RUNNING", started_at=timezone.now())
    assert ready(client) == (200, "ok")
