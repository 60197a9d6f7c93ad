"""Nodes of the tree, and the plainest ways to make them.

A node is a dictionary: ``k`` its kind, ``c`` its children (strings and nodes), and what the kind
needs besides: ``lang``, ``id``, ``href``, ``level`` …. What is empty is left out.
"""

from collections.abc import Iterable, Iterator

from translations.texts import Text

Node = dict
Child = Node | str

INLINE = {"strong", "em", "sub", "sup", "br", "ruby", "span", "link", "note", "to-note"}


def node(kind: str, children: Iterable[Child] = (), **attributes: object) -> Node:
    made = {"k": kind, "c": [child for child in children if child != ""]}
    return made | {key.strip("_"): value for key, value in attributes.items() if value}


def inline(text: Text, language: str) -> list[Child]:
    """A text within a line, marked where it is in another language than the book."""
    if not text:
        return []
    if text.language and text.language != language:
        return [node("span", [text.value], lang=text.language)]
    return [text.value]


def paragraphs(text: Text, language: str) -> list[Node]:
    """Plain text as paragraphs: blank lines separate them, single line breaks stay."""
    lang = text.language if text.language != language else ""
    blocks = [block.strip() for block in text.value.replace("\r", "").split("\n\n")]
    return [node("p", broken(block), lang=lang) for block in blocks if block]


def broken(block: str) -> Iterator[Child]:
    for number, line in enumerate(block.split("\n")):
        if number:
            yield node("br")
        yield line


def walk(children: Iterable[Child]) -> Iterator[Node]:
    """All nodes, a node before what it holds; lists in attributes too."""
    for child in children:
        if isinstance(child, dict):
            yield child
            for value in child.values():
                if isinstance(value, list):
                    yield from walk(value)
