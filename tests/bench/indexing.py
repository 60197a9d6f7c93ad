"""A rebuild of the index in a process of its own (``python -m tests.bench.indexing``).

Prints how many documents were written, in how many seconds, and the most memory that the process
had that reads and writes, in megabytes.
"""

import json
import time

import django

from tests.bench.peak import peak


def main() -> None:
    django.setup()
    from django.db import connection

    from search.rebuilding import rebuild

    if connection.vendor == "sqlite":
        # Pages of the file that lie in memory would count as memory of the process.
        connection.cursor().execute("PRAGMA mmap_size=0")
    begun = time.perf_counter()
    written = rebuild(afresh=True)
    seconds = time.perf_counter() - begun
    print(json.dumps({"written": written, "seconds": seconds, "peak": peak()}))


if __name__ == "__main__":
    main()
