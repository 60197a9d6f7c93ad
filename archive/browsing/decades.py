"""Decades: an item is of every decade that its dates touch, and an open end lasts."""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

# First years of the decades of the earliest and the latest day; None where an end is open.
Span = tuple[int | None, int | None]
LAST_YEAR = 9999


def overlapping(decades: Iterable[int]) -> Q:
    """Items of any of the decades; as ``date_from`` and ``date_to`` would find them."""
    lasting = Q(date_latest=None, date_earliest__isnull=False)
    always = Q(date_earliest=None, date_latest__isnull=False)
    found = Q()
    for decade in decades:
        first = datetime.date(max(decade, 1), 1, 1)
        last = datetime.date(min(decade + 9, LAST_YEAR), 12, 31)
        after = Q(date_latest__gte=first) | lasting
        found |= after & (Q(date_earliest__lte=last) | always)
    return found


def by_decade(spans: dict[Span, int], today: datetime.date) -> Counter:
    """Items of every decade between the first and the last that is named by any date."""
    dated = {span: count for span, count in spans.items() if span != (None, None)}
    named = [year for span in dated for year in span if year is not None]
    if any(latest is None for _earliest, latest in dated):
        named.append(today.year // 10 * 10)
    found: Counter = Counter()
    for (earliest, latest), count in dated.items():
        first = min(named) if earliest is None else earliest
        last = max(named) if latest is None else latest
        for decade in range(first, last + 1, 10):
            found[decade] += count
    return found


def count_of(spans: dict[Span, int], decade: int) -> int:
    """Items of one decade, be it named by a date or not."""
    return sum(
        count
        for (earliest, latest), count in spans.items()
        if (earliest, latest) != (None, None)
        and (earliest is None or earliest <= decade)
        and (latest is None or decade <= latest)
    )
