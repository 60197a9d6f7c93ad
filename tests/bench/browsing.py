"""The browse page by itself: when its counts are lacking, when they are old, and otherwise.

One request at a time, in this process and without the server, so that nothing but the page is
measured; in processor time, so that other work on the machine does not count. Every figure is a
median, and is compared with the smaller archive's warm page.
"""

import threading
import time
from collections.abc import Callable, Iterator
from statistics import median
from unittest.mock import patch

SIZES, LARGE_SIZES = (1_000, 10_000), (1_000, 100_000)
QUERIES = (
    *("", "page=40", "digitised=1", "type=text&language=mn", "date_from=1950", "decade=1970"),
    *("sort=code&page=40", "sort=date&page=40", "sort=title&page=40", "q=cashmere", "q=report"),
)
TIMES = {"first": 5, "old": 15, "warm": 15}
HEADINGS = ("browse", "items", *(cell for name in TIMES for cell in (f"{name} ms", "× small")))
WIDTHS = (24, 9, *[10] * 2 * len(TIMES))


def timed(path: str, before: Callable[[], object], times: int) -> float:
    """Milliseconds of the thread that answers; the one that counts behind it is waited for."""
    from django.test import Client

    client, found = Client(headers={"host": "127.0.0.1"}), []
    for _time in range(times):
        before()
        start = time.thread_time()
        response = client.get(path)
        found.append((time.thread_time() - start) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}.")
        for thread in threading.enumerate():
            if thread.name == "counting":
                thread.join()
    return median(found)


def measured(path: str) -> dict[str, float]:
    """Nothing is kept; what is kept is older than a minute; what is kept is fresh."""
    from django.core.cache import cache

    from archive.browsing import kept

    figures = {"first": timed(path, cache.clear, TIMES["first"])}
    with patch.object(kept, "A_MINUTE", 0):
        figures["old"] = timed(path, lambda: None, TIMES["old"])
    return figures | {"warm": timed(path, lambda: None, TIMES["warm"])}


def rows(grow: Callable[[int], object], *, large: bool) -> Iterator[str]:
    """The table, line by line."""
    from tests.bench.pages import browse

    yield line(HEADINGS)
    small: dict[str, float] = {}
    for size in LARGE_SIZES if large else SIZES:
        grow(size)
        for query in QUERIES:
            found = measured(browse(query))
            small.setdefault(query, found["warm"])
            yield row(query, size, found, small[query])


def row(query: str, size: int, found: dict[str, float], small: float) -> str:
    cells = [cell for ms in found.values() for cell in (f"{ms:.1f}", f"{ms / small:.2f}")]
    return line((query or "all", f"{size:,}", *cells))


def line(cells: tuple[str, ...]) -> str:
    """The first cell to the left, figures to the right."""
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)
