"""Editions: what readers see of an exhibition, frozen, and when they see which."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibits.models.exhibitions import Exhibition


class Immutable(Exception):
    """An edition, or a part of one, was to be changed or deleted."""


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once."""

    def update(self, **values):
        raise Immutable

    def delete(self):
        raise Immutable

    def bulk_update(self, objs, fields, batch_size=None):
        raise Immutable


class Frozen(models.Model):
    """Written once; neither changed nor deleted."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Immutable


class EditionQuerySet(FrozenQuerySet):
    def current(self, at: datetime | None = None):
        """The editions that readers see at a moment, at most one of each exhibition."""
        shown = Showing.objects.latest_of(OuterRef("exhibition"), at)
        return self.annotate(shown_now=Subquery(shown.values("edition")[:1])).filter(
            shown_now=models.F("pk")
        )

    def once_shown(self, at: datetime | None = None):
        """Editions that readers see or have seen, of exhibitions that are not withdrawn."""
        shown = Showing.objects.latest_of(OuterRef("exhibition"), at)
        begun = Showing.objects.begun(at).filter(edition=OuterRef("pk"))
        return self.annotate(shown_now=Subquery(shown.values("edition")[:1])).filter(
            models.Exists(begun), shown_now__isnull=False
        )


class Edition(Frozen):
    """An exhibition as it was released: all pages in all languages, as rendered data.

    ``languages`` are those that were released; in the others readers get these. ``facts`` hold
    what is not on pages: see ``exhibits.editions.freezing.facts_of``. ``content_hash`` is the
    SHA-256 of everything frozen (``exhibits.editions.hashing``), without number and date.
    """

    class Kind(models.TextChoices):
        RELEASE = "release", _("Release")
        CORRECTION = "correction", _("Correction")
        ROLLBACK = "rollback", _("Return to an earlier edition")

    exhibition = models.ForeignKey(Exhibition, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.RELEASE)
    restores = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    languages = models.JSONField(default=list)
    note = models.TextField(_("note"), blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    override_reason = models.TextField(blank=True)
    overridden = models.JSONField(default=list)
    schema = models.PositiveSmallIntegerField()
    facts = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["exhibition", "-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["exhibition", "number"], name="edition_number"),
        ]
        indexes = [models.Index(fields=["slug"], name="edition_slug")]

    def __str__(self) -> str:
        return str(_("Edition %(number)d") % {"number": self.number})

    def get_absolute_url(self) -> str:
        """The edition's own address, at which it stays."""
        return reverse("exhibits:edition", args=[self.slug, self.number])

    def get_current_url(self) -> str:
        """Where it stands while it is the current one."""
        return reverse("exhibits:exhibition", args=[self.slug])


class EditionPage(Frozen):
    """One page in one language, as canonical JSON of its structure.

    ``apart``: composed to stand beside the page of another language (``?beside=``).
    """

    class Kind(models.TextChoices):
        CARD = "card"
        FRONT = "front"
        SECTION = "section"
        ESSAY = "essay"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pages")
    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.SlugField(max_length=80, blank=True)
    language = models.CharField(max_length=8)
    apart = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)
    source_key = models.BigIntegerField()  # of the section or essay in the working copy
    content = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of content

    class Meta:
        ordering = ["edition", "order", "language", "apart"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "slug", "language", "apart"], name="edition_page"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {self.language}"


class EditionPanel(Frozen):
    """Where a panel stands in an edition; ``facts``: titles, date, keys of its items and names."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="panels")
    uuid = models.UUIDField(db_index=True)
    page = models.SlugField(max_length=80)
    anchor = models.CharField(max_length=100)
    order = models.PositiveIntegerField()
    source_key = models.BigIntegerField(db_index=True)  # of the panel in the working copy
    facts = models.JSONField()

    class Meta:
        ordering = ["edition", "order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "uuid"], name="edition_panel"),
        ]

    def __str__(self) -> str:
        return self.anchor

    def get_absolute_url(self) -> str:
        """Its place in its edition."""
        page = reverse("exhibits:edition-section", args=[*self.numbered(), self.page])
        return f"{page}#{self.anchor}"

    def numbered(self) -> tuple[str, int]:
        return self.edition.slug, self.edition.number

    def get_current_url(self) -> str:
        """Its place while its edition is the current one."""
        page = reverse("exhibits:section", args=[self.edition.slug, self.page])
        return f"{page}#{self.anchor}"


class EditionMention(Frozen):
    """That a panel of an edition shows an item or tells of a name: plain keys, to look them up."""

    class Kind(models.TextChoices):
        ITEM = "item"
        NAME = "name"

    panel = models.ForeignKey(EditionPanel, on_delete=models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=4, choices=Kind)
    key = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "key"], name="edition_mention")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class EditionPicture(Frozen):
    """An image that an edition shows: its copies must be kept (``derivatives/ab/{image}/``)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pictures")
    image = models.CharField(max_length=80, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.image


class ShowingQuerySet(models.QuerySet):
    def begun(self, at: datetime | None = None):
        return self.filter(called_off_at=None, starts_at__lte=at or timezone.now())

    def latest_of(self, exhibition, at: datetime | None = None):
        """What counts at a moment for an exhibition (or a reference to one), first."""
        return self.begun(at).filter(exhibition=exhibition).order_by("-starts_at", "-pk")

    def to_come(self, at: datetime | None = None):
        return self.filter(called_off_at=None, starts_at__gt=at or timezone.now()).order_by(
            "starts_at", "pk"
        )


class Showing(models.Model):
    """From a moment on readers see an edition, or none (withdrawn), until the next showing.

    What is current is a question of the clock: nothing has to run at that moment.
    """

    exhibition = models.ForeignKey(Exhibition, on_delete=models.PROTECT, related_name="showings")
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.PROTECT, related_name="showings"
    )
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=40, default="UTC")  # in which the moment was written
    note = models.TextField(blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ShowingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["exhibition", "starts_at"], name="showing_moment")]

    def __str__(self) -> str:
        return f"{self.exhibition_id} {self.starts_at:%Y-%m-%d %H:%M:%S}"


class Release(models.Model):
    """A piece of work: freeze, render, show. State lives here; a task only points at it.

    ``wish`` holds what was asked: kind, languages, note, moment and zone, panels and essays of a
    correction, number of the edition to restore, reason for overriding.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("In work")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        GIVEN_UP = "given-up", _("Given up")

    OPEN = (State.WAITING, State.WORKING, State.FAILED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exhibition = models.ForeignKey(Exhibition, on_delete=models.CASCADE, related_name="releases")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    wish = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    done, total = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    problem = models.JSONField(default=dict)  # {"code": …, "params": {…}}
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition"],
                condition=Q(state__in=["waiting", "working", "failed"]),
                name="one_open_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibition_id} {self.state}"
