"""What is said of a text in a file, whatever the format; and what a file says when it is back."""

from dataclasses import dataclass, field

from translations.exchange.codes import Piece
from translations.richtext.tree import NOT_IN_XML
from translations.units.vocabulary import State

STATE_CODES = {
    State.MISSING: "missing",
    State.DRAFT: "draft",
    State.IN_REVIEW: "in review",
    State.APPROVED: "approved",
}
OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Row:
    """A text that goes out."""

    key: str
    title: str
    field: str
    source_language: str
    language: str
    source: str
    target: str
    source_hash: str
    version: int
    state: str
    outdated: bool
    max_length: int
    is_rich: bool
    note: str
    texts: dict[str, str]  # all languages
    former_source: str = ""  # what an outdated translation was made from


@dataclass(slots=True)
class Entry:
    """A text that comes in: ``line`` of the file, and everything as it was written there.

    ``version`` is None where the file does not say. ``pieces`` of the target are there where the
    format knows codes. ``others`` are cells of languages that are not the target's.
    """

    line: int
    key: str
    language: str
    target: str = ""
    source: str = ""
    source_hash: str = ""
    version: int | None = None
    asks_review: bool = False
    others: dict[str, str] = field(default_factory=dict)
    pieces: list[Piece] | None = None
    faults: list[str] = field(default_factory=list)


def portable(text: str) -> str:
    """The text without what no file can hold: control characters, other line ends."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def same(one: str, other: str) -> bool:
    """Whether two texts are one, but for what files do to every text."""
    return portable(one).strip() == portable(other).strip()
