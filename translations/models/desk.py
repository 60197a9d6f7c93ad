"""What people say and keep beside a unit: drafts, proposals, comments, dismissed findings."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from translations.models.units import TranslationUnit
from translations.units.vocabulary import Origin


class PersonalDraft(models.Model):
    """What somebody has typed and not yet saved; nobody else sees it."""

    unit = models.ForeignKey(TranslationUnit, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    source_text = models.TextField(blank=True)  # the wording of the source that stood beside it
    version = models.PositiveIntegerField()  # of the unit that was being edited
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["unit", "person"], name="one_draft_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.unit_id}"


class Proposal(models.Model):
    """A text kept beside a unit because it must not replace what is there.

    A file made from an older source, or a machine, proposes; a person takes it or drops it.
    """

    unit = models.ForeignKey(TranslationUnit, on_delete=models.CASCADE, related_name="proposals")
    text = models.TextField()
    source_text = models.TextField(blank=True)
    made_from = models.CharField(max_length=16, blank=True)
    how = models.CharField(max_length=8, choices=Origin, default=Origin.IMPORT)
    origin = models.CharField(max_length=200, blank=True)  # name of the file or service
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.origin}"


class Comment(models.Model):
    """Something said about a unit; answers share the thread of the first."""

    unit = models.ForeignKey(TranslationUnit, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=4000)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in")
    at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class Dismissal(models.Model):
    """A finding of a check that a person has looked at and found to be no fault.

    It holds for the wording of the texts that were compared: when one of them changes, the check
    speaks again.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    check_name = models.CharField(max_length=40)
    wording = models.CharField(max_length=33)  # fingerprints of the texts compared
    reason = models.CharField(_("reason"), max_length=300)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("content_type", "object_id", "field", "language"),
                    *("check_name", "wording"),
                ],
                name="dismissed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"


class DigestWish(models.Model):
    """Somebody wishes a daily e-mail of what there is to do in a language."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_wishes"
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "language"], name="one_digest_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.language}"
