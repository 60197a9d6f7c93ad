"""Reads citations of archival documents as people write them; pure, no models.

    Central Archive of Ministry of Foreign Affairs, Mongolia, Fund-59, File-1, Unit-548
    ГХЯ-ны Төв архив. Ф-59, хн-66.
    国立公文書館、平28内府00174100。

Fund, file and unit are found by their labels, wherever they stand. Other codes follow no grammar:
they are whatever stands between commas and holds a digit, and are looked up in that order.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.reference_codes import (
    LABELLED,
    ParsedCode,
    folded,
    parse_fund_file_unit,
)
from search.analysis import fold

MOST = 2_000  # characters of a citation that are read
MOST_CODES = 24
MOST_WORDS = 40

QUOTED = re.compile('“[^”]*”|«[^»]*»|「[^」]*」|『[^』]*』|"[^"]*"|„[^“]*“')
BETWEEN_PARTS = re.compile(r"[\s,.;:、。·/-]*")
SEPARATORS = re.compile(r"[,，、。;；:：\n()（）\[\]]|\.(?=\s|$)")
DASHES = re.compile(r"\s?[-‐‑‒–—―−]\s?")
LEAF = re.compile(
    r"(?:pages?|pp?|folios?|fol|leaf|хуудас|хуу|тал)[ .:-]*(?:no\.? ?)?"
    r"(?P<labelled>[0-9]+(?:[rvab](?![a-z]))?)|(?P<counted>[0-9]+) ?(?:ページ|頁|丁|р хуудас)"
)
SAME_ARCHIVE = re.compile(
    r"^\W*(?:(?:the )?same archives?\b|ibid(?:em)?\b|同館|同上|同前|мөн\s+(?:архив|тэнд)(?!\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitationReading:
    """What a citation says.

    ``codes`` are the reference codes that it may mean, as written, the likeliest first; ``start``
    and ``end`` say where the first one stands. ``parts`` are its fund, file and unit where it has
    such. ``repository`` are the words that may name a repository. ``refers_back`` is true for
    “same archive”. ``leaf`` is the page or leaf, "" when none is named.
    """

    text: str
    repository: str
    codes: tuple[str, ...]
    parts: ParsedCode | None
    leaf: str
    refers_back: bool
    start: int = 0
    end: int = 0

    @property
    def code(self) -> str:
        return self.codes[0] if self.codes else ""


def read_citation(text: str) -> CitationReading:
    """The parts of a citation in any known grammar; every text can be read, maybe as nothing.

    Only the first 2,000 characters count. The time is linear in their number.
    """
    text = bounded(text.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8"))
    back = bool(SAME_ARCHIVE.match(text))
    run = labelled_run(text)
    if run is None:
        return read_verbatim(text, back)
    start, end = run
    code = text[start:end]
    parts = parse_fund_file_unit(code)
    before = "" if back else text[:start]
    codes = (without_leaf(code, parts),)
    leaf = (parts.leaf if parts else "") or leaf_in(text[end:])
    return CitationReading(text, before.strip(), codes, parts, leaf, back, start, end)


def bounded(text: str) -> str:
    """The beginning of a text; one sign can stand for eighteen (ﷺ), all of which are compared."""
    text = text[:MOST]
    while len(unicodedata.normalize("NFKC", text)) > 2 * MOST:
        text = text[: len(text) // 2]
    return text


def labelled_run(text: str) -> tuple[int, int] | None:
    """Where the first run of fund, file, unit and leaf stands."""
    plain, places = with_places(text)
    start = end = None
    for match in LABELLED.finditer(plain):
        if start is None:
            if is_fund(match):
                start, end = match.span()
        elif BETWEEN_PARTS.fullmatch(plain, end, match.start()) and not is_fund(match):
            end = match.end()
        else:
            break
    if start is None:
        return None
    return places[start], places[end - 1] + 1


def is_fund(match: re.Match[str]) -> bool:
    """Whether a labelled number is that of a fund: with it a code can begin."""
    return parse_fund_file_unit(match[0]) is not None


def with_places(text: str) -> tuple[str, list[int]]:
    """The text folded for comparison, and for each of its characters where it came from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for sign in folded(letter) or " ":
            if sign == " " and letters and letters[-1] == " ":
                continue
            letters.append(sign)
            places.append(place)
    return "".join(letters), places


def without_leaf(code: str, parts: ParsedCode | None) -> str:
    """The code of the storage unit alone: the leaf is said apart."""
    if parts is None or not parts.leaf:
        return code
    plain, places = with_places(code)
    *_parts, leaf = LABELLED.finditer(plain)
    return code[: places[leaf.start()]].rstrip(" ,.;:、。·/-")


def read_verbatim(text: str, back: bool) -> CitationReading:
    plain = QUOTED.sub(lambda quote: "," * len(quote[0]), text)
    pieces = [piece for piece in SEPARATORS.split(plain) if piece.strip()]
    leaf = leaf_in(plain)
    codes = tuple(dict.fromkeys(candidates(pieces)))[:MOST_CODES]
    start = max(text.find(codes[0]), 0) if codes else 0
    end = start + len(codes[0]) if codes and text.startswith(codes[0], start) else start
    named = [piece for piece in pieces if piece.strip() not in codes[:1]]
    repository = "" if back else ", ".join(piece.strip() for piece in named)
    return CitationReading(text, repository, codes, None, leaf, back, start, end)


def candidates(pieces: Sequence[str]) -> Iterator[str]:
    """Whole pieces first, then their endings, then those without a digit: DEMO-PRESS."""
    pieces = [piece.strip() for piece in pieces if not LEAF.fullmatch(fold(piece))]
    numbered = [piece for piece in pieces if has_digit(piece)]
    yield from (piece for piece in numbered if len(piece.split()) == 1)
    yield from (piece for piece in numbered if 1 < len(piece) <= 200)
    for piece in numbered:
        words = DASHES.sub("-", piece).split()[:MOST_WORDS]
        yield from (word for word in words if has_digit(word))
        yield from (" ".join(words[-size:]) for size in (2, 3) if size < len(words))
    yield from (p for p in pieces if ("-" in p or p.isupper()) and len(p) <= 40)


def has_digit(text: str) -> bool:
    return any(unicodedata.category(letter) == "Nd" for letter in text)


def leaf_in(text: str) -> str:
    """The page or leaf that a text names: p. 12, 12頁, хуудас 12, fol. 3v."""
    match = LEAF.search(fold(text))
    return (match["labelled"] or match["counted"]) if match else ""
