"""From a form in the admin to the page that readers see."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from translations.units.rights import may_see


def view_on_site(request: HttpRequest, content_type_id: int, object_id: int) -> HttpResponse:
    """Not to a page of what this person may not see: its address would tell of it."""
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if model is None or not hasattr(model, "get_absolute_url"):
        raise Http404
    found = get_object_or_404(model._base_manager, pk=object_id)
    if not may_see(request.user, found):
        raise Http404
    return HttpResponseRedirect(found.get_absolute_url())
