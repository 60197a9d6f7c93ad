"""What the other rooms give to be found, and where all of it can be asked for again.

The search knows nothing of archives or exhibitions. Each app registers a ``Provider`` for every
kind of document when it is ready, and puts changed documents into the index itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

LANGUAGES = ("en", "ja", "mn")  # the columns of the index; other languages share one
OTHER = "xx"


@dataclass(frozen=True, slots=True)
class Words:
    """Title and text of a document in one language, as plain text."""

    title: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: an item, a page of one, a name, a panel.

    ``part`` is the key of a page image whose transcription this is; 0 is the thing itself.
    ``address`` is without the language: ``archive/items/3/``. ``dated`` is the date as readers of
    each language see it, ``within`` the kinds and keys of what it lies in, outermost first.
    """

    kind: str
    key: int
    words: dict[str, Words]
    address: str
    part: int = 0
    source_id: str = ""
    source_language: str = ""
    names: tuple[str, ...] = ()  # all forms of the names that are linked to it
    codes: tuple[str, ...] = ()  # reference codes, the present one first
    dates: tuple[date | None, date | None] = (None, None)
    dated: dict[str, str] = field(default_factory=dict)
    within: tuple[tuple[str, int], ...] = ()
    picture: str = ""
    facets: tuple[str, ...] = ()


class Provider(Protocol):
    """All documents of a kind that readers may see, for making the index anew and checking it."""

    label: str  # what one of them is called, in the reader's language

    def keys(self, after: int, most: int) -> list[int]:
        """The next keys in ascending order, of objects that have documents or may have some."""

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        """The documents of some objects, read in bulk; none for what readers may not see."""

    def addresses(self, parts: Iterable[int]) -> dict[int, str]:
        """Where the page images with these keys are shown; without the language."""

    def count(self) -> int:
        """How many objects there are, for saying how far a rebuild has come."""


_providers: dict[str, Provider] = {}


def register(kind: str, provider: Provider) -> None:
    _providers[kind] = provider


def providers() -> dict[str, Provider]:
    return dict(_providers)


def provider_of(kind: str) -> Provider:
    return _providers[kind]
