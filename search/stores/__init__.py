"""Where the words of the index are kept: a full-text table of SQLite or PostgreSQL.

Both keep the same words and are asked the same questions (``search.expressions``), so they find
the same. What user input becomes is a tree of words that the analysis made; each store writes it
in its own language.
"""

from types import ModuleType

from django.db import connection

from search.stores import postgres, sqlite


def store() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
