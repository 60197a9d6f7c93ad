"""Entries of the index as results need them.

In SQL: Django takes longer to put such a query together and to make its objects than the database
to answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from json import loads

from django.db import connection

from search.placing import TABLE

COLUMNS = (
    *("id", "kind", "object_id", "part", "source_id", "source_language", "address"),
    *("reference_code", "picture", "words", "dated", "within"),
)


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
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {TABLE} WHERE {condition}", values)
        return list(map(entry_of, cursor.fetchall()))


def entry_of(row: Sequence) -> Entry:
    """From the values of ``COLUMNS``."""
    return Entry(*row[:-3], *loads(f"[{','.join(row[-3:])}]"))


def columns(alias: str) -> str:
    """For ``entry_of``, of a table of this name in a query."""
    return ", ".join(f"{alias}.{column}" for column in COLUMNS)


def marks(values: Sequence) -> str:
    return ", ".join(["%s"] * len(values))
