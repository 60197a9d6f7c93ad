"""What differs between two wordings of a text, word by word. Pure.

Words are the tokens of English and Mongolian; Japanese, written without spaces, is compared
character by character, its figures, Latin and Katakana words whole. Tags of rich text are tokens
too: they are never cut, and are kept apart so that a page can show them without their markup.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

SAME, GONE, NEW = "same", "gone", "new"
TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
LETTER = r"[^\W\d_\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
TOKEN = re.compile(
    r"\d+(?:[.,:/\uff0e\uff0c]\d+)*"  # a figure with its separators: 2,500 and 12:30
    rf"|{LETTER}(?:[\u0300-\u036f]|['\u2019\u00ad-]?{LETTER})*\d*"  # a word: БНМАУ-ын, don't
    r"|[\u30a1-\u30fa\u30fc-\u30ff]+"  # a Katakana word
    r"|\s+|.",
    re.DOTALL,
)
SENTENCE_ENDS = frozenset("。！？.!?\n")
# Beyond this many pairs of tokens a passage is shown as replaced: nobody reads such a difference.
MOST_PAIRS = 4_000_000


class Token(NamedTuple):
    text: str
    is_tag: bool = False


class Piece(NamedTuple):
    """A stretch that stands in both wordings (``same``), in the former (``gone``), or in the
    present one (``new``)."""

    kind: str
    text: str
    is_tag: bool = False


def tokens(text: str, *, rich: bool) -> list[Token]:
    """Words, characters, spaces and tags, which together are the text; entities are read."""
    if not rich:
        return [Token(word) for word in TOKEN.findall(text)]
    found: list[Token] = []
    place = 0
    for tag in TAG.finditer(text):
        found += words(text[place : tag.start()])
        found.append(Token(tag.group(), is_tag=True))
        place = tag.end()
    return found + words(text[place:])


def words(text: str) -> list[Token]:
    return [Token(word) for word in TOKEN.findall(html.unescape(text))]


def difference(former: str, present: str, *, rich: bool = False) -> list[Piece]:
    """From the former wording to the present one, in reading order."""
    before, after = tokens(former, rich=rich), tokens(present, rich=rich)
    return joined(settled(list(changes(before, after))))


def changes(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """The common beginning and end first: most changes are small, and it makes them quick."""
    start = common(before, after)
    end = common(before[:start:-1], after[:start:-1]) if start < min(len(before), len(after)) else 0
    end = min(end, min(len(before), len(after)) - start)
    stop_before, stop_after = len(before) - end, len(after) - end
    yield from ((SAME, token) for token in before[:start])
    yield from by_sentences(before[start:stop_before], after[start:stop_after])
    yield from ((SAME, token) for token in before[stop_before:])


def common(one: Sequence[Token], other: Sequence[Token]) -> int:
    """How many tokens both begin with."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def by_sentences(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Sentences that stay are found first, so that only the others are compared by word."""
    olds, news = sentences(before), sentences(after)
    for tag, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        old = [token for sentence in olds[i:j] for token in sentence]
        new = [token for sentence in news[k:m] for token in sentence]
        if tag == "equal":
            yield from ((SAME, token) for token in old)
        else:
            yield from by_words(old, new)


def sentences(all_tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    found: list[list[Token]] = [[]]
    for token in all_tokens:
        found[-1].append(token)
        if token.is_tag or token.text[-1] in SENTENCE_ENDS:
            found.append([])
    return [tuple(sentence) for sentence in found if sentence]


def by_words(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    if len(before) * len(after) > MOST_PAIRS:
        yield from ((GONE, token) for token in before)
        yield from ((NEW, token) for token in after)
        return
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((SAME, token) for token in before[i:j])
        else:
            yield from ((GONE, token) for token in before[i:j])
            yield from ((NEW, token) for token in after[k:m])


def settled(found: list[tuple[str, Token]]) -> list[tuple[str, Token]]:
    """Two changed words with only a space between them are one change."""
    whole: list[tuple[str, Token]] = []
    runs = [(kind == SAME, list(run)) for kind, run in groupby_sameness(found)]
    for number, (is_same, run) in enumerate(runs):
        inside = 0 < number < len(runs) - 1
        if is_same and inside and all(token.text.isspace() for _kind, token in run):
            for kind in (GONE, NEW):
                whole += [(kind, token) for _same, token in run]
        else:
            whole += run
    return [change for _same, run in groupby_sameness(whole) for change in sorted_change(run)]


def groupby_sameness(found: Iterable[tuple[str, Token]]):
    """Stretches that stay and stretches that change, in turn."""
    return (
        (next(iter(run))[0], run)
        for run in (list(group) for _key, group in groupby(found, key=lambda one: one[0] == SAME))
    )


def sorted_change(run: list[tuple[str, Token]]) -> list[tuple[str, Token]]:
    """First all that goes, then all that comes."""
    return sorted(run, key=lambda one: one[0] == NEW)


def joined(found: list[tuple[str, Token]]) -> list[Piece]:
    """Neighbours of one kind as one piece; every tag stays a piece of its own."""
    pieces: list[Piece] = []
    for kind, token in found:
        last = pieces[-1] if pieces else None
        if last and not token.is_tag and (last.kind, last.is_tag) == (kind, False):
            pieces[-1] = Piece(kind, last.text + token.text)
        else:
            pieces.append(Piece(kind, token.text, token.is_tag))
    return pieces
