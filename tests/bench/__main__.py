"""``make bench``: the site's pages measured at several sizes of the archive, as one table.

FULL=1 adds the large size, ONLY=name measures one page alone.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator

from config import env
from tests.bench import server, table
from tests.bench.load import Run, middle
from tests.bench.place import place

SIZES, LARGE_SIZES = (100, 10_000), (100, 10_000, 100_000)
CONNECTIONS, RUNS = 8, 3
REQUESTS, STATIC_REQUESTS, WARMING = 240, 2_000, 48
MOST_SECONDS = 15


def say(words: str) -> None:
    """Progress, apart from the table."""
    print(words, file=sys.stderr, flush=True)


def load(port: int, path: str, requests: int) -> Run:
    """One run of the load, in a process of its own."""
    figures = (port, path, requests, CONNECTIONS, MOST_SECONDS)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load", *map(str, figures)],
        stdout=subprocess.PIPE,
        timeout=MOST_SECONDS * 4,
        start_new_session=True,  # on Ctrl-C it is we who stop it, silently
    )
    if done.returncode:
        raise RuntimeError(f"{path} could not be measured.")
    return Run(**json.loads(done.stdout))


def measured(port: int, path: str, requests: int) -> Run:
    """The median of the runs, after a first one that fills caches and opens connections."""
    load(port, path, WARMING)
    return middle([load(port, path, requests) for _ in range(RUNS)])


def grow(size: int) -> None:
    """The archive with ``size`` generated items beside the demonstration's."""
    from django.db import connection

    from tests.bench.items import fill

    start = time.monotonic()
    fill(size)
    if connection.vendor == "postgresql":  # what its autovacuum does within the minute
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    say(f"{size:,} items ({time.monotonic() - start:.0f} s)")


def rows(port: int, names: Iterable[str]) -> Iterator[table.Row]:
    """One row after the other, as they are measured."""
    from tests.bench import pages

    for size in LARGE_SIZES if env.flag("FULL") else SIZES:
        grow(size)
        static = measured(port, pages.static_address(), STATIC_REQUESTS)
        yield table.Row("static", size, static, static, 0)
        for name in names:
            path = pages.address(name)
            run = measured(port, path, REQUESTS)
            yield table.Row(name, size, run, static, pages.query_count(path))


def chosen_pages() -> list[str]:
    """The names of all pages, or the one in ONLY."""
    from tests.bench.pages import PAGES

    only = env.text("ONLY")
    if only and only not in PAGES:
        sys.exit(f"ONLY is {only!r}: choose one of {', '.join(PAGES)}.")
    return [only] if only else list(PAGES)


def bench(port: int) -> None:
    """Inside the place: prepare the site as ``make run`` does, serve it, measure, print."""
    import django

    django.setup()
    from config.run import prepare

    names = chosen_pages()
    prepare()
    with server.running(port):
        print(table.heading(), flush=True)
        for row in rows(port, names):
            print(table.row(row), flush=True)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything is cleared away
    port = server.free_port()
    try:
        with place(port):
            bench(port)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
