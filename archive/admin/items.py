"""Archival items and their page images."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.actions import inspect_upload, make_derivatives, take_facts
from archive.display import thumbnail, thumbnail_url
from archive.models import ArchivalItem, DigitalObject
from archive.pictures import PictureError
from archive.reference_codes import scheme_warning
from search.analysis import terms
from translations.admin import LanguageAdmin, LanguageInline, MissingFilter
from translations.forms import LanguageForm
from translations.states import lacks
from translations.texts import text_of


class DigitalObjectForm(LanguageForm):
    """Takes a picture only after it has been decoded safely."""

    facts = None

    class Meta:
        model = DigitalObject
        fields = "__all__"
        widgets = {"alt": forms.Textarea(attrs={"rows": 2})}

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if upload and "file" in self.changed_data:
            try:
                self.facts = inspect_upload(upload)
            except PictureError as error:
                raise forms.ValidationError(str(error), code=error.code) from error
        return upload

    def clean(self):
        """Make the copies now, so that a picture that cannot be scaled is refused here too."""
        cleaned = super().clean()
        if self.facts and not self.errors:
            try:
                take_facts(self.instance, self.facts)
                make_derivatives(self.instance, self.cleaned_data["file"])
            except PictureError as error:
                self.add_error("file", forms.ValidationError(str(error), code=error.code))
        return cleaned


class DigitalObjectInline(LanguageInline, admin.StackedInline):
    model = DigitalObject
    form = DigitalObjectForm
    fields = ["picture", "file", "label", "alt", "order"]
    readonly_fields = ["picture"]
    classes = ["reorderable"]
    verbose_name = _("page image")
    verbose_name_plural = _("page images")

    def shown_fields(self, request, obj, names):
        shown = super().shown_fields(request, obj, names)
        return ["picture", *shown] if self.is_translating(request, obj) else shown

    @admin.display(description=_("Picture"))
    def picture(self, digital_object):
        return thumbnail(digital_object)


class DigitisedFilter(admin.SimpleListFilter):
    title = _("digitised")
    parameter_name = "digitised"

    def lookups(self, request, model_admin):
        return [("yes", _("with pictures")), ("no", _("without pictures"))]

    def queryset(self, request, queryset):
        wanted = {"yes": True, "no": False}.get(self.value())
        return queryset if wanted is None else queryset.filter(is_digitised=wanted)


class AltFilter(admin.SimpleListFilter):
    """Items that somebody who cannot see would know nothing of; the desk leads here."""

    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", _("Items with pictures that lack an alternative text"))]

    def queryset(self, request, queryset):
        pages = DigitalObject.objects.filter(lacks("alt")).values("item")
        return queryset.filter(pk__in=pages) if self.value() == "missing" else queryset


@admin.register(ArchivalItem)
class ArchivalItemAdmin(LanguageAdmin):
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    "repository",
                    "reference_code",
                    "title",
                    "date",
                    "date_as_written",
                    "level",
                    "parent",
                    "extent",
                    "material_type",
                ]
            },
        ),
        (_("Content"), {"fields": ["scope_and_content", "language_of_material"]}),
        (
            _("Access and use"),
            {"fields": ["access_conditions", "rights", "credit_line", "is_public"]},
        ),
    ]
    inlines = [DigitalObjectInline]
    list_display = ["picture", "title", "reference_code", "shown_date", "level", "languages"]
    list_display_links = ["title"]
    list_filter = [
        "level",
        "material_type",
        "is_public",
        DigitisedFilter,
        AltFilter,
        MissingFilter,
        "repository",
    ]
    list_select_related = ["repository"]
    search_fields = ["search_text"]
    search_help_text = _("Words of a title or description in any language, or a reference code")
    autocomplete_fields = ["repository", "parent"]
    ordering = ["code_sort", "order", "id"]

    def get_queryset(self, request):
        items = super().get_queryset(request)
        match = request.resolver_match
        if match and match.url_name == "archive_archivalitem_changelist":
            return items.defer("search_text").prefetch_related("digital_objects")
        return items

    def get_search_results(self, request, queryset, search_term):
        for term in terms(search_term):
            queryset = queryset.filter(search_text__contains=term)
        return queryset, False

    @admin.display(description=_("Picture"))
    def picture(self, item):
        return thumbnail(next(iter(item.digital_objects.all()), None)) or "–"

    @admin.display(description=_("Title"), ordering="code_sort")
    def title(self, item):
        return str(item.text("title"))

    @admin.display(description=_("Date"), ordering="date_earliest")
    def shown_date(self, item):
        return item.display_date(get_language())

    def trail(self, obj):
        keys = obj.ancestor_ids
        found = ArchivalItem.objects.in_bulk(keys)
        return [
            (str(found[k]), reverse("admin:archive_archivalitem_change", args=[k]))
            for k in keys
            if k in found
        ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        warning = scheme_warning(obj.reference_code, obj.repository.reference_scheme)
        if warning and not self.is_translating(request, obj):
            messages.warning(request, warning)

    def get_urls(self):
        card = self.admin_site.admin_view(self.card)
        return [path("<int:pk>/card/", card, name="archive_archivalitem_card"), *super().get_urls()]

    def card(self, request, pk):
        """What the chooser shows of an item: code, title, its page images (JSON)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = get_object_or_404(ArchivalItem.objects.select_related("repository"), pk=pk)
        return JsonResponse(describe(item))


def describe(item: ArchivalItem, pages: Iterable[DigitalObject] | None = None) -> dict:
    """Title, code, repository and page images (all, or those given), for choosing."""
    language = get_language()
    if pages is None:
        pages = item.digital_objects.order_by("order", "id")
    return {
        "title": str(item.text("title")),
        "code": item.reference_code,
        "repository": str(item.repository.text("name")),
        "date": item.display_date(language),
        "pages": [
            {
                "id": page.pk,
                "label": page.label or str(number),
                "picture": thumbnail_url(page),
                "alt": str(text_of(page, "alt", language)),
            }
            for number, page in enumerate(pages, 1)
        ],
    }
