"""How a translated field is edited on the desk."""

from dataclasses import dataclass

from django import forms
from django.db import models

from translations.fields import RichTextField, RichTextWidget

ROWS, RICH_ROWS = 5, 12


@dataclass(frozen=True, slots=True)
class FieldKind:
    """``is_line``: a text of one line, such as a title. ``limit`` of characters; 0 for none."""

    label: str
    is_rich: bool
    is_line: bool
    limit: int
    help_text: str = ""

    def widget(self, language: str) -> forms.Textarea:
        if self.is_rich:
            return RichTextWidget({"rows": RICH_ROWS}, language=language)
        attributes = {"lang": language, "rows": 1 if self.is_line else ROWS, "spellcheck": "true"}
        if self.is_line:
            attributes["data-line"] = ""
        if self.limit:
            attributes["data-limit"] = str(self.limit)
        return forms.Textarea(attributes)


def kind_of(obj: models.Model, name: str) -> FieldKind:
    column = obj._meta.get_field(name)
    is_rich = isinstance(column, RichTextField)
    return FieldKind(
        label=str(column.verbose_name),
        is_rich=is_rich,
        is_line=not isinstance(column, models.TextField),
        limit=0 if is_rich else column.max_length or 0,
        help_text=str(column.help_text),
    )


def as_sent(kind: FieldKind, text: str) -> str:
    """What a browser sends, as the field holds it: one line where the field is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return " ".join(text.split("\n")) if kind.is_line else text
