"""What the worker does. Each task may be given twice: it finds out by itself what is left to do."""

from django_tasks import task

from archive.scans import intake, pages


@task(priority=10)
def take_in_upload(pk: int) -> None:
    """Find the pages in a sent file; before pages, so that they are seen soon."""
    intake.take_in(pk)


@task()
def make_page_copies(pk: int) -> None:
    """Make the copies and tiles of one page image."""
    pages.make_page(pk)
