"""Released pages: what it costs to release, and how fast they are served.

Rates are compared in turns, with 8 connections: with an empty answer of the same server, with the
same chapter from the working copy, and through nginx with a plain file of as many bytes.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.server import free_port, running

SMALL, LARGE = 24, 1_000  # panels
DEMONSTRATION = "japan-mongolia"
CONNECTIONS, RUNS, MOST_SECONDS = 8, 3, 6
MANY, FEW = 8_000, 100  # requests of a run
PREVIEWED, RENDERINGS = 20, 15
KILLS = 20
WIDTHS = (34, 12, 12, 12, 12)
Line = tuple[str, ...]


def rows(*, large: bool) -> Iterator[str]:
    """The table, line by line; the demonstration must be there."""
    yield line(("released", "measured", "compared", "ratio", "at best"))
    for measured in (releases, served, previewed, kills):
        for cells in measured():
            yield line(cells)


def line(cells: Line) -> str:
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)


def releases() -> Iterator[Line]:
    """Seconds and peak memory."""
    from tests.bench.story import story

    story("bench-small", SMALL), story("bench-large", LARGE)
    named = ((DEMONSTRATION, "10 s"), ("bench-small", ""), ("bench-large", "120 s, 400 MB"))
    for slug, most in named:
        done = subprocess.check_output([sys.executable, "-m", "tests.bench.releasing", slug])
        found = json.loads(done.splitlines()[-1])
        yield f"release {slug}", f"{found['seconds']:.1f} s", f"{found['peak']:.0f} MB", "", most


def served() -> Iterator[Line]:
    small, large = chapter("bench-small"), chapter("bench-large")
    site, bare = free_port(), free_port()
    with ExitStack() as stack:
        stack.enter_context(running(site))
        stack.enter_context(running(bare, "tests.bench.bare:application", "/empty"))
        page, empty, working, many = rates(
            [(site, small, MANY), (bare, "/empty", MANY), (bare, small, FEW), (site, large, MANY)]
        )
        yield compared("chapter / empty answer", page, empty, "≥ 0.5")
        yield compared("chapter / working copy", page, working, "≥ 20")
        yield compared("chapter of 1,000 / of 24 panels", many, page, "≥ 1")
        if shutil.which("nginx"):
            yield from through_nginx(stack, site, small)


def through_nginx(stack: ExitStack, site: int, path: str) -> Iterator[Line]:
    from exhibits.editions.headers import write_headers
    from exhibits.editions.tree import lay, live
    from tests.exhibits.nginx import Nginx

    lay(), write_headers()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    (folder / "plain").mkdir()
    sent = (live() / path.strip("/") / "index.html.gz").read_bytes()
    (folder / "plain/file.bin").write_bytes(sent)
    data = Path(os.environ["DATA_DIR"])
    nginx = stack.enter_context(Nginx(folder, data, f"127.0.0.1:{site}"))
    tree, plain = rates([(nginx.port, path, MANY), (nginx.port, "/plain/file.bin", MANY)])
    yield compared("nginx: chapter / plain file", tree, plain, "≥ 0.9")


def chapter(slug: str) -> str:
    return f"/ja/exhibitions/{slug}/s0/"


def rates(wanted: list[tuple[int, str, int]]) -> list[float]:
    """Answers a second of each, in turns; the first turn fills caches and does not count."""
    turns = [[rate(*one) for one in wanted] for _turn in range(RUNS + 1)][1:]
    return [median(found) for found in zip(*turns, strict=True)]


def rate(port: int, path: str, requests: int) -> float:
    figures = map(str, (port, path, requests, CONNECTIONS, MOST_SECONDS))
    words = [sys.executable, "-m", "tests.bench.load", *figures]
    return json.loads(subprocess.check_output(words, timeout=MOST_SECONDS * 4))["rate"]


def compared(name: str, found: float, other: float, goal: str) -> Line:
    return name, f"{found:,.0f}/s", f"{other:,.0f}/s", f"{found / other:.2f}", goal


def previewed() -> Iterator[Line]:
    """Composing and rendering a chapter of the working copy: queries, processor time beyond that
    of a page without anything."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench.bare import working
    from tests.bench.story import story

    story("bench-preview", PREVIEWED), story("bench-empty", 1)
    with CaptureQueriesContext(connection) as captured:
        content = working(chapter("bench-preview"))
    page, empty = spent("bench-preview"), spent("bench-empty")
    size = f"{len(content.encode()) / 1000:.0f} KB"
    yield "preview of 20 panels", f"{page - empty:.1f} ms", size, "", "12 ms"
    yield "its queries", str(len(captured)), "", "", "8"


def spent(slug: str) -> float:
    """Milliseconds of processor time."""
    from tests.bench.bare import working

    times = []
    for _run in range(RENDERINGS):
        begun = time.thread_time()
        working(chapter(slug))
        times.append((time.thread_time() - begun) * 1000)
    return median(times)


def kills() -> Iterator[Line]:
    """Workers killed at random moments; anything but one whole current edition ends the run."""
    words = [sys.executable, "-m", "tests.exhibits.killing", str(KILLS), str(int(time.time()))]
    found = json.loads(subprocess.check_output(words).splitlines()[-1])
    after = ", ".join(f"{count} {state}" for state, count in sorted(found["after"].items()))
    yield f"{KILLS} kills: {after}", "", "", "", ""
