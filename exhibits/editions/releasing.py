"""Carrying out a release, withdrawing, and what was planned.

A release is three steps, each of which may be repeated: freeze, render, show. Whatever ends a
worker in between, readers see the former edition until the last step, and the next worker goes on.
"""

import logging
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from exhibits import searching
from exhibits.actions import check_publisher, log
from exhibits.editions.ahead import render_edition
from exhibits.editions.announcing import announce
from exhibits.editions.correcting import freeze_correction
from exhibits.editions.errors import ReleaseError
from exhibits.editions.freezing import freeze, freeze_again
from exhibits.editions.moments import check_to_come
from exhibits.editions.problems import problem_of
from exhibits.models import Edition, Exhibition, Release, Showing
from translations.texts import LANGUAGES

State, Kind = Release.State, Edition.Kind
log_of_worker = logging.getLogger(__name__)
ATTEMPTS = 5


def carry_out(pk: int) -> Release | None:
    """Go on with a release from wherever it stands; None when it is ended already."""
    started = Release.objects.filter(pk=pk, state__in=[State.WAITING, State.WORKING])
    if not started.update(state=State.WORKING, problem={}, touched_at=timezone.now()):
        return None
    release = Release.objects.select_related("exhibition", "asked_by").get(pk=pk)
    try:
        edition = release.edition or frozen_for(release)
        if not release.wish.get("unrendered"):
            render_edition(edition, release)
        return shown(release)
    except (ReleaseError, OSError) as error:
        return failed(release, error)
    except Exception as error:
        failed(release, error)
        raise  # into the log


def frozen_for(release: Release) -> Edition:
    """The release's edition, made once however often this is tried."""
    for _number in range(ATTEMPTS):
        try:
            return frozen_at_one_moment(release)
        except OperationalError as error:
            if not is_overtaken(error):
                raise
    raise ReleaseError(_("Others kept saving while this was frozen. Please try again."))


def frozen_at_one_moment(release: Release) -> Edition:
    """A save in the middle of freezing is wholly in the edition, or not at all."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        # SQLite's transactions read so anyway.
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        held = Release.objects.select_related("exhibition", "asked_by")
        held = held.select_for_update(of=("self",)).get(pk=release.pk)
        if held.edition is None:
            held.edition = make_edition(held)
            held.save(update_fields=["edition", "touched_at"])
    release.edition = held.edition
    return held.edition


def is_overtaken(error: OperationalError) -> bool:
    """Whether PostgreSQL says that another one has changed what was to be changed."""
    return getattr(error.__cause__, "sqlstate", "") == "40001"


def make_edition(release: Release) -> Edition:
    wish, exhibition = release.wish, release.exhibition
    values = {
        "kind": wish["kind"],
        "note": wish.get("note", ""),
        "frozen_by": release.asked_by,
        "override_reason": wish.get("override_reason", ""),
        "overridden": wish.get("overridden", []),
    }
    if wish["kind"] == Kind.ROLLBACK:
        return freeze_again(Edition.objects.get(pk=wish["restores"]), **values)
    if wish["kind"] == Kind.CORRECTION:
        return freeze_correction(exhibition, wish["panels"], wish["essays"], **values)
    return freeze(exhibition, tuple(wish["languages"]), **values)


def shown(release: Release) -> Release | None:
    """The last step, all or nothing: from its moment on readers see the edition."""
    moment = parse_datetime(release.wish.get("at", "")) or timezone.now()
    with transaction.atomic():
        mine = Release.objects.filter(pk=release.pk, state=State.WORKING)
        if not mine.update(state=State.DONE, touched_at=timezone.now()):
            return None
        show(release.edition, max(moment, timezone.now()), release)
        announce()
    release.state = State.DONE
    return release


def show(edition: Edition, moment: datetime, release: Release) -> None:
    exhibition = edition.exhibition
    check_address(edition)
    Showing.objects.create(
        exhibition=exhibition,
        edition=edition,
        starts_at=moment,
        zone=release.wish.get("zone", "UTC"),
        noted_by=release.asked_by,
    )
    call_off_older(edition, moment, release.asked_by)
    if exhibition.published_at is None:
        Exhibition.objects.filter(pk=exhibition.pk).update(published_at=moment)
    Exhibition.objects.filter(pk=exhibition.pk).update(awaits_first_edition=False)
    searching.refresh(exhibition)


def call_off_older(edition: Edition, moment: datetime, actor: AbstractBaseUser | None) -> None:
    """An older edition, planned for later, does not follow a newer one. Withdrawals stay."""
    planned = Showing.objects.to_come(moment).filter(exhibition=edition.exhibition_id)
    planned.filter(edition__number__lt=edition.number).update(
        called_off_at=timezone.now(), called_off_by=actor
    )


def check_address(edition: Edition) -> None:
    """Raises ``ReleaseError`` where readers find another exhibition at the edition's address."""
    others = Edition.objects.filter(slug=edition.slug).exclude(exhibition=edition.exhibition_id)
    if others.current().exists():
        raise ReleaseError(
            _("Readers find another exhibition at the address “%(slug)s”.") % {"slug": edition.slug}
        )


