"""The print edition: a book as tagged PDF, set by Typst.

The words come as JSON (``matter``), the looks are one file of ours, ``catalogue.typ``: no text of
anybody is ever code. Inside: ``fonts`` ← ``typesetting``.
"""

from .typesetting import NotSet, write_book

__all__ = ["NotSet", "write_book"]
