"""Workers killed by SIGKILL at random moments of a release, on either database."""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KILLS = 5
PATIENCE = 120  # seconds


def address(folder: Path) -> str:
    """Of a migrated database that other processes reach: a copy of the suite's, or the suite's."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "site.sqlite3") as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'site.sqlite3'}"
    told = connection.settings_dict
    password = quote(told["PASSWORD"], safe="")
    return f"postgres://{told['USER']}:{password}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_kills_leave_one_current_edition_and_work_that_can_be_resumed(tmp_path):
    seed = secrets.randbelow(10**6)
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_XDIST_WORKER"} | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": address(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.exhibits.killing", str(KILLS), str(seed)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, f"seed {seed}:\n{done.stderr[-3000:]}"
    assert json.loads(done.stdout.splitlines()[-1])["kills"] == KILLS
