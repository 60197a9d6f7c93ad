"""What every model with texts in several languages shares."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from translations.models.recorded import Recorded, RecordedQuerySet
from translations.texts import Text, text_of
from translations.units import keeping


class TranslatedQuerySet(RecordedQuerySet):
    """Keeps the translation units right also where many rows are written at once."""

    def update(self, **values):
        if not keeping.concerns(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**values)
            keeping.keep_by_keys(self.model, keys)
        return changed

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            keeping.keep(made, are_new=True)
        return made

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs, fields = tuple(objs), list(fields)
        with transaction.atomic(using=self.db):
            changed = super().bulk_update(objs, fields, *args, **kwargs)
            if keeping.concerns(self.model, fields):
                keeping.keep(objs)
        return changed


class Translated(Recorded):
    """An object written first in one language, its source, and translated into the others.

    However it is saved, its translation units follow: see ``translations.units.keeping``.
    """

    source_language = models.CharField(
        _("source language"),
        max_length=8,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("The language in which this was first written."),
    )
    # Columns whose text a machine has made and no person approved, separated by spaces. Kept here
    # so that public pages can say so without asking for units.
    machine_made = models.TextField(blank=True, default="", editable=False)
    units = GenericRelation("translations.TranslationUnit")

    objects = TranslatedQuerySet.as_manager()

    scope_path = ""  # the relation that ``translation_scope`` follows, to be read with many rows

    class Meta:
        abstract = True

    def text(self, field: str, language: str | None = None) -> Text:
        """A translated field with the language it is in; the active language by default."""
        return text_of(self, field, language or get_language() or self.source_language)

    def translation_scope(self) -> str:
        """To what its units are counted: ``exhibition-3``, ``archive``; see ``places``."""
        return self._meta.app_label

    def save(self, *args, **kwargs):
        fields: Iterable[str] | None = kwargs.get("update_fields")
        if fields is not None and not keeping.concerns(type(self), fields):
            super().save(*args, **kwargs)
            return
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            keeping.keep([self])


class Language(models.Model):  # noqa: DJ008 – no row of it exists
    """Carries the permissions to translate and to review; it has no table."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("translate_en", "Can translate into English"),
            ("translate_ja", "Can translate into Japanese"),
            ("translate_mn", "Can translate into Mongolian"),
            ("review_en", "Can review English translations"),
            ("review_ja", "Can review Japanese translations"),
            ("review_mn", "Can review Mongolian translations"),
        ]
