"""One release in a process of its own, as a worker does it (``python -m tests.bench.releasing
SLUG``). Prints its seconds and the most memory that was resident, in megabytes (10⁶ bytes)."""

import json
import re
import sys
import time
from pathlib import Path

import django


def main(slug: str) -> None:
    django.setup()
    from exhibits.editions.releasing import release_now
    from exhibits.models import Exhibition

    begun = time.perf_counter()
    release_now(Exhibition.objects.get(slug=slug), actor=None)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak": peak()}))


def peak() -> float:
    """Of this process alone: what getrusage tells begins with the peak of the parent."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) * 1024 / 1e6


if __name__ == "__main__":
    main(sys.argv[1])
