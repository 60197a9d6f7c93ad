"""Page images: edited with their item, found here so that they can be chosen."""

from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from archive.actions import inspect_upload, keep_original, make_derivatives, take_facts
from archive.admin.cards import Window, describe
from archive.description.former_codes import settle_search_text
from archive.display import thumbnail
from archive.models import ArchivalItem, DigitalObject
from archive.pictures import PictureError
from archive.scans.intake import receive
from archive.scans.pages import list_of_copies, remove_copies, wait_again
from archive.scans.problems import sentence
from search.analysis import terms
from translations.admin import LanguageInline
from translations.forms import LanguageForm


class SentFile(NamedTuple):
    """A kept file under the name with which it was sent."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class OriginalInput(AdminFileWidget):
    """Calls the original that is there by its sender's name, not by that of its place."""

    sent_as = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.sent_as and context["widget"]["is_initial"]:
            context["widget"]["value"] = SentFile(self.sent_as, value.url)
        return context


class DigitalObjectForm(LanguageForm):
    """Takes a picture only after it has been decoded safely.

    A file with several pages makes no row of its own (``holds_pages``): it goes the way of scans.
    """

    facts = None
    holds_pages = False

    class Meta:
        model = DigitalObject
        fields = "__all__"
        widgets = {"alt": forms.Textarea(attrs={"rows": 2}), "file": OriginalInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].widget.sent_as = self.instance.original_name
        if "rotation" in self.fields:
            self.fields["rotation"].required = False
            page = self.instance
            self.initial["rotation"] = page.problem.get("rotation", page.rotation)

    def has_changed(self):
        return not self.holds_pages and super().has_changed()

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if upload and "file" in self.changed_data:
            try:
                facts = inspect_upload(upload)
                if facts.pages > 1 and self.instance.pk:
                    raise PictureError("several")
            except PictureError as error:
                raise forms.ValidationError(str(error), code=error.code) from error
            self.facts = facts
        return upload

    def clean(self):
        """Make the copies now, so that a picture that cannot be scaled is refused here too."""
        cleaned = super().clean()
        if self.facts and not self.errors:
            self.holds_pages = self.facts.pages > 1
            if not self.holds_pages:
                self.take_picture(cleaned)
        return cleaned

    def take_picture(self, cleaned) -> None:
        self.former = list_of_copies(self.instance) if self.instance.pk else ()
        self.instance.rotation = cleaned.get("rotation") or 0
        self.instance.page_index = 0
        try:
            take_facts(self.instance, self.facts)
            make_derivatives(self.instance, cleaned["file"])
        except PictureError as error:
            self.add_error("file", forms.ValidationError(str(error), code=error.code))

    def save(self, commit=True):
        """Keep the picture; tiles, and copies that are only turned, are made in the background."""
        page, wish = self.instance, self.cleaned_data.get("rotation")
        if self.facts:
            keep_original(page, self.cleaned_data["file"])
            page.tiles, page.problem = "", {}
            page = super().save(commit)
            wait_again(page)
            remove_copies([self.former])
            return page
        # Only what the form shows: the worker may be writing the rest.
        columns = {field.name for field in page._meta.concrete_fields}
        page.save(update_fields={*self.cleaned_data} & columns - {"file", "rotation", "id"})
        if "rotation" in self.changed_data and wish in DigitalObject.Rotation.values:
            wait_again(page, rotation=wish)
        return page


class DigitalObjectInline(LanguageInline, admin.StackedInline):
    model = DigitalObject
    form = DigitalObjectForm
    fields = ["picture", "file", "label", "alt", "rotation", "order"]
    readonly_fields = ["picture"]
    classes = ["reorderable"]
    verbose_name = _("page image")
    verbose_name_plural = _("page images")

    def shown_fields(self, request, obj, names):
        shown = super().shown_fields(request, obj, names)
        return ["picture", *shown] if self.is_translating(request, obj) else shown

    @admin.display(description=_("Picture"))
    def picture(self, digital_object):
        return thumbnail(digital_object) or sentence(digital_object.problem)


def save_pages(request, item: ArchivalItem, formset) -> None:
    """Save the page images of an item's form, and send files with several pages their way."""
    formset.save()
    remove_copies([list_of_copies(page) for page in formset.deleted_objects])
    if formset.deleted_objects:
        settle_search_text(item)
    for form in formset.extra_forms:
        if form.holds_pages:
            upload = form.cleaned_data["file"]
            receive(item, upload, actor=request.user)
            words = _("The pages of “%(name)s” are taken in in the background.")
            messages.info(request, words % {"name": upload.name})


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

    def delete_model(self, request, obj):
        with transaction.atomic():
            remove_copies([list_of_copies(obj)])
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            remove_copies([list_of_copies(page) for page in queryset])
            super().delete_queryset(request, queryset)

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
        return JsonResponse(describe(page.item, Window(1, 1, [page])))
