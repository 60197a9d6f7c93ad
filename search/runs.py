"""What stands together in a text – a word, a row of kanji – with its tokens as words of the index.

Texts repeat what they are made of, so each is put together once. Pure.
"""

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from search.tokens import LONGEST, WORD, Lemmas, Token, other_tokens, tokens, word_token


class Run(NamedTuple):
    """Tokens that follow each other, and their words of the index, separated by spaces."""

    tokens: tuple[Token, ...]
    exact: str
    first: str  # the first stem of each …
    others: str  # … and the others
    front: tuple[str, ...]  # short stems that are written with ө or ү


def runs(text: str, lemmas: Lemmas, most: int) -> list[Run]:
    """All of a prepared text, of a long one so many tokens; ``lemmas`` as for ``tokens``."""
    if not lemmas and len(text) <= most:  # a token has a letter at least
        return [
            run_alone(match.lastgroup, match[0])
            if match.end() - match.start() <= LONGEST
            else run_of(tuple(tokens(match[0])))
            for match in WORD.finditer(text)
        ]
    return [run_of(tuple(islice(tokens(text, lemmas), most)))]


@lru_cache(maxsize=30_000)  # long ones do not come again
def run_alone(kind: str, text: str) -> Run:
    is_word = kind == "word"
    return run_of(
        (word_token(text, 0, len(text), {}),) if is_word else tuple(other_tokens(kind, text, 0))
    )


def run_of(found: tuple[Token, ...]) -> Run:
    return Run(
        found,
        " ".join(["x" + token.exact for token in found]),
        " ".join(["s" + token.stems[0] for token in found if token.stems]),
        " ".join(["s" + stem for token in found for stem in token.stems[1:]]),
        tuple(
            "y" + stem for token in found if token.kind == "cyrillic" for stem in token.with_front
        ),
    )
