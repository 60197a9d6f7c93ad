"""Work on a sent catalogue: report on it, then apply exactly that file."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from archive.catalogue import importing
from archive.catalogue.opening import opened
from archive.catalogue.report import CatalogueError, Report
from archive.models import CatalogueImport, Repository
from archive.scans.keeping import on_disk
from translations.exchange.csv_files import checksum

log = logging.getLogger(__name__)
State = CatalogueImport.State
LARGE = 500_000  # bytes; what is larger is worked on in the background (about 2,000 rows)
LARGE_EAD = 50_000  # bytes; every name in it asks the database
STALE = timedelta(hours=2)


def report_of(sent: CatalogueImport) -> Report:
    return Report.from_json(sent.report)


def claim(pk: int) -> CatalogueImport | None:
    """Take an import that waits, or on which nobody has worked for long."""
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.WORKING, touched_at__lt=now - STALE)
    taken = CatalogueImport.objects.filter(free, pk=pk).update(state=State.WORKING, touched_at=now)
    return CatalogueImport.objects.get(pk=pk) if taken else None


def work_on(pk: int) -> None:
    """Report, or apply when that is wanted. Doing it twice does it once.

    Applying is one transaction: who is killed in it has done nothing. Who is killed after it and
    before the note of it leaves it to be applied again, which then finds nothing to change.
    """
    sent = claim(pk)
    if sent is None:
        return
    options = sent.report.get("options", {})
    with translation.override(options.get("speaks", "en")):
        try:
            report, state = outcome(sent, options), State.DONE
        except Exception:
            log.exception("The catalogue %s could not be worked on", pk)
            words = _("The work stopped because of an error on our side. Nothing was changed.")
            report, state = Report(notes=[words]), State.FAILED
    finish(sent, report, options, state)


def outcome(sent: CatalogueImport, options: dict) -> Report:
    with on_disk(sent.file) as path:
        found = checksum(path)
        if sent.wants_applying and found != sent.report.get("checksum"):
            return Report(notes=[_("The file is no longer the one that was reported on.")])
        try:
            kind, source = opened(sent.kind, path, **where(options))
        except CatalogueError as error:
            return Report(faults=[error.fault], checksum=found)
        tell = teller(sent.pk)
        work = importing.apply if sent.wants_applying else importing.report_on
        try:
            report = work(kind, source, progress=tell)
        finally:
            progress_file(sent.pk).unlink(missing_ok=True)
    report.checksum = found
    return report


def where(options: dict) -> dict:
    """Repository and language that the sender chose for files that do not say."""
    repository = Repository.objects.filter(pk=options.get("repository")).first()
    return {"repository": repository, "language": options.get("language", "en")}


def finish(sent: CatalogueImport, report: Report, options: dict, state: str) -> None:
    """Note what came of it; nothing when the import was deleted meanwhile."""
    CatalogueImport.objects.filter(pk=sent.pk).update(
        report={**report.as_json(), "options": options},
        state=state,
        wants_applying=False,
        is_applied=report.is_applied,
        done=report.rows,
        total=report.rows,
        touched_at=timezone.now(),
    )


# Progress lies in a file: what is written inside a transaction nobody else can see.


def progress_file(pk: int) -> Path:
    return Path(settings.DATA_DIR) / "progress" / f"catalogue-{pk}"


def teller(pk: int) -> Callable[[int, int], None]:
    path = progress_file(pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    return lambda done, total: path.write_text(f"{done} {total}")


def progress(pk: int) -> tuple[int, int]:
    """Rows done and their number; 0 as long as that is not known."""
    try:
        done, total = progress_file(pk).read_text().split()
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(total)
