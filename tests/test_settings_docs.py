"""The table of settings names exactly the variables that are read."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READERS = ("config/settings.py", "config/run.py")
# Settled as the outside of the system; a deployment may rely on every one of them.
SETTLED = {
    *("DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SITE_URL"),
    *("CACHE_URL", "MEDIA_URL", "S3_BUCKET", "S3_ENDPOINT_URL", "PORT", "DATA_DIR", "LOG_LEVEL"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "MACHINE_TRANSLATION", "KEEP_TREE"),
    "REQUIRE_TWO_FACTOR",
}


def read_by(source: str) -> set[str]:
    """First arguments of ``env.text("NAME")`` and its like."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def rows() -> list[list[str]]:
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_documented_is_what_is_read():
    documented = [name.strip("`") for name, *_rest in rows()]
    read = set().union(*(read_by((ROOT / path).read_text(encoding="utf-8")) for path in READERS))
    assert documented == sorted(read) == sorted(SETTLED)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_row_has_meaning_and_default(row):
    assert len(row) == 3 and all(row)


def test_nothing_else_reads_the_environment():
    readers = {"config/env.py", "config/run.py", "manage.py", "config/wsgi.py", "config/asgi.py"}
    readers.add("archive/pictures.py")  # passes PATH and its like on to the worker
    packages = ("config", "exhibits", "archive", "translations", "search")
    found = {
        str(path.relative_to(ROOT))
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "os.environ" in (text := path.read_text(encoding="utf-8")) or "getenv" in text
    }
    assert found <= readers
