"""Interface words without a translation: ``python -m tests.missing_interface``.

Collects the words of a copy of the project as gettext does, and prints those that the catalogues
of the copy then lack in Japanese or Mongolian, or hold only as a guess (fuzzy). Exit code 1 if any.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("archive", "config", "exhibits", "locale", "search", "iiif", "static", "templates")
PARTS += ("translations", "manage.py")
LANGUAGES = ("ja", "mn")
# Of a copy nothing is kept that gettext need not read.
LEFT = shutil.ignore_patterns("vendor", "pictures", "__pycache__", "*.mo", "libraries")


def copy_to(folder: Path) -> None:
    """What holds words, and no more."""
    for path in filter(Path.exists, (ROOT / part for part in PARTS)):
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=LEFT)
        else:
            shutil.copy(path, folder)


def collect(folder: Path, domain: str) -> None:
    """Let makemessages bring the copy's catalogues up to date."""
    languages = [part for code in LANGUAGES for part in ("-l", code)]
    environment = {**os.environ, "SECRET_KEY": "x" * 50, "DATA_DIR": str(folder / "data")}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-v0", "-d", domain, *languages],
        **{"cwd": folder, "env": environment, "check": True, "timeout": 300},
    )


def missing(folder: Path) -> Iterator[str]:
    """Every word that has no translation, with its language."""
    for language in LANGUAGES:
        for domain in ("django", "djangojs"):
            path = folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue = polib.pofile(str(path)) if path.exists() else []
            for entry in catalogue:
                if not entry.obsolete and (entry.fuzzy or not entry.translated()):
                    yield f"{language} {domain}: {entry.msgid!r} ({places(entry)})"


def places(entry: polib.POEntry) -> str:
    return ", ".join(f"{file}:{line}" for file, line in entry.occurrences[:3])


def main() -> int:
    if shutil.which("xgettext") is None:
        print("gettext is not installed")
        return 1
    with tempfile.TemporaryDirectory() as name:
        copy_to(Path(name))
        for domain in ("django", "djangojs"):
            collect(Path(name), domain)
        found = list(missing(Path(name)))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
