"""Citations of archival items: repository, reference code, title and date in one line.

A style is a template such as `{repository}, {code}, “{title}”, {date}`. Whatever part is missing
disappears with the quotes or brackets around it and the punctuation before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from string import Formatter

from django.utils.translation import gettext as _

PLACEHOLDERS = ("repository", "code", "title", "date")

STYLES = {
    "en": "{repository}, {code}, “{title}”, {date}",
    "ja": "{repository}、{code}、「{title}」、{date}",
    "mn": "{repository}, {code}, «{title}», {date}",
}
# Between a repository and its division, the institution first.
REPOSITORY_JOINTS = {"en": ", ", "ja": " ", "mn": ", "}

BRACKETS = {"“": "”", "‘": "’", "«": "»", "「": "」", "『": "』", "（": "）", "(": ")", "[": "]"}
PUNCTUATION = " ,.;:·、。，．；：–—-/"


@dataclass(frozen=True)
class Citation:
    """The parts of a citation in one language ("" when absent), and the whole as plain text."""

    repository: str
    code: str
    title: str
    date: str
    text: str


@dataclass(frozen=True)
class _Literal:
    text: str


@dataclass(frozen=True)
class _Placeholder:
    name: str


@dataclass
class _Group:
    """Pieces between an opening and a closing quote or bracket; the outermost one has neither."""

    opening: str = ""
    closing: str = ""
    pieces: list["_Piece"] = field(default_factory=list)


_Piece = _Literal | _Placeholder | _Group


def cite(
    *,
    repositories: Sequence[str],
    code: str,
    title: str,
    date: str = "",
    language: str,
    style: str = "",
) -> Citation:
    """Cite an item of a repository (given with those it belongs to, outermost first).

    An empty `style` means the usual one of the language, English for an unknown language. Raises
    ValueError for a style that `check_style` refuses.
    """
    reader = language.partition("-")[0].lower()
    joint = REPOSITORY_JOINTS.get(reader, REPOSITORY_JOINTS["en"])
    names = filter(None, map(_one_line, repositories))
    parts = {"repository": joint.join(names), "code": _one_line(code)}
    parts |= {"title": _one_line(title), "date": _one_line(date)}
    template = _checked(style or STYLES.get(reader, STYLES["en"]))
    return Citation(**parts, text=_one_line(_filled(template, parts)))


@lru_cache(maxsize=1_000)
def _checked(style: str) -> _Group:
    """A style as it is filled; there are few, and every item is cited."""
    check_style(style)
    return _grouped(style)


def check_style(style: str) -> None:
    """Raise ValueError, with a sentence for the curator, unless the style can be used."""
    try:
        fields = [piece[1:] for piece in Formatter().parse(style) if piece[1] is not None]
    except ValueError:
        message = _("The citation style “%(style)s” has a brace without its partner.")
        raise ValueError(message % {"style": style}) from None
    for name, format_spec, conversion in fields:
        if name not in PLACEHOLDERS or format_spec or conversion:
            raise ValueError(_unknown(name, format_spec or "", conversion or ""))
    if "code" not in (name for name, *_rest in fields):
        message = _("The citation style “%(style)s” lacks the reference code, {code}.")
        raise ValueError(message % {"style": style})


def _unknown(name: str, format_spec: str, conversion: str) -> str:
    written = (
        name + (f"!{conversion}" if conversion else "") + (f":{format_spec}" * bool(format_spec))
    )
    known = ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)
    message = _("A citation style cannot contain %(unknown)s. It may use %(known)s.")
    return message % {"unknown": f"{{{written}}}", "known": known}


def _pieces(style: str) -> Iterator[_Literal | _Placeholder]:
    """The style as placeholders and single characters of the text between them."""
    for literal, name, _spec, _conversion in Formatter().parse(style):
        yield from map(_Literal, literal)
        if name is not None:
            yield _Placeholder(name)


def _grouped(style: str) -> _Group:
    """The style as nested groups; a quote or bracket without its partner is ordinary text."""
    stack = [_Group()]
    for piece in _pieces(style):
        sign = piece.text if isinstance(piece, _Literal) else ""
        if sign and sign == stack[-1].closing:
            closed = stack.pop()
            stack[-1].pieces += [closed] if _has_part(closed) else _as_text(closed, sign)
        elif closing := _closing(sign):
            stack.append(_Group(sign, closing))
        else:
            stack[-1].pieces.append(piece)
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1].pieces += _as_text(unclosed, "")
    return stack[0]


def _has_part(group: _Group) -> bool:
    return not all(isinstance(piece, _Literal) for piece in group.pieces)


def _as_text(group: _Group, closing: str) -> list[_Piece]:
    """The pieces of a group that is none after all: (copy), or a quote without its partner."""
    return [_Literal(group.opening), *group.pieces, _Literal(closing)]


def _closing(sign: str) -> str:
    """The partner that an opening sign waits for; a straight quote closes by itself."""
    return sign if sign == '"' else BRACKETS.get(sign, "")


def _filled(group: _Group, parts: Mapping[str, str]) -> str:
    """The group with its parts filled in, "" when all of them are missing.

    Text belongs to the part after it: it goes when that part is missing, and loses its leading
    punctuation when nothing stands before it. The very first and last text belong to the group.
    """
    prefix, pieces = _prefix(group.pieces)
    filled, waiting, gap = "", "", ""  # the gap keeps the neighbours of a missing part apart
    for piece in pieces:
        if isinstance(piece, _Literal):
            waiting += piece.text
            continue
        value = parts[piece.name] if isinstance(piece, _Placeholder) else _filled(piece, parts)
        if value:
            filled += ((waiting or gap) if filled else waiting.lstrip(PUNCTUATION)) + value
        waiting, gap = "", "" if value else " "
    return f"{group.opening}{prefix}{filled}{waiting}{group.closing}" if filled else ""


def _prefix(pieces: Sequence[_Piece]) -> tuple[str, Sequence[_Piece]]:
    """The text before the first part, and the pieces from that part on."""
    texts = list(takewhile(lambda piece: isinstance(piece, _Literal), pieces))
    prefix = "".join(piece.text for piece in texts if isinstance(piece, _Literal))
    return prefix, pieces[len(texts) :]


def _one_line(text: str) -> str:
    """The text without line breaks; the wide spaces of Japanese titles stay."""
    return re.sub("[ \t\r\n\v\f\x85\u2028\u2029]+", " ", text).strip()
