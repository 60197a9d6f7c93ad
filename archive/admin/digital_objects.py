"""Page images: edited with their item, found here so that they can be chosen."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from archive.admin.items import describe
from archive.models import DigitalObject
from search.analysis import terms


@admin.register(DigitalObject)
class DigitalObjectAdmin(admin.ModelAdmin):
    search_fields = ["item__search_text"]
    ordering = ["item__code_sort", "item", "order", "id"]

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        # Asked when an item is deleted with its page images; there the permission counts.
        return request.user.has_perm("archive.delete_digitalobject")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("item__repository")

    def get_search_results(self, request, queryset, search_term):
        for term in terms(search_term):
            queryset = queryset.filter(item__search_text__contains=term)
        return queryset, False

    def get_urls(self):
        card = self.admin_site.admin_view(self.card)
        return [
            path("<int:pk>/card/", card, name="archive_digitalobject_card"),
            *super().get_urls(),
        ]

    def card(self, request, pk):
        """What the chooser shows of a page image (JSON)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = get_object_or_404(self.get_queryset(request), pk=pk)
        return JsonResponse(describe(page.item, [page]))
