"""What exhibitions give to be found: panels, essays and themselves, as current editions show them.

Keys are those of the working copy's rows, so that a panel is one thing in all editions.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import DatabaseError, close_old_connections
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from archive.looking import look
from exhibits.models import Edition, EditionPage, EditionPanel, Exhibition, Showing
from exhibits.search_documents import (
    ESSAY,
    EXHIBITION,
    PANEL,
    essay_document,
    exhibition_document,
    facet_of,
    page_documents,
)
from search import index
from search.documents import Document, register
from translations.texts import LANGUAGES

Kind = EditionPage.Kind
log = logging.getLogger(__name__)
LONGEST_WAIT = 60  # seconds between two looks at what is planned


class Exhibitions:
    """What stands at the entrance of each exhibition."""

    label = pgettext_lazy("kind of result", "Exhibition")

    def rows(self) -> QuerySet[Edition]:
        return Edition.objects.current()

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(exhibition__gt=after).order_by("exhibition")
        return list(found.values_list("exhibition", flat=True)[:most])

    def count(self) -> int:
        return self.rows().count()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        for edition in self.rows().filter(exhibition__in=keys):
            yield exhibition_document(edition)


class Essays(Exhibitions):
    label = pgettext_lazy("kind of result", "Essay")

    def rows(self) -> QuerySet[EditionPage]:
        """One for every essay and language."""
        pages = EditionPage.objects.filter(kind=Kind.ESSAY, apart=False)
        return pages.filter(edition__in=Edition.objects.current())

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(source_key__gt=after, language=LANGUAGES[0])
        return list(found.order_by("source_key").values_list("source_key", flat=True)[:most])

    def count(self) -> int:
        return self.rows().filter(language=LANGUAGES[0]).count()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        pages = self.rows().filter(source_key__in=keys).select_related("edition")
        found = defaultdict(list)
        for row in pages.order_by("source_key"):
            found[row.source_key].append(row)
        for rows in found.values():
            yield essay_document(rows)


class Panels(Exhibitions):
    label = pgettext_lazy("kind of result", "Panel")

    def rows(self) -> QuerySet[EditionPanel]:
        return EditionPanel.objects.filter(edition__in=Edition.objects.current())

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(source_key__gt=after).order_by("source_key")
        return list(found.values_list("source_key", flat=True)[:most])

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        rows = self.rows().filter(source_key__in=keys).select_related("edition")
        found = defaultdict(list)
        for row in rows.order_by("edition", "order"):
            found[row.edition, row.page].append(row)
        for (edition, page), panels in found.items():
            yield from page_documents(edition, page, panels)


def refresh(exhibition: Exhibition) -> None:
    """Bring everything of an exhibition up to date: readers now see another edition, or none."""
    key = exhibition.pk
    index.refresh(EXHIBITION, [key])
    for kind, provider in ((PANEL, Panels()), (ESSAY, Essays())):
        present = provider.rows().filter(edition__exhibition=key).order_by()
        keys = present.values_list("source_key", flat=True).distinct()
        index.refresh(kind, {*keys, *index.keys_with(kind, facet_of(key))})


def keep_planned(stop: threading.Event) -> None:
    """Beside the worker's work: when a planned moment comes, what is found follows."""
    last = None  # at first also moments at which no worker ran
    while True:
        try:
            last = follow(last)
        except Exception:  # the database may be back at the next look
            log.exception("What was planned could not be followed; it is tried again.")
        close_old_connections()
        if stop.wait(pause()):
            return


def follow(last: datetime | None) -> datetime:
    """Refresh what readers see otherwise since ``last``; gives the moment that was looked at."""
    now = timezone.now()
    begun = Showing.objects.begun(now)
    begun = begun if last is None else begun.filter(starts_at__gt=last)
    for exhibition in Exhibition.objects.filter(pk__in=begun.values("exhibition")):
        refresh(exhibition)
    return now


def pause() -> float:
    """Seconds until the next planned moment, within bounds."""
    try:
        planned = Showing.objects.to_come().values_list("starts_at", flat=True).first()
    except DatabaseError:
        return LONGEST_WAIT
    wait = (planned - timezone.now()).total_seconds() if planned else LONGEST_WAIT
    return min(max(wait, 0.05), LONGEST_WAIT)


def register_all() -> None:
    register(PANEL, Panels(), look)
    register(ESSAY, Essays())
    register(EXHIBITION, Exhibitions(), look)
