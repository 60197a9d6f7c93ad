"""Editions that live without the site: a folder that opens from a stick, a book, an e-book.

Everything is written from ``Contents`` (``exhibits.editions.contents``) and an ``Imprint``, so
that a working copy and an edition go the same way. Nothing depends on the hour or the machine:
written twice, the bytes are the same.

Inside, from the lowest to the highest: ``imprint``, ``pictures``, ``walking`` ← ``matter`` (the
words of a book as a tree) ← ``book`` (PDF), ``epub``; ``bag`` ← ``folder``; ``writing`` (whole or
not at all).
"""
