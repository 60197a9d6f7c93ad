"""Asking for a release: written down in one transaction with the task that carries it out.

The only door: whatever an exhibition's policy demands is looked at here.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibits.actions import check_publisher, log
from exhibits.editions.errors import ReleaseError
from exhibits.editions.moments import check_to_come
from exhibits.editions.releasing import check_address
from exhibits.editions.tasks import carry_out_release
from exhibits.models import Edition, Exhibition, Release
from exhibits.readiness.findings import Group
from exhibits.readiness.report import what_blocks
from translations.texts import LANGUAGES

State, Kind = Release.State, Edition.Kind
STALLED = timedelta(minutes=3)  # without a sign of life: its worker is gone, or there is none
LONGEST = 2_000  # characters of a note or a reason


class NotReady(ReleaseError):
    """The exhibition's policy holds the release up; ``groups`` are the findings."""

    def __init__(self, groups: list[Group]):
        self.groups = groups
        super().__init__(
            _(
                "Something holds this release up. "
                "Mend it, or say why it is to be released all the same."
            )
        )


def ask_for_release(
    exhibition: Exhibition,
    *,
    actor: AbstractBaseUser,
    languages: tuple[str, ...] = LANGUAGES,
    at: datetime | None = None,
    **wish,
) -> Release:
    """Have the working copy frozen and shown, at once or at a moment.

    Raises ``PermissionDenied``, ``ReleaseError`` and, where the policy is against it and no
    ``override_reason`` is given, ``NotReady``. ``wish``: note, zone, override_reason.
    """
    check_publisher(actor, exhibition)
    known = [code for code in LANGUAGES if code in languages]
    if not known:
        raise ReleaseError(_("Choose at least one language."))
    check_free(exhibition)
    wish |= overriding(exhibition, known, wish.get("override_reason", "").strip())
    return ask(exhibition, actor, {"kind": Kind.RELEASE, "languages": known, **wish}, at)


def overriding(exhibition: Exhibition, languages: list[str], reason: str) -> dict:
    """What the reason overrides. Raises ``NotReady`` where it is needed and not given."""
    groups = what_blocks(exhibition, languages)
    if groups and not reason:
        raise NotReady(groups)
    overridden = [{"kind": g.kind.name, "language": g.language, "count": g.count} for g in groups]
    return {"override_reason": reason if groups else "", "overridden": overridden}


def ask_for_correction(
    exhibition: Exhibition, *, actor: AbstractBaseUser, panels=(), essays=(), **wish
) -> Release:
    """Have the current edition released again with chosen panels and essays as they are now."""
    check_publisher(actor, exhibition)
    if not (panels or essays):
        raise ReleaseError(_("Choose what is to be corrected."))
    chosen = {"panels": [str(key) for key in panels], "essays": list(essays)}
    return ask(exhibition, actor, {"kind": Kind.CORRECTION, **chosen, **wish}, None)


def ask_for_rollback(edition: Edition, *, actor: AbstractBaseUser, **wish) -> Release:
    """Have an earlier edition shown again, by a new edition that says so."""
    check_publisher(actor, edition.exhibition)
    if Edition.objects.current().filter(pk=edition.pk).exists():
        raise ReleaseError(_("Readers see this edition already."))
    restored = {"kind": Kind.ROLLBACK, "restores": edition.pk}
    return ask(edition.exhibition, actor, {**restored, **wish}, None)


def check_free(exhibition: Exhibition) -> None:
    """Raises ``ReleaseError`` while a release is open, or where the address is another's."""
    if Release.objects.filter(exhibition=exhibition, state__in=Release.OPEN).exists():
        raise another()
    check_address(Edition(exhibition=exhibition, slug=exhibition.slug))


def another() -> ReleaseError:
    return ReleaseError(
        _("Another release of this exhibition is under way. Wait for it, or give it up.")
    )


def ask(exhibition: Exhibition, actor, wish: dict, at: datetime | None) -> Release:
    check_publisher(actor, exhibition)
    for words in (wish.get("note", ""), wish.get("override_reason", "")):
        if len(words) > LONGEST:
            raise ReleaseError(
                _("A note or a reason has at most %(most)d characters.") % {"most": LONGEST}
            )
    if at is not None:
        check_to_come(at)
        wish["at"] = at.isoformat()
    try:
        with transaction.atomic():
            release = Release.objects.create(exhibition=exhibition, wish=wish, asked_by=actor)
            carry_out_release.enqueue(release.pk)
            log(exhibition, _("Release asked for."), actor)
    except IntegrityError as error:
        raise another() from error
    return release


def resume(release: Release, *, actor: AbstractBaseUser) -> None:
    """Try a release again that failed, or at which nobody seems to work, from where it stopped."""
    check_publisher(actor, release.exhibition)
    with transaction.atomic():
        stopped = Q(state=State.FAILED) | Q(
            state__in=[State.WAITING, State.WORKING], touched_at__lt=timezone.now() - STALLED
        )
        again = Release.objects.filter(stopped, pk=release.pk)
        if again.update(state=State.WAITING, problem={}, touched_at=timezone.now()):
            carry_out_release.enqueue(release.pk)
