"""The page images of an item as a list: order, labels, turns, alternative texts, many at once."""

import re

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.display import thumbnail
from archive.models import ArchivalItem, DigitalObject
from archive.scans import arranging
from archive.scans.coverage import coverage, items_lacking
from archive.scans.problems import sentence
from translations.admin import may_translate
from translations.forms import LanguageForm
from translations.texts import IN_WORDS, LANGUAGES, NAMES, column, exact

PER_PAGE = 100
LARGEST = 1_000_000
KEY = re.compile(r"[0-9]{1,18}")


class PageRowForm(LanguageForm):
    """One page image in the list: label, turn, and the alternative text of one language."""

    class Meta:
        model = DigitalObject
        fields = ["label", "rotation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        if "rotation" in self.fields:
            self.initial["rotation"] = page.problem.get("rotation", page.rotation)
        alt = self.fields[column("alt", self.language)]
        alt.widget.attrs |= {"rows": 2, "cols": 40}
        if self.language == page.source_language and "label" not in self.fields:
            alt.disabled = True

    def kept_columns(self) -> set[str]:
        return set(self.changed_data) & {"label", column("alt", self.language)}


class MoveForm(forms.Form):
    """Where the chosen pages go."""

    place = forms.IntegerField(
        label=pgettext_lazy("pages", "to place"), min_value=1, max_value=LARGEST
    )


class LabelForm(forms.Form):
    """Which pages are labelled, and how."""

    first = forms.IntegerField(label=_("from place"), min_value=1, max_value=LARGEST)
    last = forms.IntegerField(label=_("to place"), min_value=1, max_value=LARGEST)
    style = forms.ChoiceField(
        label=_("labels"),
        choices=[(k, s.example or arranging.NO_LABEL) for k, s in arranging.STYLES.items()],
    )
    number = forms.IntegerField(label=_("counting from"), min_value=0, max_value=LARGEST, initial=1)


class PageOrder:
    """Mixed into the admin of archival items."""

    def get_urls(self):
        staff = self.admin_site.admin_view
        pages = [
            path("<int:pk>/pages/", staff(self.pages), name="archive_archivalitem_pages"),
            path("alt/", staff(self.alt_report), name="archive_archivalitem_alt"),
        ]
        return [*pages, *super().get_urls()]

    def pages(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A hundred page images at a time. POST saves what was written, then does what is asked."""
        item = self.viewed(request, pk)
        language = request.GET.get("language", "")
        language = language if language in LANGUAGES else get_language()
        formset = None
        if request.method == "POST":
            formset = self.posted_rows(request, item, language)
            if formset is not None and formset.total_form_count() != len(formset.get_queryset()):
                messages.error(
                    request, gettext("A page of this list was deleted meanwhile; nothing is saved.")
                )
                return HttpResponseRedirect(request.get_full_path())
            if formset is None or formset.is_valid():
                self.act(request, item, formset)
                return HttpResponseRedirect(request.get_full_path())
        return self.list_pages(request, item, language, formset)

    def posted_rows(self, request: HttpRequest, item: ArchivalItem, language: str):
        """The rows that were sent, as they may be changed; None when none were."""
        if not may_edit(request, language):
            raise PermissionDenied
        if "form-TOTAL_FORMS" not in request.POST:
            return None
        keys = [
            int(value)
            for name, value in request.POST.items()
            if name.startswith("form-") and name.endswith("-id") and KEY.fullmatch(value)
        ][:PER_PAGE]
        rows = item.digital_objects.filter(pk__in=keys).order_by("order", "id")
        return rows_formset(request, language)(request.POST, queryset=rows)

    @transaction.atomic
    def act(self, request: HttpRequest, item: ArchivalItem, formset) -> None:
        if formset is not None:
            save_rows(request, formset)
        try:
            done = do(request, item)
        except arranging.ArrangeError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done or gettext("Saved."))

    def list_pages(self, request, item, language: str, formset) -> HttpResponse:
        rows = item.digital_objects.order_by("order", "id")
        shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        if formset is None:
            formset = rows_formset(request, language)(
                queryset=DigitalObject.objects.filter(
                    pk__in=[page.pk for page in shown.object_list]
                ).order_by("order", "id")
            )
        for place, form in enumerate(formset, shown.start_index()):
            dress(form, place, language)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Page images of “%(item)s”") % {"item": item},
            "opts": self.opts,
            "item": item,
            "shown": shown,
            "formset": formset,
            "language": language,
            "query": f"language={language}&",
            "languages": [(code, NAMES[code], code == language) for code in LANGUAGES],
            "may_arrange": request.user.has_perm("archive.change_digitalobject"),
            "may_delete": request.user.has_perm("archive.delete_digitalobject"),
            "may_edit": may_edit(request, language),
            "move_form": MoveForm(),
            "label_form": LabelForm(initial={"last": shown.paginator.count, "first": 1}),
        }
        return render(request, "admin/archive/scans/pages.html", context)

    def alt_report(self, request: HttpRequest) -> HttpResponse:
        """How many page images have an alternative text, per language, and where one is missing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        language = request.GET.get("language", "")
        language = language if language in LANGUAGES else get_language()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Alternative texts"),
            "opts": self.opts,
            "rows": coverage(),
            "language": language,
            "query": f"language={language}&",
            "language_name": IN_WORDS[language],
            "lacking": Paginator(items_lacking(language), PER_PAGE).get_page(
                request.GET.get("page")
            ),
        }
        return render(request, "admin/archive/scans/alt.html", context)


def may_edit(request: HttpRequest, language: str) -> bool:
    return request.user.has_perm("archive.change_digitalobject") or may_translate(request, language)


def rows_formset(request: HttpRequest, language: str):
    """A form for each page: all of it for curators, the text alone for who translates."""
    shared = ["label", "rotation"] if request.user.has_perm("archive.change_digitalobject") else []
    formset = forms.modelformset_factory(
        DigitalObject,
        form=PageRowForm,
        fields=[*shared, column("alt", language)],
        extra=0,
        max_num=PER_PAGE,
        absolute_max=PER_PAGE,
    )
    formset.form.language = language
    return formset


def dress(form, place: int, language: str) -> None:
    """What the list shows beside the fields of a page."""
    page = form.instance
    form.place, form.picture = place, thumbnail(page)
    form.reason = sentence(page.problem)
    form.source = ""
    if language != page.source_language:
        form.source = exact(page, "alt", page.source_language)


def save_rows(request: HttpRequest, formset) -> None:
    """Save what was changed, and no other column: others may be writing them."""
    for form in formset.initial_forms:
        if names := form.kept_columns():
            form.instance.save(update_fields=names)
        if "rotation" in form.changed_data:
            arranging.turn(form.instance, form.cleaned_data["rotation"], actor=request.user)


def do(request: HttpRequest, item: ArchivalItem) -> str:
    """What the pressed button asks for; returns what was done in words."""
    chosen = [int(key) for key in request.POST.getlist("chosen") if KEY.fullmatch(key)]
    if step := request.POST.get("step", ""):
        key, _sign, place = step.partition(":")
        if KEY.fullmatch(key) and KEY.fullmatch(place):
            arranging.move(item, [int(key)], int(place), actor=request.user)
    elif "move" in request.POST:
        return moved(request, item, chosen)
    elif "delete" in request.POST:
        count = arranging.delete(item, chosen, actor=request.user)
        words = ngettext("%(count)d page image deleted.", "%(count)d page images deleted.", count)
        return words % {"count": count}
    elif "label" in request.POST:
        return labelled(request, item)
    return ""


def moved(request: HttpRequest, item: ArchivalItem, chosen: list[int]) -> str:
    form = MoveForm(request.POST)
    if not chosen:
        raise arranging.ArrangeError(gettext("Choose the pages that move, by the box before each."))
    if not form.is_valid():
        raise arranging.ArrangeError(gettext("The place must be a number from 1."))
    count = arranging.move(item, chosen, form.cleaned_data["place"], actor=request.user)
    words = ngettext("%(count)d page moved.", "%(count)d pages moved.", count)
    return words % {"count": count}


def labelled(request: HttpRequest, item: ArchivalItem) -> str:
    form = LabelForm(request.POST)
    if not form.is_valid():
        raise arranging.ArrangeError(gettext("Choose a range of pages and how they are labelled."))
    wish = form.cleaned_data
    count = arranging.label(
        item, wish["first"], wish["last"], wish["style"], wish["number"], actor=request.user
    )
    words = ngettext("%(count)d page labelled.", "%(count)d pages labelled.", count)
    return words % {"count": count}
