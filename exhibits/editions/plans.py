"""Moments of showings as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from exhibits.editions.moments import in_zone
from exhibits.models import Showing
from translations.board.people import name_of


@dataclass(frozen=True, slots=True)
class Plan:
    """A showing with its moment on the clocks on which it was written, and in UTC."""

    showing: Showing
    local: str
    utc: str
    person: str


def plan(showing: Showing) -> Plan:
    person = name_of(showing.noted_by) if showing.noted_by else ""
    local, utc = (in_zone(showing.starts_at, zone) for zone in (showing.zone, "UTC"))
    return Plan(showing, local, utc, person)


def plans(showings: Iterable[Showing]) -> list[Plan]:
    return [plan(showing) for showing in showings]


def zone_of(person: AbstractBaseUser) -> str:
    """The zone in which this person wrote a moment last."""
    last = Showing.objects.filter(noted_by=person).exclude(zone="UTC").order_by("-pk").first()
    return last.zone if last else "UTC"
