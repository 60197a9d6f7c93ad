"""What the import and export commands share: arguments, the printed report, exit codes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model
from django.urls import reverse
from django.utils import translation

from archive.catalogue import exporting, importing
from archive.catalogue.kinds import Kind, found_by_id
from archive.catalogue.opening import opened
from archive.catalogue.report import CatalogueError, Fault, Report
from archive.models import CatalogueImport, Repository
from translations.exchange.csv_files import ENCODINGS
from translations.texts import LANGUAGES


class ImportCommand(BaseCommand):
    """Reports what a file would change; ``--apply`` changes everything or nothing."""

    file_kind: str

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--apply", action="store_true", help="change everything, or nothing")
        parser.add_argument("--messages", choices=LANGUAGES, default="en", help="their language")
        self.add_own_arguments(parser)

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--encoding",
            choices=[name for name in ENCODINGS if name != "utf-8-sig"],
            default="",
            help="of a file that is knowingly not written in UTF-8",
        )

    def opened(self, path: Path, options: dict) -> tuple[Kind, importing.Source]:
        return opened(
            self.file_kind, path, encoding=options["encoding"], folder=path.resolve().parent
        )

    def handle(self, *args, file: Path, **options) -> None:
        with translation.override(options["messages"]):
            report = self.report_on(file, options)
            self.print(report)
        if report.faults:
            raise CommandError("Nothing was changed.", returncode=1)

    def report_on(self, path: Path, options: dict) -> Report:
        if not path.is_file():
            raise CommandError(f"{path} is no file.")
        work = importing.apply if options["apply"] else importing.report_on
        try:
            kind, source = self.opened(path, options)
            return work(kind, source, progress=self.show_progress)
        except CatalogueError as error:
            return Report(faults=[error.fault])

    def show_progress(self, done: int, total: int) -> None:
        """Every 10,000 rows, and only to a person who is watching."""
        if done % 10_000 == 0 and self.stderr.isatty():
            self.stderr.write(f"{done:,}" + (f" / {total:,}" if total else ""))

    def print(self, report: Report) -> None:
        for fault in report.faults:
            self.stdout.write(described(fault))
        if report.has_more_faults:
            self.stdout.write("… and more.")
        for words in report.notes:
            self.stdout.write(words)
        self.print_twins(report)
        if report.faults:
            self.stdout.write(f"{len(report.faults):,} faults.")
            return
        self.print_counts(report)
        if not report.is_applied:
            self.stdout.write("Nothing has been written. --apply writes it.")

    def print_twins(self, report: Report) -> None:
        """New rows whose code the archive holds already, each with the address of the unit."""
        for twin in report.twins:
            others = f" (and {twin.others:,} more)" if twin.others else ""
            unit = f"{twin.code}, “{twin.title}”, {reverse('archive:item', args=[twin.item])}"
            self.stdout.write(f"line {twin.line}: {twin.id} may be here already: {unit}{others}")
        if (rest := report.twin_count - len(report.twins)) > 0:
            self.stdout.write(f"… and {rest:,} more rows whose code is here already.")

    def print_counts(self, report: Report) -> None:
        done = "" if report.is_applied else "to be "
        if report.new_names:
            self.stdout.write(f"{report.new_names:,} names {done}created")
        counts = f"{report.created:,} {done}created, {report.changed:,} {done}changed, "
        self.stdout.write(f"{report.rows:,} rows: {counts}{report.left:,} left as they are.")
        for name, count in report.changed_fields.most_common():
            self.stdout.write(f"  {name}: {count:,}")
        if report.images:
            self.stdout.write(f"{report.images:,} images {done}brought in.")


def described(fault: Fault) -> str:
    """``line 12, title_en: …``"""
    where = [f"line {fault.line}"] * bool(fault.line) + [fault.column] * bool(fault.column)
    return f"{', '.join(where)}: {fault.reason}" if where else fault.reason


class FoundKind(ImportCommand):
    """For files that describe items in another standard’s words."""

    def add_own_arguments(self, parser: CommandParser) -> None:
        if self.file_kind == CatalogueImport.Kind.ATOM:
            super().add_own_arguments(parser)
        parser.add_argument(
            "--repository", metavar="ID", help="holds what is described where no other is named"
        )
        parser.add_argument(
            "--language", choices=LANGUAGES, default="en", help="language of texts that name none"
        )

    def report_on(self, path: Path, options: dict) -> Report:
        self.repository = None
        if key := options["repository"]:
            found = found_by_id(Repository, [key])
            if not found:
                raise CommandError(f"There is no repository “{key}”.")
            self.repository = Repository.objects.get(pk=found[key]["pk"])
        return super().report_on(path, options)

    def opened(self, path: Path, options: dict) -> tuple[Kind, importing.Source]:
        return opened(
            self.file_kind,
            path,
            repository=self.repository,
            language=options["language"],
            encoding=options.get("encoding", ""),
        )


class ExportCommand(BaseCommand):
    """Writes a file with all objects of a kind."""

    model: type[Model]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args, file: Path, **options) -> None:
        images = options.get("with_images")
        if images and images.resolve().parent != file.resolve().parent:
            raise CommandError("The folder for images must lie beside FILE.")
        count = exporting.write(self.model._default_manager.all(), file, images=images)
        self.stdout.write(f"{count:,} rows written to {file}.")
