"""Import: report everything that is wrong and what would change; then all or nothing."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

from django.db import transaction

from archive.catalogue.kinds import AT_ONCE, Kind
from archive.catalogue.report import CatalogueError, Report
from translations.exchange.csv_files import Row

Progress = Callable[[int, int], object]


class Source(Protocol):
    """A file that can be read several times."""

    def rows(self, report: Report) -> Iterator[Row]: ...


def report_on(kind: Kind, source: Source, *, progress: Progress = lambda *_: None) -> Report:
    """What is wrong with a catalogue and what it would change; nothing is written.

    ``progress`` is called with the rows done and their number (0 as long as that is not known).
    Never raises for what a file holds.
    """
    report = surveyed(kind, source, progress)
    if not report.faults:
        settle(kind, source, report, progress, applying=False)
    return report


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
    with transaction.atomic():
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
            progress(len(kind.lines), 0)
        kind.end_survey(report)
    except CatalogueError as error:
        report.blame(error.fault.line, error.fault.column, error.fault.reason)
    report.sort()
    return report


def settle(
    kind: Kind, source: Source, report: Report, progress: Progress, *, applying: bool
) -> None:
    for rows in batches(source.rows(report)):
        kind.settle(rows, report, applying=applying)
        progress(report.rows, len(kind.lines))


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        yield some
