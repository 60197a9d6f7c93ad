"""Stories told with archival items."""

from exhibits.models.essays import Dataset, Essay, Page
from exhibits.models.exhibitions import Exhibition
from exhibits.models.former import FormerAddress
from exhibits.models.panels import Exhibit, Panel, PanelName
from exhibits.models.people import Invitation, Membership, Person, Role
from exhibits.models.sections import Section

__all__ = [
    "Dataset",
    "Essay",
    "Exhibit",
    "Exhibition",
    "FormerAddress",
    "Invitation",
    "Membership",
    "Page",
    "Panel",
    "PanelName",
    "Person",
    "Role",
    "Section",
]
