"""The translators' desk at a hundred and at a thousand panels: queries and time of one page.

Asked in this process, without a network, so that the figure is the page's own; sizes take turns,
so that whatever else the machine does falls on both.
"""

import statistics
import time
from collections.abc import Callable, Iterator

SIZES = (100, 1_000)
LARGE_SIZES = (100, 1_000, 3_000)
RUNS = 15
HEADINGS = ("desk", "panels", "queries", "ms", "× smallest")
WIDTHS = (13, 10, 10, 10, 12)
# Address of a page for the exhibition with that many panels, by the name of the page.
Pages = dict[str, Callable[[int], str]]


def fill(count: int):
    """An exhibition with ``count`` panels, ten to a section, each with a text and an exhibit."""
    from archive.models import ArchivalItem, Repository
    from exhibits.models import Exhibit, Exhibition, Panel, Section

    repository, _made = Repository.objects.get_or_create(
        source_id="bench-desk", defaults={"name_en": "Bench", "reference_scheme": "verbatim"}
    )
    item, _made = ArchivalItem.objects.get_or_create(
        source_id="bench-desk",
        defaults={"repository": repository, "title_en": "A letter", "reference_code": "B-1"},
    )
    slug = f"bench-desk-{count}"
    exhibition = Exhibition.objects.create(slug=slug, title_en=f"{count} panels")
    sections = Section.objects.bulk_create(
        Section(exhibition=exhibition, order=n, slug=f"s-{n}", title_en=f"Chapter {n}")
        for n in range(count // 10)
    )
    panels = Panel.objects.bulk_create(panel(sections[n // 10], n) for n in range(count))
    Exhibit.objects.bulk_create(
        Exhibit(panel=one, item=item, caption_en=f"Leaf {one.order}") for one in panels
    )
    return exhibition


def panel(section, number: int):
    from exhibits.models import Panel

    text = f"<p>In {1920 + number % 100} about {number} blankets were sent to Miyagi.</p>"
    return Panel(
        section=section,
        order=number,
        slug=f"p-{number}",
        title_en=f"Blankets {number}",
        title_ja=f"毛布 {number}",
        event_text_en=text * 5,
        event_text_ja=f"<p>約{number}枚の毛布が宮城に送られた。</p>" * 5,
    )


def desk(count: int) -> str:
    """The desk of the panel in the middle."""
    from django.urls import reverse

    from exhibits.models import Panel

    chosen = Panel.objects.get(
        section__exhibition__slug=f"bench-desk-{count}", slug=f"p-{count // 2}"
    )
    return reverse("translate:desk", args=["exhibits.panel", chosen.pk, "ja"])


PAGES: Pages = {"desk": desk}


def rows(*, large: bool) -> Iterator[str]:
    """The lines of the table, made in a database that is put back as it was."""
    from django.db import transaction

    sizes = LARGE_SIZES if large else SIZES
    yield "".join(h.rjust(w) for h, w in zip(HEADINGS, WIDTHS, strict=True))
    with transaction.atomic():
        for size in sizes:
            fill(size)
        client = translator()
        for name, address in PAGES.items():
            yield from lines(name, client, {size: address(size) for size in sizes})
        transaction.set_rollback(True)


def translator():
    """A client of somebody who may translate everything."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    person = get_user_model().objects.create_superuser("bench-desk")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="config.authentication.AccountBackend")
    return client


def lines(name: str, client, addresses: dict[int, str]) -> Iterator[str]:
    from tests.reading import queries

    counts = {size: len(queries(client, url)) for size, url in addresses.items()}
    taken: dict[int, list[float]] = {size: [] for size in addresses}
    for _run in range(RUNS):
        for size, url in addresses.items():
            start = time.perf_counter()
            client.get(url)
            taken[size].append(time.perf_counter() - start)
    middle = {size: statistics.median(times) for size, times in taken.items()}
    least = middle[min(middle)]
    for size, seconds in middle.items():
        cells = (name, f"{size:,}", counts[size], f"{seconds * 1000:.1f}", f"{seconds / least:.2f}")
        yield "".join(str(c).rjust(w) for c, w in zip(cells, WIDTHS, strict=True))
