"""Read a file of translations: report what it would change; with --apply, all or nothing."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from translations.exchange import importing
from translations.exchange.report import Remark, Report
from translations.texts import LANGUAGES


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--apply", action="store_true", help="change everything, or nothing")
        parser.add_argument("--user", default="", help="in whose name, and with whose rights")
        parser.add_argument(
            "--ask-review", action="store_true", help="submit what the file calls finished"
        )
        parser.add_argument("--messages", choices=LANGUAGES, default="en", help="their language")

    def handle(self, *args, file: Path, **options) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is no file.")
        actor = self.person(options["user"])
        if options["ask_review"] and actor is None:
            raise CommandError("--ask-review needs --user: somebody must submit the texts.")
        with translation.override(options["messages"]):
            report = self.report_on(file, actor, options)
            self.print(report)
        if report.faults:
            raise CommandError("Nothing was changed.", returncode=1)

    def person(self, name: str):
        if not name:
            return None
        found = get_user_model().objects.filter(username=name, is_active=True).first()
        if found is None:
            raise CommandError(f"There is no active account “{name}”.")
        return found

    def report_on(self, file: Path, actor, options: dict) -> Report:
        if not options["apply"]:
            return importing.report_on(file, file.name, actor=actor)
        return importing.apply(file, file.name, actor=actor, ask_review=options["ask_review"])

    def print(self, report: Report) -> None:
        for remark in [*report.faults, *report.remarks]:
            self.stdout.write(described(remark))
        if report.has_more:
            self.stdout.write("… and more.")
        if report.faults:
            self.stdout.write(f"{len(report.faults):,} faults.")
            return
        done = "" if report.is_applied else "to be "
        self.stdout.write(
            f"{report.rows:,} texts: {report.written:,} {done}written, {report.proposed:,} {done}"
            f"proposed, {report.unchanged:,} unchanged, {report.empty:,} empty."
        )
        if not report.is_applied:
            self.stdout.write("Nothing has been written. --apply writes it.")


def described(remark: Remark) -> str:
    """``line 12, exhibits.panel:3:title: …``"""
    where = [f"line {remark.line}"] * bool(remark.line) + [remark.key] * bool(remark.key)
    return f"{', '.join(where)}: {remark.words}" if where else remark.words
