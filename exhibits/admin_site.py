"""The admin: opens on what needs doing, and shows pictures where items are chosen."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

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

    def get_urls(self):
        from exhibits.people.login import code_page
        from exhibits.people.two_factor_pages import two_factor_page
        from exhibits.shortcut import view_on_site
        from exhibits.staff_search import search_page

        own = [
            path("login/code/", code_page, name="login_code"),
            path(
                "r/<int:content_type_id>/<int:object_id>/",
                self.admin_view(view_on_site),
                name="view_on_site",
            ),
            path("search/", self.admin_view(partial(search_page, site=self)), name="search"),
            path("two-factor/", self.admin_view(two_factor_page), name="two_factor"),
        ]
        ours = {page.name for page in own}
        return [*own, *(p for p in super().get_urls() if getattr(p, "name", "") not in ours)]

    def login(self, request, extra_context=None):
        """Django's, with our second step."""
        from django.contrib.admin.forms import AdminAuthenticationForm

        from exhibits.people.login import TwoStepLogin

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **(extra_context or {}),
        }
        if "next" not in request.GET and "next" not in request.POST:
            context["next"] = reverse("admin:index")
        request.current_app = self.name
        page = TwoStepLogin.as_view(
            extra_context=context,
            authentication_form=AdminAuthenticationForm,
            template_name="admin/login.html",
        )
        return never_cache(page)(request)

    def autocomplete_view(self, request):
        return ChooserView.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        # Imported late: the site is made before the models are ready.
        from exhibits.people import two_factor
        from exhibits.todo import desk

        user = request.user
        advised = two_factor.is_needed(user) and not two_factor.is_on(user)
        context = {"desk": desk(user), "advises_two_factor": advised}
        return super().index(request, {**(extra_context or {}), **context})
