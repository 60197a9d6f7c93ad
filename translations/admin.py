"""The base of every admin page that edits texts: one language at a time."""

from django.contrib import admin
from django.db import IntegrityError, router, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from translations.fields import RichTextField, with_nonce
from translations.forms import LanguageForm, RowsOnce
from translations.history.admin import HistoryPages
from translations.history.recording import noting_links
from translations.states import language_states, missing_in, translated_fields
from translations.texts import IN_WORDS, LANGUAGES, NAMES, column
from translations.units.authorship import acting, current
from translations.units.rights import ANYWHERE
from translations.units.rights import may_translate as person_may_translate

MARKS = {"source": "●", "complete": "●", "partial": "◐", "missing": "○"}


class MissingFilter(admin.SimpleListFilter):
    """Objects of which a text that exists in the source is missing in a language."""

    title = _("texts missing in")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return list(NAMES.items())

    def queryset(self, request, queryset):
        code = self.value()
        return queryset.filter(missing_in(queryset.model, code)) if code in LANGUAGES else queryset


def own_language(request, obj) -> str:
    """The one language that somebody translates into, when it is not the source; else empty."""
    codes = [code for code in LANGUAGES if may_translate(request, code, obj)]
    return codes[0] if len(codes) == 1 and codes[0] != obj.source_language else ""


def may_translate(request, language: str, obj=None) -> bool:
    return person_may_translate(request.user, language, obj)


