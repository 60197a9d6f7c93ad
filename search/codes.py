"""Reference codes inside running text and queries, as keys. Pure.

Archives write fund, file and unit in several grammars; ``Fund-59, File-1, Unit-66``, ``Ф-59, Д-1,
ХН-66`` and ``59-1-66`` give the keys ``cf59``, ``cd1`` and ``cu66``, so that parts find the whole.
Other codes (``K-19180-1``, ``平28内府00174100``) are kept as they are written, without signs.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis import without_front
from search.tokens import LIKE_LATIN

LABELS = {
    "f": "fund fonds fond フォンド ファンド фонд ф",
    "d": "file ファイル данс д",
    "u": "unit xh hn x/h ユニット 保管単位 хадгаламжийн_нэгж хадгаламжийн_нэгжийн хн х/н х.н",
}
MEANINGS = {
    label.replace("_", " "): part for part, labels in LABELS.items() for label in labels.split()
}
LABEL = "|".join(
    rf"(?<={label[0]}){re.escape(label[1:])}" for label in sorted(MEANINGS, key=len, reverse=True)
)
FIRST = "".join(sorted({label[0] for label in MEANINGS}))
LABELLED = re.compile(  # the first letter stands first: so other letters are passed over faster
    rf"(?P<label>[{FIRST}](?<![^\W\d_].)(?:{LABEL}))\s*[.:-]*\s*(?:no\.?\s?|№\s?|no\s)?"
    r"(?P<number>[0-9]+(?:[a-zа-я](?![^\W_])|/[0-9]+)?)(?![0-9])"
)
# 59 дугээр фонд, 66 дугаар хадгаламжийн нэгж
COUNTED = re.compile(
    r"(?P<number>[0-9](?<!\w.)[0-9]*)\s*-?\s*(?:р|д[уv]г[аэ]{2}р)?\s+"
    r"(?P<label>фонд|данс|хадгаламжийн нэгж|хн)(?!\s*[-.:№]?\s*[0-9])"
)
BETWEEN = re.compile(r"[\s,、.;:/·-]*")
BARE = re.compile(r"(?<![\w/-])([0-9]{1,5})([-/])([0-9]{1,4})\2([0-9]{1,5})(?![\w/-])")
# One piece of letters and figures with signs between: K-19180-1, 2019-0197, 平28内府00174100.
PIECE = re.compile(r"(?<![\w-])(?=\S*\d)(?=\S*(?:-|\d[^\W\d_]|[^\W\d_]\d))[\w]+(?:[-/.][\w]+)*")
LONGEST = 60


class Code(NamedTuple):
    """A code, or some parts of one, at a place of a text."""

    start: int
    end: int
    keys: tuple[str, ...]


def codes_in(text: str) -> Iterator[Code]:
    """Every code of labelled parts in a folded text, and three figures in a row (59-1-66)."""
    some: list[re.Match[str]] = []
    for match in LABELLED.finditer(text):
        if some and not BETWEEN.fullmatch(text, some[-1].end(), match.start()):
            yield from labelled(some)
            some = []
        some.append(match)
    yield from labelled(some)
    for match in COUNTED.finditer(text):
        yield from labelled([match])


def labelled(matches: list[re.Match[str]]) -> Iterator[Code]:
    parts = {MEANINGS[m["label"]]: without_zeros(m["number"]) for m in matches}
    if parts:
        keys = tuple(key(part, number) for part, number in parts.items())
        yield Code(matches[0].start(), matches[-1].end(), keys)


def completed(keys: tuple[str, ...]) -> tuple[str, ...]:
    """For the index: Mongolian citations leave the file out where a fund has one."""
    parts = {key[:2] for key in keys}
    return (*keys, "cd1") if {"cf", "cu"} <= parts and "cd" not in parts else keys


def key(part: str, number: str) -> str:
    return f"c{part}{number.replace('/', '_')[:LONGEST]}"


def without_zeros(digits: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", digits)


def bare_triples(text: str) -> Iterator[Code]:
    """``59-1-66``: fund, file and unit without their labels."""
    for match in BARE.finditer(text):
        numbers = (without_zeros(match[1]), without_zeros(match[3]), without_zeros(match[4]))
        keys = tuple(key(part, number) for part, number in zip("fdu", numbers, strict=True))
        yield Code(match.start(), match.end(), keys)


def whole_code(text: str) -> str:
    """The key of a code as a whole, without its signs; empty for none. Letters that look alike are
    one: who copies K-19180-1 may type К."""
    bare = without_front("".join(re.findall(r"\w+", text))).replace("_", "").translate(LIKE_LATIN)
    return f"w{bare[:LONGEST]}" if bare else ""
