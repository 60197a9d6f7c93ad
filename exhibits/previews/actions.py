"""What can happen to a preview link."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibits.actions import log
from exhibits.models import Exhibition, PreviewLink

USUAL_DAYS, MOST_DAYS = 14, 365
NOTED_EVERY = timedelta(hours=1)


class PreviewError(ValueError):
    """What was asked cannot be done; ``str()`` is a sentence for the user."""


def may_invite(user: AbstractBaseUser, exhibition: Exhibition) -> bool:
    return user.has_perm("exhibits.change_exhibition", exhibition)


def check_may_invite(actor: AbstractBaseUser, exhibition: Exhibition) -> None:
    if not may_invite(actor, exhibition):
        raise PermissionDenied


@transaction.atomic
def make_link(
    exhibition: Exhibition, *, actor: AbstractBaseUser, note: str, days: int = USUAL_DAYS
) -> PreviewLink:
    """A new link for somebody, open for so many days. Raises ``PreviewError``."""
    check_may_invite(actor, exhibition)
    check_days(days)
    made = PreviewLink.objects.create(
        exhibition=exhibition,
        note=note,
        made_by=actor,
        expires_at=timezone.now() + timedelta(days=days),
    )
    log(exhibition, _("Preview link made: %(note)s") % {"note": note}, actor)
    return made


@transaction.atomic
def prolong(link: PreviewLink, *, actor: AbstractBaseUser, days: int = USUAL_DAYS) -> None:
    """Keep a link open for so many days from now, also one that has expired."""
    check_may_invite(actor, link.exhibition)
    check_days(days)
    link.expires_at = timezone.now() + timedelta(days=days)
    kept = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    if not kept.update(expires_at=link.expires_at):
        raise PreviewError(_("This link was revoked; make a new one."))
    log(link.exhibition, _("Preview link prolonged: %(note)s") % {"note": link.note}, actor)


@transaction.atomic
def revoke(link: PreviewLink, *, actor: AbstractBaseUser) -> None:
    """Close a link for good; closing it twice is no fault."""
    check_may_invite(actor, link.exhibition)
    link.revoked_at = timezone.now()
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=link.revoked_at):
        log(link.exhibition, _("Preview link revoked: %(note)s") % {"note": link.note}, actor)


def check_days(days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise PreviewError(_("Write a number of days from 1 to %(most)d.") % {"most": MOST_DAYS})


def note_use(link: PreviewLink) -> None:
    """Write down that a link was used, at most once an hour: reading should not mean writing."""
    now = timezone.now()
    if link.last_used_at is None or now - link.last_used_at >= NOTED_EVERY:
        PreviewLink.objects.filter(pk=link.pk).update(last_used_at=now)
