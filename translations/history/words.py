"""Values of columns as people read them: dates, codes and links in words, pictures as pictures.

Packages that know more of their models register it: ``show_as_picture``, ``say``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from modeltranslation.fields import TranslationField

from translations.fields import RichTextField
from translations.history.recording import Row, told
from translations.models import Change
from translations.texts import language_name

NOTHING = "–"
LINKS = (models.ForeignKey, models.ManyToManyField)
TELLING = ("item_id", "name_id", "code", "form", "label")  # by which a part is known, if it has it
_pictures: dict[type[models.Model], Callable[[models.Model], str]] = {}
_sayings: dict[tuple[str, str], Callable[[object], str]] = {}


def show_as_picture(model: type[models.Model], thumbnail: Callable[[models.Model], str]) -> None:
    """Links to such objects, and the objects themselves, are shown by a small picture."""
    _pictures[model] = thumbnail


def say(model: type[models.Model], name: str, words: Callable[[object], str]) -> None:
    """How a value of a column is said that would be a riddle otherwise."""
    _sayings[model._meta.label, name] = words


@dataclass(frozen=True, slots=True)
class Label:
    """A column in words: its name, and the language where it is a text in several."""

    name: str
    language: str = ""

    def __str__(self) -> str:
        if not self.language:
            return self.name
        return _("%(field)s (%(language)s)") % {
            "field": self.name,
            "language": language_name(self.language),
        }


def label_of(model: type[models.Model], name: str) -> Label:
    column = told(model)[name]
    language = column.language if isinstance(column, TranslationField) else ""
    original = column.translated_field if language else column
    words = _("place among its neighbours") if name == "order" else original.verbose_name
    return Label(capfirst(str(words)), language)


def is_text(model: type[models.Model], name: str) -> bool:
    """Whether a column holds words of which a difference can be shown."""
    column = told(model)[name]
    if (model._meta.label, name) in _sayings:
        return True
    if column.choices or hasattr(column, "in_words") or isinstance(column, models.FileField):
        return False
    return isinstance(column, (models.CharField, models.TextField))


def is_rich(model: type[models.Model], name: str) -> bool:
    column = told(model)[name]
    if isinstance(column, TranslationField):
        return isinstance(column.translated_field, RichTextField)
    return isinstance(column, RichTextField)


@dataclass
class Speaker:
    """Says values; what links name is read for many rows at once."""

    targets: dict[tuple[type, int], models.Model] = field(default_factory=dict)

    def read(self, rows: Iterable[tuple[type[models.Model], Row]]) -> None:
        """Look up what the links of these rows name; one query for each model."""
        wanted: dict[type, set[int]] = {}
        for model, row in rows:
            for name, value in row.items():
                column = told(model).get(name)
                if isinstance(column, LINKS) and value is not None:
                    keys = value if isinstance(value, list) else [value]
                    wanted.setdefault(column.related_model, set()).update(keys)
        for model, keys in wanted.items():
            found = model._base_manager.in_bulk(keys - {pk for m, pk in self.targets if m is model})
            self.targets |= {(model, pk): obj for pk, obj in found.items()}

    def words(self, model: type[models.Model], name: str, value: object) -> str:
        """A value in the words of the interface; a dash where there is none."""
        column = told(model)[name]
        if (model._meta.label, name) in _sayings:
            return _sayings[model._meta.label, name](value) or NOTHING
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(column, LINKS):
            keys = value if isinstance(value, list) else [value]
            return " · ".join(self.link(column.related_model, key) for key in keys)
        if hasattr(column, "in_words"):
            return column.in_words(value, get_language())
        return plain_words(column, value)

    def link(self, model: type[models.Model], pk: int) -> str:
        if target := self.targets.get((model, pk)):
            return str(target)
        return _("%(what)s that is no longer there") % {"what": capfirst(model._meta.verbose_name)}

    def picture(self, model: type[models.Model], name: str, value: object) -> str:
        """The small picture of what a link names; empty where it has none."""
        column = told(model)[name]
        if not isinstance(column, models.ForeignKey):
            return ""
        show, target = (
            _pictures.get(column.related_model),
            self.targets.get((column.related_model, value)),
        )
        return show(target) if show and target else ""


def plain_words(column: models.Field, value: object) -> str:
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return pgettext("value", "yes") if value else pgettext("value", "no")
    if isinstance(column, models.DateTimeField):
        return date_format(localtime(datetime.fromisoformat(str(value))), "SHORT_DATETIME_FORMAT")
    if isinstance(column, models.DateField):
        return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return str(value)


def picture_of(obj: models.Model) -> str:
    show = _pictures.get(type(obj))
    return show(obj) if show else ""


def made_of(model: type[models.Model], pk: int, row: Row) -> models.Model:
    """An object, not to be saved, that holds what a row held."""
    fields = {f.attname: f for f in model._meta.concrete_fields if f.attname in row}
    values = {name: as_python(fields[name], value) for name, value in row.items() if name in fields}
    made = model(**values)
    made.pk = pk
    return made


def as_python(column: models.Field, value: object) -> object:
    """A value as JSON holds it → as the column does."""
    if value is None or isinstance(column, (models.CharField, models.TextField, models.JSONField)):
        return value
    return value if isinstance(column, models.ForeignKey) else column.to_python(value)


def title_of(speaker: Speaker, model: type[models.Model], pk: int, row: Row) -> str:
    """A row in a few words, as it was: its own text, or that of what it links."""
    kind = str(model._meta.verbose_name)
    if model.history_whole:
        own = f"{model.history_whole}_id"
        names = (name for name in TELLING if name in row and name != own)
        said = (speaker.words(model, name, row[name]) for name in names)
        words = next((words for words in said if words != NOTHING), "")
        return capfirst(f"{kind}: {Truncator(strip_tags(words)).chars(100)}" if words else kind)
    return strip_tags(str(made_of(model, pk, row)))[:120] or capfirst(kind)


def deleted_title(change: Change) -> str:
    """What a deleted object was called."""
    model = ContentType.objects.get_for_id(change.content_type_id).model_class()
    return strip_tags(str(made_of(model, change.object_id, change.before)))
