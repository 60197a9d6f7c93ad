"""A file comes back: first a report, then everything or nothing."""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from translations.exchange.csv_files import checksum
from translations.exchange.faults import FileError
from translations.exchange.formats import format_of
from translations.exchange.judging import WRITTEN, Judge, Verdict
from translations.exchange.report import Report
from translations.exchange.rows import Entry
from translations.models import Proposal
from translations.units import actions
from translations.units.vocabulary import Origin, State

NAME_LENGTH = 200  # of a file, in the history


class FaultsFound(Exception):
    """Something is wrong with the file, so that nothing of it may stay."""


def report_on(path: Path, name: str, *, actor: AbstractBaseUser | None) -> Report:
    """What the file would change; nothing is written."""
    report = begun(path, name)
    for _verdict in verdicts(path, name, report, actor):
        pass
    return ended(report)


def apply(
    path: Path, name: str, *, actor: AbstractBaseUser | None, ask_review: bool = False
) -> Report:
    """Write what the file changes, or nothing when anything is wrong with it.

    ``ask_review`` hands over to the reviewers what the file says is finished.
    """
    report = begun(path, name)
    try:
        with transaction.atomic():
            for verdict in verdicts(path, name, report, actor, lock=True):
                carry_out(verdict, name[:NAME_LENGTH], actor, ask_review=ask_review)
            if report.faults:
                raise FaultsFound
    except FaultsFound:
        return ended(report)
    report.is_applied = True
    return ended(report)


def begun(path: Path, name: str) -> Report:
    return Report(name=name, checksum=checksum(path))


def ended(report: Report) -> Report:
    report.faults.sort(key=lambda fault: fault.line)
    return report


def verdicts(path: Path, name: str, report: Report, actor, *, lock: bool = False):
    """All verdicts; a file that cannot be read to its end is a fault like others."""
    try:
        yield from Judge(report, actor).verdicts(entries(path, name, report), lock=lock)
    except FileError as error:
        report.blame(error.fault.line, error.fault.column, error.fault.reason)


def entries(path: Path, name: str, report: Report) -> Iterator[Entry]:
    found = format_of(path, name)
    report.format = found.name
    return found.read(path)


def carry_out(verdict: Verdict, name: str, actor, *, ask_review: bool) -> None:
    unit, entry = verdict.unit, verdict.entry
    if verdict.what != WRITTEN:
        propose(verdict, name, actor)
        return
    written = actions.write(
        unit, verdict.text, actor=actor, version=unit.version, how=Origin.IMPORT, note=name
    )
    if ask_review and entry.asks_review and actor and written.state == State.DRAFT:
        actions.submit(written, actor=actor, version=written.version)


def propose(verdict: Verdict, name: str, actor: AbstractBaseUser | None) -> None:
    Proposal.objects.create(
        unit=verdict.unit,
        text=verdict.text,
        source_text=verdict.entry.source,
        made_from=verdict.made_from[:16],
        how=Origin.IMPORT,
        origin=name,
        person=actor,
    )
