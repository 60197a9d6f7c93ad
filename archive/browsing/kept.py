"""Counts over very many items: kept, and renewed while the former ones are shown.

After a minute whoever comes next still gets the former counts; one thread counts again meanwhile.
So nobody waits for the counting but the first, and nothing shown is older than the last visit or
a day.
"""

import logging
import time
from collections.abc import Callable
from threading import Timer
from typing import TypeVar

from django.core.cache import cache
from django.db import connections

log = logging.getLogger(__name__)
LARGE = 5_000
A_MOMENT, A_MINUTE, A_DAY = 0.3, 60, 86_400  # seconds

Part = TypeVar("Part")
Counts = TypeVar("Counts")
# Counts the parts it is given, and says over how many items each.
Count = Callable[[list[Part]], tuple[dict[Part, Counts], dict[Part, int]]]


def kept(parts: dict[str, Part], count: Count) -> dict[Part, Counts]:
    """The counts of all parts, each by the key under which it is kept.

    Counts over fewer than ``LARGE`` items are never kept: they are always exact.
    """
    found, now = cache.get_many(parts), time.time()
    old = [key for key, (_counts, since) in found.items() if since < now - A_MINUTE]
    if old := {key: parts[key] for key in old if is_ours_to_renew(key)}:
        behind(lambda: renewed(old, count))
    lacking = {key: part for key, part in parts.items() if key not in found}
    there = {parts[key]: counts for key, (counts, _since) in found.items()}
    return there | (renewed(lacking, count) if lacking else {})


def is_ours_to_renew(key: str) -> bool:
    """Whether nobody else does it; should they fail, another may try after a minute."""
    return cache.add(f"{key}-renewing", True, A_MINUTE)


def renewed(parts: dict[str, Part], count: Count) -> dict[Part, Counts]:
    since = time.time()
    counts, items = count(list(parts.values()))
    large = {key: part for key, part in parts.items() if items[part] >= LARGE}
    cache.set_many({key: (counts[part], since) for key, part in large.items()}, A_DAY)
    cache.delete_many([key for key in parts if key not in large])
    cache.delete_many([f"{key}-renewing" for key in parts])
    return counts


def behind(work: Callable[[], object]) -> None:
    """Do it in a thread of its own, when the page at hand has been sent: nobody waits for it."""
    thread = Timer(A_MOMENT, done_with, (work,))
    thread.name, thread.daemon = "counting", True
    thread.start()


def done_with(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        log.exception("Counting items failed; the former counts stay for now")
    finally:
        connections.close_all()
