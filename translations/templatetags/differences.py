"""Shows the difference between two wordings; nobody needs to see colours to read it."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from translations.fields import LABELS
from translations.units.difference import GONE, NEW, SAME, Piece

register = template.Library()

BLOCK_ENDS = ("</p", "</h2", "</h3", "</li", "</blockquote", "</tr", "<br")
CELL_ENDS = ("</td", "</th")
WORDS = {
    "p": "paragraph",
    "h2": "heading2",
    "h3": "heading3",
    "ul": "bulletList",
    "ol": "orderedList",
    "strong": "bold",
    "em": "italic",
    "sub": "subscript",
    "sup": "superscript",
    "a": "link",
    "blockquote": "blockquote",
    "table": "table",
    "ruby": "ruby",
}


@register.simple_tag
def difference_of(pieces: Iterable[Piece]) -> SafeString:
    """``<ins>`` and ``<del>`` with words for screen readers; the markup of the text is not shown
    except where it has changed, and then in words."""
    return mark_safe("".join(shown(piece) for piece in pieces))  # noqa: S308


def shown(piece: Piece) -> str:
    if piece.kind == SAME:
        return layout(piece.text) if piece.is_tag else escape(piece.text)
    text = tag_in_words(piece.text) if piece.is_tag else escape(piece.text)
    return marked(piece.kind, text) + (layout(piece.text) if piece.is_tag else "")


def marked(kind: str, text: str) -> str:
    if not text:
        return ""
    element, words = {GONE: ("del", _("deleted:")), NEW: ("ins", _("added:"))}[kind]
    opening = format_html('<{}><span class="visually-hidden">{} </span>', element, words)
    return f"{opening}{text}</{element}>"


def layout(tag: str) -> str:
    """What keeps the paragraphs and notes of rich text apart."""
    if tag.startswith(BLOCK_ENDS):
        return "\n"
    if tag.startswith(CELL_ENDS):
        return " · "
    return " ※ " if 'class="footnote"' in tag else ""


def tag_in_words(tag: str) -> str:
    """An opening tag in the words of the editor; the end of a mark shows by a stroke."""
    name = tag.strip("</> ").split()[0].rstrip("/").lower()
    label = str(LABELS[WORDS[name]]) if name in WORDS else name
    if name == "span":
        label = str(LABELS["footnote" if 'class="footnote"' in tag else "language"])
    details = tag.strip("<>").partition(" ")[2] if name in ("a", "span") else ""
    details = "" if 'class="footnote"' in tag else details
    sign = "/" if tag.startswith("</") else ""
    return format_html("<code>{}{}{}</code>", sign, label, f" {details}" if details else "")
