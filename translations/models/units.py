"""The work on translations: one unit for a field of an object in a language."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from translations.units.vocabulary import Action, Origin, State


class TranslationUnitQuerySet(models.QuerySet):
    def of(self, *objects: models.Model):
        """Units of some objects of one model, of all their languages."""
        model = type(objects[0])
        kind = ContentType.objects.get_for_model(model)
        return self.filter(content_type=kind, object_id__in=[obj.pk for obj in objects])

    def to_do(self):
        """Units that are translations of something: not the source, and the source has a text."""
        return self.filter(source_now__gt="").exclude(language=F("source_language"))

    def into(self, language: str):
        return self.filter(language=language)

    def outdated(self):
        return self.filter(outdated=True)

    def within(self, scope: str):
        return self.filter(scope=scope)


class TranslationUnit(models.Model):
    """One translated field of one object in one language.

    ``text`` is the translation as it was last seen in its column, ``source_text`` the wording of
    the source that it was made from and ``made_from`` its fingerprint; ``source_now`` is the
    fingerprint of the source at present. While the language is the object's source the unit
    rests: it keeps its state for the day on which another language becomes the source.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=40)
    language = models.CharField(_("language"), max_length=8)
    source_language = models.CharField(_("source language"), max_length=8)
    # The exhibition or the part of the archive to which the object belongs; see places.py.
    scope = models.CharField(max_length=60)
    state = models.PositiveSmallIntegerField(_("state"), choices=State, default=State.MISSING)
    text = models.TextField(blank=True)
    source_text = models.TextField(blank=True)
    made_from = models.CharField(max_length=16, blank=True)
    source_now = models.CharField(max_length=16, blank=True)
    outdated = models.GeneratedField(
        expression=Case(
            When(Q(state__gt=0) & ~Q(made_from=F("source_now")), then=Value(True)),
            default=Value(False),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        verbose_name=_("outdated"),
    )
    words = models.PositiveIntegerField(default=0)  # of the source at present
    made_how = models.CharField(max_length=8, choices=Origin, default=Origin.SYSTEM)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_units",
        verbose_name=_("assigned to"),
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    objects = TranslationUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation unit")
        verbose_name_plural = _("translation units")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "language"], name="unit_once"
            )
        ]
        indexes = [
            # The board counts from this one alone, at any size.
            models.Index(
                fields=[
                    *("scope", "content_type", "language", "state", "outdated"),
                    *("source_language", "source_now", "words"),
                ],
                name="unit_board",
            ),
            # What exact translation memory looks up.
            models.Index(fields=["language", "made_from"], name="unit_memory"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {self.field}_{self.language}"

    @property
    def is_source(self) -> bool:
        return self.language == self.source_language

    @property
    def is_outdated(self) -> bool:
        """Computed like ``outdated``, but right also before the database has been asked again."""
        return self.state > State.MISSING and self.made_from != self.source_now

    @property
    def column(self) -> str:
        return f"{self.field}_{self.language}"


class UnitRevision(models.Model):
    """What a unit was after something happened to it. Never changed."""

    unit = models.ForeignKey(TranslationUnit, on_delete=models.CASCADE, related_name="revisions")
    action = models.CharField(max_length=20, choices=Action)
    text = models.TextField(blank=True)
    state = models.PositiveSmallIntegerField(choices=State)
    source_text = models.TextField(blank=True)
    made_from = models.CharField(max_length=16, blank=True)
    how = models.CharField(max_length=8, choices=Origin, default=Origin.PERSON)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision of a translation")
        verbose_name_plural = _("revisions of translations")
        default_permissions = ("view",)
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.action}"
