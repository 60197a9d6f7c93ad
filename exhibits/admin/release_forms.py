"""What publishers fill in at the release desk."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exhibits.editions.asking import LONGEST
from exhibits.editions.differing import Difference
from exhibits.editions.errors import ReleaseError
from exhibits.editions.moments import check_to_come, moment_of
from exhibits.readiness.kinds import CHOOSABLE, KINDS
from translations.texts import IN_WORDS, LANGUAGES

NOW, LATER = "now", "later"


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also when nothing was ticked."""
    return request.POST if request.method == "POST" else None


def words(label, help_text: str = "", **more) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        **more,
    )


class NoteForm(forms.Form):
    note = words(_("note"), _("What is new, for readers of the list of editions."))


class WhenForm(NoteForm):
    """Now, or at a moment on the clocks of a zone; ``at`` is None for now."""

    when = forms.ChoiceField(
        label=pgettext_lazy("release", "when"),
        choices=[(NOW, pgettext_lazy("moment", "now")), (LATER, _("at a moment"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    day = forms.CharField(
        label=pgettext_lazy("release", "day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    time = forms.CharField(
        label=pgettext_lazy("of the day", "time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    zone = forms.CharField(
        label=_("time zone"),
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "size": 24}),
        initial="UTC",
    )

    def clean(self) -> dict:
        found = super().clean()
        found["at"] = None
        if found.get("when") == LATER:
            try:
                parts = (found.get(name, "") for name in ("day", "time", "zone"))
                found["at"] = moment_of(*parts)
                check_to_come(found["at"])
            except ReleaseError as error:
                self.add_error("day", str(error))
        return found


class ReleaseForm(WhenForm):
    languages = forms.MultipleChoiceField(
        label=_("languages"),
        choices=[(code, IN_WORDS[code]) for code in LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    override_reason = words(
        _("why it is released all the same"),
        _("Only where something holds the release up. It is kept with the edition."),
    )
    field_order = ["languages", "note", "when", "day", "time", "zone", "override_reason"]


class WithdrawForm(WhenForm):
    note = words(_("note"), _("Why it is withdrawn; for the staff."))


class CorrectForm(NoteForm):
    """Keys are those of what differs; ``{kind}:{key}``."""

    parts = forms.MultipleChoiceField(
        label=_("what is corrected"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what is to be corrected.")},
    )

    def __init__(self, *args, differences: list[Difference], **kwargs):
        super().__init__(*args, **kwargs)
        keys = [f"{one.kind}:{one.key}" for one in differences]
        self.fields["parts"].choices = [(key, key) for key in keys]

    def chosen(self, kind: str) -> list[str]:
        pairs = (part.split(":", 1) for part in self.cleaned_data["parts"])
        return [key for found, key in pairs if found == kind]


class PolicyForm(forms.Form):
    required_languages = forms.MultipleChoiceField(
        label=_("required languages"),
        help_text=_("Every release has them, and what holds up a release is asked of them."),
        choices=[(code, IN_WORDS[code]) for code in LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    blocking = forms.MultipleChoiceField(
        label=_("what holds up a release"),
        help_text=_(
            "Missing, unapproved and outdated texts and alternative texts hold it up only in "
            "required languages; in others readers get another language, and the page says so."
        ),
        choices=[(name, KINDS[name].title) for name in CHOOSABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
