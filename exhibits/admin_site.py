"""The admin: opens on what needs doing, and shows pictures where items are chosen."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.display import thumbnail_url
from archive.models import ArchivalItem, DigitalObject, Name


class ChooserView(AutocompleteJsonView):
    """Autocomplete answers with picture and code for archival items, kind and dates for names."""

    def get_queryset(self):
        found = super().get_queryset()
        if found.model is ArchivalItem:
            return found.select_related("repository").with_pictures()
        return found

    def serialize_result(self, obj, to_field_name):
        result = super().serialize_result(obj, to_field_name)
        if isinstance(obj, DigitalObject):
            return result | described(obj.item, obj)
        if isinstance(obj, Name):
            return result | {"text": obj.described()}
        if isinstance(obj, ArchivalItem):
            return result | described(obj, obj.cover)
        return result


def described(item: ArchivalItem, page: DigitalObject | None) -> dict[str, str]:
    """What a choice shows beside its text."""
    return {
        "title": str(item.text("title")),
        "code": item.reference_code,
        "date": item.display_date(get_language()),
        "picture": thumbnail_url(page) if page else "",
    }


class TsuzuriAdminSite(admin.AdminSite):
    site_header = _("Tsuzuri")
    site_title = _("Tsuzuri")
    index_title = _("Your desk")
    index_template = "admin/desk.html"

    def autocomplete_view(self, request):
        return ChooserView.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        # Imported late: the site is made before the models are ready.
        from exhibits.todo import desk

        return super().index(request, {**(extra_context or {}), "desk": desk(request.user)})
