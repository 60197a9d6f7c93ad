"""Asking for drafts from the desk."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from translations.machine.drafting import Drafted, draft_by_machine
from translations.machine.translator import MachineError, is_on
from translations.models import TranslationUnit
from translations.staff import for_translators

MOST = 200  # units of one request


@require_POST
@for_translators
def draft(request: HttpRequest) -> HttpResponse:
    """``unit``, any number of times; ``next``, where to go on. 404 when the site has no machine."""
    if not is_on():
        raise Http404
    try:
        found = draft_by_machine(chosen(request), actor=request.user)
    except MachineError as error:
        messages.error(request, str(error))
    else:
        say(request, found)
    return HttpResponseRedirect(way_on(request))


def chosen(request: HttpRequest) -> list[TranslationUnit]:
    keys = request.POST.getlist("unit")
    if len(keys) > MOST or not all(key.isascii() and key.isdigit() for key in keys):
        raise BadRequest
    keys = [int(key) for key in keys if len(key) < 19]
    units = TranslationUnit.objects.filter(pk__in=keys).select_related("content_type")
    return list(units.prefetch_related("target").order_by("pk"))


def say(request: HttpRequest, found: Drafted) -> None:
    if not found.made:
        messages.warning(request, _("There was nothing that a machine could draft."))
        return
    words = ngettext(
        "%(count)d text was drafted by machine. Please check it.",
        "%(count)d texts were drafted by machine. Please check them.",
        found.made,
    )
    messages.success(request, words % {"count": found.made})


def way_on(request: HttpRequest) -> str:
    """Where the form came from, if that is on this site."""
    wish = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wish, {request.get_host()}, request.is_secure()):
        return wish
    return reverse("admin:index")
