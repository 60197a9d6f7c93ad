"""Sections: chapters, sub-sections and group headings; they nest."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.dates import display_date
from archive.models.dated import HistoricalDateField
from exhibits.models.exhibitions import Exhibition, exhibition_scope
from translations.fields import RichTextField
from translations.models import Translated

RESERVED = {"essays", "editions"}  # parts of addresses beside those of sections


class Section(Translated):
    """A chapter or a part of one; with a page of its own or only a heading on its parent's."""

    exhibition = models.ForeignKey(
        Exhibition,
        verbose_name=_("exhibition"),
        on_delete=models.CASCADE,
        related_name="sections",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
        help_text=_("Empty for a chapter; otherwise the section that this belongs to."),
    )
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        help_text=_("The end of the web address, for example earthquake-2011."),
    )
    has_page = models.BooleanField(
        _("has a page of its own"),
        default=True,
        help_text=_("Otherwise it is a heading on the page of the section above it."),
    )
    title = models.CharField(
        _("title"),
        max_length=200,
        help_text=_("For example: The Great East Japan Earthquake of 2011."),
    )
    period = HistoricalDateField(
        _("period"), blank=True, help_text=_("For example 1972/1989, or a single year.")
    )
    introduction = RichTextField(
        _("introduction"), blank=True, help_text=_("A paragraph or two that open the section.")
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["exhibition", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "slug"],
                name="section_slug_in_exhibition",
                violation_error_message=_("Another section of this exhibition has this address."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="section_not_its_own_parent"
            ),
        ]

    history_also = ("order",)

    def translation_scope(self) -> str:
        return exhibition_scope(self.exhibition_id)

    def __str__(self) -> str:
        return str(self.text("title")) or self.slug

    def get_absolute_url(self) -> str:
        page = next((s for s in reversed(self.lineage()) if s.has_page), self)
        address = reverse("exhibits:section", args=[self.exhibition.slug, page.slug])
        return address if page is self else f"{address}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"section-{self.slug}"

    def display_period(self, language: str) -> str:
        return display_date(self.period, language) if self.period else ""

    def lineage(self) -> list["Section"]:
        """From the chapter down to this section."""
        chain, seen = [self], {self.pk}
        while (parent := chain[0].parent) is not None and parent.pk not in seen:
            chain.insert(0, parent)
            seen.add(parent.pk)
        return chain

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError(
                {"slug": _("This address is needed by the system; choose another.")}
            )
        if self.parent_id is None:
            if not self.has_page:
                raise ValidationError({"has_page": _("A chapter always has a page of its own.")})
            return
        if self.parent.exhibition_id != self.exhibition_id:
            raise ValidationError({"parent": _("Choose a section of the same exhibition.")})
        if self.pk and self.pk in {section.pk for section in self.parent.lineage()}:
            raise ValidationError(
                {"parent": _("A section cannot be part of itself or of something below it.")}
            )
