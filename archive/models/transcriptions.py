"""What is written on a page image, in its own language or another."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.digital_objects import DigitalObject
from archive.models.found import Concerned, Found, FoundPartQuerySet, keys_of, only
from archive.transcripts import as_plain_text
from search.analysis import fold
from translations.models import Recorded
from translations.texts import language_name


class Transcription(Found, Recorded):
    """The text of one page image: transcribed, or translated into any language."""

    class Kind(models.TextChoices):
        TRANSCRIPTION = "transcription", _("Transcription")
        TRANSLATION = "translation", _("Translation")

    digital_object = models.ForeignKey(
        DigitalObject,
        verbose_name=_("page image"),
        on_delete=models.CASCADE,
        related_name="transcriptions",
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.TRANSCRIPTION)
    language = models.CharField(
        _("language"),
        max_length=35,
        help_text=_("A code, for example ja, mn, or mn-Mong for the traditional script."),
    )
    text = models.TextField(
        _("text"),
        help_text=_(
            "Line by line as it is written. A reading goes behind its word in 《》, "
            "for example 綴《つづり》 or ｜蒙古《もうこ》."
        ),
    )
    search_text = models.TextField(editable=False, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = FoundPartQuerySet.as_manager()

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        rows = cls.objects.filter(pk__in=keys)
        return only("item", keys_of(rows, "digital_object__item_id"))

    class Meta:
        verbose_name = _("transcription")
        verbose_name_plural = _("transcriptions")
        ordering = ["digital_object", "kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["digital_object", "kind", "language"],
                name="one_text_per_kind_and_language",
                violation_error_message=_("This page has a text of this kind and language."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {language_name(self.language)}"

    def save(self, *args, **kwargs):
        """Keeps the folded words: the item collects those of all its pages at every change."""
        self.search_text = fold(self.plain_text)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text", "changed_at"}
        super().save(*args, **kwargs)

    @property
    def plain_text(self) -> str:
        """As it is written on the page, without the readings."""
        return as_plain_text(self.text, self.language)
