"""The model field, form field and widget of rich text.

Whatever the browser, an importer or a shell sends, the column holds only what
``translations.richtext.sanitise`` lets through.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import JSON, ImportMap, Media, Script

from translations.richtext import sanitise

MAX_LENGTH = 200_000  # characters, markup included: about eighty printed pages
CHECK_LENGTH = MaxLengthValidator(
    MAX_LENGTH,
    message=_(
        "This text has %(show_value)s characters with its markup; at most %(limit_value)s can "
        "be kept. Please divide it."
    ),
)
# Languages offered for a passage, by their own names; any other tag can be typed.
PASSAGE_LANGUAGES = {
    "en": "English",
    "ja": "日本語",
    "mn": "Монгол",
    "mn-Mong": "ᠮᠣᠩᠭᠣᠯ",
    "zh": "中文",
    "ru": "Русский",
    "ko": "한국어",
    "de": "Deutsch",
    "fr": "Français",
    "mnc": "ᠮᠠᠨᠵᡠ",
    "bo": "བོད་སྐད",
}
# Names are those of the editor's buttons and of the words in its dialogs.
LABELS: dict[str, str | Promise] = {
    "toolbar": _("Formatting"),
    "paragraph": _("Paragraph"),
    "heading2": _("Heading"),
    "heading3": _("Subheading"),
    "bulletList": _("List"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Quotation"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "subscript": _("Subscript"),
    "superscript": _("Superscript"),
    "footnote": _("Footnote"),
    "language": _("Language of the passage"),
    "ruby": _("Ruby (reading above characters)"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "table": _("Table"),
    "table:addColumnAfter": _("Add a column"),
    "table:deleteColumn": _("Delete the column"),
    "table:addRowAfter": _("Add a row"),
    "table:deleteRow": _("Delete the row"),
    "table:mergeCells": _("Merge cells"),
    "table:splitCell": _("Split the cell"),
    "table:toggleHeaderCell": _("Header cell"),
    "table:deleteTable": _("Delete the table"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
    "footnoteButton": _("Footnote"),
    "rubyButton": pgettext_lazy("editor button", "Ruby"),
    "note": pgettext_lazy("mark on a footnote", "Note"),
    "href": _("Address (https://, mailto:, / or #)"),
    "noLanguage": _("As the text around it"),
    "otherLanguage": _("Another language tag, such as sa or el"),
    "rubyBase": _("Characters"),
    "rubyReading": _("Reading"),
    "rubyHelp": _("Divide both with | to set readings part by part."),
    "rows": _("Rows"),
    "columns": _("Columns"),
    "apply": _("Apply"),
    "cancel": _("Cancel"),
}


class RichTextWidget(forms.Textarea):
    """A textarea that the editor takes over; without JavaScript the HTML itself can be edited."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, language: str = "") -> None:
        named = {"lang": language} if language else {}
        attributes = {"class": "vLargeTextField", "rows": 12, "data-rich-text": "", **named}
        super().__init__({**attributes, **(attrs or {})})

    @property
    def media(self) -> Media:
        return prose_editor_admin_media + Media(
            importmap=ImportMap(
                {
                    "tsuzuri/rich-text/marks": "translations/editor/marks.js",
                    "tsuzuri/rich-text/paste": "translations/editor/paste.js",
                }
            ),
            css={"all": ["translations/editor/editor.css"]},
            js=[
                JSON({"labels": LABELS, "languages": PASSAGE_LANGUAGES}, id="rich-text-words"),
                Script("translations/editor/main.js", type="module"),
            ],
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The input of a translation column (``body_ja``, ``form-0-body_ja``) is in its language.

        Read from the name, because modeltranslation's admin gives all columns one widget.
        """
        context = super().get_context(name, value, attrs)
        suffix = name.rpartition("_")[2]
        if suffix in dict(settings.LANGUAGES):
            context["widget"]["attrs"].setdefault("lang", suffix)
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: the browser could not point at the textarea, which the editor hides."""
        return False


def with_nonce(media: forms.Media, request: HttpRequest) -> Media:
    """The media of a page with the request's CSP nonce, which the import map needs."""
    return Media.from_media(media, nonce=str(request.csp_nonce))


class RichTextFormField(forms.CharField):
    widget = RichTextWidget
    default_validators = [CHECK_LENGTH]

    def to_python(self, value: Any) -> str | None:
        """The sanitised text; one that is too long is left for the validator to refuse."""
        text = super().to_python(value)
        if text in self.empty_values or len(text) > MAX_LENGTH:
            return text
        return sanitise(text) or self.empty_value


class RichTextField(models.TextField):
    """HTML that is sanitised on every way into the database."""

    description = _("Rich text")
    default_validators = [CHECK_LENGTH]

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        short = isinstance(value, str) and len(value) <= MAX_LENGTH
        return super().clean(sanitise(value) if short else value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Sanitise, and let the instance hold what the database will hold."""
        value = super().pre_save(model_instance, add)
        if not isinstance(value, str) or not value:
            return value
        clean = sanitise(value)
        # Past the descriptor: setting the field without a language would also set a translation.
        if self.attname in model_instance.__dict__:
            model_instance.__dict__[self.attname] = clean
        return clean

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The last door: QuerySet.update() and bulk_update() do not ask pre_save."""
        clean = sanitise(value) if isinstance(value, str) else value
        return super().get_db_prep_save(clean, connection)

    def formfield(self, **kwargs: Any) -> forms.Field:
        widget = kwargs.get("widget", forms.Textarea)
        kind = widget if isinstance(widget, type) else type(widget)
        if issubclass(kind, forms.Textarea) and not issubclass(kind, RichTextWidget):
            kwargs["widget"] = RichTextWidget()
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})
