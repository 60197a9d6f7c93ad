"""Asking for a release: written down in one transaction with the task that carries it out."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exhibits.actions import check_publisher, log
from exhibits.editions.errors import ReleaseError
from exhibits.editions.tasks import carry_out_release
from exhibits.models import Edition, Exhibition, Release
from translations.texts import LANGUAGES

State, Kind = Release.State, Edition.Kind


def ask_for_release(
    exhibition: Exhibition,
    *,
    actor: AbstractBaseUser,
    languages: tuple[str, ...] = LANGUAGES,
    at: datetime | None = None,
    **wish,
) -> Release:
    """Have the working copy frozen and shown, at once or at a moment.

    Raises ``PermissionDenied`` and ``ReleaseError``. ``wish``: note, zone, override_reason,
    overridden.
    """
    known = [code for code in LANGUAGES if code in languages]
    if not known:
        raise ReleaseError(_("Choose at least one language."))
    return ask(exhibition, actor, {"kind": Kind.RELEASE, "languages": known, **wish}, at)


def ask_for_correction(
    exhibition: Exhibition, *, actor: AbstractBaseUser, panels=(), essays=(), **wish
) -> Release:
    """Have the current edition released again with chosen panels and essays as they are now."""
    if not (panels or essays):
        raise ReleaseError(_("Choose what is to be corrected."))
    chosen = {"panels": [str(key) for key in panels], "essays": list(essays)}
    return ask(exhibition, actor, {"kind": Kind.CORRECTION, **chosen, **wish}, None)


def ask_for_rollback(edition: Edition, *, actor: AbstractBaseUser, **wish) -> Release:
    """Have an earlier edition shown again, by a new edition that says so."""
    restored = {"kind": Kind.ROLLBACK, "restores": edition.pk}
    return ask(edition.exhibition, actor, {**restored, **wish}, None)


def ask(exhibition: Exhibition, actor, wish: dict, at: datetime | None) -> Release:
    check_publisher(actor)
    if at is not None:
        wish["at"] = at.isoformat()
    try:
        with transaction.atomic():
            release = Release.objects.create(exhibition=exhibition, wish=wish, asked_by=actor)
            carry_out_release.enqueue(release.pk)
            log(exhibition, _("Release asked for."), actor)
    except IntegrityError as error:
        raise ReleaseError(
            _("Another release of this exhibition is under way. Wait for it, or give it up.")
        ) from error
    return release


def resume(release: Release, *, actor: AbstractBaseUser) -> None:
    """Try a failed release again, from where it stopped."""
    check_publisher(actor)
    with transaction.atomic():
        failed_ones = Release.objects.filter(pk=release.pk, state=State.FAILED)
        if failed_ones.update(state=State.WAITING, problem={}):
            carry_out_release.enqueue(release.pk)
