"""What somebody has sent and the worker takes in: scans, catalogues."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.items import ArchivalItem


class Arrival(models.Model):
    """A file that was sent, how far the work on it is, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of work", "Waiting")
        WORKING = "working", pgettext_lazy("state of work", "In work")
        DONE = "done", pgettext_lazy("state of work", "Done")
        FAILED = "failed", pgettext_lazy("state of work", "Failed")

    file = models.FileField(_("file"), upload_to="arrivals/%Y/%m/", max_length=200)
    original_name = models.CharField(_("name of the file"), max_length=255)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    report = models.JSONField(_("report"), default=dict, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return self.original_name


class ScanUpload(Arrival):
    """A file with page images for an item: a picture, a PDF, a multi-page TIFF or a ZIP."""

    item = models.ForeignKey(
        ArchivalItem,
        verbose_name=_("archival item"),
        on_delete=models.CASCADE,
        related_name="scan_uploads",
    )
    checksum = models.CharField("SHA-512", max_length=128, editable=False, db_index=True)

    class Meta(Arrival.Meta):
        verbose_name = _("upload of scans")
        verbose_name_plural = _("uploads of scans")


class CatalogueImport(Arrival):
    """A catalogue (CSV, AtoM, EAD): reported on first, then applied as a whole or not at all."""

    class Kind(models.TextChoices):
        REPOSITORIES = "repositories", _("Repositories")
        NAMES = "names", _("Names")
        ITEMS = "items", _("Archival items")
        ATOM = "atom", _("AtoM: ISAD(G) template")
        EAD = "ead", _("EAD 2002 or EAD3")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    is_applied = models.BooleanField(_("applied"), default=False)
    wants_applying = models.BooleanField(default=False, editable=False)

    class Meta(Arrival.Meta):
        verbose_name = _("catalogue import")
        verbose_name_plural = _("catalogue imports")
