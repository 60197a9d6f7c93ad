"""The e-book: EPUB 3 with notes that open in their place, from the same tree as the print edition.

Inside: ``xhtml`` (nodes to markup), ``navigation`` ← ``package`` (what the book says of itself) ←
``writing``.
"""

from .writing import write_epub

__all__ = ["write_epub"]
