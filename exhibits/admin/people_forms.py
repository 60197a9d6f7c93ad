"""Forms and filters of the list of people."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from exhibits.models import Person, Role
from exhibits.people import actions
from exhibits.roles import ADMINISTRATOR
from translations.texts import NAMES

ROLE_NAMES = {**dict(Role.choices), ADMINISTRATOR: pgettext_lazy("a role", "administrator")}
INVITED, ACTIVE, CLOSED = "invited", "active", "closed"
STATES = {
    ACTIVE: pgettext_lazy("an account", "active"),
    INVITED: pgettext_lazy("an account", "invited"),
    CLOSED: pgettext_lazy("an account", "closed"),
}


def state_of(person: Person) -> str:
    if person.is_active:
        return ACTIVE
    return INVITED if person.is_invited else CLOSED


class PersonForm(forms.ModelForm):
    """Name, address and roles; permissions one by one are for superusers, on the stock page."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles in all exhibitions"),
        choices=list(ROLE_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Person
        fields = ["email"]
        labels = {"email": _("E-mail address")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = self.instance.pk is None
        if self.instance.pk:
            self.initial["name"] = str(self.instance)
            self.initial["roles"] = sorted(actions.roles_of(self.instance))

    def clean_email(self) -> str:
        """An address is told from others whatever its capitals."""
        address = self.cleaned_data["email"].strip()
        others = Person.objects.filter(email__iexact=address).exclude(pk=self.instance.pk)
        if address and others.exists():
            raise forms.ValidationError(_("Somebody has this address already."))
        return address

    def clean_roles(self) -> list[str]:
        roles = self.cleaned_data["roles"]
        lost = set(self.initial.get("roles", ())) - set(roles)
        if ADMINISTRATOR in lost:
            try:
                with transaction.atomic():
                    actions.check_another_remains(self.instance)
            except actions.PeopleError as error:
                raise forms.ValidationError(str(error)) from error
        return roles


class InvitationForm(PersonForm):
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=list(NAMES.items()))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())


class RoleFilter(admin.SimpleListFilter):
    title = pgettext_lazy("of a person", "role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return list(ROLE_NAMES.items())

    def queryset(self, request, queryset):
        if self.value() not in ROLE_NAMES:
            return queryset
        by_group = Person.objects.filter(groups__name=self.value()).values("pk")
        by_place = Person.objects.filter(memberships__role=self.value()).values("pk")
        return queryset.filter(Q(pk__in=by_group) | Q(pk__in=by_place))


class StateFilter(admin.SimpleListFilter):
    title = pgettext_lazy("of an account", "state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        conditions = {
            ACTIVE: {"is_active": True},
            INVITED: {"is_active": False, "is_invited": True},
            CLOSED: {"is_active": False, "is_invited": False},
        }
        return queryset.filter(**conditions.get(self.value(), {}))
