"""The footnotes of stored text: read one by one, and links put into them or taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from .tree import _inner, _is_footnote, _parse


@dataclass(frozen=True)
class Footnote:
    """A note as it is stored: its number from 1, its words, the addresses it links to."""

    number: int
    text: str
    language: str
    links: tuple[str, ...]


def footnotes(html: str) -> tuple[Footnote, ...]:
    """The footnotes of stored HTML in reading order; ``language`` is "" where it is the text's."""
    return tuple(
        Footnote(
            number=number,
            text=" ".join(span.text_content().split()),
            language=span.get("lang", ""),
            links=tuple(link.get("href", "") for link in span.iterdescendants("a")),
        )
        for number, span in enumerate(_notes(_parse(html)), 1)
    )


def link_in_note(html: str, number: int, words: str, href: str) -> str:
    """The HTML with a link around some words of a note; unchanged when they are not there.

    Words that are marked up within are linked by linking the whole note. Words that lie in a link
    already stay as they are.
    """
    root = _parse(html)
    span = _note(root, number)
    if span is None or not words:
        return html
    if any(_link_text(owner, is_tail, words, href) for owner, is_tail in _free_texts(span)):
        return _inner(root)
    if words in " ".join(span.text_content().split()) and span.find(".//a") is None:
        _link_whole(span, href)
        return _inner(root)
    return html


def unlink_in_note(html: str, number: int, href: str) -> str:
    """The HTML without the links of a note to an address; their words stay."""
    root = _parse(html)
    span = _note(root, number)
    found = [] if span is None else [a for a in span.iterdescendants("a") if a.get("href") == href]
    for link in found:
        link.drop_tag()
    return _inner(root) if found else html


def _notes(root: HtmlElement) -> Iterator[HtmlElement]:
    return (span for span in root.iterdescendants("span") if _is_footnote(span))


def _note(root: HtmlElement, number: int) -> HtmlElement | None:
    return next((span for n, span in enumerate(_notes(root), 1) if n == number), None)


def _free_texts(span: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Pieces of text of a note outside links: the element, and whether it is the text after it."""
    for element in list(span.iter()):
        linked = element.tag == "a" or any(a.tag == "a" for a in _within(element, span))
        if not linked:
            yield element, False
        if element is not span and not any(a.tag == "a" for a in _within(element, span)):
            yield element, True


def _within(element: HtmlElement, span: HtmlElement) -> Iterator[HtmlElement]:
    """What the element lies in, inside the note."""
    for outer in element.iterancestors():
        if outer is span:
            return
        yield outer


def _link_text(owner: HtmlElement, is_tail: bool, words: str, href: str) -> bool:
    text = (owner.tail if is_tail else owner.text) or ""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    if not found:
        return False
    link = owner.makeelement("a", {"href": href})
    link.text = found[0]
    if is_tail:
        owner.tail = text[: found.start()]
        owner.addnext(link)
    else:
        owner.text = text[: found.start()]
        owner.insert(0, link)
    link.tail = text[found.end() :]
    return True


def _link_whole(span: HtmlElement, href: str) -> None:
    link = span.makeelement("a", {"href": href})
    link.text, span.text = span.text, None
    for child in list(span):
        link.append(child)
    span.append(link)
