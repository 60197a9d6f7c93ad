"""What the other rooms give to be found, and where all of it can be asked for again.

The search knows nothing of archives or exhibitions. Each app registers a ``Provider`` for every
kind of document when it is ready, and puts changed documents into the index itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import NamedTuple, Protocol

LANGUAGES = ("en", "ja", "mn")  # the columns of the index; other languages share one
OTHER = "xx"
NAME = "name"  # the kind of what has names; of all kinds the only one that the search knows


class Words(NamedTuple):
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
    codes: tuple[str, ...] = ()  # reference codes, the present one first …
    is_citing: bool = False  # … which are of what it cites
    dates: tuple[date | None, date | None] = (None, None)
    dated: dict[str, str] = field(default_factory=dict)
    within: tuple[tuple[str, int], ...] = ()
    chapter: dict[str, str] = field(default_factory=dict)  # title of the page on which it stands
    picture: str = ""  # of what does not change: the name of a small copy in the storage
    facets: tuple[str, ...] = ()

    def __reduce__(self):
        """For processes beside: what dataclasses do themselves takes twice as long."""
        return Document, all_of(self)


all_of = attrgetter(*(one.name for one in fields(Document)))


class Provider(Protocol):
    """All documents of a kind that readers may see, for making the index anew and checking it."""

    label: str  # what one of them is called, in the reader's language

    def keys(self, after: int, most: int) -> list[int]:
        """The next keys in ascending order, of objects that have documents or may have some."""

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        """The documents of some objects, read in bulk; none for what readers may not see."""

    def count(self) -> int:
        """How many objects there are, for saying how far a rebuild has come."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result shows as it is at that moment."""

    picture: str = ""  # the address of a small copy that readers may see
    address: str = ""  # of a page image on the site, without the language
    within: tuple[tuple[str, int], ...] = ()  # kinds and keys of what it lies in besides


class Entry(Protocol):
    """A document as the index keeps it (``SearchEntry``)."""

    pk: int
    kind: str
    object_id: int
    part: int
    picture: str


Look = Callable[[list[Entry]], dict[int, Shown]]  # by the key of the entry
Concerned = dict[str, set[int]]  # kind of document → keys
Follower = Callable[[list[int]], Concerned]
_followers: dict[str, list[Follower]] = {}
_providers: dict[str, Provider] = {}
_looks: dict[str, Look] = {}


def register(kind: str, provider: Provider, look: Look | None = None) -> None:
    _providers[kind] = provider
    if look is not None:
        _looks[kind] = look


def register_follower(kind: str, follower: Follower) -> None:
    """Whoever has words of documents of a kind in its own says which those are: a panel has the
    names of people. It is asked when such documents have changed."""
    known = _followers.setdefault(kind, [])
    if follower not in known:
        known.append(follower)


def followers_of(kind: str, keys: list[int]) -> Concerned:
    """Documents that may say something else now."""
    found: Concerned = {}
    for follower in _followers.get(kind, ()):
        for other, concerned in follower(keys).items():
            found.setdefault(other, set()).update(concerned)
    return found


def looked_up(entries: Iterable[Entry]) -> dict[int, Shown]:
    """Asked when results are shown, so that no picture outlives the right to see it.

    Kinds that share a function are asked for together: one query for each function.
    """
    asked: dict[Look, list[Entry]] = {}
    for entry in entries:
        if entry.kind in _looks:
            asked.setdefault(_looks[entry.kind], []).append(entry)
    return {key: shown for look, some in asked.items() for key, shown in look(some).items()}


def providers() -> dict[str, Provider]:
    return dict(_providers)


def provider_of(kind: str) -> Provider:
    return _providers[kind]
