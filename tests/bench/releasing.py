"""One release in a process of its own, as a worker does it (``python -m tests.bench.releasing
SLUG``). Prints its seconds and the most memory that was resident, in megabytes (10⁶ bytes)."""

import json
import resource
import sys
import time

import django


def main(slug: str) -> None:
    django.setup()
    from exhibits.editions.releasing import release_now
    from exhibits.models import Exhibition

    begun = time.perf_counter()
    release_now(Exhibition.objects.get(slug=slug), actor=None)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1])
