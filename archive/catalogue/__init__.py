"""Catalogues in and out: CSV, AtoM's ISAD(G) template, EAD.

Inside: ``report`` ← ``cells`` ← ``reading`` (a file becomes rows of cells), ``columns`` (a cell
becomes a value and back) ← ``repositories``, ``names``, ``items`` (the kinds) ← ``importing`` and
``exporting``; ``atom`` and ``ead_reading`` turn other files into the same rows.
"""
