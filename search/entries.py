"""Entries of the index as results need them.

In SQL: Django takes longer to put such a query together and to make its objects than the database
to answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from json import loads

from django.db import connection

from search.models import SearchEntry

COLUMNS = (
    *("id", "kind", "object_id", "part", "source_id", "source_language", "address"),
    *("reference_code", "picture", "words", "dated", "within"),
)
TABLE = SearchEntry._meta.db_table


@dataclass(slots=True)
class Entry:
    """What of a ``SearchEntry`` is shown."""

    pk: int
    kind: str
    object_id: int
    part: int
    source_id: str
    source_language: str
    address: str
    reference_code: str
    picture: str
    words: dict[str, list[str]]  # language → title, text
    dated: dict[str, str]
    within: list[list]


def entries_where(condition: str, values: Sequence) -> list[Entry]:
    """The entries that meet a condition in SQL; one query."""
    return entries_of(f"SELECT {', '.join(COLUMNS)} FROM {TABLE} WHERE {condition}", values)


def entries_of(sql: str, values: Sequence) -> list[Entry]:
    """What a query finds that selects ``COLUMNS``."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Entry(*row[:-3], *map(loads, row[-3:])) for row in cursor.fetchall()]


def marks(values: Sequence) -> str:
    return ", ".join(["%s"] * len(values))
