"""What the admins of an exhibition's parts share."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from exhibits import actions
from exhibits.models import Exhibition
from exhibits.previews.addresses import staff_preview
from translations.admin import LanguageAdmin


def change_url(obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def contents_url(exhibition: Exhibition) -> str:
    return reverse("admin:exhibits_exhibition_contents", args=[exhibition.pk])


def contents_step(exhibition: Exhibition) -> tuple[str, str]:
    return str(exhibition), contents_url(exhibition)


class KeepsAddress:
    """Notes the old address when the slug is changed; mix in before the admin."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            actions.keep_address(obj, form.initial.get("slug", ""))


class Previewed:
    """Leads from the form to the preview in the language of the form; mix in before the admin."""

    view_on_site = False  # what is edited here readers see only when it is released

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk:
            context["preview_url"] = staff_preview(obj, self.form_language(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)


class PartAdmin(LanguageAdmin):
    """A part of an exhibition: after saving, the curator is back at the contents."""

    def exhibition_of(self, obj) -> Exhibition:
        return obj.exhibition

    def trail(self, obj):
        return [contents_step(self.exhibition_of(obj))]

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(contents_url(self.exhibition_of(obj)))

    def response_post_save_change(self, request, obj):
        if "_changelist_filters" in request.GET:
            return super().response_post_save_change(request, obj)
        if self.is_translating(request, obj):
            language = self.form_language(request, obj)
            return HttpResponseRedirect(f"{change_url(obj)}?language={language}")
        return HttpResponseRedirect(contents_url(self.exhibition_of(obj)))
