"""Moments as people write them: a day and a time on the clock of a zone."""

import re
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _

from exhibits.editions.errors import ReleaseError

NEAR = ("Asia/Tokyo", "Asia/Ulaanbaatar", "UTC")
TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：]([0-5]\d))?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class MomentError(ReleaseError):
    """No moment, or two; ``str()`` is a sentence for the user."""


@cache
def zone_names() -> tuple[str, ...]:
    """Those that are near first."""
    known = sorted(name for name in available_timezones() if "/" in name)
    return (*NEAR, *(name for name in known if name not in NEAR))


def zone_named(name: str) -> ZoneInfo:
    """Raises ``MomentError``."""
    if name not in zone_names():
        raise MomentError(
            _("“%(zone)s” is no time zone; write one like Asia/Tokyo, Asia/Ulaanbaatar or UTC.")
            % {"zone": name[:40]}
        )
    return ZoneInfo(name)


def moment_of(day: str, time: str, zone: str) -> datetime:
    """The moment at which clocks of the zone show day and time, in UTC. Raises ``MomentError``.

    Twice a year clocks are put forward and back in some zones: then a time does not come at all,
    or comes twice.
    """
    place, written = zone_named(zone), written_moment(day.strip(), time.strip())
    first, second = (written.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    words = {"time": f"{written:%Y-%m-%d %H:%M}", "zone": zone}
    if first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != written:
        raise MomentError(
            _("%(time)s does not come in %(zone)s: clocks are put forward over it.") % words
        )
    words |= {"first": utc_clock(first), "second": utc_clock(second)}
    raise MomentError(
        _(
            "%(time)s comes twice in %(zone)s, at %(first)s and at %(second)s UTC. "
            "Write one of these with the zone UTC."
        )
        % words
    )


def utc_clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def written_moment(day: str, time: str) -> datetime:
    clock = TIME.fullmatch(time)
    if not DAY.fullmatch(day) or not clock:
        raise MomentError(_("Write the day like 2026-12-01 and the time like 09:30."))
    try:
        date = datetime.strptime(day, "%Y-%m-%d")
    except ValueError as error:
        raise MomentError(_("There is no day %(day)s.") % {"day": day}) from error
    return date.replace(**dict(zip(("hour", "minute", "second"), numbers(clock), strict=True)))


def numbers(clock: re.Match) -> tuple[int, int, int]:
    hour, minute, second = (int(part or 0) for part in clock.groups())
    return hour, minute, second


def check_to_come(moment: datetime, now: datetime | None = None) -> None:
    """Raises ``MomentError`` for what has passed."""
    if moment <= (now or timezone.now()):
        raise MomentError(_("This moment has passed; choose one to come, or do it now."))


def in_zone(moment: datetime, zone: str) -> str:
    """A moment on the clocks of a zone; seconds where they matter."""
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):  # a zone that this server does not know
        local = moment.astimezone(UTC)
    return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
