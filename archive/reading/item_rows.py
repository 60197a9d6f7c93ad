"""The rows behind an item's page: a fixed number of queries, whatever lies around the item."""

from django.db.models import Aggregate, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from archive.models import ArchivalItem, DigitalObject, FormerCode, NameLink, Role

STRIP = 30  # page images that are shown at once
LIST = 50  # items in a part of the list below
NAMED = (
    *("source_language", "machine_made", "title", "reference_code", "level", "parent"),
    *("order", "code_sort", "is_public", "closed_until"),
)


class Lines(Aggregate):
    """Values of a group under each other in one text, so that they need no query of their own."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, CHAR(10))"

    def as_postgresql(self, compiler, connection, **extra):
        template = "STRING_AGG(%(expressions)s, CHR(10))"
        return self.as_sql(compiler, connection, template=template, **extra)


def with_surroundings(items: QuerySet) -> QuerySet:
    """Items with the numbers of what lies around them, and their former codes as lines."""
    siblings = ArchivalItem.objects.public().filter(parent=OuterRef("parent"))
    return items.defer("search_text").annotate(
        page_count=counted(DigitalObject.objects.filter(item=OuterRef("pk")), "item"),
        child_count=counted(ArchivalItem.objects.public().filter(parent=OuterRef("pk")), "parent"),
        sibling_count=counted(siblings, "parent"),
        siblings_before=counted(siblings.filter(before(OuterRef)), "parent"),
        former_lines=Subquery(
            FormerCode.objects.filter(item=OuterRef("pk"))
            .order_by()
            .values("item")
            .annotate(lines=Lines("code"))
            .values("lines")
        ),
    )


def counted(rows: QuerySet, group: str) -> Coalesce:
    number = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def before(value) -> Q:
    """What comes earlier in ``in_their_order``; ``value`` gives the item's own by name."""
    same = Q(order=value("order"))
    return (
        Q(order__lt=value("order"))
        | same & Q(code_sort__lt=value("code_sort"))
        | same & Q(code_sort=value("code_sort")) & Q(pk__lt=value("pk"))
    )


def after(value) -> Q:
    same = Q(order=value("order"))
    return (
        Q(order__gt=value("order"))
        | same & Q(code_sort__gt=value("code_sort"))
        | same & Q(code_sort=value("code_sort")) & Q(pk__gt=value("pk"))
    )


def relatives(item: ArchivalItem, first: int) -> list[ArchivalItem]:
    """Public items below from number ``first`` on, and the siblings beside it; one query."""
    wanted = Q()
    if item.child_count:
        wanted |= Q(pk__in=keys(item.children.public().in_their_order(), first - 1, LIST))
    if item.parent_id and item.sibling_count:
        siblings = ArchivalItem.objects.public().filter(parent=item.parent_id)
        earlier = siblings.filter(before(lambda name: getattr(item, name))).in_their_order()
        later = siblings.filter(after(lambda name: getattr(item, name))).in_their_order()
        wanted |= Q(pk__in=keys(earlier.reverse(), 0, 1)) | Q(pk__in=keys(later, 0, 1))
    found = ArchivalItem.objects.filter(wanted).only(*NAMED).in_their_order()
    return list(found) if wanted else []


def keys(rows: QuerySet, start: int, size: int) -> QuerySet:
    return rows.values("pk")[start : start + size]


def pages_around(item: ArchivalItem, number: int) -> tuple[int, list[DigitalObject]]:
    """The number of the first page image in the strip, and the page images of the strip."""
    first = max(1, min(number - STRIP // 2, item.page_count - STRIP + 1))
    wanted = keys(item.digital_objects.order_by("order", "id"), first - 1, STRIP)
    rows = DigitalObject.objects.filter(pk__in=wanted).order_by("order", "id")
    return first, list(rows.defer("technical", "problem")) if item.page_count else []


def links_to_names(item: ArchivalItem, ancestors: list[ArchivalItem]) -> list[NameLink]:
    """All names of the item, and the creators of those above it; one query."""
    above = Q(item__in=[one.pk for one in ancestors], role=Role.CREATOR)
    links = NameLink.objects.filter(Q(item=item.pk) | above)
    return list(links.select_related("name").order_by("order", "id"))
