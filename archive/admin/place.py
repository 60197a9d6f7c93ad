"""The page “Place in the archive”: the tree around an item, and what moves it."""

import re

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.description import hierarchy
from archive.description.inheritance import ancestors_of
from archive.finding.units import find_units
from archive.models import ArchivalItem
from translations.fields import with_nonce

PER_PAGE = 50
NUMBER = re.compile(r"[0-9]{1,9}")
SHOWN = (
    *("source_language", "machine_made", "title", "reference_code", "level", "order", "code_sort"),
    *("parent", "repository", "is_public", "closed_until", "path"),
)


class ItemChooser(AutocompleteSelect):
    """Autocomplete that shows nothing chosen for a key that is none; the field says so."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in value if NUMBER.fullmatch(str(key))]
        return super().optgroups(name, keys or [""], attr)


class ParentForm(forms.Form):
    """A new place: chosen from a list, or named by its reference code where scripts are off."""

    parent = forms.ModelChoiceField(
        ArchivalItem.objects.all(), required=False, label=_("Put it into")
    )
    code = forms.CharField(
        max_length=300,
        required=False,
        label=_("or its reference code"),
        help_text=_("For example Fund-59, File-1."),
    )

    def __init__(self, *args, item: ArchivalItem, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        field = ArchivalItem._meta.get_field("parent")
        widget = ItemChooser(field, admin.site, attrs={"id": "id_parent"})
        self.fields["parent"].widget = widget
        widget.choices = self.fields["parent"].choices
        for name in self.fields:
            if self.fields[name].help_text:
                self.fields[name].widget.attrs["aria-describedby"] = f"id_{name}_help"

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("parent") and cleaned.get("code"):
            cleaned["parent"] = self.named(cleaned["code"])
        if not self.errors and not cleaned.get("parent"):
            raise forms.ValidationError(gettext("Choose where to put it, or write a code."))
        return cleaned

    def named(self, code: str) -> ArchivalItem | None:
        """The one item that a code means; several or none are a mistake of the form."""
        found = [match.item for match in find_units(code, public_only=False).exact]
        found = [item for item in found if item.repository_id == self.item.repository_id] or found
        if len(found) == 1:
            return found[0]
        message = (
            gettext("Several items have the code “%(code)s”; choose one from the list.")
            if found
            else gettext("Nothing has the code “%(code)s”.")
        )
        self.add_error("code", message % {"code": code[:80]})
        return None


class PlacePages:
    """Mix into the admin of archival items."""

    def place(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What lies above, beside and below; a POST (``do``) moves something."""
        item = get_object_or_404(ArchivalItem.objects.select_related("repository"), pk=pk)
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        form = None
        if request.method == "POST":
            if not request.user.has_perm("archive.change_archivalitem"):
                raise PermissionDenied
            form = self.move(request, item)
            if form is None:
                return HttpResponseRedirect(back_to(request, item))
        return render(request, "admin/archive/place.html", self.around(request, item, form))

    def move(self, request: HttpRequest, item: ArchivalItem) -> ParentForm | None:
        """Do what was asked; a form that could not be followed comes back with its reasons."""
        wish = request.POST.get("do", "")
        if wish == "into":
            return self.into(request, item)
        if wish == "top":
            hierarchy.move_below(item, None, actor=request.user)
            messages.success(request, gettext("It stands at the top of its archive now."))
        elif wish == "codes":
            hierarchy.order_by_code(chosen(request, item), actor=request.user)
            messages.success(request, gettext("They follow their codes again."))
        elif NUMBER.fullmatch(place := request.POST.get("place", "")):
            row = chosen(request, item)
            hierarchy.move_among_siblings(row, int(place), actor=request.user)
        else:
            messages.error(request, gettext("The place must be a number."))
        return None

    def into(self, request: HttpRequest, item: ArchivalItem) -> ParentForm | None:
        form = ParentForm(request.POST, item=item)
        if not form.is_valid():
            return form
        parent = form.cleaned_data["parent"]
        try:
            hierarchy.move_below(item, parent, actor=request.user)
        except hierarchy.PlaceError as error:
            form.add_error(None, str(error))
            return form
        words = gettext("It lies in “%(parent)s” now, with everything below it.")
        messages.success(request, words % {"parent": parent})
        return None

    def around(self, request: HttpRequest, item: ArchivalItem, form: ParentForm | None) -> dict:
        siblings = hierarchy.siblings_of(item).only(*SHOWN)
        children = item.children.in_their_order().only(*SHOWN)
        form = form or ParentForm(item=item)
        return {
            **self.admin_site.each_context(request),
            "title": gettext("Place in the archive"),
            "opts": self.opts,
            "item": item,
            "ancestors": ancestors_of(item),
            "siblings": page_of(siblings, request.GET.get("beside") or page_with(siblings, item)),
            "children": page_of(children, request.GET.get("below")),
            "is_arranged": item.order > 0,
            "form": form,
            "media": with_nonce(form.media, request),
            "may_move": request.user.has_perm("archive.change_archivalitem"),
        }


def chosen(request: HttpRequest, item: ArchivalItem) -> ArchivalItem:
    """The row that a button belongs to: the item, one beside it, or one right below."""
    key = request.POST.get("id", "")
    if not NUMBER.fullmatch(key) or int(key) == item.pk:
        return item
    row = get_object_or_404(ArchivalItem.objects.select_related("repository"), pk=int(key))
    is_near = row.parent_id == item.pk or hierarchy.siblings_of(item).filter(pk=row.pk).exists()
    return row if is_near else item


def page_of(items, number) -> Page:
    return Paginator(items, PER_PAGE).get_page(number)


def page_with(siblings, item: ArchivalItem) -> int:
    """The page of the siblings on which the item itself stands."""
    keys = list(siblings.values_list("pk", flat=True))
    return keys.index(item.pk) // PER_PAGE + 1 if item.pk in keys else 1


def back_to(request: HttpRequest, item: ArchivalItem) -> str:
    """The same part of the same page, at the row that was moved."""
    address = reverse("admin:archive_archivalitem_place", args=[item.pk])
    key = request.POST.get("id", "")
    query = request.GET.urlencode()
    anchor = f"#item-{key}" if NUMBER.fullmatch(key) else ""
    return f"{address}{'?' * bool(query)}{query}{anchor}"
