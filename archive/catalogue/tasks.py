"""What the worker does with sent catalogues."""

from django.db import transaction
from django_tasks import task

from archive.catalogue import work
from archive.models import CatalogueImport


@task(priority=20)
def work_on_catalogue(pk: int) -> None:
    """Report on a catalogue or apply it; it may be given twice."""
    work.work_on(pk)


def begin(sent: CatalogueImport) -> None:
    """Small files at once, large ones in the background."""
    is_ead = sent.kind == CatalogueImport.Kind.EAD
    if sent.file.size <= (work.LARGE_EAD if is_ead else work.LARGE):
        work.work_on(sent.pk)
    else:
        transaction.on_commit(lambda: work_on_catalogue.enqueue(sent.pk))
