"""Names: all forms of one, likely duplicates, merging and its undoing."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.admin.catalogue import Exported
from archive.admin.merging import MergePages
from archive.models import Name, NameForm, NameLink
from archive.names.duplicates import alike_to
from archive.names.merging import may_merge
from archive.names.proposals import may_write_latin, proposed_latin
from translations.admin import LanguageAdmin, LanguageInline, MissingFilter
from translations.forms import LanguageForm


class LinesField(forms.CharField):
    """A list of strings, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return self.to_python(self.prepare_value(initial) or "") != self.to_python(data)


class NameAdminForm(LanguageForm):
    external_ids = LinesField(
        label=_("Identifiers elsewhere"),
        required=False,
        help_text=_("One to a line, for example wikidata:Q57436, viaf:…, ndl:…, isni:…"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].label = _("Dates of existence")
            self.fields["date_as_written"].help_text = ""


class SharedRows(LanguageInline):
    """Rows without texts to translate: edited with the source alone."""

    def has_view_permission(self, request, obj=None):
        return not self.is_translating(request, obj) and super().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return not self.is_translating(request, obj) and super().has_change_permission(request, obj)

    def shown_fields(self, request, obj, names):
        return list(names)


class NameFormInline(SharedRows, admin.StackedInline):
    model = NameForm
    fields = [("form", "kind", "language", "script"), "order"]
    classes = ["reorderable"]
    verbose_name_plural = _("other forms of the name")


class LinkedNames(SharedRows, admin.StackedInline):
    """Names linked to something; those that were merged cannot be chosen."""

    fields = [("name", "role"), "order"]
    autocomplete_fields = ["name"]
    classes = ["reorderable"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "name":
            kwargs["queryset"] = Name.objects.current()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("name")


class NameLinkInline(LinkedNames):
    model = NameLink


class MergedFilter(admin.SimpleListFilter):
    """Merged names are in no list unless they are asked for."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return [("yes", _("merged into another name"))]

    def queryset(self, request, queryset):
        return queryset.filter(merged_into__isnull=self.value() != "yes")


@admin.register(Name)
class NameAdmin(MergePages, Exported, LanguageAdmin):
    form = NameAdminForm
    change_form_template = "admin/archive/name/change_form.html"
    change_list_template = "admin/archive/name/change_list.html"
    fieldsets = [
        (_("Identity"), {"fields": ["kind", "name", "date", "date_as_written"]}),
        (_("Description"), {"fields": ["history", "external_ids"]}),
        (_("On the map"), {"fields": [("latitude", "longitude")]}),
    ]
    inlines = [NameFormInline]
    list_display = ["__str__", "kind", "shown_date", "languages"]
    list_filter = ["kind", MissingFilter, MergedFilter]
    search_fields = ["search_text"]
    search_help_text = _("Any form of a name, in any script or romanisation")
    actions = ["merge_chosen"]

    def get_ordering(self, request):
        return [f"sort_{get_language()}", "id"]

    def get_search_results(self, request, queryset, search_term):
        # Names to link to are chosen among those that stand for themselves.
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.current()
        return queryset.matching(search_term), False

    @admin.display(description=_("Date"), ordering="date_earliest")
    def shown_date(self, name):
        return name.display_date(get_language())

    def has_change_permission(self, request, obj=None):
        is_merged = obj is not None and obj.merged_into_id
        return not is_merged and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        is_merged = obj is not None and obj.merged_into_id
        return not is_merged and super().has_delete_permission(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context.update(self.beside(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def beside(self, request, name: Name) -> dict:
        """What stands beside the form: a proposed form, likely duplicates, what was merged."""
        return {
            "proposal": may_write_latin(request.user, name) and proposed_latin(name),
            "alike": [] if name.merged_into_id else alike_to(name),
            "kept": name.merged_into,
            "merged_here": Name.objects.filter(merged_into=name).defer("search_text"),
            "may_merge": may_merge(request.user),
        }

    @admin.action(description=_("Merge the two chosen names"), permissions=["merge"])
    def merge_chosen(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, _("Choose exactly two names."), messages.WARNING)
            return None
        page = reverse("admin:archive_name_merge", args=[keys[0]])
        return HttpResponseRedirect(f"{page}?with={keys[1]}")

    def has_merge_permission(self, request):
        return may_merge(request.user)

    def get_urls(self):
        def staff(view, address: str, name: str):
            return path(address, self.admin_site.admin_view(view), name=f"archive_name_{name}")

        return [
            staff(self.alike, "alike/", "alike"),
            staff(self.merge, "<int:pk>/merge/", "merge"),
            staff(self.unmerge, "<int:pk>/unmerge/", "unmerge"),
            staff(self.latin, "<int:pk>/latin/", "latin"),
            *super().get_urls(),
        ]
