"""The 26 elements of description of ISAD(G), second edition, in the order of the standard.

One table for everything that walks through a description: the curators' form, the item page,
what is missing, catalogues in and out.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

AREAS: dict[str, str | Promise] = {
    "identity": _("Identity"),
    "context": _("Context"),
    "content": _("Content and structure"),
    "conditions": _("Access and use"),
    "allied": _("Allied materials"),
    "notes": _("Notes"),
    "control": _("Description control"),
}
CREATORS = "creators"  # no column: the names linked with the role creator


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its number in the standard, the model's field, the area it stands in."""

    number: str
    name: str
    area: str
    is_mandatory: bool = False
    # What a higher level says of all that is below it, so that it is not repeated there.
    is_inherited: bool = False

    @property
    def label(self) -> str | Promise:
        """The element's name, in the words of the standard."""
        return LABELS[self.name]


ELEMENTS = (
    Element("3.1.1", "reference_code", "identity", is_mandatory=True),
    Element("3.1.2", "title", "identity", is_mandatory=True),
    Element("3.1.3", "date", "identity", is_mandatory=True),
    Element("3.1.4", "level", "identity", is_mandatory=True),
    Element("3.1.5", "extent", "identity", is_mandatory=True),
    Element("3.2.1", CREATORS, "context", is_mandatory=True, is_inherited=True),
    Element("3.2.2", "administrative_history", "context", is_inherited=True),
    Element("3.2.3", "archival_history", "context", is_inherited=True),
    Element("3.2.4", "acquisition", "context", is_inherited=True),
    Element("3.3.1", "scope_and_content", "content"),
    Element("3.3.2", "appraisal", "content"),
    Element("3.3.3", "accruals", "content"),
    Element("3.3.4", "arrangement", "content"),
    Element("3.4.1", "access_conditions", "conditions", is_inherited=True),
    Element("3.4.2", "reproduction_conditions", "conditions", is_inherited=True),
    Element("3.4.3", "language_of_material", "conditions", is_inherited=True),
    Element("3.4.4", "physical_characteristics", "conditions"),
    Element("3.4.5", "finding_aids", "conditions", is_inherited=True),
    Element("3.5.1", "location_of_originals", "allied", is_inherited=True),
    Element("3.5.2", "location_of_copies", "allied"),
    Element("3.5.3", "related_units", "allied"),
    Element("3.5.4", "publication_note", "allied"),
    Element("3.6.1", "note", "notes"),
    Element("3.7.1", "archivists_note", "control"),
    Element("3.7.2", "rules", "control"),
    Element("3.7.3", "dates_of_description", "control"),
)

LABELS: dict[str, str | Promise] = {
    "reference_code": _("Reference code"),
    "title": pgettext_lazy("ISAD(G)", "Title"),
    "date": pgettext_lazy("ISAD(G)", "Date"),
    "level": _("Level of description"),
    "extent": _("Extent and medium"),
    CREATORS: _("Name of creator"),
    "administrative_history": _("Administrative or biographical history"),
    "archival_history": _("Archival history"),
    "acquisition": _("Immediate source of acquisition or transfer"),
    "scope_and_content": _("Scope and content"),
    "appraisal": _("Appraisal, destruction and scheduling"),
    "accruals": _("Accruals"),
    "arrangement": _("System of arrangement"),
    "access_conditions": _("Conditions governing access"),
    "reproduction_conditions": _("Conditions governing reproduction"),
    "language_of_material": _("Language of material"),
    "physical_characteristics": _("Physical characteristics"),
    "finding_aids": _("Finding aids"),
    "location_of_originals": _("Existence and location of originals"),
    "location_of_copies": _("Existence and location of copies"),
    "related_units": _("Related units of description"),
    "publication_note": _("Publication note"),
    "note": pgettext_lazy("ISAD(G)", "Note"),
    "archivists_note": _("Archivist’s note"),
    "rules": _("Rules or conventions"),
    "dates_of_description": _("Dates of description"),
}
