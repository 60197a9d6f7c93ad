"""Import: report everything that is wrong and what would change; then all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connection, transaction

from archive.catalogue.kinds import Kind, batches
from archive.catalogue.report import CatalogueError, Report
from search.index import gathering
from translations.exchange.csv_files import Row
from translations.models import Origin
from translations.units.authorship import acting, current

Progress = Callable[[int, int], object]


class Source(Protocol):
    """A file that can be read several times."""

    def rows(self, report: Report) -> Iterator[Row]: ...


@contextmanager
def little_memory() -> Iterator[None]:
    """Read SQLite's file without mapping it into memory, which would grow with the archive."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA mmap_size").fetchone() or [0]  # none where there is no file
        cursor.execute("PRAGMA mmap_size = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA mmap_size = {before[0]}")


@little_memory()
def report_on(kind: Kind, source: Source, *, progress: Progress = lambda *_: None) -> Report:
    """What is wrong with a catalogue and what it would change; nothing is written.

    ``progress`` is called with the rows done and their number (0 as long as that is not known).
    Never raises for what a file holds.
    """
    report = surveyed(kind, source, progress)
    if not report.faults:
        settle(kind, source, report, progress, applying=False)
    return report


@little_memory()
def apply(kind: Kind, source: Source, *, progress: Progress = lambda *_: None) -> Report:
    """Everything or nothing: what is written is checked in the same transaction.

    It is checked before as well, with the files that rows name: nobody has to wait meanwhile.
    """
    report = surveyed(kind, source, progress)
    if not report.faults:
        kind.check_files(report)
    if report.faults:
        return report
    kind.start_again()
    author = current().actor
    with acting(actor=author, how=Origin.IMPORT), transaction.atomic():
        report = surveyed(kind, source, progress)
        if not report.faults:
            kind.reserve()
            settle(kind, source, report, progress, applying=True)
            kind.end()
            report.is_applied = True
    if report.is_applied:
        kind.take_in_files()
    return report


def surveyed(kind: Kind, source: Source, progress: Progress) -> Report:
    report = Report()
    try:
        for rows in batches(source.rows(report)):
            kind.survey(rows, report)
            progress(kind.seen.count, 0)
        kind.end_survey(report)
    except CatalogueError as error:
        report.blame(error.fault.line, error.fault.column, error.fault.reason)
    report.sort()
    return report


def settle(
    kind: Kind, source: Source, report: Report, progress: Progress, *, applying: bool
) -> None:
    for rows in batches(source.rows(report)):
        with gathering():
            kind.settle(rows, report, applying=applying)
        progress(report.rows, kind.seen.count)
