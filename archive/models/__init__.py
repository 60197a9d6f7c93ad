"""Archival description: repositories, archival items, names, digital objects."""

from archive.models.arrivals import Arrival, CatalogueImport, ScanUpload
from archive.models.dated import Dated
from archive.models.digital_objects import DigitalObject, page_count, page_number
from archive.models.former_codes import FormerCode
from archive.models.items import ArchivalItem, Level, MaterialType, ViewingDirection, open_now
from archive.models.names import Name, NameForm, NameLink, Role
from archive.models.repositories import ReferenceScheme, Repository
from archive.models.transcriptions import Transcription

__all__ = [
    "ArchivalItem",
    "Arrival",
    "CatalogueImport",
    "Dated",
    "DigitalObject",
    "FormerCode",
    "Level",
    "MaterialType",
    "Name",
    "NameForm",
    "NameLink",
    "ReferenceScheme",
    "Repository",
    "Role",
    "ScanUpload",
    "Transcription",
    "ViewingDirection",
    "open_now",
    "page_count",
    "page_number",
]
