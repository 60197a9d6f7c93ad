"""Questions to the index as trees: words, phrases, all of, any of, not. Pure.

Only words made by the analysis get in, letters and figures with a mark in front; so no store needs
to escape anything, and nothing that a reader types is an operator.
"""

import re
from dataclasses import dataclass

SAFE = re.compile(r"[a-z][\w]{1,70}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the index; with ``begins``, all that begin so."""

    text: str
    begins: bool = False

    def __post_init__(self) -> None:
        if not SAFE.fullmatch(self.text):
            raise ValueError(self.text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other."""

    words: tuple[str, ...]

    def __post_init__(self) -> None:
        for word in self.words:
            Word(word)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class But:
    """What fits the first and none of the others."""

    wanted: "Expression"
    unwanted: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class In:
    """Only in the words of one language."""

    language: str
    wanted: "Expression"


Expression = Word | Phrase | All | Any | But | In


def all_of(parts: list[Expression]) -> Expression:
    different = once(parts)
    return different[0] if len(different) == 1 else All(different)


def any_of(parts: list[Expression]) -> Expression:
    different = once(parts)
    return different[0] if len(different) == 1 else Any(different)


def once(parts: list[Expression]) -> tuple[Expression, ...]:
    """Each once; most have one, and to tell trees from each other takes a while."""
    return tuple(parts if len(parts) == 1 else dict.fromkeys(parts))
