"""Pasting: plain text without the line breaks of the page it was copied from.

``static/translations/editor/paste.js`` does the same in the browser.
"""

import html as entities
import re
from dataclasses import dataclass

from .widths import _is_wide, columns, joint

WIDEST_WRAP = 130  # columns; a longer line was not wrapped by hand or by a page
NARROWEST_WRAP = 40  # columns; shorter lines are verse, addresses, cells
LONG = 0.7  # of the width: so long a line was probably broken for want of room
FULL = 0.95
NEW_ITEM = re.compile(
    r"[•·‣▪■□◆◇○●※*–—-]\s|[・（(]?[0-9]{1,2}[.)）、]\s?|[(（]([0-9]{1,2}|[a-zа-яөү]|[ivx]{1,4})[)）]|[①-⑳]"
    r"|第[0-9一二三四五六七八九十]+[章節条]|\u3000"
)
END_OF_SENTENCE = re.compile(r"[.!?:;…。！？：][)）»”’\"'」』]*$")
GAP = re.compile(r"\t|[ \xa0]{3,}")
INDENT = "\u3000"
HYPHENS = "-\xad\u2010"


@dataclass(frozen=True)
class Line:
    """A pasted line: its text, its columns, whether it looks like a row, a blank line above."""

    text: str
    columns: int
    row: bool
    blank_above: bool


def join_hard_wraps(text: str) -> str:
    """Pasted plain text without the line breaks of a page.

    Paragraphs come out parted by an empty line; lines that were lines in their own right (rows
    of a flattened table, items, addresses) stay lines. CJK lines join without a space, and a
    word divided by a hyphen becomes whole.
    """
    lines = _lines(text)
    width, spread = _layout(lines)
    joined = "".join(line.text.lstrip(INDENT) for line in lines[:1])
    for before, line in zip(lines, lines[1:], strict=False):
        if _wrapped(before, line, width, spread):
            joined = _join(joined, line.text)
        else:
            joined += ("\n\n" if _new_paragraph(before, line) else "\n") + line.text.lstrip(INDENT)
    return joined


def tidy_paste(text: str) -> str:
    """Pasted plain text as HTML paragraphs, hard line breaks joined."""
    paragraphs = entities.escape(join_hard_wraps(text), quote=False).split("\n\n")
    marked = ("<br>".join(paragraph.split("\n")) for paragraph in paragraphs if paragraph)
    return "".join(f"<p>{paragraph}</p>" for paragraph in marked)


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    blank = False
    for raw in text.splitlines():
        words = re.sub(r"[ \t\xa0]+", " ", re.sub(r"\u3000{2,}", "\u3000", raw)).strip(" ")
        if words.strip():
            found.append(Line(words, columns(words), _is_row(raw.strip(), words), blank))
        blank = not words.strip()
    return found


def _layout(lines: list[Line]) -> tuple[int, bool]:
    """(columns to which the text was wrapped, whether a blank line follows even wrapped lines)"""
    lengths = sorted(line.columns for line in lines if line.columns <= WIDEST_WRAP)
    if not lengths:
        return 0, False
    width = lengths[len(lengths) * 9 // 10]  # a few lines are always wider
    mostly_full = lengths[len(lengths) // 2] >= LONG * width
    blanks = sum(line.blank_above for line in lines)
    return width, mostly_full and len(lines) > 3 and blanks > 0.5 * len(lines)


def _is_row(raw: str, words: str) -> bool:
    """True for a row of a flattened table: gaps between its cells, or figures for the most part."""
    tokens = words.split()
    figures = sum(any(sign.isdigit() for sign in token) for token in tokens)
    return len(GAP.findall(raw)) >= 2 or (len(tokens) > 1 and figures >= 0.5 * len(tokens))


def _wrapped(before: Line, line: Line, width: int, spread: bool) -> bool:
    """True where the break between two lines comes from the page, not from the author."""
    if before.row or line.row or NEW_ITEM.match(line.text) or before.columns > WIDEST_WRAP:
        return False
    small = line.text[0].islower()
    if small and not line.blank_above and _divides_word(before.text, line.text):
        return True
    if width < NARROWEST_WRAP or before.columns < 0.5 * width:
        return False
    if small:
        return True
    if END_OF_SENTENCE.search(before.text):
        room = columns(line.text.split()[0]) + 1 if not _is_wide(line.text[0]) else 2
        return not line.blank_above and before.columns + room > FULL * width
    return before.columns >= LONG * width and (spread or not line.blank_above)


def _new_paragraph(before: Line, line: Line) -> bool:
    ended = END_OF_SENTENCE.search(before.text) or before.columns > WIDEST_WRAP
    return line.blank_above or bool(ended and not before.row)


def _divides_word(text: str, line: str) -> bool:
    """True where the hyphen at the end of the text stands between two letters."""
    return text[-1] in HYPHENS and text[-2:-1].isalpha() and line[0].isalpha()


def _join(text: str, line: str) -> str:
    """Two parts of a wrapped paragraph as one; БНМАУ-ын keeps its hyphen, con-text does not."""
    if _divides_word(text, line):
        keeps = text[-1] != "\xad" and (text[-2].isupper() or line[0].isupper())
        return (text if keeps else text[:-1]) + line
    return text + joint(text[-1], line[0]) + line
