"""Which fields of the archive are translated."""

from modeltranslation.translator import TranslationOptions, register

from archive.models import ArchivalItem, DigitalObject, Name, Repository
from archive.models.description import Description


@register(Repository)
class RepositoryTranslation(TranslationOptions):
    fields = (
        *("name", "description", "citation_style", "parallel_names", "history", "holdings"),
        *("address", "opening_times", "access", "accessibility"),
    )


@register(ArchivalItem)
class ArchivalItemTranslation(TranslationOptions):
    fields = tuple(field.name for field in Description._meta.local_fields)


@register(DigitalObject)
class DigitalObjectTranslation(TranslationOptions):
    fields = ("alt",)


@register(Name)
class NameTranslation(TranslationOptions):
    fields = ("name", "history")
