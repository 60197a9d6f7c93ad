"""Where an item is told of.

Packages that tell stories with archival items register a source here, so that item pages can
link back into the story without the archive knowing exhibitions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archive.models import ArchivalItem
from translations.texts import Text


@dataclass(frozen=True, slots=True)
class Appearance:
    """One public place that shows an item: the trail of titles that leads to it, its address."""

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
