"""Facets of the browse page that count through links: people and bodies, places, subjects."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext as _

from archive.browsing.facets import Choice, Facet, Tally
from archive.browsing.filters import KINDS, ItemFilter
from archive.browsing.kept import LARGE, kept
from archive.models import Name, NameLink
from translations.texts import LANGUAGES, text_of

MOST_NAMES = 15
FACETS = {kind: facet for facet, kinds in KINDS.items() for kind in kinds}
SHOWN = ("kind", "source_language", "machine_made", *(f"name_{code}" for code in LANGUAGES))


# More items than any archive has. A subquery keeps its order only with a limit; in the order of
# the index item_browse SQLite reads that index alone and not the far larger rows.
ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items a name leaves."""

    name: int
    count: int


def name_facets(tally: Tally, language: str) -> tuple[Facet, ...]:
    """The names that leave most items, and those that are chosen; two queries."""
    filtered, counted = tally.filtered, counted_names(tally)
    chosen = {name: filtered.name_keys(filtered.chosen(name)) for name in KINDS}
    keys = {one.name for found in counted.values() for one in found}.union(*chosen.values())
    names = Name.objects.only(*SHOWN).in_bulk(keys)
    titles = {"agent": _("People and bodies"), "place": _("Places"), "subject": _("Subjects")}
    return tuple(
        Facet(facet, titles[facet], tuple(choices(counted[facet], chosen[facet], names, language)))
        for facet in KINDS
    )


def choices(
    counted: list[Counted], chosen: set[int], names: dict[int, Name], language: str
) -> Iterable[Choice]:
    found = {one.name: one.count for one in counted}
    for key in [*found, *sorted(chosen - set(found))]:
        if key in names:
            label = text_of(names[key], "name", language)
            yield Choice(str(key), label, found.get(key, 0), key in chosen)


def counted_names(tally: Tally) -> dict[str, list[Counted]]:
    """The most frequent names of every facet, each under all filters but its own.

    What is counted over very many items is kept, like the other facets.
    """

    def count(facets: list[str]) -> tuple[dict[str, list[Counted]], int]:
        items = item_count(tally)
        counts = all_counts(tally.filtered, facets, items >= LARGE)
        return {facet: sorted(counts[facet], key=order)[:MOST_NAMES] for facet in facets}, items

    fingerprint = tally.filtered.fingerprint
    return kept({f"names-{facet}-{fingerprint(without=(facet,))}": facet for facet in KINDS}, count)


def item_count(tally: Tally) -> int:
    """Items under the filters that choose no names; only with such ones they must be counted."""
    if any(tally.filtered.chosen(name) for name in KINDS):
        return tally.filtered.without(*KINDS).count()
    return tally.total


def order(counted: Counted) -> tuple[int, int]:
    return -counted.count, counted.name


def all_counts(filtered: ItemFilter, facets: list[str], is_large: bool) -> dict[str, list[Counted]]:
    """All names of the facets that leave an item; one query."""
    items = filtered.without(*KINDS).in_browsing_order().values("pk")[:ALL]
    # A sum is in no index: for very many items SQLite then reads the links name by name, in the
    # order in which they are counted, instead of item by item.
    links = NameLink.objects.alias(held=F("item_id") + 0 if is_large else F("item_id"))
    links = links.filter(fitting(filtered, facets), held__in=items).order_by()
    rows = links.values_list("name").annotate(Max("name__kind"), Count("item", distinct=True))
    found = {facet: [] for facet in facets}
    for name, kind, count in rows:
        if FACETS[kind] in found:
            found[FACETS[kind]].append(Counted(name, count))
    return found


def fitting(filtered: ItemFilter, facets: list[str]) -> Q:
    """Links that count for the facet of their name: those under the filters of the other two."""
    chosen = {facet: filtered.name_keys(filtered.chosen(facet)) for facet in KINDS}
    found = Q()
    if any(chosen.values()):
        for facet in facets:
            wanted = Q(name__kind__in=KINDS[facet])
            for other in set(KINDS) - {facet}:
                if chosen[other]:
                    linked = NameLink.objects.filter(name__in=chosen[other])
                    wanted &= Q(item__in=linked.values("item"))
            found |= wanted
    return found
