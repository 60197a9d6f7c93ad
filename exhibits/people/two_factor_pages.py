"""The page on which people set up two-factor for themselves, and turn it off."""

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exhibits.people import two_factor
from exhibits.people.actions import log_own
from exhibits.people.login import (
    CodeForm,
    get_lockout_response,
    is_locked,
    note_failure,
    refuse,
    way_on,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_factor_page(request: HttpRequest) -> HttpResponse:
    """``do``: confirm (with ``code``), codes or off (with ``password``)."""
    act = {"confirm": confirm, "codes": fresh_codes, "off": off}.get(request.POST.get("do", ""))
    if request.method == "POST" and is_locked(request, request.user):
        return get_lockout_response(request)
    return act(request) if act else show(request)


def confirm(request: HttpRequest) -> HttpResponse:
    """The first code of a new device puts it into use."""
    form = CodeForm(request.POST)
    if two_factor.is_on(request.user):
        return HttpResponseRedirect(request.get_full_path())
    if not form.is_valid():
        return show(request, form)
    codes = two_factor.turn_on(request.user, form.cleaned_data["code"])
    if codes is None:
        refuse(request, request.user, form)
        return show(request, form)
    two_factor.note_verified(request, request.user)
    log_own(request.user, _("Two-factor was turned on."))
    return show_codes(request, codes)


def fresh_codes(request: HttpRequest) -> HttpResponse:
    if not knows_password(request) or not two_factor.is_on(request.user):
        return show(request)
    log_own(request.user, _("New backup codes were made."))
    return show_codes(request, two_factor.new_backup_codes(request.user))


def off(request: HttpRequest) -> HttpResponse:
    if two_factor.is_required(request.user):
        words = _("Your roles need two-factor on this site; it cannot be turned off.")
        messages.error(request, words)
    elif knows_password(request) and two_factor.turn_off(request.user):
        log_own(request.user, _("Two-factor was turned off."))
        messages.success(request, _("Two-factor is off."))
    return HttpResponseRedirect(reverse("admin:two_factor"))


def knows_password(request: HttpRequest) -> bool:
    """Who finds a desk left open must not change how its owner logs in."""
    if request.user.check_password(request.POST.get("password", "")):
        return True
    note_failure(request, request.user)
    messages.error(request, _("This is not your password."))
    return False


def show(request: HttpRequest, form: CodeForm | None = None) -> HttpResponse:
    context = {"form": form or CodeForm(), **state_of(request.user)}
    return page(request, context)


def state_of(user: AbstractBaseUser) -> dict:
    needed = {"is_needed": two_factor.is_needed(user), "is_required": two_factor.is_required(user)}
    if two_factor.is_on(user):
        return {**needed, "is_on": True, "left": two_factor.backup_codes_left(user)}
    device = two_factor.begun_device(user)
    return {**needed, "square": two_factor.square(device), "key": two_factor.typed_key(device)}


def show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Shown once: the answer to the form itself, which no cache keeps."""
    return page(request, {"codes": codes, "way_on": way_on(request)})


def page(request: HttpRequest, context: dict) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": _("Two-factor authentication")}
    return render(request, "admin/two_factor.html", {**frame, **context})
