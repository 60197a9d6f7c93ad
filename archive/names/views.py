"""Public pages of names and repositories."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.models import Name, Repository
from archive.names.index_page import compose_index
from archive.names.name_page import compose_name
from archive.names.structured_data import in_script, name_ld, repository_ld
from archive.repository_page import compose_repository
from translations.permanent import permanent_response


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    page = compose_index(request.GET, get_language())
    return render(request, "archive/names.html", {"page": page})


@require_safe
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """A name; the address of a merged one leads to the name that was kept."""
    found = get_object_or_404(Name.objects.select_related("merged_into"), pk=pk)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(found.kept().get_absolute_url())
    page = compose_name(found, get_language(), page=request.GET.get("page", ""))
    context = {"page": page, "linked_data": in_script(name_ld(found))}
    return render(request, "archive/name.html", context)


@require_safe
def permanent_name(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Name.objects.select_related("merged_into"), uuid=uuid)
    return permanent_response(request, found.kept(), name_ld)


@require_safe
def repository(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Repository.objects.for_display(), pk=pk)
    page = compose_repository(found, get_language())
    context = {"page": page, "linked_data": in_script(repository_ld(found))}
    return render(request, "archive/repository.html", context)
