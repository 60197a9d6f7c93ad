"""What the chooser shows of an item and of its page images, some of them at a time (JSON)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import get_language

from archive.display import thumbnail_url
from archive.models import ArchivalItem, DigitalObject
from translations.texts import text_of

PAGES_AT_ONCE = 60
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Window:
    """Page images that follow each other: the number of the first, and of how many they are."""

    first: int
    total: int
    pages: list[DigitalObject]


def window(item: ArchivalItem, asked: QueryDict) -> Window:
    """The page images around number ``page``, or around the one whose key is ``chosen``.

    At most three queries. What is no number, or not of this item, means the first.
    """
    rows = item.digital_objects.order_by("order", "id")
    chosen = rows.filter(pk=number(asked, "chosen")).values_list("order", "pk").first()
    counts = {"total": Count("pk")}
    if chosen:
        order, key = chosen
        before = Q(order__lt=order) | Q(order=order, pk__lt=key)
        counts["before"] = Count("pk", filter=before)
    found = rows.order_by().aggregate(**counts)
    wanted = found["before"] if chosen else max(number(asked, "page"), 1) - 1
    wanted = min(wanted, max(found["total"] - 1, 0))
    start = wanted - wanted % PAGES_AT_ONCE
    return Window(start + 1, found["total"], list(rows[start : start + PAGES_AT_ONCE]))


def number(asked: QueryDict, name: str) -> int:
    typed = asked.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else 0


def describe(item: ArchivalItem, shown: Window) -> dict:
    """Title, code, repository and some page images, for choosing."""
    language = get_language()
    return {
        "title": str(item.text("title")),
        "code": item.reference_code,
        "repository": str(item.repository.text("name")),
        "date": item.display_date(language),
        "first": shown.first,
        "total": shown.total,
        "at_once": PAGES_AT_ONCE,
        "pages": [
            {
                "id": page.pk,
                "label": page.label or str(number),
                "picture": thumbnail_url(page),
                "alt": str(text_of(page, "alt", language)),
            }
            for number, page in enumerate(shown.pages, shown.first)
        ],
    }
