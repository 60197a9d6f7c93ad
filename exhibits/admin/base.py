"""What the admins of an exhibition's parts share."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.urls import reverse

from exhibits import actions
from exhibits.models import Dataset, Essay, Exhibition, Panel, Section
from exhibits.people.limits import within
from exhibits.previews.addresses import staff_preview
from translations.admin import LanguageAdmin
from translations.history.restoring import Restored

# From a model to the exhibition that its rows belong to.
PATHS = {Exhibition: "pk", Section: "exhibition", Panel: "section__exhibition"}
PATHS |= dict.fromkeys((Essay, Dataset), "exhibition")


def change_url(obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def contents_url(exhibition: Exhibition) -> str:
    return reverse("admin:exhibits_exhibition_contents", args=[exhibition.pk])


def contents_step(exhibition: Exhibition) -> tuple[str, str]:
    return str(exhibition), contents_url(exhibition)


def limited(rows: QuerySet, user, permission: str) -> QuerySet:
    """Of the rows, those in exhibitions where this person has the permission."""
    keys = within(user, permission)
    return rows if keys is None else rows.filter(**{f"{PATHS[rows.model]}__in": keys})


class OwnExhibitions(admin.RelatedFieldListFilter):
    """Names no exhibition that this person may not see."""

    def field_choices(self, field, request, model_admin):
        keys = within(request.user, "exhibits.view_exhibition")
        ordering = self.field_admin_ordering(field, request, model_admin)
        limit = {} if keys is None else {"pk__in": keys}
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=limit)


class InExhibitions:
    """Lists, choosers and choices hold what this person may see; mix in before LanguageAdmin."""

    def get_queryset(self, request):
        permission = f"exhibits.view_{self.opts.model_name}"
        return limited(super().get_queryset(request), request.user, permission)

    def get_field_queryset(self, db, db_field, request):
        """Nothing can be hung into an exhibition in which one may not write."""
        found, model = super().get_field_queryset(db, db_field, request), db_field.related_model
        permission = f"exhibits.change_{self.opts.model_name}"
        if model not in PATHS or within(request.user, permission) is None:
            return found
        return limited(model._default_manager.all(), request.user, permission)


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


class PartAdmin(InExhibitions, LanguageAdmin):
    """A part of an exhibition: after saving, the curator is back at the contents."""

    def save_model(self, request, obj, form, change):
        """Asked once more of where the part stands now; the choices offered nothing else."""
        word = "change" if change else "add"
        is_asked = isinstance(form, Restored)  # each column by itself
        if not (is_asked or self.is_translating(request, obj) or self.may(request, word, obj)):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

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
