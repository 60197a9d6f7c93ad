"""Editions: an exhibition frozen whole, numbered, and shown by the clock.

Modules from the lowest to the highest: ``contents`` (all pages of an exhibition, from wherever),
``codec`` (structures to JSON and back), ``freezing`` (contents into rows), ``frozen`` (rows into
contents), ``releasing`` (what can happen).
"""
