"""A wrong value in the environment stops the start with a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = {"SECRET_KEY": "k" * 50}
PUBLIC = {**KEY, "SITE_URL": "https://archive.example"}

WRONG = [
    ({"DEBUG": "maybe"}, "DEBUG is 'maybe'"),
    ({"LOG_LEVEL": "loud"}, "choose one of DEBUG, INFO, WARNING, ERROR"),
    ({"PORT": "80000"}, "a whole number from 1 to 65535"),
    ({"SITE_URL": "archive.example"}, "SITE_URL is 'archive.example'"),
    ({"SITE_URL": "http:archive.example"}, "SITE_URL is 'http:archive.example'"),
    ({"SITE_URL": "https://[archive"}, "SITE_URL is 'https://[archive'"),
    ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL is 'mysql://a/b'"),
    ({"DATABASE_URL": "postgres://u@host:port/name"}, "DATABASE_URL is 'postgres://u@host:port"),
    ({"CACHE_URL": "memcached://a"}, "CACHE_URL is 'memcached://a'"),
    ({"MEDIA_URL": "pictures"}, "MEDIA_URL is 'pictures'"),
    ({"MEDIA_URL": "ftp://a/b"}, "MEDIA_URL is 'ftp://a/b'"),
    ({"MEDIA_URL": "/"}, "MEDIA_URL is '/'"),
    ({"S3_ENDPOINT_URL": "s3.example"}, "S3_ENDPOINT_URL is 's3.example'"),
    ({"S3_ENDPOINT_URL": "https://s3.example"}, "S3_BUCKET is not"),
    ({"CSRF_TRUSTED_ORIGINS": "archive.example"}, "CSRF_TRUSTED_ORIGINS holds 'archive.example'"),
    ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    ({**PUBLIC, "SECRET_KEY": "short"}, "SECRET_KEY is too short"),
    ({"DATA_DIR": "/dev/null/data"}, "DATA_DIR is '/dev/null/data'"),
    ({"EMAIL_URL": "mail.example"}, "EMAIL_URL is 'mail.example'"),
    (
        {"EMAIL_URL": "smtp://desk:pw@mail.example?tls=maybe"},
        "smtp://desk:…@mail.example?tls=maybe",
    ),
    ({"EMAIL_URL": "smtp://mail.example?ssl=1"}, "one of starttls, implicit, none"),
    ({"EMAIL_URL": "smtp://mail.example/inbox"}, "EMAIL_URL is 'smtp://mail.example/inbox'"),
    ({"EMAIL_URL": "smtp:///inbox"}, "EMAIL_URL is 'smtp:///inbox'"),
    ({"DEFAULT_FROM_EMAIL": "the desk"}, "DEFAULT_FROM_EMAIL is 'the desk'"),
    ({"DEFAULT_FROM_EMAIL": "a@b.example\nBcc: c@d.example"}, "DEFAULT_FROM_EMAIL is"),
    ({"MACHINE_TRANSLATION": "translator"}, "MACHINE_TRANSLATION is 'translator'"),
    ({"MACHINE_TRANSLATION": "a.b-c"}, "such as package.module.Class"),
]


def start(variables: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these variables and nothing else that could be read."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**kept, **variables}, text=True,
        encoding="utf-8", capture_output=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("variables", "sentence"), WRONG, ids=lambda value: str(value)[:50])
def test_a_wrong_value_stops_the_settings(variables, sentence, tmp_path):
    ended = start({**KEY, "DATA_DIR": str(tmp_path), **variables}, "-c", "import config.settings")
    assert ended.returncode != 0
    assert "ImproperlyConfigured: " in (last := ended.stderr.strip().splitlines()[-1])
    assert sentence in last


def test_defaults_need_only_a_key(tmp_path):
    ended = start({**KEY, "DATA_DIR": str(tmp_path)}, "-c", "import config.settings")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_run_says_the_sentence_and_nothing_else(tmp_path):
    ended = start({"PORT": "none", "DATA_DIR": str(tmp_path)}, "-m", "config.run")
    assert ended.returncode != 0
    assert ended.stderr == "PORT is 'none': write a whole number from 1 to 65535.\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("YES", True), (" on ", True), ("0", False), ("no", False), ("", True)],
)
def test_flags(value, expected, monkeypatch):
    monkeypatch.setenv("FLAG", value)
    assert env.flag("FLAG", default=True) is expected


@pytest.mark.parametrize("value", ["٣", "-1", "1.5", "9" * 5000, "0x10", "1_0"])
def test_numbers_that_are_none(value, monkeypatch):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(ImproperlyConfigured, match="PORT is"):
        env.number("PORT", 8000, low=1, high=65535)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a, b,,", ["a", "b"]), ("  ", ["x"]), ("", ["x"])],
)
def test_lists(value, expected, monkeypatch):
    monkeypatch.setenv("NAMES", value)
    assert env.items("NAMES", "x") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", None),
        ("smtp://mail.example", ("mail.example", 587, "", "", "starttls")),
        ("smtp://mail.example?tls=implicit", ("mail.example", 465, "", "", "implicit")),
        ("smtp://127.0.0.1:1025?tls=none", ("127.0.0.1", 1025, "", "", "none")),
        (
            "smtp://desk%40archive.example:p%2Fw@mail.example:2525",
            ("mail.example", 2525, "desk@archive.example", "p/w", "starttls"),
        ),
    ],
)
def test_mail_servers(url, expected, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", url)
    assert env.mail_server("EMAIL_URL") == (env.MailServer(*expected) if expected else None)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("http://127.0.0.1.example", False),
        ("https://archive.example", False),
        ("", False),
    ],
)
def test_what_is_local(url, expected):
    assert env.is_local(url) is expected
