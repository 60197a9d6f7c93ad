"""Columns that composing does not read.

An archival item has more than a hundred; naming them in every query and making values of them
takes longer than all that is done with the rest.
"""

from django.db.models import Model

from archive.models import ArchivalItem, DigitalObject, Name, Repository
from translations.texts import LANGUAGES

COMMON = {"id", "uuid", "source_language", "machine_made"}
READ: dict[type[Model], set[str]] = {
    ArchivalItem: COMMON
    | {"title", "reference_code", "repository", "is_public", "closed_until"}
    | {"date", "date_as_written", "date_earliest", "date_latest"},
    DigitalObject: COMMON
    | {"item", "order", "label", "alt", "checksum", "page_index", "rotation", "derivatives"}
    | {"tiles"},
    Name: COMMON | {"name"},
    Repository: COMMON | {"name", "parent", "citation_style"},
}
ENDINGS = tuple(f"_{code}" for code in LANGUAGES)


def unread(model: type[Model], prefix: str = "") -> list[str]:
    """For ``defer()``; ``prefix`` is the way to the model (``item__``)."""
    names = [field.name for field in model._meta.concrete_fields]
    return [f"{prefix}{name}" for name in names if without_language(name) not in READ[model]]


def without_language(name: str) -> str:
    return name[:-3] if name.endswith(ENDINGS) else name
