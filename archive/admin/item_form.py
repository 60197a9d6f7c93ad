"""The form of an archival item: the 26 elements of ISAD(G) by areas, and the codes it had."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.admin.names import SharedRows
from archive.description.hierarchy import fresh, hold_institutions
from archive.description.isad import AREAS, CREATORS, ELEMENTS
from archive.models import ArchivalItem, FormerCode
from translations.forms import LanguageForm
from translations.texts import LANGUAGES, exact

# What the standard has no element for stands beside what it belongs to.
BEFORE = {"identity": ["repository"]}
AFTER = {
    "title": ["title_reading"],
    "date": ["date_as_written"],
    "level": ["parent"],
    "extent": ["material_type"],
}
AFTER |= {"reproduction_conditions": ["rights", "credit_line"]}
BY_NAME = {element.name: element for element in ELEMENTS}
FOLDED = ("context", "allied", "notes", "control")


def fields_of(area: str) -> list[str]:
    """The form's fields of an area, in the order of the standard."""
    names = [e.name for e in ELEMENTS if e.area == area and e.name != CREATORS]
    return [*BEFORE.get(area, ()), *(one for n in names for one in (n, *AFTER.get(n, ())))]


FIELDSETS = [(AREAS[area], {"fields": fields_of(area)}) for area in AREAS]
FIELDSETS.append(
    (_("What readers see"), {"fields": ["is_public", "closed_until", "viewing_direction"]})
)
FOLDED_TITLES = {AREAS[area]: area for area in FOLDED}


def is_unwritten(item: ArchivalItem | None, area: str) -> bool:
    """Whether nothing is said in an area, so that it can be folded away."""
    if item is None:
        return True
    names = [e.name for e in ELEMENTS if e.area == area and e.name != CREATORS]
    return not any(exact(item, name, item.source_language) for name in names)


class ItemForm(LanguageForm):
    """Shows the numbers of the standard, and lets no two moves of branches cross."""

    class Meta:
        model = ArchivalItem
        fields = "__all__"

    def dress(self, name):
        super().dress(name)
        bare, _sign, code = name.rpartition("_")
        element = BY_NAME.get(bare if code in LANGUAGES else name)
        if element:
            number = '<span class="element-number">{}</span> {}'
            self.fields[name].label = format_html(number, element.number, element.label)

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("parent")
        if self.instance.pk and parent and "parent" in self.changed_data:
            # What was read before others had finished may be out of date.
            hold_institutions(self.instance, parent)
            cleaned["parent"] = fresh(parent)
            self.instance.path = fresh(self.instance).path
        return cleaned


class FormerCodeInline(SharedRows, admin.StackedInline):
    model = FormerCode
    fields = ["code"]
    verbose_name = _("former reference code")
    verbose_name_plural = _("former reference codes")
