"""Fragments of HTML as trees, and back: what sanitising and reading share."""

import html as entities
import re

import nh3
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _tags("p h2 h3 ul ol li blockquote table thead tbody tr th td")
INLINES = _tags("a strong em sub sup ruby rt rp span")

# Control characters, lone surrogates and non-characters, which no XML tree can hold.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _parse(html: str, *, huge: bool = False) -> HtmlElement:
    """A root element that holds the fragment; nesting of 250 levels is cut down to its text."""
    parser = HTMLParser(encoding="utf-8", huge_tree=huge, remove_comments=True, remove_pis=True)
    text = NOT_IN_XML.sub("", html).encode()
    root = fragment_fromstring(text, create_parent="div", parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) and not huge:
        return _parse(nh3.clean(html, tags=set()), huge=True)
    return root


def _inner(element: HtmlElement) -> str:
    """What is inside the element, as HTML."""
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return entities.escape(element.text or "", quote=False) + "".join(inside)


def _is_footnote(element: HtmlElement) -> bool:
    return element.tag == "span" and element.get("class") == "footnote"


def _loose_text(element: HtmlElement) -> bool:
    pieces = [element.text, *(child.tail for child in element)]
    return any((piece or "").strip() for piece in pieces)
