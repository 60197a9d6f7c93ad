"""Public pages of the archive."""

import re
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.browsing.addresses import without_empty
from archive.browsing.page import browse_page
from archive.finding.page import find_page
from archive.models import ArchivalItem
from archive.reading.citation_formats import FORMATS
from archive.reading.citing import reference_of
from archive.reading.item_page import compose_item
from archive.reading.item_rows import with_surroundings
from archive.shown_copies import COPY, is_shown
from archive.structured_data import item_ld, signposts
from translations.permanent import permanent_response

MEDIA_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    if (shorter := without_empty(request.GET)) is not None:  # of a form without JavaScript
        return HttpResponseRedirect(request.path + shorter)
    page = browse_page(request.GET, get_language())
    return render(request, "archive/browse.html", {"page": page})


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    page = find_page(request.GET.get("citation", ""), get_language())
    if page.straight_to:
        return HttpResponseRedirect(page.straight_to)
    return render(request, "archive/find.html", {"page": page})


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen_item(request, pk, with_surroundings(ArchivalItem.objects.for_display()))
    asked = {"shown": request.GET.get("page", ""), "below": request.GET.get("below", "")}
    page = compose_item(found, get_language(), **asked)
    context = {"page": page, "is_preview": not found.is_open}
    response = render(request, "archive/item.html", context)
    response["Link"] = signposts(found, page)
    return for_staff_alone(response, found)


@require_safe
def citation(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The citation as a file for reference managers."""
    if form not in FORMATS:
        raise Http404
    found = seen_item(request, pk, ArchivalItem.objects.for_display().defer("search_text"))
    media_type, write = FORMATS[form]
    content = write(reference_of(found, get_language()))
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="item-{pk}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return for_staff_alone(response, found)


def seen_item(request: HttpRequest, pk: int, items: QuerySet) -> ArchivalItem:
    """An item that readers may see today, or that staff look at beforehand."""
    found = get_object_or_404(items, pk=pk)
    if not found.is_open and not may_preview(request):
        raise Http404
    return found


def for_staff_alone(response: HttpResponse, item: ArchivalItem) -> HttpResponse:
    """The response, kept from caches and search engines when readers may not see the item."""
    if not item.is_open:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


def may_preview(request: HttpRequest) -> bool:
    return request.user.is_staff and request.user.has_perm("archive.view_archivalitem")


@require_safe
def permanent_item(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(ArchivalItem.objects.public().for_display(), uuid=uuid)
    return permanent_response(request, found, item_ld)


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """Copies of public pictures for everybody, everything of pictures for staff; in-process."""
    if ".." in name or not default_storage.exists(name):
        raise Http404
    if copy := COPY.fullmatch(name):
        return copy_response(request, name, copy)
    if not (name.startswith("originals/") and may_preview(request)):
        raise Http404
    response = FileResponse(opened(name), as_attachment=True)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def copy_response(request: HttpRequest, name: str, copy: re.Match[str]) -> HttpResponse:
    """A copy that readers see; it never changes, for its name holds the original's checksum."""
    is_public = is_shown(copy[1], copy[2])
    if not is_public and not may_preview(request):
        raise Http404
    response = FileResponse(opened(name), content_type=MEDIA_TYPES[copy[3]])
    response["Cache-Control"] = A_YEAR if is_public else "private, no-store"
    return response


def opened(name: str) -> File:
    try:
        return default_storage.open(name)
    except OSError as error:  # a folder
        raise Http404 from error
