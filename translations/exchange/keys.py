"""The stable key of a text in a file: ``exhibits.panel:12:title``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modeltranslation.translator import translator

from translations.fields import RichTextField
from translations.models import TranslationUnit
from translations.states import translated_fields
from translations.texts import LANGUAGES

KEY = re.compile(r"([a-z_]+)\.([a-z_]+):([1-9][0-9]{0,17}):([a-z_]+)\Z")
# What tools make of a plain code: a script that is usual for the language, and a region.
TAG = re.compile(r"([a-z]{2})(-(?:latn|jpan|cyrl))?(-(?:[a-z]{2}|[0-9]{3}))?\Z")


@dataclass(frozen=True, slots=True)
class Key:
    """A field of an object."""

    model: type[models.Model]
    pk: int
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label_lower}:{self.pk}:{self.field}"

    @property
    def column(self) -> models.Field:
        return self.model._meta.get_field(self.field)

    @property
    def is_rich(self) -> bool:
        return isinstance(self.column, RichTextField)


def key_of(unit: TranslationUnit) -> Key:
    model = ContentType.objects.get_for_id(unit.content_type_id).model_class()
    return Key(model, unit.object_id, unit.field)


def parsed(written: str) -> Key | None:
    """The key, if there can be such a text."""
    found = KEY.match(written.strip())
    if found is None:
        return None
    app, name, pk, field = found.groups()
    model = translated_models().get(f"{app}.{name}")
    if model is None or field not in translated_fields(model):
        return None
    return Key(model, int(pk), field)


def is_rich(written: str) -> bool:
    key = parsed(written)
    return key is not None and key.is_rich


def translated_models() -> dict[str, type[models.Model]]:
    return dict(_concrete())


def _concrete() -> Iterator[tuple[str, type[models.Model]]]:
    for model in translator.get_registered_models(abstract=False):
        label = model._meta.label_lower
        yield label, apps.get_model(label)


def language_of(tag: str) -> str:
    """The language of the site that a tag means (``ja``, ``ja-JP``); "" for any other."""
    found = TAG.match(tag.strip().lower().replace("_", "-"))
    return found[1] if found and found[1] in LANGUAGES else ""
