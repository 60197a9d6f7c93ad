"""Where the measurements take place: a data folder and a database of their own, gone afterwards."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

# Whatever the shell has set for another site must not reach this one.
FOREIGN = (
    *("SITE_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "CACHE_URL", "DEBUG"),
    *("MEDIA_URL", "S3_BUCKET", "S3_ENDPOINT_URL"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "MACHINE_TRANSLATION"),
)


@contextmanager
def place(port: int) -> Iterator[None]:
    """The environment of a site that exists only inside this block.

    With a PostgreSQL address in DATABASE_URL, its server lends a new database; the one that the
    address names is not touched. Otherwise the database is a SQLite file in the folder.
    """
    with tempfile.TemporaryDirectory(prefix="tsuzuri-bench-") as folder:
        for name in FOREIGN:
            os.environ.pop(name, None)
        own = {"DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "ERROR"}
        own["SECRET_KEY"] = secrets.token_urlsafe(50)
        own["DJANGO_SETTINGS_MODULE"] = "config.settings"
        with database(os.environ.get("DATABASE_URL", "")) as url:
            os.environ |= {**own, "DATABASE_URL": url}
            yield


@contextmanager
def database(url: str) -> Iterator[str]:
    """The address of a database of our own; empty for the usual SQLite file."""
    if not url.startswith("postgres"):
        yield ""
        return
    name = f"tsuzuri_bench_{os.getpid()}"
    run(url, "CREATE DATABASE {}", name)
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        run(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def run(url: str, statement: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
