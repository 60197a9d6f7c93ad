"""Two texts of a page side by side."""

from html import escape
from itertools import zip_longest

from lxml import etree

from .tree import _parse


def blocks(html: str) -> tuple[str, ...]:
    """The outermost elements of rendered HTML, one by one."""
    return tuple(
        etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        for element in _parse(html)
    )


def in_pairs(first: str, second: str, language: str) -> str:
    """Both texts in one, block beside block; what one has more of stands at the end.

    Both must be rendered, with different prefixes. ``language`` is that of the second.
    """
    pairs = zip_longest(blocks(first), blocks(second), fillvalue="")
    return "".join(pair(one, other, language) for one, other in pairs)


def pair(one: str, other: str, language: str) -> str:
    left = f"<div>{one}</div>" if one else ""
    right = f'<div class="counterpart" lang="{escape(language)}">{other}</div>' if other else ""
    return f'<div class="pair">{left}{right}</div>'
