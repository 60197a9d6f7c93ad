"""Composed structures as JSON and back, so that an edition outlives the code that froze it.

Fields are written by name; what equals its default is left out. Reading ignores names that a
structure no longer has and takes defaults for those it has since gained; what that cannot mend is
mended by ``UPGRADES``, one step from each schema to the next.
"""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

SCHEMA = 1
UPGRADES: dict[int, Callable[[dict], dict]] = {}  # from the schema that is the key to the next one

PLAIN = (str, int, float, bool, type(None))


class SchemaError(ValueError):
    """Content of a schema that this version of the system does not know."""


def dump(page: object) -> str:
    """Canonical JSON of a structure: the same structure is the same text."""
    return canonical(as_data(page))


def canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(kind: type, content: str, schema: int = SCHEMA) -> Any:
    """The structure from JSON of that schema. Raises ``SchemaError``."""
    return from_data(kind, upgraded(json.loads(content), schema))


def upgraded(data: dict, schema: int) -> dict:
    while schema != SCHEMA:
        if schema not in UPGRADES:
            raise SchemaError(f"schema {schema} is not known to this version")
        data, schema = UPGRADES[schema](data), schema + 1
    return data


def as_data(value: object) -> object:
    """A structure as dictionaries, lists and plain values."""
    if is_dataclass(value):
        pairs = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: as_data(found) for f, found in pairs if not is_default(f, found)}
    if isinstance(value, tuple):
        return [as_data(one) for one in value]
    if isinstance(value, PLAIN):
        # Marked strings and their kin are written as what they are.
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def is_default(field: Field, value: object) -> bool:
    if field.default is not MISSING:
        return value == field.default
    return field.default_factory is not MISSING and value == field.default_factory()


def from_data(kind: Any, data: Any) -> Any:
    """Data as what a type says: a structure, a tuple, or a plain value."""
    origin = get_origin(kind)
    if data is None:
        return None
    if origin in (Union, types.UnionType):
        return from_data(next(one for one in get_args(kind) if one is not type(None)), data)
    if origin is tuple:
        return tuple_of(get_args(kind), data)
    if is_dataclass(kind):
        known = hints(kind)
        return kind(**{name: from_data(known[name], data[name]) for name in data if name in known})
    return data


def tuple_of(kinds: tuple, data: list) -> tuple:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_data(kinds[0], one) for one in data)
    return tuple(from_data(kind, one) for kind, one in zip(kinds, data, strict=True))


@cache
def hints(kind: type) -> dict[str, Any]:
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}
