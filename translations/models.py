"""What every model with texts in several languages shares."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from translations.texts import Text, text_of


class Translated(models.Model):
    """An object written first in one language, its source, and translated into the others."""

    source_language = models.CharField(
        _("source language"),
        max_length=8,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("The language in which this was first written."),
    )

    class Meta:
        abstract = True

    def text(self, field: str, language: str | None = None) -> Text:
        """A translated field with the language it is in; the active language by default."""
        return text_of(self, field, language or get_language() or self.source_language)


class Language(models.Model):  # noqa: DJ008 – no row of it exists
    """Carries the permissions to translate; it has no table."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("translate_en", "Can translate into English"),
            ("translate_ja", "Can translate into Japanese"),
            ("translate_mn", "Can translate into Mongolian"),
        ]
