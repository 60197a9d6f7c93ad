"""Archival description: repositories, archival items, digital objects."""

from archive.models.dated import Dated
from archive.models.digital_objects import DigitalObject
from archive.models.items import ArchivalItem, Level, MaterialType
from archive.models.repositories import ReferenceScheme, Repository

__all__ = [
    "ArchivalItem",
    "Dated",
    "DigitalObject",
    "Level",
    "MaterialType",
    "ReferenceScheme",
    "Repository",
]
