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
        return entries_of(cursor.fetchall())


def entries_of(rows: Sequence[Sequence]) -> list[Entry]:
    """From the values of ``COLUMNS``; the last three are JSON, which is read at once for all."""
    texts = ("[" + ",".join(row[-3:]) + "]" for row in rows)
    read = loads("[" + ",".join(texts) + "]")
    return [Entry(*row[:-3], *last) for row, last in zip(rows, read, strict=True)]


def columns(alias: str) -> str:
    """For ``entries_of``, of a table of this name in a query."""
    return ", ".join(f"{alias}.{column}" for column in COLUMNS)


def marks(values: Sequence) -> str:
    return ", ".join(["%s"] * len(values))
