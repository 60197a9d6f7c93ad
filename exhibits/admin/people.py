"""People: who works here, with which roles, and how they get in. No password is seen here."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from exhibits.admin.people_forms import (
    ROLE_NAMES,
    STATES,
    InvitationForm,
    PersonForm,
    RoleFilter,
    StateFilter,
    state_of,
)
from exhibits.models import Invitation, Membership, Person
from exhibits.people import actions
from exhibits.people.invitations import send
from translations.texts import NAMES


class MembershipInline(admin.TabularInline):
    model = Membership
    fields = ["exhibition", "role"]
    extra = 1

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("exhibits.view_person")

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("exhibits.add_person")
        return actions.may_manage(request.user, obj)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    form = PersonForm
    inlines = [MembershipInline]
    list_display = ["name", "state", "email", "roles", "exhibitions", "two_factor", "last_login"]
    list_filter = [StateFilter, RoleFilter]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["username", "first_name", "last_name", "email"]
    actions = None
    change_form_template = "admin/exhibits/person/change_form.html"

    # Who may: rights of administrators, never those of the stock pages.

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("exhibits.change_person")
        return actions.may_manage(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """An account is closed, never deleted: what somebody has written keeps its name."""
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).described()

    # The list

    @admin.display(description=pgettext_lazy("of a person", "name"), ordering="first_name")
    def name(self, person):
        return str(person)

    @admin.display(description=_("roles in all exhibitions"))
    def roles(self, person):
        names = [str(ROLE_NAMES[role]) for role in sorted(actions.roles_of(person))]
        if person.is_superuser:
            names.append(pgettext("a role", "superuser"))
        return ", ".join(names) or "–"

    @admin.display(description=_("roles in single exhibitions"))
    def exhibitions(self, person):
        return "; ".join(str(one) for one in person.memberships.all()) or "–"

    @admin.display(description=_("two-factor"))
    def two_factor(self, person):
        return pgettext("two-factor", "on") if person.has_two_factor else "–"

    @admin.display(description=pgettext_lazy("of an account", "state"))
    def state(self, person):
        return STATES[state_of(person)]

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = self.form if obj else InvitationForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["email", "name", "language", "roles"]})]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ["email", "roles", "state"]})]
        return [(None, {"fields": ["email", "name", "roles"]})]

    def get_readonly_fields(self, request, obj=None):
        reads = obj is not None and not self.has_change_permission(request, obj)
        return ["email", "roles", "state"] if reads else []

    def save_form(self, request, form, change):
        person = super().save_form(request, form, change)
        if not change:
            person.username, person.is_active = free_name(form.cleaned_data["email"]), False
            person.set_unusable_password()
        if not change or "name" in form.changed_data:
            person.first_name, person.last_name = form.cleaned_data["name"], ""
        return person

    def save_related(self, request, form, formsets, change):
        """Roles in all exhibitions, then those in single ones; then the invitation."""
        person, roles = form.instance, form.cleaned_data["roles"]
        actions.give_roles(person, roles, actor=request.user)
        super().save_related(request, form, formsets, change)
        actions.settle_staff(person)
        if not change:
            self.invite(request, person, form.cleaned_data["language"])

    def invite(self, request: HttpRequest, person: Person, language: str) -> None:
        """The mail goes out when all is saved: it cannot be taken back."""
        try:
            made = actions.invite(person, language, actor=request.user)
        except actions.PeopleError as error:
            messages.error(request, str(error))
        else:
            transaction.on_commit(partial(self.send, request, made))

    def send(self, request: HttpRequest, invitation: Invitation) -> None:
        try:
            send(invitation)
        except Exception:  # a mail server may fail in any way
            messages.error(
                request,
                gettext(
                    "The e-mail could not be sent. Please try again from the page of the person."
                ),
            )
            return
        words = gettext("An e-mail with a link was sent to %(address)s.")
        messages.success(request, words % {"address": invitation.person.email})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context.update(
                verbs=self.verbs(request, obj),
                state=STATES[state_of(obj)],
                has_two_factor=obj.has_two_factor,
                invitations=obj.invitations.select_related("invited_by")[:5],
                languages=NAMES.items(),
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    # What else can be done with an account

    def verbs(self, request: HttpRequest, person: Person) -> list[tuple[str, str]]:
        """What the buttons are called that make sense now."""
        if not actions.may_manage(request.user, person):
            return []
        is_new = actions.is_new(person)
        again = gettext("Send the invitation again")
        offers = {
            "invite": bool(person.email) and (is_new or person.is_active),
            "revoke": person.is_invited,
            "close": person.is_active and person.pk != request.user.pk,
            "reopen": not person.is_active and not is_new,
            "reset": person.has_two_factor,
        }
        words = {
            "invite": again if is_new else gettext("Send a link for a new password"),
            "revoke": gettext("Revoke the invitation"),
            "close": gettext("Close the account"),
            "reopen": gettext("Open the account again"),
            "reset": gettext("Reset two-factor"),
        }
        return [(verb, words[verb]) for verb, is_offered in offers.items() if is_offered]

    def get_urls(self):
        page = self.admin_site.admin_view(self.do)
        return [path("<int:pk>/do/", page, name="exhibits_person_do"), *super().get_urls()]

    @method_decorator(require_POST)
    def do(self, request, pk):
        """``do``: invite (with ``language``), revoke, close, reopen or reset."""
        person = get_object_or_404(self.get_queryset(request), pk=pk)
        if not actions.may_manage(request.user, person):
            raise PermissionDenied
        verb, done = request.POST.get("do", ""), self.done()
        if verb == "invite":
            language = request.POST.get("language", "")
            self.invite(request, person, language if language in NAMES else get_language())
        elif verb in done:
            act, words = done[verb]
            try:
                act(person, actor=request.user)
            except actions.PeopleError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, words)
        return HttpResponseRedirect(reverse("admin:exhibits_person_change", args=[pk]))

    @staticmethod
    def done() -> dict:
        return {
            "revoke": (actions.revoke, gettext("The invitation was revoked.")),
            "close": (actions.close, gettext("The account was closed.")),
            "reopen": (actions.reopen, gettext("The account was opened again.")),
            "reset": (actions.reset_two_factor, gettext("Two-factor was reset.")),
        }


def free_name(address: str) -> str:
    """Something to log in with until the invited person chooses; nobody else has it."""
    name = base = address.partition("@")[0][:100] or "person"
    number = 1
    while Person.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{base}-{number}"
    return name
