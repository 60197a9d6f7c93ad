"""The part of a text that tells why it was found, with what was asked for marked in it. Pure.

Marks stand in the text as it is written, however it was folded for matching.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from search.analysis import folded, without_front
from search.codes import bare_triples, codes_in
from search.compounds import compounds
from search.dates import dates_in
from search.kanji import RUN
from search.term import Term
from search.tokens import (
    LIKE_CYRILLIC,
    LIKE_LATIN,
    SHORT_NAME,
    WORD,
    Token,
    keys_alike,
    of_today,
    other_tokens,
    word_token,
)

MARK = re.compile(
    "[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
CLUSTER = re.compile(f"(?s:.){MARK.pattern}*")
KANJI = re.compile(RUN)
SPACE = re.compile(r"\s+")
MOST_READ = 20_000  # characters of a text
Met = tuple[int, bool]  # number of a term, and whether a name is only spelt like it
LENGTH, LENGTH_JAPANESE, BEFORE, BEFORE_JAPANESE = 240, 120, 70, 30


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A place of the original text that meets a term, by the number of the term."""

    start: int
    end: int
    term: int
    is_alike: bool = False  # a name that is spelt in another way


def mapped(text: str, *, with_hooks: bool = False) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the place of the original (and the end)."""
    plain = text.translate(FOLDED_LETTERS[with_hooks])
    if len(plain) == len(text) and not MARK.search(text):
        return plain, range(len(text) + 1)
    clusters = CLUSTER.findall(text) if MARK.search(text) else text
    parts = [folded_cluster(cluster, with_hooks) for cluster in clusters]
    starts = accumulate(map(len, clusters), initial=0)
    places = [start for start, part in zip(starts, parts, strict=False) for _letter in part]
    return "".join(parts), [*places, len(text)]


@lru_cache(maxsize=20_000)
def folded_cluster(cluster: str, with_hooks: bool) -> str:
    return folded(cluster, with_hooks=with_hooks)


class ByLetter(dict[int, str]):
    """Each letter folded by itself, for ``str.translate``. What does not stay one letter makes
    the text longer, so that it can be told."""

    def __init__(self, with_hooks: bool):
        super().__init__()
        self.with_hooks = with_hooks

    def __missing__(self, number: int) -> str:
        made = folded(chr(number), with_hooks=self.with_hooks)
        self[number] = made if len(made) == 1 else "??"
        return self[number]


FOLDED_LETTERS = (ByLetter(with_hooks=False), ByLetter(with_hooks=True))


def spans(text: str, terms: Sequence[Term]) -> list[Span]:
    """Every place that meets a term, in order; places that touch are one."""
    return Finder(terms).spans(text)


class Finder:
    """Looks for the same terms in several texts, and remembers of each word whether it meets one:
    texts repeat their words."""

    def __init__(self, terms: Sequence[Term]):
        self.terms = terms
        self.known: dict[str, Met | None] = {}
        self.wholes = [
            (number, re.compile(rf"(?<!\d){either_alphabet(term.whole)}(?!\d)"))
            for number, term in enumerate(terms)
            if term.whole
        ]

    def spans(self, text: str) -> list[Span]:
        text = text[:MOST_READ]
        plain, places = mapped(text, with_hooks=True)
        found = [
            Span(places[start], places[end], *met) for start, end, met in self.met(of_today(plain))
        ]
        return joined(text, sorted(found, key=lambda span: (span.start, span.end)))

    def met(self, text: str) -> Iterator[tuple[int, int, Met]]:
        """From, to, and what is met there."""
        if self.wholes:
            yield from self.wholes_in(text)
        for start, end, word in compounds(text):
            for number, term in enumerate(self.terms):
                if word in term.exact or word in term.stems:
                    yield start, end, (number, False)
                    break
        for match in WORD.finditer(text):
            if match.lastgroup != "word":
                found = other_tokens(match.lastgroup, match[0], match.start())
                yield from self.met_by(found)
            elif met := self.of_word(match[0]):
                yield match.start(), match.end(), met

    def wholes_in(self, text: str) -> Iterator[tuple[int, int, Met]]:
        """Dates and codes, as they were typed or in any grammar."""
        plain = without_front(text)
        dates = list(dates_in(plain)) if any(term.dates for term in self.terms) else []
        has_codes = any(term.codes for term in self.terms)
        codes = [*codes_in(plain), *bare_triples(plain)] if has_codes else []
        for number, pattern in self.wholes:
            term = self.terms[number]
            for match in pattern.finditer(text):
                yield match.start(), match.end(), (number, False)
            for dated in dates:
                if any(key.startswith(tuple(term.dates)) for key in dated.keys):
                    yield dated.start, dated.end, (number, False)
            for code in codes:
                if not term.codes.isdisjoint(code.keys):
                    yield code.start, code.end, (number, False)

    def of_word(self, word: str) -> Met | None:
        if word not in self.known:
            met = next(self.met_by([word_token(word, 0, len(word), {})]), None)
            self.known[word] = met[2] if met else None
        return self.known[word]

    def met_by(self, tokens: Iterable[Token]) -> Iterator[tuple[int, int, Met]]:
        for token in tokens:
            for number, term in enumerate(self.terms):
                if length := met(token, term):
                    yield token.start, token.start + length, (number, False)
                    break
                if any(
                    key in term.alike and not key.startswith(SHORT_NAME)
                    for key in (keys_alike(token) if term.alike else ())
                ):
                    yield token.start, token.end, (number, True)
                    break


def either_alphabet(text: str) -> str:
    """A pattern for a text in which Latin and Cyrillic letters that look alike are one."""
    latin = text.translate(LIKE_LATIN)
    pairs = ((letter, LIKE_CYRILLIC.get(ord(letter))) for letter in latin)
    return "".join(f"[{a}{b}]" if b else re.escape(a) for a, b in pairs)


def met(token: Token, term: Term) -> int:
    """How many characters of a token meet a term; 0 when it does not."""
    whole = token.end - token.start
    if token.exact in term.exact or term.stems.intersection(token.stems):
        return whole
    if term.is_beginning and token.exact.startswith(tuple(term.exact)):
        return whole
    return 1 if token.kind == "kanji" and token.exact[0] in term.exact else 0


def joined(text: str, found: Iterable[Span]) -> list[Span]:
    """Pairs of kanji that overlap as one place."""
    made: list[Span] = []
    for span in found:
        if (
            made
            and span.start < made[-1].end
            or (made and span.start == made[-1].end and KANJI.match(text, span.start))
        ):
            made[-1] = replace(made[-1], end=max(made[-1].end, span.end))
        else:
            made.append(span)
    return made


def marked(text: str, found: Sequence[Span], start: int = 0, end: int | None = None) -> list[Piece]:
    """The text between two places as pieces, those of the spans marked."""
    end, place, pieces = len(text) if end is None else end, start, []
    for span in found:
        if span.start < start or span.end > end:
            continue
        if span.start > place:
            pieces.append(Piece(text[place : span.start]))
        pieces.append(Piece(text[span.start : span.end], is_marked=True))
        place = span.end
    return [*pieces, *([Piece(text[place:end])] if place < end else [])]


def snippet(text: str, found: Sequence[Span]) -> list[Piece]:
    """The surroundings of the place where most terms are met; the beginning when none is."""
    is_japanese = bool(KANJI.search(text[:500]))
    length = LENGTH_JAPANESE if is_japanese else LENGTH
    before = BEFORE_JAPANESE if is_japanese else BEFORE
    start = max(0, best(found, length) - before)
    end = min(len(text), start + length)
    if not is_japanese:
        start, end = at_blanks(text, start, end)
    pieces = marked(text, found, start, end)
    tidy = [Piece(SPACE.sub(" ", piece.text), piece.is_marked) for piece in pieces]
    return [
        *([Piece("…")] if start else []),
        *tidy,
        *([Piece("…")] if end < len(text) else []),
    ]


def best(found: Sequence[Span], length: int) -> int:
    """Where a stretch of this length begins that meets most terms."""
    if not found:
        return 0

    def terms_from(span: Span) -> int:
        return len({s.term for s in found if span.start <= s.start < span.start + length})

    return max(found[:50], key=lambda span: (terms_from(span), -span.start)).start


def at_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without words that are cut."""
    if start and (blank := text.find(" ", start, start + 30)) != -1:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", end - 30, end)) != -1:
        end = blank
    return start, end
