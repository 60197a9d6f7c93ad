"""What is said of years and numbers on timelines and maps."""

from collections.abc import Sequence

from django.utils.translation import ngettext, pgettext

from archive.browsing.timeline import Bar, Group, Span
from search.page import grouped


def years_words(span: Span) -> str:
    if len(span) == 1:
        # Translators: a year, in a label
        return pgettext("timeline", "%(year)s") % {"year": span.first}
    # Translators: the first and last of some years, in a label
    return pgettext("timeline", "%(first)s–%(last)s") % {"first": span.first, "last": span.last}


def bar_label(bar: Bar | Group) -> str:
    """1971–1975: 12 items, 3 panels"""
    parts = [items_words(bar.items)]
    if bar.panels:
        words = ngettext("%(count)s panel", "%(count)s panels", bar.panels)
        parts.append(words % {"count": grouped(bar.panels)})
    # Translators: between the numbers of items and panels
    counts = pgettext("list", ", ").join(parts)
    return pgettext("timeline", "%(years)s: %(counts)s") % {
        "years": years_words(bar.span),
        "counts": counts,
    }


def items_words(count: int) -> str:
    words = ngettext("%(count)s item", "%(count)s items", count)
    return words % {"count": grouped(count)}


def most_words(bars: Sequence[Bar]) -> str:
    """How many items the highest bar stands for."""
    return items_words(max(bar.items for bar in bars))


def undated_words(count: int) -> str:
    if not count:
        return ""
    words = ngettext("%(count)s item without a date", "%(count)s items without a date", count)
    return words % {"count": grouped(count)}
