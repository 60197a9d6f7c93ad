"""What a reader has typed, taken apart: phrases, words that must not be there, beginnings. Pure.

Any text is a legal query. Nothing of it is an operator but quotation marks around a phrase, a minus
before a word, and an asterisk behind one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS, MOST_PIECES = 400, 16
QUOTES = {"“": "”", "”": "”", "„": "“", "«": "»", "「": "」", "『": "』", '"': '"', "＂": "＂"}
QUOTED = re.compile(
    "|".join(
        f"(?<!\\w)(?P<minus{n}>[-−‐–]?){re.escape(a)}(?P<phrase{n}>[^{re.escape(b)}]+){re.escape(b)}"
        if a.isascii()
        else f"(?P<minus{n}>[-−‐–]?){re.escape(a)}(?P<phrase{n}>[^{re.escape(b)}]+){re.escape(b)}"
        for n, (a, b) in enumerate(QUOTES.items())
    )
)
MINUS = re.compile(r"[-−‐–]+(?=\w)")
BEGINS = re.compile(r"(?<=\w)[*＊]+$")
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase, or what stands between two blanks."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False
    begins: bool = False


def clean(query: str) -> str:
    """A query without what no database takes: NUL, lone surrogates, the end of a whole book."""
    text = query[: MOST_CHARACTERS * 4].replace("\x00", " ")
    return text.encode("utf-8", "ignore").decode("utf-8")[:MOST_CHARACTERS].strip()


def pieces(query: str) -> list[Piece]:
    """The pieces of a clean query, at most so many."""
    found, place = [], 0
    for match in QUOTED.finditer(query):
        found += words(query[place : match.start()])
        found += phrase(match)
        place = match.end()
    return [*found, *words(query[place:])][:MOST_PIECES]


def phrase(match: re.Match[str]) -> Iterator[Piece]:
    parts = {name: text for name, text in match.groupdict().items() if text is not None}
    minus = next((text for name, text in parts.items() if name.startswith("minus")), "")
    text = next(text for name, text in parts.items() if name.startswith("phrase")).strip()
    if not NO_WORD.fullmatch(text or " "):
        yield Piece(text, is_phrase=True, is_unwanted=bool(minus))


def words(text: str) -> Iterator[Piece]:
    for word in text.split():
        minus = MINUS.match(word)
        bare = word[minus.end() :] if minus else word
        begins = BEGINS.search(bare)
        bare = bare[: begins.start()] if begins else bare
        if not NO_WORD.fullmatch(bare):
            yield Piece(bare, is_unwanted=bool(minus), begins=bool(begins))
