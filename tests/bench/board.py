"""The translators' desk: its pages at several sizes of an exhibition and of the archive.

Measured in this process, without a server: one person at a time works at the desk. ``× first``
compares with the first row of the same page. *Cold* is with an empty cache.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import ArchivalItem
from exhibits.models import Exhibition, Panel, Section
from exhibits.roles import ensure_roles
from tests.bench.items import fill
from tests.bench.words import scope, title
from translations.models import State, TranslationUnit

PANELS, ITEMS, LARGE_ITEMS = (100, 1_000), 10_000, 100_000
PANELS_IN_A_SECTION = 25
SLUG = "bench-board"
RUNS = 15
HEADINGS = ("board", "panels", "items", "ms", "× first", "cold ms", "queries", "bytes")
WIDTHS = (13, 8, 9, 9, 9, 9, 9, 11)


def board(exhibition: Exhibition) -> str:
    return reverse("translate:board")


def outline(exhibition: Exhibition) -> str:
    """The exhibition from above: it shows every panel, and so it grows with them."""
    return reverse("translate:scope", args=[exhibition.translation_scope()])


def outdated(exhibition: Exhibition) -> str:
    return f"{reverse('translate:scope', args=['archive'])}?state=outdated&language=ja"


def archive(exhibition: Exhibition) -> str:
    return reverse("translate:scope", args=["archive"])


# Each page at every number of panels; those of the second table at every size of the archive.
PAGES: dict[str, Callable[[Exhibition], str]] = {"board": board, "outline": outline}
ARCHIVE_PAGES = {"board": board, "archive": archive, "outdated": outdated}


@dataclass(frozen=True, slots=True)
class Measured:
    page: str
    panels: int
    items: int
    warm: float
    cold: float
    queries: int
    bytes: int


def rows(*, large: bool) -> Iterator[str]:
    """The table, line by line; the demonstration must be there."""
    yield line(HEADINGS)
    first: dict[str, float] = {}
    for found in figures(large=large):
        base = first.setdefault(found.page, found.warm)
        yield line(
            (
                *(found.page, f"{found.panels:,}", f"{found.items:,}", f"{found.warm:.1f}"),
                *(f"{found.warm / base:.2f}", f"{found.cold:.1f}", str(found.queries)),
                f"{found.bytes:,}",
            )
        )


def figures(*, large: bool) -> Iterator[Measured]:
    client, exhibition = translator(), empty_exhibition()
    for count in PANELS:
        add_panels(exhibition, count)
        for name, address in PAGES.items():
            yield measured(client, name, address(exhibition), count)
    fill(LARGE_ITEMS if large else ITEMS)
    spread()
    for name, address in ARCHIVE_PAGES.items():
        yield measured(client, name, address(exhibition), PANELS[-1])


def translator() -> Client:
    """Somebody who may translate, review and see everything, logged in."""
    person, _made = get_user_model().objects.get_or_create(username="bench", is_staff=True)
    person.groups.set([ensure_roles()["publisher"]])
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person, backend="config.authentication.AccountBackend")
    return client


def empty_exhibition() -> Exhibition:
    Exhibition.objects.filter(slug=SLUG).delete()
    return Exhibition.objects.create(slug=SLUG, title_en="Letters", title_ja="手紙")


def add_panels(exhibition: Exhibition, count: int) -> None:
    """Up to ``count`` panels in sections, with title and text in three languages."""
    there = Panel.objects.filter(section__exhibition=exhibition).count()
    starts = range(there, count, PANELS_IN_A_SECTION)
    sections = [
        Section(exhibition=exhibition, slug=f"s{n}", order=n, title_en=title(n, "en"))
        for n in starts
    ]
    Section.objects.bulk_create(sections)
    panels = [
        panel(section, start + place)
        for section, start in zip(sections, starts, strict=True)
        for place in range(min(PANELS_IN_A_SECTION, count - start))
    ]
    Panel.objects.bulk_create(panels)


def panel(section: Section, number: int) -> Panel:
    return Panel(
        section=section,
        slug=f"p{number}",
        order=number,
        **{f"title_{code}": title(number, code) for code in ("en", "ja", "mn")},
        **{f"event_text_{code}": f"<p>{scope(number, code)}</p>" for code in ("en", "ja", "mn")},
    )


def spread() -> None:
    """All states among the texts of the archive; one in 37 is outdated."""
    units = TranslationUnit.objects.within("archive").annotate(rest=F("pk") % 10)
    units.filter(rest__lt=7).update(state=State.APPROVED)
    units.filter(rest=7).update(state=State.IN_REVIEW)
    late = TranslationUnit.objects.within("archive").annotate(rest=F("pk") % 37)
    late.filter(rest=0).update(made_from="0" * 16)


def measured(client: Client, name: str, address: str, panels: int) -> Measured:
    cold = statistics.median(run(client, address, keep=False) for _ in range(5))
    run(client, address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)  # the next request forgets them
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")
    warm = statistics.median(run(client, address) for _ in range(RUNS))
    items = ArchivalItem.objects.filter(source_id__startswith="bench-").count()
    return Measured(name, panels, items, warm, cold, queries, len(response.content))


def run(client: Client, address: str, *, keep: bool = True) -> float:
    """Milliseconds of one request."""
    if not keep:
        cache.clear()
    start = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - start) * 1_000


def line(cells: tuple[str, ...]) -> str:
    """The first cell to the left, figures to the right."""
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)
