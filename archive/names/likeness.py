"""Whether two names may be those of one person, body, place or subject. Pure.

Names are compared by a Latin skeleton in which the usual romanisations of Mongolian meet
(kh/h, ts/c, j/zh/dzh, ü/u/ö/o, doubled letters), katakana with katakana, kanji as written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from archive.names.sorting import plain
from archive.names.words import Parts, parts_of, script_of
from search.analysis import fold
from search.skeletons import skeleton

KANA = ("Kana", "Hira")


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a name: its kind, its forms, and when it began and ended."""

    kind: str
    forms: tuple[str, ...]
    earliest: date | None = None
    latest: date | None = None


def compared(word: str) -> str:
    """A word as it is compared: skeleton, kana without voicing, or as written."""
    script = script_of(word)
    if script in ("Latn", "Cyrl"):
        return skeleton(word)
    return plain(word).replace(" ", "") if script in KANA else fold(word).replace(" ", "")


def keys(kind: str, forms: Iterable[str]) -> set[str]:
    """Two names may be alike only where they share a key."""
    found = {key for form in forms for key in keys_of(kind, form)}
    return {key for key in found if len(key) > 1}


def keys_of(kind: str, form: str) -> set[str]:
    if kind != "person":
        return {compared(form)}
    parts = parts_of(form)
    return {compared(parts.filed), any_order(parts)}


def any_order(parts: Parts) -> str:
    """All words of a name, so that Toshiki Kaifu and Kaifu Toshiki meet."""
    words = sorted(compared(word) for word in (parts.filed, *parts.others))
    return "+".join(words) if len(words) > 1 else ""


def likeness(one: Known, other: Known) -> tuple[str, str] | None:
    """The two forms for which the names may be the same; ``None`` when nothing speaks for it."""
    if one.kind != other.kind or contradict(one, other):
        return None
    pairs = ((a, b) for a in one.forms for b in other.forms if alike(one.kind, a, b))
    return next(pairs, None)


def contradict(one: Known, other: Known) -> bool:
    """Whether both have a beginning, or both an end, and they lie years apart."""
    begun = apart(one.earliest, other.earliest)
    return begun or apart(one.latest, other.latest)


def apart(one: date | None, other: date | None) -> bool:
    return bool(one and other and abs(one.year - other.year) > 1)


def alike(kind: str, form: str, other: str) -> bool:
    if kind != "person":
        return bool(compared(form)) and compared(form) == compared(other)
    mine, theirs = parts_of(form), parts_of(other)
    if any_order(mine) and any_order(mine) == any_order(theirs):
        return True
    filed = compared(mine.filed)
    return bool(filed) and filed == compared(theirs.filed) and others_agree(mine, theirs)


def others_agree(one: Parts, other: Parts) -> bool:
    """Whether patronymics and initials do not speak against each other; a missing one does not."""
    if one.others and other.others:
        return compared(one.others[0]) == compared(other.others[0])
    mine, theirs = beginnings(one), beginnings(other)
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(mine, theirs, strict=False))


def beginnings(parts: Parts) -> list[str]:
    return [compared(word) for word in (*parts.others, *parts.initials)]
