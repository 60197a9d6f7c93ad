"""The curators' admin of the archive."""

from archive.admin.digital_objects import DigitalObjectAdmin
from archive.admin.items import ArchivalItemAdmin
from archive.admin.repositories import RepositoryAdmin

__all__ = ["ArchivalItemAdmin", "DigitalObjectAdmin", "RepositoryAdmin"]
