"""Export: the columns of the contract, then those others in which something is held."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Count, Model, Q, QuerySet

from archive.catalogue.columns import Column
from archive.catalogue.item_columns import COLUMNS as ITEM_COLUMNS
from archive.catalogue.names import COLUMNS as NAME_COLUMNS
from archive.catalogue.repositories import COLUMNS as REPOSITORY_COLUMNS
from archive.models import ArchivalItem, Name, Repository

BOM = "\ufeff"
AT_ONCE = 500
COLUMNS: dict[type[Model], list[Column]] = {
    Repository: REPOSITORY_COLUMNS,
    Name: NAME_COLUMNS,
    ArchivalItem: ITEM_COLUMNS,
}


class _Line:
    """What the csv module writes to; the line comes back from ``writerow``."""

    @staticmethod
    def write(text: str) -> str:
        return text


def lines(found: QuerySet, *, images: Path | None = None) -> Iterator[str]:
    """A file line by line, the rows in the order in which they were made.

    With ``images``, a folder, the originals of page images are copied into it and named in the
    column ``images`` (relative to the folder that holds it); otherwise that column is empty,
    which on import leaves page images as they are.
    """
    writer = csv.writer(_Line)
    columns = needed_columns(found)
    yield BOM + writer.writerow([column.name for column in columns])
    for obj in rows(found):
        if images and isinstance(obj, ArchivalItem):
            obj.copied_images = [copied(page, images) for page in pages(obj)]
        yield writer.writerow([column.cell(obj) for column in columns])


def needed_columns(found: QuerySet) -> list[Column]:
    """Asked in one query, however many columns there are."""
    columns = COLUMNS[found.model]
    held = {str(n): Count("pk", filter=c.held) for n, c in enumerate(columns) if c.held is not None}
    keys = Q(pk__in=found.order_by().values("pk"))
    counts = (
        found.model._default_manager.filter(keys)
        .order_by()
        .aggregate(**{f"held_{n}": count for n, count in held.items()})
    )
    return [c for n, c in enumerate(columns) if c.held is None or counts[f"held_{n}"]]


def rows(found: QuerySet) -> Iterator[Model]:
    related = {
        Repository: (["parent"], []),
        Name: ([], ["forms"]),
        ArchivalItem: (["repository", "parent"], ["name_links__name", "former_codes"]),
    }
    joined, loaded = related[found.model]
    found = found.order_by("pk").prefetch_related(None).prefetch_related(*loaded)
    if found.model is Name:
        found = found.filter(merged_into=None)
    return found.select_related(*joined).iterator(chunk_size=AT_ONCE)


def pages(item: ArchivalItem) -> list:
    return list(item.digital_objects.order_by("order", "id"))


def copied(page, folder: Path) -> str:
    """Copy an original under its checksum; the name to write into the column."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{page.checksum[:40]}{Path(page.file.name).suffix}"
    if not (folder / name).exists():
        with page.file.open("rb") as source, (folder / name).open("wb") as target:
            shutil.copyfileobj(source, target)
    return f"{folder.name}/{name}"


def write(found: QuerySet, path: Path, *, images: Path | None = None) -> int:
    """Write a file; the number of rows."""
    count = -1
    with path.open("w", encoding="utf-8", newline="") as target:
        for line in lines(found, images=images):
            target.write(line)
            count += 1
    return count
