"""Which fields of the archive are translated."""

from modeltranslation.translator import TranslationOptions, register

from archive.models import ArchivalItem, DigitalObject, Repository


@register(Repository)
class RepositoryTranslation(TranslationOptions):
    fields = ("name", "description", "citation_style")


@register(ArchivalItem)
class ArchivalItemTranslation(TranslationOptions):
    fields = ("title", "scope_and_content", "extent", "access_conditions", "credit_line")


@register(DigitalObject)
class DigitalObjectTranslation(TranslationOptions):
    fields = ("alt",)
