"""Which fields of exhibitions are translated."""

from modeltranslation.translator import TranslationOptions, register

from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Page, Panel, Section


@register(Exhibition)
class ExhibitionTranslation(TranslationOptions):
    fields = ("title", "subtitle", "summary", "foreword", "credits")


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("title", "introduction")


@register(Panel)
class PanelTranslation(TranslationOptions):
    fields = ("title", "place", "event_text", "record_note")


@register(Exhibit)
class ExhibitTranslation(TranslationOptions):
    fields = ("caption",)


@register(Dataset)
class DatasetTranslation(TranslationOptions):
    fields = ("title", "unit", "source", "note", "rows", "columns")


@register(Essay)
class EssayTranslation(TranslationOptions):
    fields = ("title", "authors", "abstract", "keywords", "body")


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")
