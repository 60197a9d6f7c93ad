"""Asking the memory: what was approved for a source like this one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from rapidfuzz.distance import Levenshtein

from translations.memory.entries import field_kind, pair
from translations.memory.marks import FIGURES, marks, plain
from translations.models import MemoryEntry, MemoryMark, TranslationUnit, UnitRevision
from translations.texts import exact
from translations.units.vocabulary import Action
from translations.units.wording import fingerprint

LEAST = 55  # percent; less alike is no help
MOST = 300  # entries that are compared character by character
MOST_CHARACTERS = 3_000_000  # of all of them: a long text is compared with fewer others
PER_MARK = 1_000  # newest entries of a mark; what thousands share tells little
EXACT = 100
FIGURE, FIGURE_SIGNS = 0xF0000, 0xFFFE  # a plane for private use, in which no text is written


@dataclass(frozen=True, slots=True)
class Match:
    """An approved pair. ``score`` is 100 for the very wording, at most 99 for one that is near."""

    source_text: str
    text: str
    score: int
    where: str  # what kind of text it is, in words: panel, title
    approved_at: datetime | None
    same_kind: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for."""

    unit: TranslationUnit
    source: str
    kind: str
    scopes: Collection[str] | None = None  # where texts may come from; None: from everywhere

    @classmethod
    def of(cls, unit: TranslationUnit, scopes: Collection[str] | None = None) -> "Wish":
        source = exact(unit.target, unit.field, unit.source_language) if unit.target else ""
        return cls(unit, source, field_kind(unit), scopes)


def similar(
    unit: TranslationUnit, limit: int = 5, scopes: Collection[str] | None = None
) -> list[Match]:
    """Pairs whose source is like the unit's source now: same kind of field first, then the best.

    Four queries at most, however large the memory is; one of them reads the object of the unit.
    """
    wish = Wish.of(unit, scopes)
    if not wish.source:
        return []
    found = [*same_wording(wish), *near_wording(wish)]
    # An exact pair of another kind of field must not be crowded out by near ones.
    chosen = sorted(once(found), key=lambda m: (m.score < EXACT, *rank(m)))[:limit]
    return sorted(chosen, key=rank)


def rank(match: Match) -> tuple[bool, int]:
    return not match.same_kind, -match.score


def once(matches: Iterable[Match]) -> list[Match]:
    """Each pair of texts once, in the best of its places."""
    best: dict[tuple[str, str], Match] = {}
    for match in sorted(matches, key=rank):
        best.setdefault((match.source_text, match.text), match)
    return list(best.values())


def entries(wish: Wish) -> QuerySet[MemoryEntry]:
    """Pairs of the two languages, without the unit's own, with the day of their approval."""
    approvals = UnitRevision.objects.filter(unit=OuterRef("unit"), action=Action.APPROVED)
    found = MemoryEntry.objects.filter(
        source_language=wish.unit.source_language, language=wish.unit.language
    )
    if wish.scopes is not None:
        found = found.filter(unit__scope__in=wish.scopes)
    return found.exclude(unit=wish.unit.pk).annotate(
        approved_at=Subquery(approvals.order_by("-id").values("at")[:1])
    )


def same_wording(wish: Wish) -> list[Match]:
    is_same = Case(When(field_kind=wish.kind, then=Value(0)), default=Value(1))
    found = entries(wish).filter(source_hash=fingerprint(wish.source)).order_by(is_same, "-id")
    return [match(entry, EXACT, wish) for entry in found[:50]]


def near_wording(wish: Wish) -> list[Match]:
    keys = candidates(wish)
    if not keys:
        return []
    wanted = comparable(wish.source)
    is_exact = Q(source_hash=fingerprint(wish.source))
    found = entries(wish).filter(pk__in=keys).exclude(is_exact)
    scored = ((entry, score(wanted, entry.source_text)) for entry in found)
    return [match(entry, percent, wish) for entry, percent in scored if percent >= LEAST]


def score(wanted: str, source_text: str) -> int:
    """How alike two wordings are, in percent: characters that need not be typed again."""
    other = comparable(source_text)
    alike = Levenshtein.normalized_similarity(wanted, other, score_cutoff=LEAST / 100)
    return min(EXACT - 1, int(alike * 100))


def comparable(text: str) -> str:
    """The words, each figure as one character: another year is one change, not four."""
    return FIGURES.sub(lambda found: chr(FIGURE + int(found[0]) % FIGURE_SIGNS), plain(text))


# One mark after the other, so that a mark which very many share costs no more than its share.
ONE_MARK = "SELECT entry_id FROM (SELECT entry_id FROM {marks} WHERE pair = %s AND mark = %s \
ORDER BY entry_id DESC LIMIT {limit}) AS one"
SHARED = "SELECT found.entry_id, entry.length FROM ({union}) AS found \
JOIN {entries} AS entry ON entry.id = found.entry_id WHERE entry.length BETWEEN %s AND %s \
GROUP BY found.entry_id, entry.length ORDER BY COUNT(*) DESC, found.entry_id DESC LIMIT {most}"


def candidates(wish: Wish) -> list[int]:
    """Entries that share marks, those that share most first; not more than can be compared."""
    numbers = marks(wish.source, wish.unit.source_language)
    if not numbers:
        return []
    tables = {"marks": MemoryMark._meta.db_table, "entries": MemoryEntry._meta.db_table}
    one = ONE_MARK.format(limit=PER_MARK, **tables)
    union = " UNION ALL ".join([one] * len(numbers))
    values = [value for number in numbers for value in (pair(wish.unit), number)]
    with connection.cursor() as cursor:
        query = SHARED.format(union=union, most=MOST, **tables)
        cursor.execute(query, [*values, *lengths(wish.source)])
        return affordable(cursor.fetchall())


def lengths(source: str) -> tuple[int, int]:
    """Lengths that an alike text can have, with room for markup."""
    room = 200 if "<" in source else 20
    return int(len(source) * LEAST / 100) - room, int(len(source) * 100 / LEAST) + room


def affordable(rows: list[tuple[int, int]]) -> list[int]:
    """Keys from the front, as far as the characters go."""
    keys, left = [], MOST_CHARACTERS
    for key, length in rows:
        if (left := left - length) < 0 and keys:
            break
        keys.append(key)
    return keys


def match(entry: MemoryEntry, percent: int, wish: Wish) -> Match:
    return Match(
        source_text=entry.source_text,
        text=entry.text,
        score=percent,
        where=in_words(entry.field_kind),
        approved_at=entry.approved_at,
        same_kind=entry.field_kind == wish.kind,
    )


def in_words(kind: str) -> str:
    """exhibits.panel.title in the words of the interface: panel, title."""
    label, name = kind.rsplit(".", 1)
    meta = apps.get_model(label)._meta
    return f"{meta.verbose_name}, {meta.get_field(name).verbose_name}"
