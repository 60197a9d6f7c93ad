"""Panels that have words of items and names in them: they follow when those change.

An edition is frozen, but by what else a panel is found is as it is today: all forms of the names
it tells of, the codes of the items it shows, as long as readers may see them.
"""

from collections.abc import Iterable

from archive.models import Name
from archive.searching import ITEM, NAME
from exhibits.models import Edition, EditionMention
from exhibits.search_documents import PANEL
from search.documents import Concerned, register_follower

Kind = EditionMention.Kind


def panels_with_items(keys: list[int]) -> Concerned:
    return {PANEL: panels_with(Kind.ITEM, keys)}


def panels_with_names(keys: list[int]) -> Concerned:
    """Also those that tell of a name which one of these has taken in."""
    return {PANEL: panels_with(Kind.NAME, with_merged(keys))}


def panels_with(kind: str, keys: Iterable[int]) -> set[int]:
    """Panels of current editions; one query."""
    found = EditionMention.objects.filter(kind=kind, key__in=keys)
    found = found.filter(panel__edition__in=Edition.objects.current())
    return set(found.order_by().values_list("panel__source_key", flat=True))


def with_merged(keys: Iterable[int]) -> set[int]:
    """These names, and all that were merged into them."""
    found = newest = set(keys)
    while newest:
        merged = Name.objects.filter(merged_into__in=newest).order_by()
        newest = set(merged.values_list("pk", flat=True)) - found
        found = found | newest
    return found


def register_all() -> None:
    register_follower(ITEM, panels_with_items)
    register_follower(NAME, panels_with_names)
