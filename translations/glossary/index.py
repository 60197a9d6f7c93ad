"""Which entries may have a key, kept in memory: two arrays of numbers, however many names.

The index only proposes; what it proposes is read from the database and compared. So a form that
is gone does no harm, and only what is new has to be added.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from translations.glossary.keys import key_of

MOST_RECENT = 20_000  # keys added since the arrays were made
# A row may be written long before its transaction ends and others see it.
OVERLAP = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Version:
    """How many rows there are, and when one was last changed; cheap to ask."""

    count: int
    changed_at: datetime | None


class Source(Protocol):
    def version(self) -> Version: ...

    def written(self, since: datetime | None) -> Iterable[tuple[int, str]]:
        """Number and text of every form; only of rows changed since then, when asked so."""


@dataclass
class Index:
    keys: array = field(default_factory=lambda: array("q"))
    numbers: array = field(default_factory=lambda: array("q"))
    recent: dict[int, set[int]] = field(default_factory=dict)
    version: Version | None = None
    lock: Lock = field(default_factory=Lock)

    def refresh(self, source: Source) -> None:
        """Bring the index up to date; usually one cheap query."""
        now = source.version()
        if now == self.version:
            return
        with self.lock:
            if self.version is None or not self.add_recent(source, now):
                self.build(source)
            self.version = now

    def build(self, source: Source) -> None:
        pairs = sorted(
            {(hash(key), n) for n, text in source.written(None) if (key := key_of(text))}
        )
        keys, numbers = zip(*pairs, strict=True) if pairs else ((), ())
        self.keys, self.numbers, self.recent = array("q", keys), array("q", numbers), {}

    def add_recent(self, source: Source, now: Version) -> bool:
        """Add what has changed; False when more has come than that explains."""
        if self.version is None or self.version.changed_at is None:
            return False
        rows = list(source.written(self.version.changed_at - OVERLAP))
        changed = {number for number, _text in rows}
        if now.count - self.version.count > len(changed) or len(self.recent) > MOST_RECENT:
            return False
        for number, text in rows:
            if key := key_of(text):
                self.recent.setdefault(hash(key), set()).add(number)
        return True

    def find(self, key: str) -> set[int]:
        """Numbers of the entries that may have this key."""
        wanted = hash(key)
        found = set(self.recent.get(wanted, ()))
        place = bisect_left(self.keys, wanted)
        while place < len(self.keys) and self.keys[place] == wanted:
            found.add(self.numbers[place])
            place += 1
        return found