class AskedOfObjects:
    """Asks for rights to the very object: some people have them in some exhibitions only.

    Without an object (lists, choosers, a new object) it is asked whether there is any. Rows of an
    inline are asked for by what they belong to. Mix into an admin or an inline class.
    """

    def may(self, request, word: str, obj=None) -> bool:
        permission = f"{self.opts.app_label}.{word}_{self.opts.model_name}"
        return request.user.has_perm(permission, ANYWHERE if obj is None else obj)

    def has_view_permission(self, request, obj=None):
        return self.may(request, "view", obj) or self.may(request, "change", obj)

    def has_add_permission(self, request, obj=None):
        return self.may(request, "add", obj)

    def has_change_permission(self, request, obj=None):
        return self.may(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.may(request, "delete", obj)

    def has_module_permission(self, request):
        return any(self.may(request, word) for word in ("view", "add", "change", "delete"))


class SecondLook:
    """Mix into an admin: of two people who send the same at once, the second is told so.

    Both forms found nothing wrong; then the database takes the first and refuses the second.
    Looked at once more, the second form sees what the first has left.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            for upload in request.FILES.values():
                upload.seek(0)
            return super().changeform_view(request, object_id, form_url, extra_context)


class OneLanguage(AskedOfObjects):
    """Shows shared fields and one language's columns; another language shows its texts alone.

    ``fieldsets`` name the fields bare (``title``). ``?language=ja`` on a change page opens the
    Japanese texts, ``?source=ja`` on an add page writes a new object in Japanese.
    """

    form = LanguageForm
    of_one_language: dict[str, str] = {}  # fields that belong to the texts of a language alone

    def form_language(self, request, obj=None) -> str:
        asked = request.GET.get("source" if obj is None else "language", "")
        if asked in LANGUAGES:
            return asked
        return (get_language() or LANGUAGES[0]) if obj is None else obj.source_language

    def is_translating(self, request, obj) -> bool:
        return obj is not None and self.form_language(request, obj) != obj.source_language

    def shown_fields(self, request, obj, names) -> list[str]:
        """Bare names → the form's columns."""
        language, translated = self.form_language(request, obj), translated_fields(self.model)
        names = [name for name in names if self.of_one_language.get(name, language) == language]
        if self.is_translating(request, obj):
            names = [name for name in names if name in translated or name in self.of_one_language]
        return [column(name, language) if name in translated else name for name in names]

    def may_change(self, request, obj, default: bool) -> bool:
        """Source and shared fields by the model's permission, translations by language."""
        if self.is_translating(request, obj):
            return may_translate(request, self.form_language(request, obj), obj)
        return default


class LanguageAdmin(HistoryPages, SecondLook, OneLanguage, admin.ModelAdmin):
    """Base of the admins of translated models."""

    change_form_template = "admin/language_change_form.html"
    change_list_template = "admin/language_change_list.html"
    save_on_top = False
    show_full_result_count = False
    list_per_page = 50

    def get_fieldsets(self, request, obj=None):
        shown = []
        for title, options in self.fieldsets:
            names = self.shown_fields(request, obj, options["fields"])
            if names:
                shown.append((title, {**options, "fields": names}))
        if obj is not None and not self.has_change_permission(request, obj):
            return [(title, {**o, "fields": self.readable(o["fields"])}) for title, o in shown]
        title, options = shown[0]
        shown[0] = (title, {**options, "fields": [*options["fields"], "loaded"]})
        return shown

    def readable(self, names) -> list:
        """For those who may only read: rich text as it looks, not as markup."""
        columns = {field.name: field for field in self.opts.concrete_fields}
        return [
            rich_reader(columns[name]) if isinstance(columns.get(name), RichTextField) else name
            for name in names
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.language = self.form_language(request, obj)
        return form

    def get_prepopulated_fields(self, request, obj=None):
        if obj is not None or self.form_language(request) != "en":
            return {}
        return dict.fromkeys(super().get_prepopulated_fields(request, obj), ("title_en",))

    def get_readonly_fields(self, request, obj=None):
        return (
            () if self.is_translating(request, obj) else super().get_readonly_fields(request, obj)
        )

    def has_change_permission(self, request, obj=None):
        return self.may_change(request, obj, super().has_change_permission(request, obj))

    def has_delete_permission(self, request, obj=None):
        """A translation is not the place to delete what it translates."""
        return not self.is_translating(request, obj) and super().has_delete_permission(request, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Who may only translate is led to the form in that language."""
        if request.method == "GET" and "language" not in request.GET:
            obj = self.get_object(request, object_id)
            reads = obj is not None and not self.has_change_permission(request, obj)
            if reads and (language := own_language(request, obj)):
                return HttpResponseRedirect(self.tab_url(request, language))
        return super().change_view(request, object_id, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The box that is ticked for a small correction holds for the rows below as well."""
        if page := self.page_of_the_gone(request, object_id):
            return page
        small = bool(object_id) and "small_correction" in request.POST
        if not small:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with acting(actor=current().actor, small_correction=True):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_changeform_initial_data(self, request):
        """Propose an address where none can be made from the title."""
        initial = super().get_changeform_initial_data(request)
        columns = {field.name for field in self.opts.concrete_fields}
        if "slug" in columns and self.form_language(request) != "en":
            initial.setdefault("slug", self.free_slug())
        return initial

    def free_slug(self) -> str:
        number = self.model._default_manager.count() + 1
        while self.model._default_manager.filter(slug=f"{self.opts.model_name}-{number}").exists():
            number += 1
        return f"{self.opts.model_name}-{number}"

    def get_object(self, request, object_id, from_field=None):
        """Lock the row while it is being saved, so that of two savers one is the second."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST":
            rows = self.model._default_manager.using(router.db_for_write(self.model))
            if transaction.get_connection().in_atomic_block:
                rows.select_for_update(of=("self",)).order_by().get(pk=obj.pk)
                obj.refresh_from_db()
        return obj

    def save_model(self, request, obj, form, change):
        """Write only what this form shows: other languages may be saved meanwhile."""
        if not change:
            obj.save()
            return
        columns = {field.name for field in obj._meta.concrete_fields}
        names = {name for name in form.cleaned_data if name in columns}
        obj.save(update_fields=names | ({"changed_at"} & columns))

    def save_related(self, request, form, formsets, change):
        """Links to many objects are saved here, where no model sees it."""
        with noting_links(form.instance):
            super().save_related(request, form, formsets, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        language = self.form_language(request, obj)
        context.update(
            form_language=language,
            form_language_name=IN_WORDS[language],
            is_translating=self.is_translating(request, obj),
            language_tabs=self.language_tabs(request, obj),
            media=with_nonce(context["media"], request),
            trail=self.trail(obj) if obj else (),
            offers_small_correction=self.offers_small_correction(request, obj),
            **self.with_presence(request, obj),
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def offers_small_correction(self, request, obj) -> bool:
        """Where somebody edits a source that has been translated already."""
        if obj is None or obj.pk is None or self.is_translating(request, obj):
            return False
        return any(s.written for s in language_states(obj) if not s.is_source)

    def trail(self, obj) -> list[tuple[str, str]]:
        """What lies above the object: title and address of its change page."""
        return []

    def language_tabs(self, request, obj) -> list[dict]:
        """A tab for every language with its state, or for a new object its source language."""
        current = self.form_language(request, obj)
        if obj is None:
            query = request.GET.copy()
            return [self.new_tab(query, code, code == current) for code in LANGUAGES]
        return [
            {
                "code": state.language,
                "name": NAMES[state.language],
                "mark": MARKS[state.state],
                "state": state,
                "url": self.tab_url(request, state.language),
                "is_current": state.language == current,
            }
            for state in language_states(obj)
        ]

    @staticmethod
    def tab_url(request, language: str) -> str:
        query = request.GET.copy()
        query["language"] = language
        return f"?{query.urlencode()}"

    @staticmethod
    def new_tab(query, code: str, is_current: bool) -> dict:
        query = query.copy()
        query["source"] = code
        return {
            "code": code,
            "name": NAMES[code],
            "url": f"?{query.urlencode()}",
            "is_current": is_current,
        }

    @admin.display(description=_("Languages"))
    def languages(self, obj):
        """A mark per language, each leading to that language's form."""
        page = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
        rows = (
            (
                page if state.is_source else f"{page}?language={state.language}",
                state.state,
                state_words(state),
                MARKS[state.state],
                state.language,
            )
            for state in language_states(obj)
        )
        return format_html_join(
            " ", '<a href="{}" class="language-mark {}" title="{}">{} {}</a>', rows
        )


def rich_reader(column: RichTextField):
    """A read-only column of sanitised rich text."""

    def read(obj):
        return mark_safe(getattr(obj, column.name) or "–")  # noqa: S308

    read.__name__, read.short_description = column.name, column.verbose_name
    return read


def state_words(state) -> str:
    """A state in words, for people who do not see the mark."""
    name = IN_WORDS[state.language]
    if state.is_source:
        return _("%(language)s: source") % {"language": name}
    return _("%(language)s: %(written)d of %(expected)d texts") % {
        "language": name,
        "written": state.written,
        "expected": state.expected,
    }


class LanguageInline(OneLanguage):
    """Rows below an object, in the language of the page. Mix into an inline class."""

    formset = RowsOnce
    extra = 0

    def parent_language(self, request, obj) -> str:
        return OneLanguage.form_language(self, request, obj)

    def get_fields(self, request, obj=None):
        return [*self.shown_fields(request, obj, self.fields), "loaded"]

    def get_readonly_fields(self, request, obj=None):
        return tuple(super().get_readonly_fields(request, obj))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.language = self.form_language(request, obj)
        return formset

    def has_add_permission(self, request, obj=None):
        return not self.is_translating(request, obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return not self.is_translating(request, obj) and super().has_delete_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_change(request, obj, super().has_change_permission(request, obj))
