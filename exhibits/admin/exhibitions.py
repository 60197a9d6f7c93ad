"""Exhibitions, and the page on which their contents are arranged."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.choosers import PictureChooser
from archive.display import thumbnail
from exhibits import actions
from exhibits.admin.arranging import arrangement
from exhibits.admin.base import (
    InExhibitions,
    KeepsAddress,
    Previewed,
    change_url,
    contents_url,
)
from exhibits.admin.comparing import ComparePages, compare_url
from exhibits.admin.previews import PreviewPages, previews_url
from exhibits.admin.release_acts import ReleaseActs
from exhibits.admin.release_desk import ReleaseDesk
from exhibits.admin.release_lines import desk_url
from exhibits.editions.standing import edited_since, standing
from exhibits.models import Exhibition, Panel, Section
from exhibits.previews.actions import may_invite
from exhibits.previews.addresses import staff_preview
from translations.admin import LanguageAdmin

PLACE = re.compile(r"-?[0-9]{1,6}")


@admin.register(Exhibition)
class ExhibitionAdmin(
    ReleaseActs,
    ReleaseDesk,
    PreviewPages,
    ComparePages,
    Previewed,
    KeepsAddress,
    InExhibitions,
    LanguageAdmin,
):
    fieldsets = [
        (None, {"fields": ["title", "slug", "subtitle", "summary", "cover", "accent"]}),
        (_("Foreword and credits"), {"fields": ["foreword", "credits"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["picture", "title", "is_shown", "published_at", "contents", "languages"]
    list_display_links = ["title"]
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

    def get_queryset(self, request):
        return super().get_queryset(request).with_shown()

    @admin.display(description=_("Published"), boolean=True)
    def is_shown(self, exhibition):
        return exhibition.shown_now is not None

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
        ]
        for page in pages:
            page.name = f"exhibits_exhibition_{page.name}"
        return [*pages, *super().get_urls()]

    def contents_page(self, request, pk):
        """Chapters, sections and panels of an exhibition, to walk, add and reorder."""
        exhibition = get_object_or_404(Exhibition.objects.with_shown(), pk=pk)
        if not self.has_view_permission(request, exhibition):
            raise PermissionDenied
        stands = standing(exhibition)
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
            "stands": stands,
            "edited": edited_since(exhibition, stands.edition) if stands.edition else None,
            "release_url": desk_url(exhibition),
            "change_url": change_url(exhibition),
            "compare_url": compare_url(exhibition),
            "preview_url": staff_preview(exhibition),
            "previews_url": may_invite(request.user, exhibition) and previews_url(exhibition),
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


def may_add(user, exhibition: Exhibition) -> dict[str, bool]:
    """Which parts this person may add."""
    parts = ("section", "panel", "essay", "dataset")
    return {part: user.has_perm(f"exhibits.add_{part}", exhibition) for part in parts}


def number(request, name: str) -> int:
    """A key from the form; 0 when it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
