"""Stories told with archival items."""

from exhibits.models.editions import (
    Edition,
    EditionMention,
    EditionPage,
    EditionPanel,
    EditionPicture,
    Immutable,
    Release,
    Showing,
)
from exhibits.models.essays import Dataset, Essay, Page
from exhibits.models.exhibitions import Exhibition
from exhibits.models.former import FormerAddress
from exhibits.models.panels import Exhibit, Panel, PanelName
from exhibits.models.people import Invitation, Membership, Person, Role
from exhibits.models.previews import PreviewLink
from exhibits.models.sections import Section

__all__ = [
    "Dataset",
    "Edition",
    "EditionMention",
    "EditionPage",
    "EditionPanel",
    "EditionPicture",
    "Essay",
    "Exhibit",
    "Exhibition",
    "FormerAddress",
    "Immutable",
    "Invitation",
    "Membership",
    "Page",
    "Panel",
    "PanelName",
    "Person",
    "PreviewLink",
    "Release",
    "Role",
    "Section",
    "Showing",
]
