"""Filters of the list of archival items."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.description.completeness import ASKED, lacking
from archive.models import open_now


class LacksFilter(admin.SimpleListFilter):
    """Items that lack an element which every description has; the desk leads here."""

    title = _("lacks")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [("any", _("any essential element")), *((e.name, e.label) for e in ASKED)]

    def queryset(self, request, queryset):
        known = {name for name, _label in self.lookup_choices}
        return queryset.filter(lacking(self.value())) if self.value() in known else queryset


class ReadersFilter(admin.SimpleListFilter):
    """Whether readers see an item today."""

    title = _("readers")
    parameter_name = "readers"

    def lookups(self, request, model_admin):
        return [
            ("open", pgettext_lazy("archival items", "see it")),
            ("closed", _("see it from a later day on")),
            ("hidden", _("do not see it")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.filter(open_now())
        if self.value() == "closed":
            return queryset.filter(is_public=True, closed_until__gt=timezone.localdate())
        return queryset.filter(is_public=False) if self.value() == "hidden" else queryset
