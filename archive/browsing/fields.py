"""Fields of the filters: what an address may hold."""

import re

import django_filters
from django import forms
from django.utils.translation import gettext as _

from archive.dates import DateError, parse_date
from archive.language_codes import is_language
from search.parsing import clean

MOST = 50  # values of one filter; SQLite takes no condition of a thousand parts
DECADE = re.compile("(0|[1-9][0-9]{0,2}0)", re.ASCII)


class WordsField(forms.CharField):
    """Any text is legal; what no database takes is left out."""

    def to_python(self, value):
        return clean(super().to_python(value))


class WordsFilter(django_filters.Filter):
    field_class = WordsField


class DateBoundField(forms.CharField):
    """A date in any accepted form; becomes a ``HistoricalDate``."""

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        try:
            return parse_date(value)
        except DateError as error:
            raise forms.ValidationError(str(error)) from error


class DateBoundFilter(django_filters.Filter):
    field_class = DateBoundField


class LanguageCodesField(forms.MultipleChoiceField):
    """Codes of languages; any that exists may be asked for."""

    def valid_value(self, value):
        return is_language(value)


class LanguageFilter(django_filters.MultipleChoiceFilter):
    field_class = LanguageCodesField


class DecadesField(forms.MultipleChoiceField):
    """First years of decades: 1970."""

    def valid_value(self, value):
        return bool(DECADE.fullmatch(value))

    def validate(self, value):
        if len(set(value)) > MOST:
            raise forms.ValidationError(_("At most %(most)s at once.") % {"most": MOST})
        if wrong := next((one for one in value if not self.valid_value(one)), None):
            words = _("“%(value)s” is not the first year of a decade, such as 1970.")
            raise forms.ValidationError(words % {"value": wrong[:40]})


class DecadeFilter(django_filters.MultipleChoiceFilter):
    field_class = DecadesField
