"""What rows were before they were changed, and who has a page open."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from translations.units.vocabulary import Origin


class Change(models.Model):
    """One change of one row: what stood in the columns that it touched. Never changed itself.

    What a row was at some time is read backwards: from what it is now, change by change. A row
    that was made has no ``before``; of one that was deleted all of it is kept. ``batch`` is common
    to all that one request or one command has done; ``whole`` is the object whose history tells
    of it (a panel, for its exhibits).
    """

    class Kind(models.TextChoices):
        MADE = "made", pgettext_lazy("history", "created")
        CHANGED = "changed", pgettext_lazy("history", "changed")
        DELETED = "deleted", pgettext_lazy("history", "deleted")
        # Something that it named was deleted, and the link with it.
        UNLINKED = "unlinked", pgettext_lazy("history", "link removed")
        BROUGHT_BACK = "back", pgettext_lazy("history", "brought back")

    batch = models.UUIDField()
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    object_id = models.PositiveBigIntegerField()
    whole_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    whole_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.JSONField(null=True)
    scope = models.CharField(max_length=60, blank=True)  # of what was deleted
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    how = models.CharField(max_length=8, choices=Origin, default=Origin.SYSTEM)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["whole_type", "whole_id", "id"], name="change_of_whole"),
            models.Index(
                fields=["batch"],
                name="change_gone_with",
                condition=Q(kind__in=("deleted", "unlinked")),
            ),
            models.Index(
                fields=["content_type", "object_id", "id"],
                name="change_gone",
                condition=Q(kind="deleted"),
            ),
        ]

    def translation_scope(self) -> str:
        """Of what was deleted; whoever has rights there has them here."""
        return self.scope

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {self.kind}"


class Presence(models.Model):
    """Somebody has the page of an object open, or had until lately."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    object_id = models.PositiveBigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "person"], name="present_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.content_type_id}:{self.object_id}"
