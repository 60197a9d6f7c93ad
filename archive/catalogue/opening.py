"""The kind and the source of a file that somebody has sent, by what it is said to be."""

from pathlib import Path

from archive.catalogue.access_points import ItemsWithNames
from archive.catalogue.atom import AtomFile
from archive.catalogue.ead_reading import EadFile
from archive.catalogue.images import ImageFolder
from archive.catalogue.importing import Source
from archive.catalogue.items import Items
from archive.catalogue.kinds import Kind
from archive.catalogue.names import Names
from archive.catalogue.repositories import Repositories
from archive.models import CatalogueImport, Repository
from translations.exchange.csv_files import CsvFile

Kinds = CatalogueImport.Kind


def opened(
    kind: str,
    path: Path,
    *,
    repository: Repository | None = None,
    language: str = "en",
    encoding: str = "",
    folder: Path | None = None,
) -> tuple[Kind, Source]:
    """What ``importing`` needs. Raises CatalogueError for a file that cannot be read.

    ``repository`` holds what AtoM and EAD files describe without naming their repository,
    ``language`` is that of texts that name none; ``folder`` is where images lie.
    """
    if kind == Kinds.ATOM:
        source = AtomFile(path, repository=repository, language=language, encoding=encoding)
        return ItemsWithNames(source.access_points), source
    if kind == Kinds.EAD:
        source = EadFile(path, repository=repository, language=language)
        return ItemsWithNames(source.access_points), source
    plain = {Kinds.REPOSITORIES: Repositories, Kinds.NAMES: Names}
    found = plain[kind]() if kind in plain else Items(ImageFolder(folder))
    return found, CsvFile(path, found.columns, encoding=encoding)
