"""Names of the archive that may be the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from django.db.models import Q

from archive.models import Name
from archive.models.names import key_mark
from archive.names.likeness import Known, keys, likeness

MOST_CANDIDATES, MOST_SHOWN, MOST_PAIRS = 200, 5, 200
LARGEST_GROUP, GROUPS_AT_ONCE = 50, 100


@dataclass(frozen=True, slots=True)
class Alike:
    """A name that may be the same as another, and the two forms that say so."""

    name: Name
    other: Name
    form: str
    other_form: str


def alike_to(name: Name) -> list[Alike]:
    """The likeliest other names; two queries."""
    known, marked = name.known(), Q(pk__in=[])
    for key in keys(known.kind, known.forms):
        marked |= Q(search_text__contains=key_mark(key))
    others = Name.objects.current().filter(marked, kind=name.kind).exclude(pk=name.pk)
    others = list(others.prefetch_related("forms").order_by("id")[:MOST_CANDIDATES])
    found = (compare(name, known, other, other.known(other.forms.all())) for other in others)
    return [one for one in found if one][:MOST_SHOWN]


def compare(name: Name, known: Known, other: Name, theirs: Known) -> Alike | None:
    forms = likeness(known, theirs)
    return Alike(name, other, *forms) if forms else None


def likely_pairs() -> tuple[list[Alike], bool]:
    """Pairs over all names, and whether there are more than are listed.

    The work is bounded: a key that very many names share says nothing and is left out.
    """
    found: dict[tuple[int, int], Alike] = {}
    for some in batched(groups()):
        names = Name.objects.prefetch_related("forms").in_bulk({pk for g in some for pk in g})
        known = {pk: name.known(name.forms.all()) for pk, name in names.items()}
        for pair in {pair for group in some for pair in combinations(group, 2)} - set(found):
            one, other = (names[pk] for pk in pair)
            if alike := compare(one, known[one.pk], other, known[other.pk]):
                found[pair] = alike
        if len(found) > MOST_PAIRS:
            break
    listed = [found[pair] for pair in sorted(found)[:MOST_PAIRS]]
    return listed, len(found) > MOST_PAIRS


def batched(found: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """Groups by the hundred, so that names are read a few hundred at a time."""
    rest = iter(found)
    while some := list(islice(rest, GROUPS_AT_ONCE)):
        yield some


def groups() -> Iterable[list[int]]:
    """Keys of names that share a key of likeness; read from one column of all names."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = Name.objects.current().order_by("id").values_list("pk", "kind", "search_text")
    for pk, kind, text in rows.iterator(chunk_size=2_000):
        for key in text.partition("\n")[2].split(";"):
            if key:
                by_key[kind, key].append(pk)
    return (sorted(group) for group in by_key.values() if 1 < len(group) <= LARGEST_GROUP)
