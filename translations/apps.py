from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        # The admin looks for a module named admin; the one of the glossary is part of a package.
        import translations.glossary.admin  # noqa: F401
        from translations.machine import translator

        if translator.is_on():  # a site that names a translating program must be able to load it
            translator.translator()
