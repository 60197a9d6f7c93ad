"""The page behind the link of an invitation: name and password, once."""

import unicodedata

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exhibits.models import Invitation
from exhibits.people import actions
from exhibits.people.invitations import found_by

NEW_PASSWORD = {"autocomplete": "new-password"}


class PasswordForm(forms.Form):
    """A password, twice. ``person`` is whose account it opens."""

    password = forms.CharField(
        label=pgettext_lazy("of an account", "Password"),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        strip=False,
    )
    again = forms.CharField(
        label=gettext_lazy("Password once more"),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        strip=False,
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.rules = password_validators_help_texts()

    def clean(self):
        found = super().clean()
        if password := found.get("password"):
            if "again" in found and found["again"] != password:
                self.add_error("again", _("The two passwords are not the same."))
            self.check_rules(password)
        return found

    def check_rules(self, password: str) -> None:
        person = User(
            username=self.cleaned_data.get("username") or self.person.username,
            first_name=self.cleaned_data.get("name") or self.person.first_name,
            email=self.person.email,
        )
        try:
            validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password", error)


class JoinForm(PasswordForm):
    """For somebody new: the name that others see, and the one to log in with."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        help_text=gettext_lazy("As the others of the house know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=gettext_lazy("Name to log in with"),
        max_length=150,
        help_text=gettext_lazy("Letters and digits, without spaces."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        validators=[User.username_validator],
    )
    field_order = ["name", "username", "password", "again"]

    def clean_username(self) -> str:
        name = unicodedata.normalize("NFKC", self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("Somebody else logs in with this name."))
        return name


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up: mail scanners open links before people do."""
    invitation = found_by(token)
    if invitation is None:
        return page(request, {"is_closed": True}, status=404)
    with override(invitation.language):
        return joined(request, invitation)


def joined(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = form_for(invitation, request.POST or None)
    if not form.is_valid():
        return page(request, {"form": form, "person": invitation.person})
    values = {k: v for k, v in form.cleaned_data.items() if k != "again"}
    if not actions.accept(invitation, **values):
        return page(request, {"is_closed": True}, status=404)
    return page(request, {"is_done": True})


def form_for(invitation: Invitation, sent) -> PasswordForm:
    if not actions.is_new(invitation.person):
        return PasswordForm(sent, person=invitation.person)
    known = {"name": invitation.person.first_name}
    return JoinForm(sent, person=invitation.person, initial=known)


def page(request: HttpRequest, context: dict, *, status: int = 200) -> HttpResponse:
    """Not told to other sites, not indexed: the address is the key."""
    response = render(request, "exhibits/people/join.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
