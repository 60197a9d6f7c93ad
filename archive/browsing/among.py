"""Conditions on items that hold for very many keys at once, or are read from a path."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import Case, F, Func, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length, StrIndex, Substr

from archive.models import Level

MANY = 8  # one row of so many: to look them up takes as long as to read an index as a whole
ALONE = (Level.FILE, Level.UNIT, Level.ITEM)


def among(items: QuerySet, keys: Sequence[int], reach: int) -> QuerySet:
    """Items with these keys, as one parameter however many they are; no key of an item is greater
    than ``reach``.
    """
    held = RawSQL(*listed(keys))
    if connection.vendor == "postgresql" or are_few(keys, reach):
        return items.filter(pk__in=held)
    # A sum is in no index: of very many items SQLite then reads an index, not the far larger rows.
    return items.alias(key_of_many=F("pk") + 0).filter(key_of_many__in=held)


def listed(keys: Sequence[int]) -> tuple[str, tuple]:
    """A query for the keys, and its parameter."""
    if connection.vendor == "postgresql":
        return "SELECT unnest(%s::bigint[])", (list(keys),)
    return "SELECT value FROM json_each(%s)", (json.dumps(list(keys)),)


def are_few(keys: Sequence[int], reach: int) -> bool:
    """Whether items are better looked up one by one."""
    return len(keys) * MANY < reach


class Decade(Func):
    """The first year of a date's decade."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        # Its years are written with four digits; EXTRACT would call Python for every row.
        template = "(CAST(substr(%(expressions)s, 1, 3) AS INTEGER) * 10)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "(CAST(EXTRACT(YEAR FROM %(expressions)s) AS integer) / 10 * 10)"
        return self.as_sql(compiler, connection, template=template, **context)


class YearOf(Func):
    """The year of a date, as ``Decade`` gets its decade."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(substr(%(expressions)s, 1, 4) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)


def fonds_key() -> Case:
    """The key of the topmost item above each, as text: of its path the first part.

    A fonds or series at the top is in itself. A file or less that lies in nothing is no fonds, and
    has an empty key: else there would be as many as items.
    """
    below = Substr("path", 2)
    end = StrIndex(below, Value("/"))
    is_alone = When(level__in=ALONE, path_length=end + 1, then=Value(""))
    return Case(is_alone, default=Substr("path", 2, end - 1))


def with_fonds(items: QuerySet) -> QuerySet:
    """Items with the alias ``fonds``."""
    return items.alias(path_length=Length("path")).alias(fonds=fonds_key())
