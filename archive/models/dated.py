"""A historical date as three columns that always agree."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.dates import DateError, display_date, parse_date
from archive.widgets import HistoricalDateInput


class HistoricalDateField(models.CharField):
    """EDTF level 0 or 1; accepts every form that ``archive.dates.parse_date`` reads."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        try:
            return parse_date(value).edtf
        except DateError as error:
            raise ValidationError(str(error), code="date") from error

    def in_words(self, value: str, language: str) -> str:
        """For the history: as readers of the language see it."""
        return display_date(value, language)

    def formfield(self, **kwargs):
        field = super().formfield(**kwargs)
        # The admin asks for its own text input; this one also shows how the date is read.
        field.widget = HistoricalDateInput({"maxlength": 100})
        field.max_length = 100  # words may be longer than the EDTF they become
        field.validators = [v for v in field.validators if not isinstance(v, MaxLengthValidator)]
        return field


class Dated(models.Model):
    """An object with an optional date: EDTF, its earliest and latest day, the words as written."""

    date = HistoricalDateField(
        _("date"),
        blank=True,
        help_text=_(
            "For example 2011-03-12, 1972, 1977-03/1981, 1921~, 191X, "
            "平成23年3月12日 or 2011 оны 3-р сарын 12."
        ),
    )
    date_as_written = models.CharField(
        _("date as written"),
        max_length=200,
        blank=True,
        help_text=_("The words of the document itself, for example 明治四十四年."),
    )
    date_earliest = models.DateField(null=True, blank=True, editable=False, db_index=True)
    date_latest = models.DateField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def settle_date(self) -> None:
        """Bring the date into canonical form and compute its earliest and latest day.

        Raises ``DateError`` when the date cannot be read.
        """
        known = parse_date(self.date) if self.date else None
        self.date = known.edtf if known else ""
        self.date_earliest = known.earliest if known else None
        self.date_latest = known.latest if known else None

    def save(self, *args, **kwargs):
        self.settle_date()
        if (fields := kwargs.get("update_fields")) is not None and "date" in fields:
            kwargs["update_fields"] = {*fields, "date_earliest", "date_latest"}
        super().save(*args, **kwargs)

    def display_date(self, language: str) -> str:
        """The date in the reader's way; empty when there is none."""
        return display_date(self.date, language) if self.date else ""
