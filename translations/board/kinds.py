"""Where there is too much for an outline, it is listed kind by kind."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from translations.board.conditions import OUTDATED, STATES, TO_DO
from translations.board.counting import content_types, visible_rows
from translations.board.filters import Filters, kind_words
from translations.board.links import kind_key
from translations.texts import Text
from translations.units.vocabulary import State

BROAD = 20_000


@dataclass(frozen=True, slots=True)
class KindLink:
    """A kind of object, how many texts of it fit language and state, and its list."""

    words: Text
    count: int
    url: str
    is_chosen: bool


def kinds_of(filters: Filters, user: AbstractBaseUser, *, always: bool) -> list[KindLink]:
    """Every kind; where none is asked for, the first that has something is supposed.

    None of it (unless ``always``) where few enough texts match to be listed together.
    """
    if not filters.wanted("state") and not filters.one("work"):
        filters.suppose(state=TO_DO)
    if filters.errors or (is_narrow(filters) and not always):
        return []
    counts = matching(filters, user)
    if not counts or (sum(counts.values()) <= BROAD and not always):
        return []
    if not filters.one("kind"):
        first = next((kind for kind, count in counts.items() if count), next(iter(counts)))
        filters.suppose(kind=kind_key(first))
    links = [kind_link(filters, kind, count) for kind, count in counts.items()]
    chosen = sum(link.count for link in links if link.is_chosen)
    filters.is_broad = chosen > BROAD and not is_narrow(filters)
    return links


def is_narrow(filters: Filters) -> bool:
    """Whether more is asked for than the numbers of the board can tell."""
    return bool(filters.words or any(filters.wanted(name) for name in ("person", "work", "age")))


def kind_link(filters: Filters, kind: type, count: int) -> KindLink:
    key = kind_key(kind)
    url = filters.address(put=("kind", key))
    return KindLink(kind_words(kind), count, url, filters.one("kind") == key)


def matching(filters: Filters, user: AbstractBaseUser) -> dict[type, int]:
    """Texts of each kind in the languages and states that are asked for."""
    kinds = {key: kind for kind, key in content_types(filters.kinds).items()}
    found, languages = dict.fromkeys(filters.kinds, 0), filters.wanted("language")
    for row in visible_rows(filters.wanted_scopes, user):
        _scope, kind, language, state, outdated, count, _words = row
        if language in (languages or [language]) and fits(filters, state, outdated):
            found[kinds[kind]] += count
    return found


def fits(filters: Filters, state: int, outdated: bool) -> bool:
    wanted = filters.wanted("state")
    if outdated and {OUTDATED, TO_DO} & set(wanted):
        return True
    if TO_DO in wanted and state < State.APPROVED:
        return True
    return state in [STATES[name] for name in wanted if name in STATES]
