"""Sections."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from exhibits import actions
from exhibits.admin.base import (
    KeepsAddress,
    OwnExhibitions,
    PartAdmin,
    Previewed,
    change_url,
    contents_step,
)
from exhibits.models import Section


@admin.register(Section)
class SectionAdmin(Previewed, KeepsAddress, PartAdmin):
    fieldsets = [
        (None, {"fields": ["exhibition", "parent", "title", "slug", "has_page", "period"]}),
        (_("Introduction"), {"fields": ["introduction"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["__str__", "exhibition", "parent", "has_page", "panel_count", "languages"]
    list_filter = [("exhibition", OwnExhibitions), "has_page"]
    list_select_related = ["exhibition", "parent"]
    search_fields = ["title_en", "title_ja", "title_mn", "slug"]
    autocomplete_fields = ["parent"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(panel_total=Count("panels"))

    @admin.display(description=_("Panels"), ordering="panel_total")
    def panel_count(self, section):
        return section.panel_total

    def trail(self, obj):
        above = obj.lineage()[:-1]
        return [contents_step(obj.exhibition), *((str(s), change_url(s)) for s in above)]

    def save_model(self, request, obj, form, change):
        if not change:
            actions.put_last(obj)
        super().save_model(request, obj, form, change)
