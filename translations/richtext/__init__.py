"""Rich text: what may be stored, how its footnotes are numbered, how pasted text is joined.

Stored text is a small, closed HTML: paragraphs, headings, lists, tables, links, ruby, passages in
another language and footnotes. A footnote is ``<span class="footnote">`` at its place and holds
the note itself. nh3 (an HTML5 parser with an allow-list) has the first and the last word about
what is let through; lxml only rearranges what nh3 has passed. No Django here.

Inside: `tree`, `widths` ← `spaces` ← `sanitising`, `reading`; `widths` ← `pasting`;
`tree` ← `notes`, `pairing`; `reading` ← `shape`.
"""

from .notes import Footnote, footnotes, link_in_note, unlink_in_note
from .pairing import in_pairs
from .pasting import join_hard_wraps, tidy_paste
from .reading import Note, RichText, headings, is_ibid, plain_text, render
from .sanitising import sanitise
from .shape import NoteShape, Shape, shape

__all__ = [
    "Footnote",
    "Note",
    "NoteShape",
    "RichText",
    "Shape",
    "footnotes",
    "headings",
    "in_pairs",
    "is_ibid",
    "join_hard_wraps",
    "link_in_note",
    "plain_text",
    "render",
    "sanitise",
    "shape",
    "tidy_paste",
    "unlink_in_note",
]
