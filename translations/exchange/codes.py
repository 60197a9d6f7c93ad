"""Rich text as words and codes, as the tools of translators take it. Pure.

A tag of stored HTML becomes a code with an id; its own writing (``<a href="…">``) goes with it, so
that text and codes give back exactly the HTML that they were made of.
"""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
ALONE = frozenset({"br", "img", "hr", "wbr"})
# What may be left out or added in another language without anything being lost.
FREE = frozenset(["ruby", "rt", "rp", "em", "strong", "b", "i", "sub", "sup", "br", "p", "span"])
OPEN, CLOSE, LONE = "open", "close", "lone"
TYPES = {"strong": "bold", "em": "italic", "a": "link", "br": "lb"}


@dataclass(frozen=True, slots=True)
class Code:
    """A tag: ``number`` is the same for both ends of a pair; ``native`` is how HTML writes it."""

    kind: str
    number: str
    name: str
    native: str


Piece = str | Code


def pieces(html: str, source: str = "") -> list[Piece]:
    """Text and codes in order; a code that the source has too gets the source's number."""
    known = _numbers(source) if source else []
    return list(_pieces(html, known))


def _numbers(source: str) -> list[tuple[str, str]]:
    return [(p.native, p.number) for p in _pieces(source, []) if _begins(p)]


def _begins(piece: Piece) -> bool:
    return isinstance(piece, Code) and piece.kind != CLOSE


def _pieces(html: str, known: list[tuple[str, str]]) -> Iterator[Piece]:
    free, opened, latest, place = list(known), [], len(known), 0
    for tag in TAG.finditer(html):
        if tag.start() > place:
            yield entities.unescape(html[place : tag.start()])
        place, name = tag.end(), tag[2]
        if tag[1]:
            yield Code(CLOSE, opened.pop() if opened else "0", name, tag[0])
            continue
        number = next((n for native, n in free if native == tag[0]), "")
        if number:
            free.remove((tag[0], number))
        else:
            latest += 1
            number = str(latest)
        if name not in ALONE:
            opened.append(number)
        yield Code(LONE if name in ALONE else OPEN, number, name, tag[0])
    if place < len(html):
        yield entities.unescape(html[place:])


def escaped(text: str) -> str:
    """Text as stored HTML writes it."""
    return entities.escape(text, quote=False).replace("\xa0", "&nbsp;")


def markup(found: list[Piece]) -> str:
    """The HTML that pieces stand for."""
    return "".join(piece.native if isinstance(piece, Code) else escaped(piece) for piece in found)


def words(found: list[Piece]) -> str:
    """The text alone, for fields that hold no markup."""
    return "".join(piece for piece in found if isinstance(piece, str))


def code_type(code: Code) -> str:
    return TYPES.get(code.name, f"x-html-{code.name}")


def repeated(found: list[Piece]) -> list[str]:
    """Numbers of codes that occur more than once."""
    counts = Counter((p.kind, p.number) for p in found if isinstance(p, Code))
    return list(dict.fromkeys(number for (_kind, number), count in counts.items() if count > 1))


def unpaired(found: list[Piece]) -> list[str]:
    """Numbers of codes whose other end is missing or stands in a wrong place."""
    opened, wrong = [], []
    for piece in found:
        if not isinstance(piece, Code) or piece.kind == LONE:
            continue
        if piece.kind == OPEN:
            opened.append(piece.number)
        elif opened and opened[-1] == piece.number:
            opened.pop()
        else:
            wrong.append(piece.number)
    return list(dict.fromkeys([*wrong, *(number for number in opened if number not in wrong)]))


def kinds(html: str) -> Counter:
    """How often each code occurs that must not get lost: links, notes, headings, cells …"""
    found: Counter = Counter()
    for tag in TAG.finditer(html):
        if not tag[1] and (tag[2] not in FREE or tag[3].strip()):
            found[_kind(tag)] += 1
    return found


def _kind(tag: re.Match[str]) -> str:
    if 'class="footnote"' in tag[3]:
        return "footnote"
    return "lang" if tag[2] == "span" else tag[2]


def lost(html: str, *models: str) -> Counter:
    """Codes that are missing of what the source, or else the former translation, holds.

    Languages differ in their marks; whoever keeps those of either text has lost nothing.
    """
    have = kinds(html)
    missing = [kinds(model) - have for model in models if model]
    return min(missing, key=lambda found: found.total(), default=Counter())


def dropped(sent: str, kept: str) -> list[str]:
    """Tags and attributes that were sent and are not kept."""
    gone = _marks(sent) - _marks(kept)
    return sorted(gone)


_ANY_TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ANY_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")


def _marks(html: str) -> set[str]:
    found = set()
    for tag in _ANY_TAG.finditer(html):
        name = tag[1].lower()
        found.add(f"<{name}>")
        for attribute in _ANY_ATTRIBUTE.finditer(tag[2]):
            value = entities.unescape(attribute[2].strip("\"'"))
            shown = f"={value[:40]}" if attribute[1].lower() in ("href", "class", "lang") else ""
            found.add(f"<{name} {attribute[1].lower()}{shown}>")
    return found
