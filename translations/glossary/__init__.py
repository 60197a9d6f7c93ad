"""The glossary: terms that curators settle, and names that other apps know.

An app registers a ``Provider`` when it is ready. ``find`` says what a text mentions and how that
is called in another language; ``expected`` says the same to the checks.

Inside: `entries`, `keys` (pure) ← `index` ← `providers` ← `finding`.
"""

from translations.glossary.entries import Entry, Form, Mention
from translations.glossary.finding import expected, find, find_in_each
from translations.glossary.providers import Provider, register

__all__ = [
    "Entry",
    "Form",
    "Mention",
    "Provider",
    "expected",
    "find",
    "find_in_each",
    "register",
]
