"""A rebuild of the index in a process of its own (``python -m tests.bench.indexing``).

Prints how many documents were written, in how many seconds, and the most memory that the process
which reads and writes had after any batch, in megabytes.
"""

import json
import re
import time
from pathlib import Path

import django


def main() -> None:
    django.setup()
    from search.rebuilding import rebuild

    memory: list[float] = []
    begun = time.perf_counter()
    written = rebuild(afresh=True, progress=lambda *_far: memory.append(own_memory()))
    seconds = time.perf_counter() - begun
    print(json.dumps({"written": written, "seconds": seconds, "peak": max(memory, default=0)}))


def own_memory() -> float:
    """Megabytes (10⁶ bytes) without pages of files, of which SQLite maps its database."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+) kB", told)[1]) * 1024 / 1e6


if __name__ == "__main__":
    main()
