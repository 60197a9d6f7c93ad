"""Exhibitions, and the page on which their contents are arranged."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.choosers import PictureChooser
from archive.display import thumbnail
from exhibits import actions
from exhibits.admin.arranging import arrangement
from exhibits.admin.base import InExhibitions, KeepsAddress, change_url, contents_url
from exhibits.models import Exhibition, Panel, Section
from translations.admin import LanguageAdmin

PLACE = re.compile(r"-?[0-9]{1,6}")


@admin.register(Exhibition)
class ExhibitionAdmin(KeepsAddress, InExhibitions, LanguageAdmin):
    fieldsets = [
        (None, {"fields": ["title", "slug", "subtitle", "summary", "cover", "accent"]}),
        (_("Foreword and credits"), {"fields": ["foreword", "credits"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["picture", "title", "is_published", "published_at", "contents", "languages"]
    list_display_links = ["title"]
    list_filter = ["is_published"]
    list_select_related = ["cover"]
    search_fields = ["title_en", "title_ja", "title_mn", "slug"]
    autocomplete_fields = ["cover"]
    change_form_template = "admin/exhibits/exhibition/change_form.html"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "cover":
            kwargs["widget"] = PictureChooser(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("Picture"))
    def picture(self, exhibition):
        return thumbnail(exhibition.cover) or "–"

    @admin.display(description=_("Title"))
    def title(self, exhibition):
        return str(exhibition)

    @admin.display(description=pgettext_lazy("arranging", "Contents"))
    def contents(self, exhibition):
        return format_html('<a href="{}">{}</a>', contents_url(exhibition), _("Arrange"))

    def trail(self, obj):
        return [(pgettext("arranging", "Contents"), contents_url(obj))]

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(contents_url(obj))

    def get_urls(self):
        def staff(view):
            return self.admin_site.admin_view(view)

        pages = [
            path("<int:pk>/contents/", staff(self.contents_page), name="contents"),
            path("<int:pk>/move/", staff(self.move), name="move"),
            path("<int:pk>/publish/", staff(self.publish), name="publish"),
        ]
        for page in pages:
            page.name = f"exhibits_exhibition_{page.name}"
        return [*pages, *super().get_urls()]

    def contents_page(self, request, pk):
        """Chapters, sections and panels of an exhibition, to walk, add and reorder."""
        exhibition = get_object_or_404(Exhibition, pk=pk)
        if not self.has_view_permission(request, exhibition):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": str(exhibition),
            "opts": self.opts,
            "exhibition": exhibition,
            "tree": arrangement(exhibition),
            "essays": exhibition.essays.order_by("order", "id"),
            "datasets": exhibition.datasets.order_by("id"),
            "may_add": may_add(request.user, exhibition),
            "may_arrange": request.user.has_perm("exhibits.change_section", exhibition),
            "may_publish": request.user.has_perm("exhibits.publish_exhibition", exhibition),
            "change_url": change_url(exhibition),
        }
        return render(request, "admin/exhibits/exhibition/contents.html", context)

    @method_decorator(require_POST)
    def move(self, request, pk):
        """Move a section or panel: ``kind``, ``id``, ``place``, for panels also ``section``."""
        exhibition = get_object_or_404(Exhibition, pk=pk)
        place = request.POST.get("place", "")
        if not PLACE.fullmatch(place):
            return self.moved(request, exhibition, gettext("The place must be a number."))
        model = {"section": Section, "panel": Panel}.get(request.POST.get("kind"))
        if model is None:
            return self.moved(
                request, exhibition, gettext("Only sections and panels can be moved.")
            )
        owner = "exhibition" if model is Section else "section__exhibition"
        obj = get_object_or_404(model, pk=number(request, "id"), **{owner: exhibition})
        section = number(request, "section")
        if model is Panel and section:
            target = get_object_or_404(Section, pk=section, exhibition=exhibition)
            actions.move_panel_to(obj, target, int(place), actor=request.user)
        else:
            actions.move(obj, int(place), actor=request.user)
        return self.moved(request, exhibition, "", f"{obj._meta.model_name}-{obj.pk}")

    def moved(self, request, exhibition, error: str, anchor: str = ""):
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"error": error}, status=400 if error else 200)
        if error:
            messages.error(request, error)
        return HttpResponseRedirect(f"{contents_url(exhibition)}#{anchor}")

    @method_decorator(require_POST)
    def publish(self, request, pk):
        """Publish or withdraw (``do``); anything else does nothing."""
        exhibition = get_object_or_404(Exhibition, pk=pk)
        wish = request.POST.get("do")
        if wish == "withdraw":
            actions.withdraw(exhibition, actor=request.user)
            messages.success(
                request, gettext("The exhibition is withdrawn; readers no longer see it.")
            )
        elif wish == "publish":
            actions.publish(exhibition, actor=request.user)
            messages.success(request, gettext("The exhibition is published."))
        return HttpResponseRedirect(reverse("admin:exhibits_exhibition_contents", args=[pk]))


def may_add(user, exhibition: Exhibition) -> dict[str, bool]:
    """Which parts this person may add."""
    parts = ("section", "panel", "essay", "dataset")
    return {part: user.has_perm(f"exhibits.add_{part}", exhibition) for part in parts}


def number(request, name: str) -> int:
    """A key from the form; 0 when it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
