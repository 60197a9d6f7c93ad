"""Transcribing page images: the picture on one side, the text on the other."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.display import picture_view
from archive.models import DigitalObject, Transcription
from archive.reading.transcribing import delete_transcription, keep_transcription, settle_words
from archive.transcripts import canonical_tag
from search.analysis import terms
from translations.admin import SecondLook
from translations.forms import LanguageForm
from translations.history.admin import HistoryPages
from translations.texts import language_name

MAX_LENGTH = 100_000  # characters of one page
CHECK_LENGTH = MaxLengthValidator(
    MAX_LENGTH,
    message=_("This text has %(show_value)s characters; a page may have %(limit_value)s."),
)
Kind = Transcription.Kind


class TranscriptionForm(LanguageForm):
    """The text of a page in one language; guards against two people who write the same."""

    class Meta:
        model = Transcription
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if text := self.fields.get("text"):
            text.validators = [*text.validators, CHECK_LENGTH]
            text.strip = False
            written = self.initial.get("language") or self.instance.language
            text.widget.attrs |= {"rows": 24, "lang": written, "spellcheck": "false"}

    def clean_language(self) -> str:
        typed = self.cleaned_data["language"].strip()
        try:
            return canonical_tag(typed)
        except ValueError as error:
            message = _("“%(tag)s” is not the code of a language. Write for example mn or mn-Mong.")
            raise forms.ValidationError(message % {"tag": typed}, code="language") from error

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\x00", "")
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text.rstrip()

    def clean(self):
        """The page is not in the form of a text that exists, so Django would not see a second."""
        cleaned = super().clean()
        page = cleaned.get("digital_object") or getattr(self.instance, "digital_object", None)
        found = {name: cleaned.get(name) for name in ("kind", "language")}
        if page and all(found.values()):
            same = Transcription.objects.filter(digital_object=page, **found)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("language", _("This page has a text of this kind and language."))
        return cleaned


@admin.register(Transcription)
class TranscriptionAdmin(HistoryPages, SecondLook, admin.ModelAdmin):
    form = TranscriptionForm
    change_form_template = "admin/archive/transcription/change_form.html"
    change_list_template = "admin/language_change_list.html"
    list_display = ["item", "page", "kind", "language_name", "changed_at"]
    list_filter = ["kind", "language"]
    search_fields = ["text"]
    search_help_text = _("Words of the text, or of the title of the item")
    list_select_related = ["digital_object__item"]
    ordering = ["-changed_at", "-id"]
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ["digital_object"]

    def get_queryset(self, request):
        texts = super().get_queryset(request)
        return texts.defer("search_text", "digital_object__item__search_text")

    def get_search_results(self, request, queryset, search_term):
        for term in terms(search_term):
            queryset = queryset.filter(digital_object__item__search_text__contains=term)
        return queryset, False

    @admin.display(description=_("archival item"), ordering="digital_object__item__code_sort")
    def item(self, text):
        return str(text.digital_object.item)

    @admin.display(description=pgettext_lazy("of a document", "Page"))
    def page(self, text):
        return str(text.digital_object)

    @admin.display(description=_("language"), ordering="language")
    def language_name(self, text):
        return language_name(text.language)

    def get_fieldsets(self, request, obj=None):
        names = ["digital_object", ("kind", "language"), "text"]
        guard = ["loaded"] if obj is None or self.has_change_permission(request, obj) else []
        return [(None, {"fields": [*(names if obj is None else names[1:]), *guard]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A text that is written for a certain page cannot stray to another."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and page_of(request, None):
            form.base_fields["digital_object"].widget = forms.HiddenInput()
        return form

    # Saving ------------------------------------------------------------------------------------

    def get_object(self, request, object_id, from_field=None):
        """Lock the row while it is being saved, so that of two savers one is the second."""
        obj = super().get_object(request, object_id, from_field)
        if obj and request.method == "POST" and transaction.get_connection().in_atomic_block:
            Transcription.objects.select_for_update().order_by().get(pk=obj.pk)
            obj.refresh_from_db(fields=["kind", "language", "text"])
        return obj

    def save_model(self, request, obj, form, change):
        keep_transcription(obj)

    def delete_model(self, request, obj):
        delete_transcription(obj)

    def delete_queryset(self, request, queryset):
        texts = list(queryset)
        super().delete_queryset(request, queryset)
        settle_words(*texts)

    def response_add(self, request, obj, post_url_continue=None):
        return self.on_to(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.on_to(request, obj) or super().response_change(request, obj)

    def on_to(self, request: HttpRequest, obj: Transcription) -> HttpResponse | None:
        """After “Save and next page”: the same kind and language on the page that follows."""
        beside = neighbours(obj.digital_object)[1] if "_next" in request.POST else None
        return HttpResponseRedirect(page_url(beside, obj.kind, obj.language)) if beside else None

    # Pages -------------------------------------------------------------------------------------

    def get_urls(self):
        staff = self.admin_site.admin_view
        return [
            path("page/<int:pk>/", staff(self.open_page), name="archive_transcription_page"),
            path("item/<int:pk>/", staff(self.open_item), name="archive_transcription_item"),
            *super().get_urls(),
        ]

    def open_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The text of a page of the kind and language asked for, or a form for a new one."""
        page = get_object_or_404(DigitalObject, pk=pk)
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = {name: request.GET.get(name, "")[:35] for name in ("kind", "language")}
        wanted = {name: value for name, value in asked.items() if value}
        if found := page.transcriptions.filter(**wanted).order_by("kind", "language").first():
            return HttpResponseRedirect(
                reverse("admin:archive_transcription_change", args=[found.pk])
            )
        if not self.has_add_permission(request):
            listed = reverse("admin:archive_transcription_changelist")
            return HttpResponseRedirect(f"{listed}?digital_object__item__id__exact={page.item_id}")
        return HttpResponseRedirect(add_url(page, **wanted))

    def open_item(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The first page of an item."""
        page = DigitalObject.objects.filter(item__pk=pk).order_by("order", "id").first()
        return self.open_page(request, page.pk if page else 0)

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "digital_object__item__id__exact" or super().lookup_allowed(
            lookup, value, request
        )

    def get_changeform_initial_data(self, request):
        initial = {"kind": Kind.TRANSCRIPTION, **super().get_changeform_initial_data(request)}
        page = page_of(request, None)
        if page is None:
            initial.pop("digital_object", None)
        elif "language" not in initial:
            first = page.item.languages_of_material
            initial["language"] = first[0] if first else ""
        return initial

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        gone = self.page_of_the_gone(request, object_id)
        return gone or super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if page := page_of(request, obj):
            context |= surroundings(page, obj)
        context |= self.with_presence(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def page_of(request: HttpRequest, obj: Transcription | None) -> DigitalObject | None:
    """The page image beside the form; for a new text the one that was chosen."""
    key = str(obj.digital_object_id if obj else request.GET.get("digital_object", ""))
    known = key.isascii() and key.isdigit() and len(key) < 19
    pages = DigitalObject.objects.select_related("item").defer("item__search_text")
    return pages.filter(pk=key).first() if known else None


def surroundings(page: DigitalObject, obj: Transcription | None) -> dict:
    """What stands beside the form: picture, place among the pages, the page's other texts."""
    rows = page.item.digital_objects
    previous, following = neighbours(page)
    kind, language = (obj.kind, obj.language) if obj else ("", "")
    return {
        "page_image": page,
        "picture": picture_view(page, get_language()),
        "number": earlier(page).count() + 1,
        "total": rows.count(),
        "previous_url": page_url(previous, kind, language) if previous else "",
        "next_url": page_url(following, kind, language) if following else "",
        "texts": page.transcriptions.defer("text", "search_text").order_by("kind", "language"),
        "new_url": add_url(page),
    }


def earlier(page: DigitalObject) -> QuerySet:
    """The page images of the item that come before this one, the nearest first."""
    before = Q(order__lt=page.order) | Q(order=page.order, pk__lt=page.pk)
    return page.item.digital_objects.filter(before).order_by("-order", "-id")


def neighbours(page: DigitalObject) -> tuple[DigitalObject | None, DigitalObject | None]:
    """The page images before and after this one."""
    after = Q(order__gt=page.order) | Q(order=page.order, pk__gt=page.pk)
    later = page.item.digital_objects.filter(after).order_by("order", "id")
    return earlier(page).only("pk", "item").first(), later.only("pk", "item").first()


def page_url(page: DigitalObject, kind: str, language: str) -> str:
    wanted = {name: v for name, v in (("kind", kind), ("language", language)) if v}
    address = reverse("admin:archive_transcription_page", args=[page.pk])
    return f"{address}?{urlencode(wanted)}" if wanted else address


def add_url(page: DigitalObject, **wanted: str) -> str:
    query = urlencode({"digital_object": page.pk, **wanted})
    return f"{reverse('admin:archive_transcription_add')}?{query}"
