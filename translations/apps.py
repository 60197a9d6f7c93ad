from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        """A site that names a translating program must be able to load it."""
        from translations.machine import translator

        if translator.is_on():
            translator.translator()
