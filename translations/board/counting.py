"""How many texts are in which state: one grouped query over the index ``unit_board``."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Concat

from translations import places
from translations.models import TranslationUnit
from translations.places import Scope
from translations.units.rights import may_see
from translations.units.vocabulary import State

# Counting takes longer the more there is: numbers of large scopes are kept for a minute, and may
# be that old. Small ones, where people look for what they have just done, are always exact.
LARGE, A_MINUTE = 50_000, 60
NONE = dict.fromkeys(State.values, 0)
GROUPS = ("scope", "content_type", "language", "state", "outdated")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a progress bar, in hundredths, written as SVG wants it in every language."""

    name: str
    start: str
    width: str


@dataclass(slots=True)
class Tally:
    """Texts of a scope (or of a part of it) in one language.

    ``words``: of the sources of what a translator has still to write or to finish: missing,
    draft, outdated.
    """

    states: dict[int, int] = field(default_factory=NONE.copy)
    outdated: int = 0
    finished: int = 0  # approved, and the source has not changed since
    reviewable: int = 0  # in review, and the source has not changed since
    words: int = 0

    def add(self, state: int, outdated: bool, count: int, words: int) -> None:
        self.states[state] += count
        if outdated:
            self.outdated += count
        elif state == State.APPROVED:
            self.finished += count
        elif state == State.IN_REVIEW:
            self.reviewable += count
        if outdated or state < State.IN_REVIEW:
            self.words += words

    def include(self, other: "Tally") -> None:
        for state, count in other.states.items():
            self.states[state] += count
        self.outdated += other.outdated
        self.finished += other.finished
        self.reviewable += other.reviewable
        self.words += other.words

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def missing(self) -> int:
        return self.states[State.MISSING]

    @property
    def draft(self) -> int:
        return self.states[State.DRAFT]

    @property
    def in_review(self) -> int:
        return self.states[State.IN_REVIEW]

    @property
    def approved(self) -> int:
        return self.states[State.APPROVED]

    @property
    def written(self) -> int:
        return self.total - self.missing

    @property
    def percent(self) -> int:
        return 100 * self.finished // self.total if self.total else 100

    @property
    def segments(self) -> list[Segment]:
        """What the bar shows, one beside the other; an outdated text is nothing else besides."""
        waiting = self.written - self.finished - self.outdated
        parts = {"approved": self.finished, "written": waiting, "outdated": self.outdated}
        found, start = [], 0.0
        for name, count in parts.items():
            width = 100 * count / self.total if self.total else 0.0
            if count:
                found.append(Segment(name, f"{start:.2f}", f"{width:.2f}"))
            start += width
        return found


Tallies = dict[tuple[str, str], Tally]
Row = tuple[str, int, str, int, bool, int, int]


def tallies(scopes: Iterable[Scope], user: AbstractBaseUser) -> Tallies:
    """Per scope and language, of what this person may see."""
    found: Tallies = {}
    for scope, _kind, language, *figures in visible_rows(scopes, user):
        found.setdefault((scope, language), Tally()).add(*figures)
    return found


def visible_rows(scopes: Iterable[Scope], user: AbstractBaseUser) -> list[Row]:
    keys = [scope.key for scope in scopes]
    kinds = content_types(visible_kinds(keys, user)).values()
    return [row for row in rows(keys) if row[1] in kinds]


def rows(keys: list[str]) -> list[Row]:
    """Groups of texts to be translated, with their number and words."""
    kept = cache.get_many([cache_key(key) for key in keys])
    asked = [key for key in keys if cache_key(key) not in kept]
    counted = group(asked)
    cache.set_many({cache_key(k): some for k, some in counted.items() if is_large(some)}, A_MINUTE)
    return [row for some in (*kept.values(), *counted.values()) for row in some]


def group(keys: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    units = TranslationUnit.objects.to_do().filter(scope__in=keys).order_by()
    for row in (
        units.values_list(*GROUPS).annotate(texts=Count("*"), length=Sum("words")) if keys else ()
    ):
        found.setdefault(row[0], []).append(row)
    return found


def is_large(some: list[Row]) -> bool:
    return sum(row[5] for row in some) >= LARGE


def cache_key(scope: str) -> str:
    return f"translation-board-{scope}"


def content_types(models: Iterable[type]) -> dict[type, int]:
    """Keys of the content types; together they are one query at most."""
    found = ContentType.objects.get_for_models(*models)
    return {model: kind.pk for model, kind in found.items()}


def visible_units(
    scopes: Iterable[Scope],
    user: AbstractBaseUser,
    kinds: Iterable[type] | None = None,
    *,
    by_object: bool = False,
) -> QuerySet:
    """Texts to be translated that this person may see, of some kinds or of all.

    ``by_object``: where most of a large scope of one kind matches, a page of objects is found
    soonest by looking through the index of the objects until the page is full. PostgreSQL knows;
    SQLite gathers everything first, unless the scope is such that no index can be searched for it.
    """
    keys = [scope.key for scope in scopes]
    kinds = visible_kinds(keys, user) if kinds is None else kinds
    ids = content_types(kinds).values()
    units = TranslationUnit.objects.to_do().filter(content_type__in=ids)
    if by_object and connections[units.db].vendor == "sqlite":
        return units.alias(read_scope=Concat("scope", Value(""))).filter(read_scope__in=keys)
    return units.filter(scope__in=keys)


def visible_kinds(keys: Iterable[str], user: AbstractBaseUser) -> list[type]:
    """Models of these scopes whose objects this person may read, each once."""
    found = {place: None for key in keys if (place := places.place_of(key))}
    return [model for place in found for model in place.kinds if may_see(user, model)]
