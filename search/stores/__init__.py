"""Where the words of the index are kept: a full-text table of SQLite or PostgreSQL.

Both keep the same words and are asked the same questions (``search.expressions``), so they find
the same. What user input becomes is a tree of words that the analysis made; each store writes it
in its own language.

``page`` is asked pairs of questions: what has to be met, and the same of pages alone. It tells
whether the index has a version; of each pair how many entries match the first question and the
second, up to a pair that finds something; and how many objects are met by nothing but pages. With
these numbers come the objects of a page that the first pair finds, by levels: rows with a place
and the values of ``search.entries.COLUMNS``, an object before its pages.
"""

from types import ModuleType

from django.db import connection

from search.stores import postgres, sqlite


def store() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
