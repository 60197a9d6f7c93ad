"""Sent files between report and applying: kept outside of the media, for their sender alone.

The address of a report holds a signed token; the file lies in the data folder under a random name
and is removed after a day.
"""

import json
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from translations.exchange.report import Report

SALT = "translations.exchange"
DAY = 24 * 60 * 60  # seconds for which a file is kept


class GoneError(Exception):
    """There is no such file (any more), or it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Kept:
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "file"

    @property
    def token(self) -> str:
        return signing.dumps(self.folder.name, salt=SALT)

    def note(self, report: Report, actor: AbstractBaseUser) -> None:
        text = json.dumps({"person": actor.pk, "report": report.as_json()})
        (self.folder / "report.json").write_text(text, encoding="utf-8")

    def report(self) -> Report:
        return Report.from_json(self._noted()["report"])

    def person(self) -> int:
        return self._noted()["person"]

    def _noted(self) -> dict:
        return json.loads((self.folder / "report.json").read_text(encoding="utf-8"))


def home() -> Path:
    return Path(settings.DATA_DIR) / "exchange"


def keep(sent: UploadedFile) -> Kept:
    """Write a sent file into a folder of its own."""
    remove_old()
    kept = Kept(home() / secrets.token_hex(16))
    kept.folder.mkdir(parents=True, mode=0o700)
    with kept.file.open("wb") as target:
        for chunk in sent.chunks():
            target.write(chunk)
    return kept


def find(token: str, actor: AbstractBaseUser) -> Kept:
    try:
        kept = Kept(home() / signing.loads(token, salt=SALT, max_age=DAY))
        if kept.person() == actor.pk and kept.file.exists():
            return kept
    except (signing.BadSignature, OSError, ValueError, KeyError, TypeError):
        pass
    raise GoneError


def remove(kept: Kept) -> None:
    shutil.rmtree(kept.folder, ignore_errors=True)


def remove_old() -> None:
    before = time.time() - DAY
    for folder in home().glob("*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
