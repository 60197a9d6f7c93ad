"""Exhibitions."""

import re
import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import DigitalObject
from exhibits.contrast import PAPER, contrast
from exhibits.readiness.kinds import default_blocking
from translations.fields import RichTextField
from translations.models import Translated, TranslatedQuerySet

DEFAULT_ACCENT = "#1f5f8b"  # the blue of a khadag
HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")


def exhibition_scope(key: int) -> str:
    """To what the translation units of an exhibition and of all its parts are counted."""
    return f"exhibition-{key}"


class ExhibitionQuerySet(TranslatedQuerySet):
    def with_shown(self, at: datetime | None = None):
        """``shown_now`` is the key of the edition that readers see, None where they see none."""
        showings = self.model._meta.get_field("showings").related_model.objects
        latest = showings.latest_of(models.OuterRef("pk"), at).values("edition")[:1]
        return self.annotate(shown_now=models.Subquery(latest))

    def published(self, at: datetime | None = None):
        """Exhibitions of which readers see an edition."""
        return self.with_shown(at).filter(shown_now__isnull=False)


class Exhibition(Translated):
    """An online exhibition: what stands at its entrance and how it looks."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The end of the web address, for example japan-mongolia."),
    )
    title = models.CharField(
        _("title"), max_length=200, help_text=_("For example: Fifty years across the sea.")
    )
    subtitle = models.CharField(
        _("subtitle"),
        max_length=300,
        blank=True,
        help_text=_("For example: Japan and Mongolia in archival records."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two sentences for the home page.")
    )
    foreword = RichTextField(
        _("foreword"), blank=True, help_text=_("Why this exhibition was made, and by whom.")
    )
    credits = models.TextField(
        _("credits"), blank=True, help_text=_("Who made it; one line for each.")
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=DEFAULT_ACCENT,
        help_text=_("Six hexadecimal digits, for example #1f5f8b. It must be legible on paper."),
    )
    cover = models.ForeignKey(
        DigitalObject,
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A page image of an archival item."),
    )
    needs_second_reader = models.BooleanField(
        _("translations need a second reader"),
        default=True,
        help_text=_("Nobody approves a translation that she or he has written."),
    )
    # The policy for releases; codes of languages, and names of kinds in exhibits.readiness.kinds.
    required_languages = models.JSONField(default=list, editable=False)
    blocking = models.JSONField(default=default_blocking, editable=False)
    # Published before there were editions: its first one is still to be made.
    awaits_first_edition = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ExhibitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")
        ordering = ["-published_at", "-id"]
        permissions = [("publish_exhibition", "Can release and withdraw exhibitions")]

    def __str__(self) -> str:
        return str(self.text("title")) or self.slug

    def get_absolute_url(self) -> str:
        return reverse("exhibits:exhibition", args=[self.slug])

    def translation_scope(self) -> str:
        return exhibition_scope(self.pk)

    def clean(self) -> None:
        super().clean()
        self.accent = self.accent.lower()
        if not HEX_COLOUR.fullmatch(self.accent):
            raise ValidationError(
                {"accent": _("Write a colour as # and six digits or letters a–f, like #1f5f8b.")}
            )
        if contrast(self.accent, PAPER) < 4.5:
            raise ValidationError(
                {"accent": _("This colour is too light to be read on paper; choose a darker one.")}
            )
