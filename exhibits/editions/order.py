"""The order of two states in one, and which parts were moved: as few as explain the new order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence

from exhibits.editions.parts import Key, Part


def moved_among(old: dict[Key, Part], new: dict[Key, Part]) -> set[Key]:
    """Parts of both states that lie in another section now, or at another place in theirs."""
    siblings: dict[tuple, list[Key]] = defaultdict(list)
    moved = set()
    for key, part in new.items():
        if key not in old:
            continue
        if old[key].above == part.above:
            siblings[key.kind, part.above].append(key)
        else:
            moved.add(key)
    places = {key: place for place, key in enumerate(old)}
    for keys in siblings.values():
        moved |= set(keys) - set(longest_in_order(keys, places))
    return moved


def longest_in_order(keys: Sequence[Hashable], places: dict) -> list:
    """The longest run of keys (not all neighbours) whose places rise."""
    ends: list[int] = []  # the lowest place on which a run of each length ends
    tails: list[int] = []  # and the number of the key that is there
    before: dict[int, int | None] = {}
    for number, key in enumerate(keys):
        length = bisect_left(ends, places[key])
        before[number] = tails[length - 1] if length else None
        ends[length : length + 1] = [places[key]]
        tails[length : length + 1] = [number]
    found = []
    number = tails[-1] if tails else None
    while number is not None:
        found.append(keys[number])
        number = before[number]
    return found[::-1]


def both_in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list:
    """The new order, with what is gone behind that which it stood behind."""
    places = {key: (place, 0) for place, key in enumerate(new)}
    kept, last = set(new), (-1, 0)
    for key in old:
        last = places[key] if key in kept else (last[0], last[1] + 1)
        places[key] = last
    return sorted(places, key=places.__getitem__)
