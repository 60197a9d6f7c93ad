"""The orders of the list, and the items of one page of it."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models import ArchivalItem, page_count
from search.matching import Matching
from search.placing import RANKED

RELEVANCE = "relevance"
ORDERS = [
    (RELEVANCE, pgettext_lazy("order of a list", "Relevance")),
    ("code", _("Reference code")),
    ("date", pgettext_lazy("order of a list", "Date")),
    ("title", pgettext_lazy("order of a list", "Title")),
]
ON_CARDS = (
    *("source_language", "machine_made", "title", "reference_code", "repository"),
    *("date", "level", "material_type"),
)


def ordered(items: QuerySet, sort: str, language: str) -> QuerySet:
    """``title`` is in the order of the reader's language, undated items come last by ``date``."""
    if sort == "code":
        return items.in_code_order()
    if sort == "date":
        return items.in_date_order()
    if sort == "title":
        return items.in_title_order(language)
    return items.in_browsing_order()


def page_of(items: QuerySet, sort: str, language: str, first: int, last: int) -> list[ArchivalItem]:
    """Some of the items in their order; two queries with the pictures.

    Keys come from an inner query, from the index alone: whole rows would be read for every item
    that is skipped on the way to a late page.
    """
    keys = ordered(items, sort, language).values("pk")[first:last]
    return list(ordered(on_cards().filter(pk__in=keys), sort, language))


def nearest(items: QuerySet, keys: Sequence[int], first: int, last: int) -> list[ArchivalItem]:
    """The same by relevance: first the items with these keys, then the others by code."""
    rest = among_others(items, keys).in_code_order().values("pk")
    rest = rest[max(first - len(keys), 0) : max(last - len(keys), 0)]
    shown, places = keys[first:last], {key: place for place, key in enumerate(keys)}
    wanted = Q(pk__in=shown) | Q(pk__in=rest) if last > len(keys) else Q(pk__in=shown)
    found = on_cards().filter(wanted).in_code_order()
    return sorted(found, key=lambda item: places.get(item.pk, len(keys)))


def among_others(items: QuerySet, keys: Sequence[int]) -> QuerySet:
    return items.exclude(pk__in=keys) if keys else items


def on_cards() -> QuerySet:
    shown = ArchivalItem.objects.with_pictures().only(*ON_CARDS)
    return shown.annotate(page_count=page_count())


def ranked(words: Matching) -> Sequence[int]:
    """Keys of what comes nearest to what was asked, the nearest first."""
    return words.keys[:RANKED]
