"""A form for one language that never saves over somebody else's newer text."""

import hashlib
import json

from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from translations.history.bringing_back import latest_deletion
from translations.history.recording import columns, plain, told
from translations.history.words import Speaker, is_text, made_of
from translations.models import Recorded
from translations.richtext import plain_text
from translations.texts import exact

DIGEST_LENGTH = 16
GONE = "gone"
DELETED_MEANWHILE = _(
    "Somebody else has deleted this since you opened the page. Saving again makes it anew; tick "
    "“Delete” to leave it deleted."
)
CHANGED_MEANWHILE = _(
    "Somebody else has changed this since you opened the page: %(rows)s. Send it again to delete "
    "it nevertheless."
)


def digest(value: object) -> str:
    """A short fingerprint of a stored value; blank and missing are the same."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, (list, tuple, models.QuerySet)):
        value = [getattr(part, "pk", part) for part in value]
        value = sorted(value) if all(isinstance(part, int) for part in value) else value
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    text = "" if value in (None, "") else json.dumps(value, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def said(model: type[models.Model], name: str, stored: object) -> str:
    """A stored value as people read it: links and choices in words."""
    field = model._meta.get_field(name)
    if not issubclass(model, Recorded) or field.attname not in told(model) or stored is None:
        return str(stored or "")
    if is_text(model, field.attname) and isinstance(stored, str):
        return stored
    value = [one.pk for one in stored] if field.many_to_many else plain(stored)
    speaker = Speaker()
    speaker.read([(model, {field.attname: value})])
    return speaker.words(model, field.attname, value)


def gone_row(model: type[models.Model], pk: object) -> models.Model | None:
    """A row that was deleted, to be made anew with all its languages; None for what never was."""
    deletion = latest_deletion(model, pk) if issubclass(model, Recorded) else None
    if deletion is None:
        return None
    kept = {name: value for name, value in deletion.before.items() if name in columns(model)}
    row = made_of(model, None, kept)
    row.was_deleted = True
    return row


def is_gone(form: forms.ModelForm) -> bool:
    return getattr(form.instance, "was_deleted", False) and isinstance(form, LanguageForm)


class LanguageForm(forms.ModelForm):
    """Shared fields and the texts of one language (``language``, set by the admin).

    ``loaded`` carries the fingerprint of every value as it was when the form was opened. What
    somebody else has changed since and this person has not is kept as theirs; where both changed
    the same field the form is refused and shows both texts. Sending it again then replaces
    theirs knowingly.
    """

    language = ""
    loaded = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.language:
            self.instance.source_language = self.language
        self.stored = {name: self.stored_value(name) for name in self.watched()}
        self.initial["loaded"] = self.fingerprints() if self.instance.pk else ""
        for name in self.fields:
            self.dress(name)

    def watched(self) -> list[str]:
        """Names of the form's fields that the model keeps."""
        meta = self._meta.model._meta
        kept = {field.name for field in [*meta.concrete_fields, *meta.many_to_many]}
        return [name for name in self.fields if name in kept]

    def stored_value(self, name: str) -> object:
        value = self._meta.model._meta.get_field(name).value_from_object(self.instance)
        return value.name if hasattr(value, "storage") else value

    def fingerprints(self) -> str:
        return json.dumps({name: digest(value) for name, value in self.stored.items()})

    def dress(self, name: str) -> None:
        """Language of the input, whether it is required, and the source text beside it."""
        columns = {field.name: field for field in self._meta.model._meta.concrete_fields}
        column = columns.get(name)
        if not isinstance(column, TranslationField):
            return
        field, source = self.fields[name], self.instance.source_language
        original = column.translated_field
        field.help_text = original.help_text
        field.widget.attrs["lang"] = column.language
        if column.language == source:
            field.required = not original.blank
            return
        field.required = False
        if text := exact(self.instance, original.name, source):
            shown = plain_text(text) if "<" in text else text
            field.help_text = format_html(
                '<span class="source-text" lang="{}">{}</span>', source, shown
            )

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.settle_conflicts()
        return cleaned

    def settle_conflicts(self) -> None:
        opened, refused = self.opened_with(), []
        for name, stored in self.stored.items():
            then, now = opened.get(name), digest(stored)
            if then is None or then == now or name not in self.cleaned_data:
                continue
            mine = self.comparable(name)
            if digest(mine) == then:
                self.cleaned_data[name] = self.their_value(name, stored)
            elif digest(mine) != now:
                self.refuse(name, stored)
                refused.append(name)
        if refused:
            self.offer_again({**opened, **{name: digest(self.stored[name]) for name in refused}})

    def others_changed(self) -> list[str]:
        """The fields that somebody else has changed since the form was opened."""
        opened = self.opened_with()
        return [
            name
            for name, stored in self.stored.items()
            if opened.get(name) not in (None, digest(stored))
        ]

    def opened_with(self) -> dict:
        """The fingerprints that came back with the form; none when they are unreadable."""
        try:
            found = json.loads(self.cleaned_data.get("loaded") or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def comparable(self, name: str) -> object:
        value = self.cleaned_data[name]
        return getattr(value, "name", value) if hasattr(value, "storage") else value

    def their_value(self, name: str, stored: object) -> object:
        """What somebody else has saved, as cleaned data of this form."""
        is_many = self._meta.model._meta.get_field(name).many_to_many
        return stored if is_many else getattr(self.instance, name)

    def refuse(self, name: str, stored: object) -> None:
        field = self.fields[name]
        text = said(self._meta.model, name, stored)
        shown = plain_text(text) if text.startswith("<") else text
        message = format_html(
            '{} <span class="their-text" lang="{}">{}</span>',
            _(
                "Somebody else has changed this since you opened it. Saving again puts yours in "
                "the place of theirs. Their text is:"
            ),
            field.widget.attrs.get("lang", ""),
            shown or "—",
        )
        self.add_error(name, forms.ValidationError(message, code="conflict"))

    def offer_again(self, seen: dict) -> None:
        """Sending the form once more replaces what has just been shown, and nothing else."""
        self.data = self.data.copy()
        self.data[self.add_prefix("loaded")] = json.dumps(seen)


class RowsOnce(forms.BaseInlineFormSet):
    """Rows below an object, none of them twice.

    Django leaves the object above out when it checks the constraints of a row, so a row that
    somebody else has added since the form was opened would be refused by the database alone.
    """

    def _existing_object(self, pk):
        """A row that somebody has deleted since the form was opened is here as it was."""
        return super()._existing_object(pk) or gone_row(self.model, pk)

    def get_queryset(self):
        """The admin shows the forms that were sent beside these: also of rows that are gone."""
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if is_gone(form):  # its key names nothing any more
            key = self.model._meta.pk.name
            form.fields[key] = forms.CharField(required=False, widget=forms.HiddenInput)

    def save_new_objects(self, commit=True):
        """New rows, and those that were deleted meanwhile and are wanted nevertheless."""
        made = super().save_new_objects(commit)
        for form in self.initial_forms:
            if is_gone(form) and not self._should_delete_form(form):
                made.append(self.save_new(form, commit=commit))
        return made

    def clean(self):
        super().clean()
        self.tell_of_the_gone()
        self.tell_of_the_changed()
        going = [form.instance.pk for form in self.initial_forms if self._should_delete_form(form)]
        for form in self.forms:
            if form.has_changed() and form.is_valid() and form.instance.pk not in going:
                for constraint in self.model._meta.constraints:
                    if isinstance(constraint, models.UniqueConstraint):
                        self.check_once(form, constraint, going)

    def tell_of_the_gone(self) -> None:
        """Blame once each row that was deleted meanwhile; sent again, it is made anew."""
        gone = [one for one in self.initial_forms if is_gone(one)]
        for form in gone:
            if not self._should_delete_form(form) and GONE not in form.opened_with():
                form.add_error(None, forms.ValidationError(DELETED_MEANWHILE, code="conflict"))
                form.offer_again({GONE: True})

    def tell_of_the_changed(self) -> None:
        """Nobody deletes a row without having seen what somebody else has made of it."""
        going = [one for one in self.initial_forms if self._should_delete_form(one)]
        changed = [one for one in going if isinstance(one, LanguageForm) and one.others_changed()]
        for form in changed:
            form.offer_again({name: digest(value) for name, value in form.stored.items()})
        if changed:
            named = " · ".join(str(form.instance) for form in changed)
            raise forms.ValidationError(CHANGED_MEANWHILE % {"rows": named}, code="conflict")

    def check_once(self, form: forms.ModelForm, constraint, going: list[int]) -> None:
        """Blame a row that is there already, unless that one is being deleted."""
        row, others = form.instance, self.model._default_manager.exclude(pk__in=going)
        if self.fk.name not in constraint.fields or self.instance.pk is None:
            return
        same = others.filter(**{name: getattr(row, name) for name in constraint.fields})
        if same.exclude(pk=row.pk).exists():
            words = constraint.get_violation_error_message()
            if words == constraint.default_violation_error_message % {"name": constraint.name}:
                words = row.unique_error_message(self.model, constraint.fields)
            form.add_error(None, words)
