"""Scans of an item: sent, watched while they are taken in, tried again. All work at one glance."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext, ngettext
from django_tasks_db.models import DBTaskResult

from archive.admin.digital_objects import DigitalObjectInline, save_pages
from archive.models import ArchivalItem, DigitalObject, ScanUpload
from archive.pictures import PictureError
from archive.scans import intake
from archive.scans.pages import list_of_copies, remove_copies, wait_again
from archive.scans.problems import sentence
from archive.scans.unpacking import shown

# Its list knows neither items nor reasons; ours is the page of all work.
admin.site.unregister(DBTaskResult)

MOST_IN_FORM = 10  # page images that an item's form shows; more have pages of their own
SHOWN_UPLOADS, SHOWN_FAILURES = 30, 50
PER_PAGE = 100
CHECKSUM_LENGTH = 128


class Scans:
    """Mixed into the admin of archival items."""

    def get_urls(self):
        staff = self.admin_site.admin_view
        pages = [
            path("<int:pk>/scans/", staff(self.scans), name="archive_archivalitem_scans"),
            path(
                "<int:pk>/scans/state/", staff(self.scans_state), name="archive_archivalitem_state"
            ),
            path("work/", staff(self.work), name="archive_archivalitem_work"),
        ]
        return [*pages, *super().get_urls()]

    # The form of an item ---------------------------------------------------------------------

    def get_inline_instances(self, request, obj=None):
        """Without page images when there are many; a form must be read as it was sent."""
        inlines = super().get_inline_instances(request, obj)
        if obj is None or self.shows_pages(request, obj):
            return inlines
        return [one for one in inlines if not isinstance(one, DigitalObjectInline)]

    def shows_pages(self, request, obj) -> bool:
        if request.method == "POST":
            return "digital_objects-TOTAL_FORMS" in request.POST
        if not hasattr(obj, "held_pages"):
            obj.held_pages = obj.digital_objects.count() if obj.is_digitised else 0
        obj.holds_many_pages = obj.held_pages > MOST_IN_FORM
        return not obj.holds_many_pages

    def save_formset(self, request, form, formset, change):
        if formset.model is DigitalObject:
            save_pages(request, form.instance, formset)
        else:
            super().save_formset(request, form, formset, change)

    def delete_model(self, request, obj):
        with transaction.atomic():
            remove_copies([list_of_copies(page) for page in obj.digital_objects.all()])
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            pages = DigitalObject.objects.filter(item__in=queryset)
            remove_copies([list_of_copies(page) for page in pages])
            super().delete_queryset(request, queryset)

    # Sending ---------------------------------------------------------------------------------

    def viewed(self, request: HttpRequest, pk: int) -> ArchivalItem:
        item = get_object_or_404(ArchivalItem.objects.select_related("repository"), pk=pk)
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def scans(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The scans of an item: form, and how far the work is. POST sends files or tries again."""
        item = self.viewed(request, pk)
        if request.method == "POST":
            if not may_send(request):
                raise PermissionDenied
            if is_repair(request):
                repair(request, item=item)
                return HttpResponseRedirect(request.path)
            return self.receive(request, item)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Scans of “%(item)s”") % {"item": item},
            "opts": self.opts,
            "item": item,
            "may_send": may_send(request),
            **state_of(item),
        }
        return render(request, "admin/archive/scans/scans.html", context)

    def receive(self, request: HttpRequest, item: ArchivalItem) -> HttpResponse:
        """Accept files; a script gets JSON for its one file, a form a message for each."""
        results = [receive_one(request, item, file) for file in request.FILES.getlist("files")]
        no_space = str(PictureError("no_space"))
        results += [(400, f"{shown(n)}: {no_space}") for n in getattr(request, "lost_files", [])]
        results = results or [(400, gettext("Choose at least one file."))]
        if request.headers.get("Accept") == "application/json":
            status, words = results[0]
            return JsonResponse({"words": words}, status=status)
        for status, words in results:
            messages.add_message(request, messages.ERROR if status >= 400 else messages.INFO, words)
        return HttpResponseRedirect(request.path)

    def scans_state(self, request: HttpRequest, pk: int) -> JsonResponse:
        """How far the work is; with ``checksum``, whether the item has that file (JSON)."""
        item = self.viewed(request, pk)
        if (checksum := request.GET.get("checksum", "")) and len(checksum) == CHECKSUM_LENGTH:
            return JsonResponse({"known": intake.is_known(item, checksum.lower())})
        state = {**state_of(item), "may_send": may_send(request)}
        html = render_to_string("admin/archive/scans/state.html", state)
        return JsonResponse({"html": html, "is_busy": state["is_busy"]})

    # All work --------------------------------------------------------------------------------

    def work(self, request: HttpRequest) -> HttpResponse:
        """Everything that waits, is in work or has failed. POST tries again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            if not may_send(request):
                raise PermissionDenied
            repair(request)
            return HttpResponseRedirect(request.path)
        failed = failed_pages(DigitalObject.objects.select_related("item__repository"))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Work on scans"),
            "opts": self.opts,
            "may_send": may_send(request),
            "counts": counts_of(DigitalObject.objects),
            "uploads": [
                told(upload)
                for upload in ScanUpload.objects.exclude(state=ScanUpload.State.DONE)
                .select_related("item", "sent_by")
                .order_by("-sent_at")[:PER_PAGE]
            ],
            "failures": Paginator(failed, PER_PAGE).get_page(request.GET.get("page")),
        }
        context["has_failed"] = has_failed(context["counts"], context["uploads"])
        for page in context["failures"]:
            page.reason = sentence(page.problem)
        return render(request, "admin/archive/scans/work.html", context)


def may_send(request: HttpRequest) -> bool:
    user = request.user
    return user.has_perm("archive.add_digitalobject") and user.has_perm(
        "archive.change_digitalobject"
    )


def receive_one(request: HttpRequest, item: ArchivalItem, file) -> tuple[int, str]:
    """Accept one file: a status of HTTP, and words for the sender."""
    name = shown(file.name)
    try:
        upload = intake.receive(item, file, actor=request.user)
    except PictureError as error:
        return 400, f"{name}: {error}"
    if upload is None:
        return 200, gettext("%(name)s: is there already, passed over.") % {"name": name}
    return 202, gettext("%(name)s: accepted.") % {"name": name}


def state_of(item: ArchivalItem) -> dict:
    """What the list of an item's scans shows; four queries."""
    uploads = item.scan_uploads.select_related("sent_by")[:SHOWN_UPLOADS]
    failures = list(failed_pages(item.digital_objects)[:SHOWN_FAILURES])
    for page in failures:
        page.reason = sentence(page.problem)
    counts = counts_of(item.digital_objects)
    told_uploads = [told(upload) for upload in uploads]
    busy = counts["open"] or any(upload.is_open for upload in told_uploads)
    return {
        "uploads": told_uploads,
        "failures": failures,
        "counts": counts,
        "is_busy": bool(busy),
        "has_failed": has_failed(counts, told_uploads),
    }


