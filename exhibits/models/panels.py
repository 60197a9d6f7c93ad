"""Panels, and the exhibits they show."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import (
    ArchivalItem,
    Dated,
    DigitalObject,
    Name,
    Role,
    page_count,
    page_number,
)
from exhibits.models.essays import Dataset
from exhibits.models.sections import Section
from translations.fields import RichTextField
from translations.models import Recorded, Translated, TranslatedQuerySet


class Panel(Dated, Translated):
    """One text with the items it shows. Every part of it may be missing."""

    class Layout(models.TextChoices):
        TEXT_FIRST = "text-first", _("Text, then documents")
        DOCUMENT_FIRST = "document-first", _("Documents, then text")
        WIDE = "wide", _("Wide document")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    section = models.ForeignKey(
        Section, verbose_name=_("section"), on_delete=models.CASCADE, related_name="panels"
    )
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        help_text=_("Marks the panel in the address of its page, for example resolution-78."),
    )
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("For example: Blankets for Miyagi.")
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Where it happened, if that matters.")
    )
    event_text = RichTextField(_("event text"), blank=True, help_text=_("What happened."))
    record_note = RichTextField(
        _("record note"), blank=True, help_text=_("What this document is: who made it, and why.")
    )
    layout = models.CharField(_("layout"), max_length=20, choices=Layout, default=Layout.TEXT_FIRST)
    dataset = models.ForeignKey(
        Dataset,
        verbose_name=_("dataset"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="panels",
        help_text=_("A table of figures shown with this panel."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        ordering = ["section", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "slug"],
                name="panel_slug_in_section",
                violation_error_message=_("Another panel of this section has this address."),
            )
        ]

    scope_path = "section"
    history_also = ("order",)

    def translation_scope(self) -> str:
        return self.section.translation_scope()

    def __str__(self) -> str:
        return str(self.text("title")) or self.slug

    def get_absolute_url(self) -> str:
        page = next((s for s in reversed(self.section.lineage()) if s.has_page), self.section)
        address = reverse("exhibits:section", args=[self.section.exhibition.slug, page.slug])
        return f"{address}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"panel-{self.slug}"

    def clean(self) -> None:
        super().clean()
        if self.section_id is None:
            return
        namesakes = Panel.objects.filter(
            section__exhibition=self.section.exhibition_id, slug=self.slug
        )
        if namesakes.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another panel of this exhibition has this address.")})
        if self.dataset_id and self.dataset.exhibition_id != self.section.exhibition_id:
            raise ValidationError({"dataset": _("Choose a dataset of the same exhibition.")})


class ExhibitQuerySet(TranslatedQuerySet):
    def with_pages(self):
        """Each with the page image it shows, that one's number, and how many the item has."""
        covers = DigitalObject.objects.as_covers("item__digital_objects")
        return self.with_chosen_pages().prefetch_related(covers)

    def with_chosen_pages(self):
        """The same, but for the first pages of items of which none was chosen."""
        return self.select_related("item", "digital_object").annotate(
            page_number=page_number("digital_object"), page_count=page_count("item")
        )


class Exhibit(Translated):
    """An archival item on show in a panel, with its own caption."""

    panel = models.ForeignKey(
        Panel, verbose_name=_("panel"), on_delete=models.CASCADE, related_name="exhibits"
    )
    item = models.ForeignKey(
        ArchivalItem,
        verbose_name=_("archival item"),
        on_delete=models.PROTECT,
        related_name="exhibits",
        help_text=_("Type a part of its title or code."),
    )
    digital_object = models.ForeignKey(
        DigitalObject,
        verbose_name=_("page image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Which page is shown; empty for the first."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    caption = models.CharField(
        _("caption"),
        max_length=500,
        blank=True,
        help_text=_("What to look at; the citation is added by itself."),
    )

    objects = ExhibitQuerySet.as_manager()

    class Meta:
        verbose_name = _("exhibit")
        verbose_name_plural = _("exhibits")
        ordering = ["panel", "order", "id"]

    scope_path = "panel__section"
    history_whole = "panel"

    def translation_scope(self) -> str:
        return self.panel.translation_scope()

    def __str__(self) -> str:
        return str(self.item)

    @property
    def page(self) -> DigitalObject | None:
        """The page image on show: the one that was chosen, or the item's first."""
        return self.digital_object or self.item.cover

    def clean(self) -> None:
        super().clean()
        if self.digital_object_id and self.digital_object.item_id != self.item_id:
            raise ValidationError({"digital_object": _("This page image belongs to another item.")})


class PanelName(Recorded):
    """A name that a panel tells of, with its role there."""

    panel = models.ForeignKey(
        Panel, verbose_name=_("panel"), on_delete=models.CASCADE, related_name="name_links"
    )
    name = models.ForeignKey(
        Name, verbose_name=_("name"), on_delete=models.PROTECT, related_name="panel_links"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.MENTIONED)
    order = models.PositiveIntegerField(_("order"), default=0)

    history_whole = "panel"

    class Meta:
        verbose_name = _("linked name")
        verbose_name_plural = _("linked names")
        ordering = ["panel", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "name", "role"],
                name="panel_name_once_per_role",
                violation_error_message=_("This name has this role already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
