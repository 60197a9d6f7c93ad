"""Logging in, in two steps for those who have a second factor.

Nobody is logged in after the first step: the session notes for ten minutes whose password was
right. Wrong codes count like wrong passwords towards the limit of attempts.
"""

import time

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model, login
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exhibits.people import two_factor

HALF_IN, MINUTES = "half_in", 10


class CodeForm(forms.Form):
    """One field, in which a code can be pasted or filled in by the browser."""

    code = forms.CharField(
        label=pgettext_lazy("two-factor", "Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class TwoStepLogin(LoginView):
    """Asks for the password; then leads to the code, or in."""

    def form_valid(self, form) -> HttpResponse:
        person = form.get_user()
        if not two_factor.is_on(person):
            return super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session[HALF_IN] = {
            "person": person.pk,
            "password": person.get_session_auth_hash(),
            "until": time.time() + 60 * MINUTES,
        }
        query = urlencode({"next": self.get_success_url()})
        return HttpResponseRedirect(f"{reverse('admin:login_code')}?{query}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """The second step. Also where a session is older than the second factor of its person."""
    person = half_in(request) or older_session(request)
    if person is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        if is_locked(request, person):
            return get_lockout_response(request)
        if form.is_valid() and two_factor.accepts(person, form.cleaned_data["code"]):
            return let_in(request, person)
        refuse(request, person, form)
    context = {
        **admin.site.each_context(request),
        "title": pgettext("two-factor", "Code"),
        "form": form,
        "next": request.GET.get("next", ""),
        "person": person,
    }
    return render(request, "admin/login_code.html", context)


def half_in(request: HttpRequest) -> AbstractBaseUser | None:
    """Whose password was right a few minutes ago, and still is."""
    held = request.session.get(HALF_IN)
    if not held or held["until"] < time.time():
        return None
    person = get_user_model().objects.filter(pk=held["person"], is_active=True).first()
    is_same = person and constant_time_compare(held["password"], person.get_session_auth_hash())
    return person if is_same else None


def older_session(request: HttpRequest) -> AbstractBaseUser | None:
    user = request.user
    asks = user.is_authenticated and two_factor.is_on(user) and not two_factor.is_verified(request)
    return user if asks else None


def credentials(person: AbstractBaseUser) -> dict[str, str]:
    return {"username": person.get_username()}


def is_locked(request: HttpRequest, person: AbstractBaseUser) -> bool:
    return not AxesProxyHandler.is_allowed(request, credentials(person))


def note_failure(request: HttpRequest, person: AbstractBaseUser) -> None:
    """Django's own signal: the limit of attempts listens to it."""
    user_login_failed.send(sender=__name__, credentials=credentials(person), request=request)


def refuse(request: HttpRequest, person: AbstractBaseUser, form: CodeForm) -> None:
    if not form.is_valid():
        return
    note_failure(request, person)
    form.add_error("code", wrong_words(person))


def wrong_words(person: AbstractBaseUser) -> str:
    if two_factor.has_to_wait(person):
        return _(
            "This code is not right, or it was used already. Please wait a moment, then type the "
            "next one that the telephone shows."
        )
    return _("This code is not right.")


def let_in(request: HttpRequest, person: AbstractBaseUser) -> HttpResponse:
    request.session.pop(HALF_IN, None)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    two_factor.note_verified(request, person)
    return HttpResponseRedirect(way_on(request))


def way_on(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site."""
    wish = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wish, {request.get_host()}, request.is_secure()):
        return wish
    return reverse("admin:index")
