"""What a person chooses for a file, and the file that comes back."""

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from translations import places
from translations.exchange.choosing import STATES, Choice, node_key
from translations.exchange.formats import FORMATS, LARGEST
from translations.exchange.rows import OUTDATED, STATE_CODES
from translations.models import TranslationUnit
from translations.places import Scope
from translations.texts import LANGUAGES, language_name
from translations.units.rights import languages_of, may_see, reviews_of
from translations.units.vocabulary import State

MOST_PARTS = 300  # parts of a scope that are offered one by one
USUAL = [STATE_CODES[State.MISSING], STATE_CODES[State.DRAFT], OUTDATED]


def state_choices() -> list[tuple[str, str]]:
    words = {code: State(state).label for state, code in STATE_CODES.items()}
    return [(code, words.get(code, _("outdated"))) for code in STATES]


def export_languages(person: AbstractBaseUser) -> list[str]:
    mine = {*languages_of(person), *reviews_of(person)}
    return [code for code in LANGUAGES if code in mine]


class ExportForm(forms.Form):
    """Everything that is not chosen is wanted."""

    language = forms.ChoiceField(label=pgettext_lazy("a language", "Into"))
    source = forms.ChoiceField(label=pgettext_lazy("a language", "From"), required=False)
    format = forms.ChoiceField(
        label=_("Format"), choices=[(made.name, made.label) for made in FORMATS.values()]
    )
    states = forms.MultipleChoiceField(
        label=pgettext_lazy("of translations", "States"),
        choices=state_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: all."),
    )
    kinds = forms.MultipleChoiceField(
        label=pgettext_lazy("of objects", "Kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label=pgettext_lazy("of an exhibition", "Parts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A part holds all that lies below it. Nothing chosen: everything."),
    )
    mine = forms.BooleanField(label=_("Only what is assigned to me"), required=False)

    def __init__(self, *args, scope: Scope, person: AbstractBaseUser, **kwargs):
        super().__init__(*args, **kwargs)
        self.scope, self.person = scope, person
        named = [(code, language_name(code)) for code in LANGUAGES]
        mine = export_languages(person)
        self.fields["language"].choices = [(code, words) for code, words in named if code in mine]
        self.fields["source"].choices = [
            ("", pgettext_lazy("a choice of languages", "every language")),
            *named,
        ]
        self.fields["states"].initial = USUAL
        self.fields["mine"].label_suffix = ""
        self.offer_parts()
        self.offer_kinds()

    def offer_parts(self) -> None:
        outline = places.place_of(self.scope.key).outline(self.scope.key) or []
        if len(outline) > MOST_PARTS:
            outline = [node for node in outline if node.depth <= 1]
        choices = [
            (node_key(node), f"{'– ' * node.depth}{node.title or node.model._meta.verbose_name}")
            for node in outline
        ]
        self.offer("parts", choices)

    def offer_kinds(self) -> None:
        found = TranslationUnit.objects.within(self.scope.key).order_by()
        keys = found.values_list("content_type", flat=True).distinct()
        kinds = (ContentType.objects.get_for_id(key).model_class() for key in keys)
        seen = [model for model in kinds if may_see(self.person, model)]
        choices = [(m._meta.label_lower, str(m._meta.verbose_name_plural)) for m in seen]
        self.offer("kinds", sorted(choices, key=lambda choice: choice[1]))

    def offer(self, name: str, choices: list) -> None:
        if len(choices) > 1:
            self.fields[name].choices = choices
        else:
            del self.fields[name]

    def choice(self) -> Choice:
        values = self.cleaned_data
        return Choice(
            scope=self.scope.key,
            language=values["language"],
            source=values["source"],
            states=frozenset(values["states"]),
            parts=frozenset(values.get("parts", ())),
            kinds=frozenset(values.get("kinds", ())),
            assigned_to=self.person.pk if values["mine"] else None,
            person=self.person,
        )


class ImportForm(forms.Form):
    file = forms.FileField(
        label=pgettext_lazy("a file that is sent", "File"),
        help_text=_("XLIFF 1.2, 2.0 or 2.1, PO, XLSX or CSV, as it was exported here."),
    )

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            words = _("This file is larger than %(most)d MB; divide it.")
            raise forms.ValidationError(words, params={"most": LARGEST // 1_000_000})
        return sent
