"""Where translated objects stand: what the apps tell the translators' desk of themselves.

The desk knows fields and languages, nothing of exhibitions or archives. Each app registers a
``Place`` for the scopes of its objects (the part of the key before the hyphen) when it is ready.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from translations.texts import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Scope:
    """A whole that is translated together: an exhibition, the archive, the plain pages."""

    key: str
    title: Text
    needs_second_reader: bool = False
    edit_url: str = ""  # where curators work on it


@dataclass(frozen=True, slots=True)
class Node:
    """An object of a scope in reading order; ``depth`` 0 stands at the top."""

    model: type[models.Model]
    pk: int
    title: Text
    depth: int = 0
    folds: bool = False  # what lies below may be folded away and is summed up


Key = tuple[type[models.Model], int]


class Outline(Sequence[Node]):
    """Nodes in reading order. Which objects they are is at hand; each node is made when asked
    for, because most pages want few of thousands."""

    def __init__(self, keys: Sequence[Key], node: Callable[[int], Node]) -> None:
        self.keys, self.node = keys, node

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self.node(number) for number in range(len(self))[place]]
        return self.node(range(len(self))[place])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a translator wants to see of an object besides its texts."""

    title: Text
    kind: str  # panel, essay … in the words of the interface
    scope: Scope
    trail: tuple[Text, ...] = ()  # what lies above, outermost first
    picture: str = ""  # address of the picture that the texts are about
    picture_text: Text = NO_TEXT
    edit_url: str = ""
    pages: dict[str, str] = field(default_factory=dict)  # language → page as visitors will see it


class Place(Protocol):
    """What an app answers about its scopes. Texts come in the active language."""

    kinds: tuple[type[models.Model], ...]  # models of its objects, in the order of a list

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        """The scopes that this person may see."""

    def scope(self, key: str) -> Scope | None:
        """One scope, or None when there is none (any more)."""

    def outline(self, key: str) -> Outline | None:
        """All objects of a scope in reading order; None where they are too many to list."""

    def titles(self, model: type[models.Model], keys: Iterable[int]) -> dict[int, Text]:
        """Titles of some objects, with one query."""

    def titled(self, model: type[models.Model], words: str) -> models.QuerySet:
        """Objects that a person would find by these words of the title."""

    def surroundings(self, obj: models.Model) -> Surroundings: ...


_places: dict[str, Place] = {}


def register(prefix: str, place: Place) -> None:
    _places[prefix] = place


def place_of(key: str) -> Place | None:
    return _places.get(key.partition("-")[0])


def scopes(user: AbstractBaseUser) -> list[Scope]:
    """Everything that this person may see, in the order in which the apps were registered."""
    found: Iterable[list[Scope]] = (place.scopes(user) for place in _places.values())
    return [scope for some in found for scope in some]


def scope(key: str) -> Scope | None:
    place = place_of(key)
    return place.scope(key) if place else None


def needs_second_reader(key: str) -> bool:
    found = scope(key)
    return found.needs_second_reader if found else False