def failed(release: Release, error: Exception) -> Release:
    log_of_worker.warning("Release %s failed: %r", release.pk, error)
    release.state, release.problem = State.FAILED, problem_of(error)
    Release.objects.filter(pk=release.pk, state=State.WORKING).update(
        state=release.state, problem=release.problem, touched_at=timezone.now()
    )
    return release


def withdraw(
    exhibition: Exhibition,
    *,
    actor: AbstractBaseUser,
    at: datetime | None = None,
    zone: str = "UTC",
    note: str = "",
) -> Showing:
    """Take an exhibition from readers, at once or at a moment; nothing is lost."""
    check_publisher(actor, exhibition)
    if at is not None:
        check_to_come(at)
    with transaction.atomic():
        showing = Showing.objects.create(
            exhibition=exhibition,
            edition=None,
            starts_at=at or timezone.now(),
            zone=zone,
            note=note,
            noted_by=actor,
        )
        searching.refresh(exhibition)
        log(exhibition, _("Withdrawn."), actor)
        announce()
    return showing


def call_off(showing: Showing, *, actor: AbstractBaseUser) -> None:
    """Undo what was planned for a moment that has not come yet."""
    check_publisher(actor, showing.exhibition)
    if showing.starts_at <= timezone.now():
        raise ReleaseError(_("This moment has passed; it can no longer be called off."))
    Showing.objects.filter(pk=showing.pk, called_off_at=None).update(
        called_off_at=timezone.now(), called_off_by=actor
    )
    log(showing.exhibition, _("Called off."), actor)
    announce()


def give_up(release: Release, *, actor: AbstractBaseUser) -> None:
    """End a release that was not shown; readers go on seeing what they see."""
    check_publisher(actor, release.exhibition)
    Release.objects.filter(pk=release.pk, state__in=Release.OPEN).update(state=State.GIVEN_UP)
    log(release.exhibition, _("Release given up."), actor)


def release_now(exhibition: Exhibition, *, actor: AbstractBaseUser | None, **wish) -> Release:
    """Release in this process, for commands: what a worker would do, at once.

    ``actor`` None is the system itself. Raises ``ReleaseError``. With ``unrendered=True`` each
    page is rendered when it is first asked for.
    """
    if actor is not None:
        check_publisher(actor, exhibition)
    wish = {"kind": Kind.RELEASE, "languages": list(LANGUAGES), **wish}
    release = Release.objects.create(exhibition=exhibition, wish=wish, asked_by=actor)
    try:
        release = carry_out(release.pk) or release
    finally:
        # Whoever asks again begins anew.
        Release.objects.filter(pk=release.pk, state=State.FAILED).update(state=State.GIVEN_UP)
    if release.state == State.FAILED:
        raise ReleaseError(release.problem.get("text", ""))
    return release
