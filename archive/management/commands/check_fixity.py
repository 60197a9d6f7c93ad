"""Read every original again and name each one that is changed, missing or untracked."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from archive.scans.fixity import check_fixity, remove_untracked

WORDS = {
    "changed": "CHANGED",
    "missing": "MISSING",
    "unreadable": "UNREADABLE",
    "untracked": "UNTRACKED",
    "lost_copies": "LOST COPY",
}


class Command(BaseCommand):
    help = f"{__doc__} Ends with 1 when there is any."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
        parser.add_argument(
            "--remove-untracked",
            action="store_true",
            help="delete originals that belong to no page image any more",
        )

    def handle(self, *args, **options):
        findings = check_fixity()
        removed = remove_untracked(findings.untracked) if options["remove_untracked"] else 0
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(findings), "removed": removed}))
        else:
            self.report(findings, removed)
        if removed:
            findings.untracked.clear()
        if not findings.is_sound:
            raise CommandError("Not everything is as it was.", returncode=1)

    def report(self, findings, removed):
        for kind, names in findings.faults.items():
            for name in names:
                self.stdout.write(f"{WORDS[kind]} {name}")
        self.stdout.write(
            f"{findings.checked} originals read, {findings.bytes_read} bytes; "
            + ", ".join(f"{len(names)} {WORDS[k].lower()}" for k, names in findings.faults.items())
            + (f"; {removed} removed" if removed else "")
        )
