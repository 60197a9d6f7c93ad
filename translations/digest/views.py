"""Wishing for digests, and ending them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from translations.digest.stopping import stop
from translations.models import DigestWish
from translations.staff import desk_page, for_translators
from translations.texts import LANGUAGES, NAMES
from translations.units.rights import ANYWHERE, works_on


@require_http_methods(["GET", "HEAD", "POST"])
@for_translators
def wishes(request: HttpRequest) -> HttpResponse:
    """The languages that this person may translate into or review, to choose from."""
    offered = [code for code in LANGUAGES if works_on(request.user, code, ANYWHERE)]
    if request.method == "POST":
        keep(request.user, offered, request.POST.getlist("language"))
        messages.success(request, _("Your wishes were saved."))
        return HttpResponseRedirect(reverse("translate:digest"))
    wished = set(request.user.digest_wishes.values_list("language", flat=True))
    rows = [(code, NAMES[code], code in wished) for code in offered]
    title = _("Daily e-mail")
    context = {"title": title, "trail": [(title, "")], "rows": rows}
    return desk_page(request, "translations/digest.html", context)


@transaction.atomic
def keep(person, offered: list[str], wished: list[str]) -> None:
    """Exactly these wishes; one that stays keeps the time of its last mail."""
    wished = [code for code in offered if code in wished]
    person.digest_wishes.exclude(language__in=wished).delete()
    DigestWish.objects.bulk_create(
        (DigestWish(person=person, language=code) for code in wished), ignore_conflicts=True
    )


@csrf_exempt  # the token is the authority; mail programs post without a cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_page(request: HttpRequest, token: str) -> HttpResponse:
    """A button for people, whose mail scanner may have opened the link before them; POST ends it.

    It shows neither who is meant nor what the mail said.
    """
    if request.method != "POST":
        return render(request, "translations/digest_stop.html", {"asks": True})
    known = stop(token)
    context = {"known": known}
    return render(request, "translations/digest_stop.html", context, status=200 if known else 404)
