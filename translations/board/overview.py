"""Scopes beside languages: what the board and the head of every scope show."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from translations.board.counting import Tallies, Tally
from translations.board.links import scope_url, with_query
from translations.places import Scope
from translations.texts import LANGUAGES, NAMES
from translations.units.rights import languages_of, reviews_of


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    is_own: bool  # this person translates into it or reviews it


@dataclass(frozen=True, slots=True)
class Link:
    """A number that leads to what it counts."""

    state: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A scope in a language."""

    language: Language
    tally: Tally
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Line:
    scope: Scope
    url: str
    cells: list[Cell]


def languages_first(user: AbstractBaseUser) -> list[Language]:
    """All languages, those in which this person works first."""
    own = {*languages_of(user), *reviews_of(user)}
    found = [Language(code, NAMES[code], code in own) for code in LANGUAGES]
    return sorted(found, key=lambda language: not language.is_own)


def lines(scopes: list[Scope], found: Tallies, languages: list[Language]) -> list[Line]:
    return [line(scope, found, languages) for scope in scopes]


def line(scope: Scope, found: Tallies, languages: list[Language]) -> Line:
    url = scope_url(scope.key)
    cells = [cell(url, one, found.get((scope.key, one.code), Tally())) for one in languages]
    return Line(scope, url, cells)


def cell(url: str, language: Language, tally: Tally) -> Cell:
    counts = {
        "missing": tally.missing,
        "outdated": tally.outdated,
        "draft": tally.draft,
        "review": tally.in_review,
        "approved": tally.approved,
    }
    links = [
        Link(state, count, with_query(url, {"language": language.code, "state": state}))
        for state, count in counts.items()
        if count
    ]
    return Cell(language, tally, links)


def totals(found: Tallies, languages: list[Language]) -> list[tuple[Language, Tally]]:
    """All scopes together, for every language."""
    sums = {one.code: Tally() for one in languages}
    for (_scope, code), tally in found.items():
        if code in sums:
            sums[code].include(tally)
    return [(one, sums[one.code]) for one in languages]
