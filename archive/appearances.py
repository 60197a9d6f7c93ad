"""Where an item or a name is told of.

Packages that tell stories with archival items register a source here, so that the pages of items
and names can link back into the story without the archive knowing exhibitions.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from archive.models import ArchivalItem, Name
from translations.texts import Text


@dataclass(frozen=True, slots=True)
class Appearance:
    """One public place of an item or name: the trail of titles that leads to it, its address."""

    trail: tuple[Text, ...]
    url: str
    key: str


Source = Callable[[ArchivalItem, str], Iterable[Appearance]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; registering it twice counts once."""
    if source not in _sources:
        _sources.append(source)


def appearances_of(item: ArchivalItem, language: str) -> list[Appearance]:
    """All public places that show the item, in the order of their sources."""
    return [appearance for source in _sources for appearance in source(item, language)]


NameSource = Callable[[Name, str], Iterable[Appearance]]
_name_sources: list[NameSource] = []


def register_names(source: NameSource) -> None:
    """Add a source of places that tell of names; registering it twice counts once."""
    if source not in _name_sources:
        _name_sources.append(source)


def appearances_of_name(name: Name, language: str) -> list[Appearance]:
    """All public places that tell of the name, in the order of their sources."""
    return [place for source in _name_sources for place in source(name, language)]


@dataclass(frozen=True, slots=True)
class Told:
    """A dated public place of a story: EDTF, and the place itself, made only when it is shown."""

    date: str
    appearance: Callable[[str], Appearance]


# Takes sets of keys of names; of each set one must be told of.
ToldSource = Callable[[list[set[int]]], Iterable[Told]]
_told_sources: list[ToldSource] = []


def register_told(source: ToldSource) -> None:
    """Add a source of dated places; registering it twice counts once."""
    if source not in _told_sources:
        _told_sources.append(source)


def told_in(names: list[set[int]]) -> list[Told]:
    """All dated public places that tell of one name of each set, in the order of their sources."""
    return [told for source in _told_sources for told in source(names)]


class Shows(Protocol):
    """The exhibitions that readers see now, by their slugs, and the items on show in them."""

    def labels(self) -> QuerySet:
        """All of them, as rows of ``archive.browsing.labels``: the slug is their ``word``."""

    def items(self, slugs: Collection[str]) -> QuerySet:
        """Keys of the items on show in any of them."""

    def counts(self, items: QuerySet) -> QuerySet:
        """Each ``slug`` with the ``number`` of the items that are on show there."""


_shows: list[Shows] = []


def register_shows(shows: Shows) -> None:
    """There is one for all exhibitions; the last one counts."""
    _shows[:] = [shows]


def shows() -> Shows | None:
    return _shows[0] if _shows else None
