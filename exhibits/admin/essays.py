"""Essays, datasets and plain pages."""

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exhibits.admin.base import KeepsAddress, OwnExhibitions, PartAdmin, Previewed
from exhibits.admin.footnotes import FootnotePages
from exhibits.models import Dataset, Essay, Page
from translations.admin import LanguageAdmin, MissingFilter

NO_FIGURE = {"", "-", "–", "—", "…", "..."}


class FiguresField(forms.CharField):
    """Figures as one line per row; a table pasted from a spreadsheet is read as it is."""

    widget = forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField", "spellcheck": "false"})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join("; ".join(figure_text(cell) for cell in row) for row in value)

    def to_python(self, value):
        lines = [line for line in (value or "").splitlines() if line.strip()]
        return [self.read_row(line, number) for number, line in enumerate(lines, 1)]

    def read_row(self, line: str, number: int) -> list[float | int | None]:
        separator = "\t" if "\t" in line else ";"
        return [self.read_cell(cell.strip(), number) for cell in line.split(separator)]

    def read_cell(self, text: str, row: int) -> float | int | None:
        if text in NO_FIGURE:
            return None
        plain = text.replace(",", "").replace(" ", "").replace("\xa0", "")
        try:
            value = float(plain)
        except ValueError:
            raise forms.ValidationError(
                gettext("Row %(row)d: “%(text)s” is not a number.")
                % {"row": row, "text": text[:40]}
            ) from None
        if value != value or abs(value) > 1e15:
            raise forms.ValidationError(
                gettext("Row %(row)d: this number is too large.") % {"row": row}
            )
        return int(value) if value.is_integer() else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


def figure_text(value: float | None) -> str:
    return "-" if value is None else str(value)


@admin.register(Dataset)
class DatasetAdmin(PartAdmin):
    fieldsets = [
        (None, {"fields": ["exhibition", "title", "slug", "kind", "unit"]}),
        (_("Table"), {"fields": ["columns", "rows", "figures"]}),
        (_("Source"), {"fields": ["source", "note"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["__str__", "exhibition", "kind", "languages"]
    list_filter = [("exhibition", OwnExhibitions), "kind"]
    list_select_related = ["exhibition"]
    search_fields = ["title_en", "title_ja", "title_mn", "slug"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        # Not declared on the form: declared fields would also be taken from translators.
        if db_field.name == "figures":
            return FiguresField(label=_("Figures"), help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Essay)
class EssayAdmin(Previewed, KeepsAddress, FootnotePages, PartAdmin):
    fieldsets = [
        (None, {"fields": ["exhibition", "title", "slug", "authors", "date"]}),
        (_("Text"), {"fields": ["abstract", "keywords", "body", "datasets"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["__str__", "exhibition", "date", "languages"]
    list_filter = [("exhibition", OwnExhibitions), MissingFilter]
    list_select_related = ["exhibition"]
    search_fields = ["title_en", "title_ja", "title_mn", "slug"]
    autocomplete_fields = ["datasets"]
    change_form_template = "admin/exhibits/essay/change_form.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.footnotes)
        name = "exhibits_essay_footnotes"
        return [path("<int:pk>/footnotes/", page, name=name), *super().get_urls()]


@admin.register(Page)
class PageAdmin(LanguageAdmin):
    fieldsets = [(None, {"fields": ["title", "slug", "order", "body"]})]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["__str__", "slug", "order", "languages"]
    list_filter = ["source_language"]
    search_fields = ["title_en", "title_ja", "title_mn", "slug"]
