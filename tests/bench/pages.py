"""What is measured: addresses of the demonstration and of the archive, queries of a page."""

from collections.abc import Callable

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from archive.models import ArchivalItem
from exhibits.models import Exhibition, Section


def chapter() -> str:
    """The chapter with most panels on its page."""
    chapters = Section.objects.filter(exhibition__in=Exhibition.objects.published(), has_page=True)
    return chapters.annotate(size=Count("panels")).order_by("-size", "id")[0].get_absolute_url()


def item() -> str:
    """The demonstration's item that most panels show."""
    shown = ArchivalItem.objects.filter(exhibits__isnull=False)
    return shown.annotate(size=Count("exhibits")).order_by("-size", "id")[0].get_absolute_url()


def file() -> str:
    """A generated file with its hundred items."""
    return ArchivalItem.objects.get(source_id="bench-1").get_absolute_url()


def browse(query: str = "") -> str:
    """The browse page, with filters or a page number."""
    return reverse("archive:browse") + (f"?{query}" if query else "")


def static() -> str:
    """The smallest file there is; measured against itself, it shows how steady the machine is."""
    return staticfiles_storage.url("brand/favicon.svg")


PAGES: dict[str, Callable[[], str]] = {
    "static": static,
    "home": lambda: reverse("exhibits:home"),
    "chapter": chapter,
    "item": item,
    "file": file,
    "browse": browse,
    "browse-last": lambda: browse("page=1000000"),  # a number beyond the end means the last page
    "browse-level": lambda: browse("level=fonds"),
    "browse-words": lambda: browse("q=cashmere"),
}


def address(name: str) -> str:
    """The address of a page, in English."""
    with translation.override("en"):
        return PAGES[name]()


def query_count(path: str) -> int:
    """Queries of one request, in this process, where no counts are kept from earlier ones."""
    client = Client(headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}.")
    return len(captured)
