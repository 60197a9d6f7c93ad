"""The foot of every page names the plain pages of the site: what is there now, as a short mark."""

import hashlib

from django.db.models import Count, IntegerField, Max, QuerySet, Subquery, Value

from exhibits.models import Page

TOGETHER = {"foot_count": Count("pk"), "foot_changed": Max("changed_at")}


def with_foot(rows: QuerySet) -> QuerySet:
    """Rows that also say what ``foot_mark`` needs, in the same query."""
    pages = Page.objects.order_by().annotate(one=Value(1, output_field=IntegerField()))
    found = {
        name: Subquery(pages.values("one").annotate(found=made).values("found"))
        for name, made in TOGETHER.items()
    }
    return rows.annotate(**found)


def mark_of(row) -> str:
    """From a row that was read ``with_foot``."""
    return foot_mark(row.foot_count, row.foot_changed)


def present_mark() -> str:
    found = Page.objects.aggregate(**TOGETHER)
    return foot_mark(found["foot_count"], found["foot_changed"])


def foot_mark(count: int | None, changed) -> str:
    told = f"{count or 0} {changed.isoformat() if changed else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]
