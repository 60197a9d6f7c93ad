"""An edition as one book: its words as a tree that says what things are, not how they look.

Typesetting and e-book are written from the same tree. Nodes are plain dictionaries of strings,
numbers and lists, so that a tree is JSON as it stands: nothing in it is ever run as code.

Inside, from the lowest to the highest: ``nodes``, ``rich`` (markup of texts), ``charts``,
``panels``, ``chapters``, ``links`` ← ``book``.
"""

from .book import Book, compose_book

__all__ = ["Book", "compose_book"]
