"""Inputs of the archive's forms."""

from django import forms
from django.conf import settings

from archive.dates import DateError, display_date, parse_date


class HistoricalDateInput(forms.TextInput):
    """A text input that shows below how the stored date is read in every language."""

    template_name = "archive/historical_date_input.html"

    def __init__(self, attrs=None):
        super().__init__({"class": "vTextField", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["readings"] = readings(value)
        return context


def readings(value: str | None) -> list[tuple[str, str]]:
    """The date in every language; nothing while it cannot be read."""
    if not value:
        return []
    try:
        edtf = parse_date(value).edtf
    except DateError:
        return []
    return [(code, display_date(edtf, code)) for code, _name in settings.LANGUAGES]
