"""The curators' admin of the archive."""

from archive.admin.catalogue import CatalogueImportAdmin
from archive.admin.digital_objects import DigitalObjectAdmin
from archive.admin.items import ArchivalItemAdmin
from archive.admin.names import NameAdmin
from archive.admin.repositories import RepositoryAdmin
from archive.admin.transcriptions import TranscriptionAdmin

__all__ = [
    "ArchivalItemAdmin",
    "CatalogueImportAdmin",
    "DigitalObjectAdmin",
    "NameAdmin",
    "RepositoryAdmin",
    "TranscriptionAdmin",
]
