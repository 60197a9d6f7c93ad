"""Digitised surrogates: one page image of an item."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.items import ArchivalItem
from search import index
from translations.models import Translated, TranslatedQuerySet


def original_name(digital_object: "DigitalObject", filename: str) -> str:
    """Originals are kept by checksum: the same file is stored once, and never overwritten."""
    checksum = digital_object.checksum
    return f"originals/{checksum[:2]}/{checksum[:40]}.{digital_object.extension}"


def page_number(page: str = "") -> Coalesce:
    """For annotations: the number in its item of the page image at ``page``; 1 without one."""
    way = f"{page}__" if page else ""
    own = {name: models.OuterRef(f"{way}{name}") for name in ("item", "order", "pk")}
    before = models.Q(order__lt=own["order"]) | models.Q(order=own["order"], pk__lt=own["pk"])
    return counted(DigitalObject.objects.filter(before, item=own["item"])) + 1


def page_count(item: str = "pk") -> Coalesce:
    """For annotations: how many page images the item at ``item`` has."""
    return counted(DigitalObject.objects.filter(item=models.OuterRef(item)))


def counted(pages: models.QuerySet) -> Coalesce:
    number = pages.order_by().values("item").annotate(number=models.Count("pk"))
    return Coalesce(models.Subquery(number.values("number")), 0)


def comes_first() -> models.Q:
    """Page images that no other one of their item comes before."""
    before = models.Q(order__lt=models.OuterRef("order"))
    before |= models.Q(order=models.OuterRef("order"), pk__lt=models.OuterRef("pk"))
    earlier = DigitalObject.objects.filter(before, item=models.OuterRef("item"))
    return models.Q(~models.Exists(earlier))


class DigitalObjectQuerySet(TranslatedQuerySet):
    def first_of_each_item(self):
        """One page image for an item, however many it has."""
        return self.filter(comes_first()).defer("technical", "problem")

    def as_covers(self, path: str) -> models.Prefetch:
        """Read for ``ArchivalItem.cover``; ``path`` leads from what is read to page images."""
        return models.Prefetch(path, self.first_of_each_item(), to_attr="covers")


class DigitalObject(Translated):
    """A page image of an archival item: the untouched original and what is derived from it."""

    class Rotation(models.IntegerChoices):
        """Degrees clockwise, as IIIF Image counts them."""

        NONE = 0, _("as scanned")
        RIGHT = 90, _("a quarter to the right")
        HALF = 180, _("upside down")
        LEFT = 270, _("a quarter to the left")

    class State(models.TextChoices):
        """Of its public copies and tiles."""

        WAITING = "waiting", pgettext_lazy("state of work", "Waiting")
        WORKING = "working", pgettext_lazy("state of work", "In work")
        READY = "ready", pgettext_lazy("state of work", "Ready")
        FAILED = "failed", pgettext_lazy("state of work", "Failed")

    item = models.ForeignKey(
        ArchivalItem,
        verbose_name=_("archival item"),
        on_delete=models.CASCADE,
        related_name="digital_objects",
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    label = models.CharField(
        _("label"), max_length=40, blank=True, help_text=_("For example 1r, 1v or p. 3.")
    )
    file = models.FileField(
        _("picture"),
        upload_to=original_name,
        max_length=200,
        help_text=_("JPEG, PNG, WebP, TIFF or PDF; the original is kept as it is."),
    )
    alt = models.TextField(
        _("alternative text"),
        blank=True,
        help_text=_(
            "What somebody who cannot see the picture should know, for example: "
            "Typed letter in Mongolian with a round stamp at the lower right."
        ),
    )
    checksum = models.CharField("SHA-512", max_length=128, editable=False, db_index=True)
    media_type = models.CharField(_("media type"), max_length=40, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    byte_size = models.PositiveBigIntegerField(_("size in bytes"), editable=False, default=0)
    derivatives = models.JSONField(default=list, editable=False)
    original_name = models.CharField(max_length=255, editable=False, blank=True)
    page_index = models.PositiveIntegerField(default=0, editable=False)  # within the original
    rotation = models.PositiveSmallIntegerField(
        _("rotation"), choices=Rotation, default=Rotation.NONE
    )
    technical = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.READY, editable=False, db_index=True
    )
    problem = models.JSONField(default=dict, editable=False)
    tiles = models.CharField(max_length=200, editable=False, blank=True)  # storage name of the ZIP
    claimed_at = models.DateTimeField(null=True, editable=False)

    objects = DigitalObjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("digital object")
        verbose_name_plural = _("digital objects")
        ordering = ["item", "order", "id"]
        indexes = [models.Index(fields=["item", "order", "id"], name="page_order")]

    history_whole = "item"
    history_also = (
        *("checksum", "media_type", "width", "height", "byte_size", "page_index"),
        *("original_name", "technical"),
    )

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.note_on_item()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self.note_on_item()
        index.refresh("item", [self.item_id])
        return deleted

    def note_on_item(self) -> None:
        """Keep the item's mark in step, so that lists need not ask for page images."""
        held = DigitalObject.objects.filter(item=self.item_id).exists()
        ArchivalItem.objects.filter(pk=self.item_id).update(is_digitised=held)

    def __str__(self) -> str:
        return self.label or f"{self.order + 1}"

    @property
    def image_id(self) -> str:
        """The identifier of the picture as readers are sent it; another picture has another."""
        page = f"_{self.page_index}" if self.page_index else ""
        turn = f"_r{self.rotation}" if self.rotation else ""
        return f"{self.checksum[:40]}{page}{turn}"

    @property
    def extension(self) -> str:
        return self.media_type.rpartition("/")[2] or "bin"
