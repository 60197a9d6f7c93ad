"""The curators' admin of exhibitions."""

from exhibits.admin.essays import DatasetAdmin, EssayAdmin, PageAdmin
from exhibits.admin.exhibitions import ExhibitionAdmin
from exhibits.admin.panels import PanelAdmin
from exhibits.admin.sections import SectionAdmin

__all__ = [
    "DatasetAdmin",
    "EssayAdmin",
    "ExhibitionAdmin",
    "PageAdmin",
    "PanelAdmin",
    "SectionAdmin",
]
