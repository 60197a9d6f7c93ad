"""What rendered bytes depend on besides what is rendered: this version of the system."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.conf import settings

CODE = ("config", "iiif", "exhibits", "archive", "translations", "search")
NAMED = ("SITE_URL", "MEDIA_URL", "STATIC_URL", "LANGUAGES", "LANGUAGE_CODE", "DEBUG")


@cache
def render_key() -> str:
    """Sixteen hexadecimal digits; once computed they stay for the life of the process, as do
    code and templates."""
    found = hashlib.sha256(django.__version__.encode())
    for name in NAMED:
        found.update(f"{name}={getattr(settings, name)}".encode())
    for path in sources():
        found.update(f"\n{path}\n".encode() + path.read_bytes())
    return found.hexdigest()[:16]


def sources() -> Iterator[Path]:
    """Code, templates, words of the interface, and names of static files."""
    root = Path(settings.BASE_DIR)
    for name in CODE:
        yield from sorted((root / name).rglob("*.py"))
    yield from sorted((root / "templates").rglob("*.*"))
    yield from sorted((root / "locale").rglob("*.mo"))
    yield from Path(settings.STATIC_ROOT).glob("staticfiles.json")
