"""The people who work here: accounts, rights for single exhibitions, invitations."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User, UserManager
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibits.models.exhibitions import Exhibition

INVITATION_LIVES = timedelta(days=7)


class PersonQuerySet(models.QuerySet):
    def described(self):
        """With all that a list of people says of them."""
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        rights = ("groups", "memberships__exhibition")
        found = self.annotate(has_two_factor=Exists(devices), is_invited=Exists(open_for_person()))
        return found.prefetch_related(*rights)


class PersonManager(UserManager.from_queryset(PersonQuerySet)):
    use_in_migrations = False


class Person(User):
    """An account as an administrator sees it: who, which roles; never a password or a hash."""

    objects = PersonManager()

    class Meta:
        proxy = True
        default_permissions = ("view", "add", "change")
        verbose_name = pgettext_lazy("an account", "person")
        verbose_name_plural = pgettext_lazy("accounts", "people")
        ordering = ["first_name", "last_name", "username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Role(models.TextChoices):
    """Roles that can be limited to an exhibition; the values are those of the groups."""

    CURATOR = "curator", pgettext_lazy("a role", "curator")
    PUBLISHER = "publisher", pgettext_lazy("a role", "publisher")
    TRANSLATOR_EN = "translator-en", pgettext_lazy("a role", "translator into English")
    TRANSLATOR_JA = "translator-ja", pgettext_lazy("a role", "translator into Japanese")
    TRANSLATOR_MN = "translator-mn", pgettext_lazy("a role", "translator into Mongolian")
    REVIEWER = "reviewer", pgettext_lazy("a role", "reviewer of all languages")
    REVIEWER_EN = "reviewer-en", pgettext_lazy("a role", "reviewer of English")
    REVIEWER_JA = "reviewer-ja", pgettext_lazy("a role", "reviewer of Japanese")
    REVIEWER_MN = "reviewer-mn", pgettext_lazy("a role", "reviewer of Mongolian")


class Membership(models.Model):
    """A role of a person in one exhibition. Who has the role as a group has it everywhere."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    exhibition = models.ForeignKey(
        Exhibition,
        verbose_name=_("exhibition"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(pgettext_lazy("of a person", "role"), max_length=20, choices=Role)

    class Meta:
        default_permissions = ()
        verbose_name = _("role in one exhibition")
        verbose_name_plural = _("roles in single exhibitions")
        ordering = ["exhibition", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "exhibition", "role"],
                name="role_in_exhibition_once",
                violation_error_message=_("This person has this role there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.exhibition}: {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those whose link still opens."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


def in_a_week():
    return timezone.now() + INVITATION_LIVES


class Invitation(models.Model):
    """A link by which somebody sets her name and password, once and within a week.

    It is sent to whoever is new, and to whoever has forgotten the password. ``key`` changes with
    every mail, so that only the latest link opens.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations"
    )
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_a_week)
    sent_at = models.DateTimeField(null=True)  # the latest mail; None when none went out
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person} ({self.created_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        is_used = self.accepted_at or self.revoked_at
        return not is_used and self.expires_at > timezone.now()


def open_for_person() -> models.QuerySet:
    return Invitation.objects.open().filter(person=OuterRef("pk"))
