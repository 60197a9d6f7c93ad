"""Long-form texts, small tables of figures, plain pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.dates import display_date
from archive.models.dated import HistoricalDateField
from exhibits.models.exhibitions import Exhibition, exhibition_scope
from translations.fields import RichTextField
from translations.models import Translated
from translations.texts import exact


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Dataset(Translated):
    """A small table of figures with its source, shown as a table and as a chart.

    ``rows`` and ``columns`` hold one label per line; ``figures`` has a list per row with a number
    or null per column.
    """

    class Kind(models.TextChoices):
        BAR = "bar", _("Bars")
        LINE = "line", _("Lines")
        STACKED = "stacked", _("Stacked bars")

    exhibition = models.ForeignKey(
        Exhibition,
        verbose_name=_("exhibition"),
        on_delete=models.CASCADE,
        related_name="datasets",
    )
    slug = models.SlugField(
        _("address"), max_length=80, help_text=_("For example students-by-year.")
    )
    title = models.CharField(
        _("title"), max_length=200, help_text=_("For example: Mongolian students in Japan.")
    )
    unit = models.CharField(
        _("unit"), max_length=100, blank=True, help_text=_("For example: persons.")
    )
    source = models.TextField(_("source"), blank=True, help_text=_("Where the figures come from."))
    note = models.TextField(
        _("note"), blank=True, help_text=_("What a reader must know about the figures.")
    )
    kind = models.CharField(_("kind of chart"), max_length=10, choices=Kind, default=Kind.BAR)
    rows = models.TextField(_("row labels"), help_text=_("One label per line, for example years."))
    columns = models.TextField(_("column labels"), help_text=_("One label per line."))
    figures = models.JSONField(
        _("figures"),
        default=list,
        help_text=_("One line per row, cells separated by tabs or semicolons; - for no figure."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        ordering = ["exhibition", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "slug"],
                name="dataset_slug_in_exhibition",
                violation_error_message=_("Another dataset of this exhibition has this address."),
            )
        ]

    def translation_scope(self) -> str:
        return exhibition_scope(self.exhibition_id)

    def __str__(self) -> str:
        return str(self.text("title")) or self.slug

    def labels(self, field: str, language: str) -> list[str]:
        """Labels in a language, line by line from the source where a line is missing."""
        source = lines(exact(self, field, self.source_language))
        own = lines(exact(self, field, language))
        return own if len(own) == len(source) else source

    def clean(self) -> None:
        super().clean()
        self.check_shape()
        for field in ("rows", "columns"):
            self.check_labels(field)

    def check_shape(self) -> None:
        rows = lines(exact(self, "rows", self.source_language))
        columns = lines(exact(self, "columns", self.source_language))
        figures = self.figures if isinstance(self.figures, list) else []
        if len(figures) != len(rows):
            raise ValidationError(
                _("There are %(rows)d row labels but %(figures)d rows of figures."),
                params={"rows": len(rows), "figures": len(figures)},
            )
        for number, row in enumerate(figures, 1):
            self.check_row(number, row if isinstance(row, list) else [], len(columns))

    def check_row(self, number: int, row: list, columns: int) -> None:
        if len(row) != columns:
            raise ValidationError(
                _("Row %(row)d of the figures has %(cells)d cells for %(columns)d columns."),
                params={"row": number, "cells": len(row), "columns": columns},
            )
        for cell in row:
            if cell is not None and (isinstance(cell, bool) or not isinstance(cell, int | float)):
                raise ValidationError(
                    _("Row %(row)d: “%(text)s” is not a number."),
                    params={"row": number, "text": str(cell)[:40]},
                )

    def check_labels(self, field: str) -> None:
        """A translation of labels has as many lines as the source."""
        expected = len(lines(exact(self, field, self.source_language)))
        for name in (f"{field}_en", f"{field}_ja", f"{field}_mn"):
            found = len(lines(getattr(self, name) or ""))
            if found not in (0, expected):
                raise ValidationError(
                    {
                        name: _("%(found)d labels where the source has %(expected)d.")
                        % {"found": found, "expected": expected}
                    }
                )


class Essay(Translated):
    """A long text with authors, abstract, keywords and footnotes."""

    exhibition = models.ForeignKey(
        Exhibition,
        verbose_name=_("exhibition"),
        on_delete=models.CASCADE,
        related_name="essays",
    )
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    slug = models.SlugField(
        _("address"), max_length=80, help_text=_("For example the-gobi-factory.")
    )
    title = models.CharField(_("title"), max_length=300)
    authors = models.TextField(_("authors"), blank=True, help_text=_("One per line."))
    date = HistoricalDateField(_("date"), blank=True, help_text=_("For example 2022-11."))
    abstract = models.TextField(_("abstract"), blank=True, help_text=_("Three or four sentences."))
    keywords = models.CharField(
        _("keywords"),
        max_length=300,
        blank=True,
        help_text=_("Separated by commas, for example: Gobi, cashmere, economic co-operation."),
    )
    body = RichTextField(_("text"), blank=True)
    datasets = models.ManyToManyField(
        Dataset, verbose_name=_("datasets"), blank=True, related_name="essays"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("essay")
        verbose_name_plural = _("essays")
        ordering = ["exhibition", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "slug"],
                name="essay_slug_in_exhibition",
                violation_error_message=_("Another essay of this exhibition has this address."),
            )
        ]

    history_also = ("order",)

    def translation_scope(self) -> str:
        return exhibition_scope(self.exhibition_id)

    def __str__(self) -> str:
        return str(self.text("title")) or self.slug

    def get_absolute_url(self) -> str:
        return reverse("exhibits:essay", args=[self.exhibition.slug, self.slug])

    def display_date(self, language: str) -> str:
        return display_date(self.date, language) if self.date else ""


class Page(Translated):
    """A plain page of the site: about, terms of use, credits."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("For example terms.")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(_("text"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["order", "id"]

    def translation_scope(self) -> str:
        return "pages"

    def __str__(self) -> str:
        return str(self.text("title")) or self.slug

    def get_absolute_url(self) -> str:
        return reverse("exhibits:page", args=[self.slug])
