"""Archival items and their page images."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from archive.admin.cards import describe, window
from archive.admin.catalogue import Exported
from archive.admin.citations import CitationPages
from archive.admin.digital_objects import DigitalObjectInline
from archive.admin.item_filters import LacksFilter, ReadersFilter
from archive.admin.item_form import (
    FIELDSETS,
    FOLDED_TITLES,
    FormerCodeInline,
    ItemForm,
    is_unwritten,
)
from archive.admin.names import NameLinkInline
from archive.admin.page_order import PageOrder
from archive.admin.place import PlacePages
from archive.admin.scans import Scans
from archive.dates import display_date
from archive.description.completeness import missing, repetitions, with_creators
from archive.description.former_codes import keep_former_code
from archive.description.hierarchy import put_last
from archive.description.inheritance import ancestors_of
from archive.display import thumbnail
from archive.models import ArchivalItem, DigitalObject
from archive.reference_codes import scheme_warning
from search.analysis import terms
from translations.admin import LanguageAdmin, LanguageInline, MissingFilter
from translations.states import lacks


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
class ArchivalItemAdmin(Scans, PageOrder, PlacePages, CitationPages, Exported, LanguageAdmin):
    form = ItemForm
    fieldsets = FIELDSETS
    of_one_language = {"title_reading": "ja"}
    inlines = [DigitalObjectInline, NameLinkInline, FormerCodeInline]
    change_form_template = "admin/archive/archivalitem/change_form.html"
    change_list_template = "admin/archive/archivalitem/change_list.html"
    list_display = [
        *("picture", "title", "reference_code", "shown_date", "level"),
        *("readers", "gaps", "languages"),
    ]
    list_display_links = ["title"]
    list_filter = [
        "level",
        "material_type",
        ReadersFilter,
        LacksFilter,
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
            shown = items.defer("search_text").with_pictures()
            return with_creators(shown)
        return items

    def get_search_results(self, request, queryset, search_term):
        for term in terms(search_term):
            queryset = queryset.filter(search_text__contains=term)
        return queryset, False

    @admin.display(description=_("Picture"))
    def picture(self, item):
        return thumbnail(item.cover) or "–"

    @admin.display(description=_("Title"), ordering="code_sort")
    def title(self, item):
        return str(item.text("title"))

    @admin.display(description=_("Date"), ordering="date_earliest")
    def shown_date(self, item):
        return item.display_date(get_language())

    @admin.display(description=_("Readers"))
    def readers(self, item):
        return readers_words(item)

    @admin.display(description=_("Lacks"))
    def gaps(self, item):
        labels = (str(element.label) for element in missing(item))
        return format_html_join(" ", '<span class="gap">{}</span>', ((one,) for one in labels))

    def get_fieldsets(self, request, obj=None):
        """Areas of which nothing is said are folded away."""
        shown = super().get_fieldsets(request, obj)
        return [
            (title, {**options, "classes": ["collapse"]})
            if title in FOLDED_TITLES and is_unwritten(obj, FOLDED_TITLES[title])
            else (title, options)
            for title, options in shown
        ]

    def get_inlines(self, request, obj):
        """A translator sees the rows that hold texts."""
        inlines = super().get_inlines(request, obj)
        translating = self.is_translating(request, obj)
        return [one for one in inlines if not translating or issubclass(one, LanguageInline)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            obj.above = ancestors_of(obj)
        if obj is not None and not self.is_translating(request, obj):
            context["missing"] = missing(obj)
            context["repetitions"] = repetitions(obj, obj.above)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def trail(self, obj):
        return [
            (str(one), reverse("admin:archive_archivalitem_change", args=[one.pk]))
            for one in obj.above
        ]

    def save_model(self, request, obj, form, change):
        is_placed = not change or "parent" in form.changed_data
        if is_placed:
            put_last(obj)
        super().save_model(request, obj, form, change)
        if change and is_placed:
            obj.save(update_fields=["order"])  # no field of the form
        warning = scheme_warning(obj.reference_code, obj.repository.reference_scheme)
        if warning and not self.is_translating(request, obj):
            messages.warning(request, warning)

    def save_related(self, request, form, formsets, change):
        """After the rows below the form, which may have brought the same former code."""
        super().save_related(request, form, formsets, change)
        self.note_former_code(request, form, change)

    def after_restoring(self, request, form):
        self.note_former_code(request, form, change=True)

    def note_former_code(self, request, form, change):
        is_new = change and "reference_code" in form.changed_data
        former = form.initial.get("reference_code", "") if is_new else ""
        if keep_former_code(form.instance, former):
            words = gettext("“%(code)s” is kept as a former code, so that it still finds this.")
            messages.info(request, words % {"code": former})

    def get_urls(self):
        staff = self.admin_site.admin_view
        pages = [
            path("find/", staff(self.find), name="find"),
            path("<int:pk>/card/", staff(self.card), name="card"),
            path("<int:pk>/place/", staff(self.place), name="place"),
        ]
        for page in pages:
            page.name = f"archive_archivalitem_{page.name}"
        return [*pages, *super().get_urls()]

    def card(self, request, pk):
        """What the chooser shows of an item: code, title, some of its page images (JSON)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = get_object_or_404(ArchivalItem.objects.select_related("repository"), pk=pk)
        return JsonResponse(describe(item, window(item, request.GET)))


def readers_words(item: ArchivalItem) -> str:
    """Whether readers see an item today, in words."""
    if not item.is_public:
        return gettext("hidden")
    if item.is_open:
        return pgettext("archival item", "open")
    day = display_date(item.closed_until.isoformat(), get_language())
    return gettext("closed until %(day)s") % {"day": day}
