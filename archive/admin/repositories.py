"""Repositories."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import Count, URLField
from django.utils.translation import gettext_lazy as _

from archive.admin.catalogue import Exported
from archive.description.reference_schemes import settle_codes
from archive.models import Repository
from translations.admin import LanguageAdmin


class CountryFilter(admin.AllValuesFieldListFilter):
    """The countries that occur; those without one have words too."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "–"}


@admin.register(Repository)
class RepositoryAdmin(Exported, LanguageAdmin):
    change_list_template = "admin/archive/repository/change_list.html"
    fieldsets = [
        (_("Identity"), {"fields": ["name", "parallel_names", "parent", "country", "isil"]}),
        (_("Contact"), {"fields": ["address", "telephone", "email", "website"]}),
        (_("Description"), {"fields": ["description", "history", "holdings"]}),
        (_("Access"), {"fields": ["opening_times", "access", "accessibility"]}),
        (_("Citation"), {"fields": ["reference_scheme", "citation_style"]}),
    ]
    list_display = ["__str__", "parent", "country", "reference_scheme", "item_count", "languages"]
    list_filter = ["reference_scheme", ("country", CountryFilter)]
    list_select_related = ["parent"]
    search_fields = ["name_en", "name_ja", "name_mn"]
    autocomplete_fields = ["parent"]
    formfield_overrides = {URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"}}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(item_total=Count("items"))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "reference_scheme" in form.changed_data:
            settle_codes(obj)

    @admin.display(description=_("Items"), ordering="item_total")
    def item_count(self, repository):
        return repository.item_total
