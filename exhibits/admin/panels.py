"""Panels and the exhibits they show."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.admin.choosers import PictureChooser
from archive.admin.names import LinkedNames
from archive.models import open_now
from exhibits import actions
from exhibits.admin.arranging import first_picture
from exhibits.admin.base import (
    OwnExhibitions,
    PartAdmin,
    Previewed,
    change_url,
    contents_step,
)
from exhibits.models import Exhibit, Panel, PanelName
from translations.admin import LanguageInline, MissingFilter
from translations.texts import LANGUAGES


class ExhibitInline(LanguageInline, admin.StackedInline):
    model = Exhibit
    fields = ["item", "digital_object", "caption", "order"]
    autocomplete_fields = ["item"]
    classes = ["reorderable"]
    verbose_name = _("exhibit")
    verbose_name_plural = _("exhibits")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "item":
            kwargs["widget"] = PictureChooser(db_field, self.admin_site)
        if db_field.name == "digital_object":
            kwargs["widget"] = forms.NumberInput(attrs={"class": "page-choice"})
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PanelNameInline(LinkedNames):
    model = PanelName


class ShowsFilter(admin.SimpleListFilter):
    title = _("documents on show")
    parameter_name = "shows"

    def lookups(self, request, model_admin):
        return [
            ("yes", _("shows a document")),
            ("no", _("shows none")),
            ("hidden", _("shows one that is not public")),
        ]

    def queryset(self, request, queryset):
        shown = Exhibit.objects.filter(panel=OuterRef("pk"))
        conditions = {
            "yes": Exists(shown),
            "no": ~Exists(shown),
            "hidden": Exists(shown.exclude(open_now("item__"))),
        }
        condition = conditions.get(self.value())
        return queryset if condition is None else queryset.filter(condition)


@admin.register(Panel)
class PanelAdmin(Previewed, PartAdmin):
    fieldsets = [
        (None, {"fields": ["section", "title", "slug", "date", "date_as_written", "place"]}),
        (_("Text"), {"fields": ["event_text", "record_note", "dataset", "layout"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [ExhibitInline, PanelNameInline]
    list_display = ["picture", "title", "section", "shown_date", "languages"]
    list_display_links = ["title"]
    list_filter = [("section__exhibition", OwnExhibitions), ShowsFilter, MissingFilter, "layout"]
    list_select_related = ["section"]
    search_fields = [
        f"{name}_{code}" for name in ("title", "event_text", "record_note") for code in LANGUAGES
    ]
    autocomplete_fields = ["section"]

    def get_queryset(self, request):
        panels = super().get_queryset(request).select_related("section__exhibition")
        match = request.resolver_match
        if match and match.url_name == "exhibits_panel_changelist":
            shown = Exhibit.objects.with_pages().order_by("order", "id")
            return panels.prefetch_related(Prefetch("exhibits", shown))
        return panels

    @admin.display(description=_("Picture"))
    def picture(self, panel):
        return first_picture(panel) or "–"

    @admin.display(description=_("Title"))
    def title(self, panel):
        return str(panel)

    @admin.display(description=_("Date"), ordering="date_earliest")
    def shown_date(self, panel):
        return panel.display_date(get_language())

    def exhibition_of(self, obj):
        return obj.section.exhibition

    def trail(self, obj):
        sections = [(str(s), change_url(s)) for s in obj.section.lineage()]
        return [contents_step(obj.section.exhibition), *sections]

    def save_model(self, request, obj, form, change):
        if not change:
            actions.put_last(obj)
        super().save_model(request, obj, form, change)
