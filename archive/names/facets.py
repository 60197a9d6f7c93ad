"""Facets of the browse page that count through links: people and bodies, places, subjects."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext as _

from archive.browsing.asked import KINDS
from archive.browsing.counting import ALL, Tally
from archive.browsing.facets import MOST_LISTED, Choice, Facet, Labels, facet
from archive.browsing.filters import ItemFilter
from archive.browsing.kept import LARGE, kept
from archive.browsing.labels import NAME
from archive.models import NameLink

FACETS = {kind: facet for facet, kinds in KINDS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items a name leaves."""

    name: int
    count: int


Counts = dict[str, list[Counted]]


def name_facets(tally: Tally, counted: Counts, names: Labels, language: str) -> tuple[Facet, ...]:
    """The names that leave most items, and those that are chosen."""
    filtered = tally.filtered
    titles = {"agent": _("People and bodies"), "place": _("Places"), "subject": _("Subjects")}
    return tuple(
        facet(tally, one, titles[one], list(choices(counted[one], chosen, names, language)))
        for one in KINDS
        for chosen in [filtered.name_keys(filtered.chosen(one))]
    )


def choices(
    counted: list[Counted], chosen: set[int], names: Labels, language: str
) -> Iterable[Choice]:
    found = {one.name: one.count for one in counted}
    for key in [*found, *sorted(chosen - set(found))]:
        if (NAME, key) in names:
            label = names[NAME, key].text(language)
            yield Choice(str(key), label, found.get(key, 0), key in chosen)


def counted_names(tally: Tally) -> Counts:
    """The most frequent names of every facet, each under all filters but its own.

    What is counted over very many items is kept, like the other facets.
    """

    def count(facets: list[str]) -> tuple[Counts, dict[str, int]]:
        are_many = tally.size >= LARGE and not tally.filtered.leaves_few
        counts = all_counts(tally.filtered, facets, are_many)
        found = {one: sorted(counts[one], key=order)[:MOST_LISTED] for one in facets}
        return found, dict.fromkeys(facets, tally.size)

    fingerprint = tally.filtered.fingerprint
    return kept({f"names-{one}-{fingerprint(without=(one,))}": one for one in KINDS}, count)


def order(counted: Counted) -> tuple[int, int]:
    return -counted.count, counted.name


def all_counts(filtered: ItemFilter, facets: list[str], are_many: bool) -> dict[str, list[Counted]]:
    """All names of the facets that leave an item; one query."""
    # A subquery keeps its order only with a limit; in the order of the index item_browse SQLite
    # reads that index alone and not the far larger rows.
    items = filtered.without(*KINDS).in_browsing_order().values("pk")[:ALL]
    # A sum is in no index: for very many items SQLite then reads the links name by name, in the
    # order in which they are counted, instead of item by item.
    links = NameLink.objects.alias(held=F("item_id") + 0 if are_many else F("item_id"))
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
