"""Catalogues in: a file is sent, reported on, and then applied as a whole or not at all."""

import csv

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.catalogue import exporting, work
from archive.catalogue.tasks import begin
from archive.models import CatalogueImport, Repository
from translations.exchange import cells
from translations.texts import IN_WORDS, LANGUAGES

Kinds, State = CatalogueImport.Kind, CatalogueImport.State
# What a kind of file writes; who may send it may add and change all of these.
WRITES = {
    Kinds.REPOSITORIES: ("repository",),
    Kinds.NAMES: ("name",),
    Kinds.ITEMS: ("archivalitem",),
    Kinds.ATOM: ("archivalitem", "name"),
    Kinds.EAD: ("archivalitem", "name"),
}
FAULTS_AT_ONCE = 500


def may_bring(user, kind: str) -> bool:
    """Whether somebody may add and change what a kind of file writes."""
    words = [f"archive.{do}_{model}" for model in WRITES[kind] for do in ("add", "change")]
    return user.has_perms(["archive.add_catalogueimport", *words])


class CatalogueForm(forms.ModelForm):
    """A file and what it is; repository and language serve files that do not say."""

    repository = forms.ModelChoiceField(
        Repository.objects.all(),
        label=_("Repository"),
        required=False,
        help_text=_("For AtoM and EAD: who holds what the file describes."),
    )
    language = forms.ChoiceField(
        label=_("Language of the texts"),
        choices=[(code, IN_WORDS[code]) for code in LANGUAGES],
        help_text=_("For AtoM and EAD: the language of texts that name none."),
    )

    class Meta:
        model = CatalogueImport
        fields = ["kind", "file"]
        help_texts = {
            "file": _(
                "CSV in UTF-8, or XML for EAD. Nothing is changed before you have seen the report."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (value, words) for value, words in Kinds.choices if may_bring(self.user, value)
        ]
        self.fields["language"].initial = get_language()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Kinds.EAD and not cleaned.get("repository"):
            self.add_error("repository", _("Say which repository holds what the file describes."))
        return cleaned

    def save(self, commit=True):
        sent = self.instance
        sent.original_name = self.cleaned_data["file"].name[:255]
        repository = self.cleaned_data["repository"]
        sent.report = {
            "options": {
                "repository": repository.pk if repository else None,
                "language": self.cleaned_data["language"],
                "speaks": get_language(),
            }
        }
        return super().save(commit)


@admin.register(CatalogueImport)
class CatalogueImportAdmin(admin.ModelAdmin):
    form = CatalogueForm
    fields = ["kind", "file", "repository", "language"]
    list_display = ["original_name", "kind", "state", "is_applied", "sent_by", "sent_at"]
    list_filter = ["kind", "state", "is_applied"]
    list_select_related = ["sent_by"]
    add_form_template = "admin/archive/catalogue/send.html"

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type("Form", (form,), {"user": request.user})

    def has_add_permission(self, request):
        return super().has_add_permission(request) and any(
            may_bring(request.user, kind) for kind in WRITES
        )

    def save_model(self, request, obj, form, change):
        obj.sent_by = request.user
        super().save_model(request, obj, form, change)
        request.sent_catalogue = obj

    def add_view(self, request, form_url="", extra_context=None):
        """The work begins when the sent file is kept for good."""
        response = super().add_view(request, form_url, extra_context)
        if sent := getattr(request, "sent_catalogue", None):
            begin(sent)
        return response

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(self.page_of(obj))

    @staticmethod
    def page_of(sent: CatalogueImport) -> str:
        return reverse("admin:archive_catalogueimport_change", args=[sent.pk])

    def get_urls(self):
        pages = [
            path("<int:pk>/apply/", self.admin_site.admin_view(self.apply), name="apply"),
            path("<int:pk>/state/", self.admin_site.admin_view(self.state), name="state"),
            path("<int:pk>/faults/", self.admin_site.admin_view(self.faults), name="faults"),
        ]
        for page in pages:
            page.name = f"archive_catalogueimport_{page.name}"
        return [*pages, *super().get_urls()]

    def sent(self, request, pk) -> CatalogueImport:
        """One that this person may see."""
        found = get_object_or_404(CatalogueImport, pk=pk)
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return found

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The report."""
        sent = self.get_object(request, object_id)
        if sent is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        sent, report = self.sent(request, sent.pk), work.report_of(sent)
        pages = Paginator(report.faults, FAULTS_AT_ONCE)
        is_open = sent.state == State.DONE and not sent.is_applied and bool(report.checksum)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Import of “%(name)s”") % {"name": sent.original_name},
            "opts": self.opts,
            "sent": sent,
            "report": report,
            "fields": report.changed_fields.most_common(),
            "faults": pages.get_page(request.GET.get("p")),
            "is_busy": sent.state in (State.WAITING, State.WORKING),
            "progress": work.progress(sent.pk),
            "may_apply": is_open and not report.faults and may_bring(request.user, sent.kind),
            "changes": report.created + report.changed + report.images,
        }
        return render(request, "admin/archive/catalogue/report.html", context)

    @method_decorator(require_POST)
    def apply(self, request, pk):
        """Apply the file that was reported on; a second wish does nothing."""
        sent = self.sent(request, pk)
        if not may_bring(request.user, sent.kind):
            raise PermissionDenied
        reported = CatalogueImport.objects.filter(pk=pk, state=State.DONE, is_applied=False)
        if work.report_of(sent).faults or not reported.update(
            state=State.WAITING, wants_applying=True, touched_at=timezone.now()
        ):
            messages.warning(request, gettext("There is nothing to apply."))
        else:
            self.log_change(request, sent, gettext("Applied"))
            begin(sent)
        return HttpResponseRedirect(self.page_of(sent))

    def state(self, request, pk):
        """How far the work is (JSON), for the page that waits for it."""
        sent = self.sent(request, pk)
        done, total = work.progress(pk)
        is_busy = sent.state in (State.WAITING, State.WORKING)
        return JsonResponse({"is_busy": is_busy, "done": done, "total": total})

    def faults(self, request, pk):
        """All faults as CSV."""
        report = work.report_of(self.sent(request, pk))
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="faults-{pk}.csv"'
        response.write(exporting.BOM)
        writer = csv.writer(response)
        writer.writerow(["line", "column", "reason"])
        for fault in report.faults:
            writer.writerow([fault.line, *map(cells.to_cell, (fault.column, fault.reason))])
        return response


class Exported:
    """Mix into an admin: its list, as filtered or as chosen, goes out as a CSV file."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export)
        return [path("export/", view, name=name), *super().get_urls()]

    def get_actions(self, request):
        actions = super().get_actions(request)
        words = _("Export the chosen as CSV")
        return actions | {"export_chosen": (Exported.export_chosen, "export_chosen", words)}

    def export_chosen(self, request, chosen):
        return self.exported(chosen)

    def export(self, request):
        """Everything that the list shows under its filters."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            keys = self.get_changelist_instance(request).get_queryset(request).values("pk")
        except admin.options.IncorrectLookupParameters:
            keys = self.model.objects.values("pk")
        return self.exported(self.model.objects.filter(pk__in=keys.order_by()))

    def exported(self, found):
        plain = self.model.objects.filter(pk__in=found.order_by().values("pk"))
        response = StreamingHttpResponse(
            exporting.lines(plain), content_type="text/csv; charset=utf-8"
        )
        name = {"archivalitem": "items", "name": "names"}.get(self.opts.model_name, "repositories")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
