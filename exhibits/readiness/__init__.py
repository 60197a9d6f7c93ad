"""Readiness: what still stands between the working copy and a release, per language.

Modules from the lowest to the highest: ``kinds`` (what there is to find), ``findings`` (one of
them, and many of one kind), ``texts``, ``records``, ``pictures``, ``links``, ``advice`` and
``whole`` (each finds some kinds), ``report`` (all of it, under the exhibition's policy).
"""