def has_failed(counts: dict[str, int], uploads: list[ScanUpload]) -> bool:
    """Whether there is anything to be tried again."""
    failed = any(upload.state == ScanUpload.State.FAILED for upload in uploads)
    return failed or bool(counts["failed"])


def failed_pages(pages):
    return pages.filter(state=DigitalObject.State.FAILED).order_by("item", "order", "id")


def counts_of(pages) -> dict[str, int]:
    """Page images by state, all of them, and those that are still to be made."""
    counts = dict.fromkeys(DigitalObject.State.values, 0)
    counts |= dict(pages.order_by().values_list("state").annotate(Count("pk")))
    counts["total"] = sum(counts.values())
    counts["open"] = counts["waiting"] + counts["working"]
    return counts


def told(upload: ScanUpload) -> ScanUpload:
    """An upload with its report in words."""
    report = upload.report
    upload.is_open = upload.state in (ScanUpload.State.WAITING, ScanUpload.State.WORKING)
    upload.faults = [(one["name"], sentence(one)) for one in report.get("problems", ())]
    made, there = report.get("made", 0), report.get("there", 0)
    words = []
    if made:
        made_words = ngettext("%(count)d page taken in.", "%(count)d pages taken in.", made)
        words.append(made_words % {"count": made})
    if there:
        there_words = ngettext(
            "%(count)d file was there already.", "%(count)d files were there already.", there
        )
        words.append(there_words % {"count": there})
    upload.words = words
    return upload


REPAIRS = ("retry_upload", "discard_upload", "retry_page", "retry_all")


def is_repair(request: HttpRequest) -> bool:
    return any(name in request.POST for name in REPAIRS)


def repair(request: HttpRequest, item: ArchivalItem | None = None) -> None:
    """Try failed work again, one piece or all, or forget an upload; of one item or of all."""
    uploads = ScanUpload.objects.filter(state=ScanUpload.State.FAILED)
    pages = DigitalObject.objects.filter(state=DigitalObject.State.FAILED)
    if item is not None:
        uploads, pages = uploads.filter(item=item), pages.filter(item=item)
    if "discard_upload" in request.POST:
        intake.discard(get_object_or_404(uploads, pk=number(request, "discard_upload")))
        return
    if "retry_all" not in request.POST:
        uploads = uploads.filter(pk=number(request, "retry_upload"))
        pages = pages.filter(pk=number(request, "retry_page"))
    tried = [intake.try_again(upload) for upload in uploads]
    tried += [wait_again(page) for page in pages]
    words = ngettext("%(count)d is tried again.", "%(count)d are tried again.", len(tried))
    messages.info(request, words % {"count": len(tried)})


def number(request: HttpRequest, name: str) -> int:
    """A key from the form; 0 when it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
