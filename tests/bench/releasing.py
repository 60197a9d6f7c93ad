"""One release in a process of its own, as a worker does it (``python -m tests.bench.releasing
SLUG``). Prints its seconds and the most memory that was resident, in megabytes (10⁶ bytes)."""

import json
import sys
import time

import django

from tests.bench.peak import peak


def main(slug: str) -> None:
    django.setup()
    from exhibits.editions.releasing import release_now
    from exhibits.models import Exhibition

    begun = time.perf_counter()
    release_now(Exhibition.objects.get(slug=slug), actor=None)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak": peak()}))


if __name__ == "__main__":
    main(sys.argv[1])
