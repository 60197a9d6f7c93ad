"""Compile the interface translations under ``locale/`` that are newer than their result."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        for folder in settings.LOCALE_PATHS:
            for catalogue in filter(stale, Path(folder).rglob("*.po")):
                polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
