"""``make bench``: the site's pages measured at several sizes of the archive, as one table.

FULL=1 adds the large size, ONLY=name measures one page alone.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from config import env
from tests.bench import (
    browsing,
    catalogue,
    desk,
    memory,
    released,
    scans,
    searching,
    server,
    table,
)
from tests.bench.load import Run, middle
from tests.bench.place import place

SIZES, LARGE_SIZES = (100, 10_000), (100, 10_000, 100_000)
CONNECTIONS, RUNS = 8, 3
REQUESTS, STATIC_REQUESTS, WARMING = 240, 1_000, 48
MOST_SECONDS = 15
# What is measured beside the pages, each with a table of its own.
TABLES = {"scans": scans.rows, "catalogue": catalogue.rows, "memory": memory.rows}
ON_THE_SITE = {
    "desk": desk.rows,
    "released": released.rows,
    "board": lambda **size: board_rows(**size),
}
GROWING = {"browsing": browsing.rows, "search": searching.rows}  # each in an archive of its own
OTHERS = (*TABLES, *ON_THE_SITE, *GROWING)


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


def measured(port: int, path: str, static: str) -> tuple[Run, Run]:
    """The median runs of a page and of the static file, after one that fills caches.

    They take turns, so that whatever else the machine does falls on both.
    """
    load(port, path, WARMING)
    turns = [(load(port, path, REQUESTS), load(port, static, STATIC_REQUESTS)) for _ in range(RUNS)]
    pages, statics = zip(*turns, strict=True)
    return middle(pages), middle(statics)


def grow(size: int) -> None:
    """The archive with ``size`` generated items beside the demonstration's."""
    from tests.bench.items import fill

    start = time.monotonic()
    fill(size)
    settle()
    say(f"{size:,} items ({time.monotonic() - start:.0f} s)")


def grow_bare(size: int) -> str:
    """The same for what only searches and browses; a line of what making the index took."""
    from tests.bench import items, names

    start = time.monotonic()
    items.fill(size, bare=True)
    names.fill(size // 10)
    settle()
    say(f"{size:,} items and {size // 10:,} names ({time.monotonic() - start:.0f} s)")
    words = [sys.executable, "-m", "tests.bench.indexing"]
    told = json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout)
    settle()
    return "{written:,} documents indexed in {seconds:.0f} s with {peak:.0f} MB".format(**told)


def settle() -> None:
    """What autovacuum of PostgreSQL does within the minute."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def rows(port: int, names: Iterable[str]) -> Iterator[table.Row]:
    """One row after the other, as they are measured."""
    from tests.bench import pages

    for size in LARGE_SIZES if env.flag("FULL") else SIZES:
        grow(size)
        for name in names:
            path = pages.address(name)
            run, static = measured(port, path, pages.static())
            yield table.Row(name, size, run, static, pages.query_count(path))


def chosen_pages() -> list[str]:
    """The names of all pages, or the one in ONLY."""
    from tests.bench.pages import PAGES

    only = env.text("ONLY")
    if only in OTHERS:
        return []
    if only and only not in PAGES:
        sys.exit(f"ONLY is {only!r}: choose one of {', '.join([*PAGES, *OTHERS])}.")
    return [only] if only else list(PAGES)


def bench(port: int) -> None:
    """Inside the place: prepare the site as ``make run`` does, serve it, measure, print."""
    import django

    django.setup()
    from config.run import prepare

    names = chosen_pages()
    print_tables(TABLES)
    if names or env.text("ONLY") in {*GROWING, *ON_THE_SITE}:
        prepare()
    if measure := GROWING.get(env.text("ONLY")):
        for line in measure(grow_bare, large=env.flag("FULL")):
            print(line, flush=True)
    if names:
        with server.running(port):
            print(table.heading(), flush=True)
            for row in rows(port, names):
                print(table.row(row), flush=True)
    print_tables(ON_THE_SITE)


def print_tables(tables: dict[str, Callable[..., Iterator[str]]]) -> None:
    for name, measure in tables.items():
        if env.text("ONLY") in {"", name}:
            for line in measure(large=env.flag("FULL")):
                print(line, flush=True)


def board_rows(*, large: bool) -> Iterator[str]:
    from tests.bench import board  # it needs the models, and so Django to be ready

    yield from board.rows(large=large)


def main() -> int:
    # Both must end in exceptions, so that everything is cleared away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    port = server.free_port()
    try:
        for name in () if env.text("ONLY") else GROWING:
            words = [sys.executable, "-m", "tests.bench"]
            subprocess.run(words, env={**os.environ, "ONLY": name}, check=True)
        with place(port):
            bench(port)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
