"""Transcriptions: line by line, with readings in the notation of Aozora Bunko.

A reading stands in 《》 behind its word. The word is what follows ｜, or in Japanese the kanji
right before 《. Elsewhere 《》 are quotation marks: in Mongolian and Chinese they often are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from archive.language_codes import is_language

_KANJI = r"[々〆〇ヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_READING = r"《([^《》｜\n]{1,100})》"
_MARKED = re.compile(rf"｜([^《》｜\n]{{1,100}}+){_READING}")
# The look-behind keeps the search linear: a run of kanji is tried from its beginning alone.
_JAPANESE = re.compile(rf"{_MARKED.pattern}|(?<!{_KANJI})({_KANJI}++){_READING}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, with its reading where it has one."""

    text: str
    reading: str = ""


def pieces(text: str, language: str) -> Iterator[Piece]:
    """The text in order, cut where a reading begins or ends."""
    place = 0
    for found in notation(language).finditer(text):
        if found.start() > place:
            yield Piece(text[place : found.start()])
        base, reading = (group for group in found.groups() if group is not None)
        yield Piece(base, reading)
        place = found.end()
    if place < len(text):
        yield Piece(text[place:])


def notation(language: str) -> re.Pattern[str]:
    is_japanese = language.partition("-")[0].lower() == "ja"
    return _JAPANESE if is_japanese else _MARKED


def as_html(text: str, language: str) -> SafeString:
    """Paragraphs (a blank line divides them) with their line breaks and ``<ruby>``; escaped."""
    return _blocks(text, lambda block: "".join(_ruby(piece) for piece in pieces(block, language)))


def as_plain_text(text: str, language: str) -> str:
    """The text as it is written on the page, without readings."""
    return "".join(piece.text for piece in pieces(text, language))


def _blocks(text: str, markup: Callable[[str], str]) -> SafeString:
    blocks = re.split(
        r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    )
    shown = (markup(block).replace("\n", "<br>\n") for block in blocks if block.strip())
    return mark_safe("\n".join(f"<p>{block}</p>" for block in shown))  # noqa: S308


def _ruby(piece: Piece) -> str:
    if not piece.reading:
        return escape(piece.text)
    text, reading = escape(piece.text), escape(piece.reading)
    return f"<ruby>{text}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def canonical_tag(tag: str) -> str:
    """A language tag in the case that BCP 47 recommends: ``MN-mong`` → ``mn-Mong``.

    Raises ValueError for what is no tag of a known language.
    """
    if not is_language(tag):
        raise ValueError(tag)
    first, *rest = tag.split("-")
    cased = (part.title() if len(part) == 4 and part.isalpha() else part.lower() for part in rest)
    return "-".join([first.lower(), *(p.upper() if len(p) == 2 else p for p in cased)])
