"""What is asked of a text in the database, for every filter."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from translations.units.vocabulary import State

STATES = {
    "missing": State.MISSING,
    "draft": State.DRAFT,
    "review": State.IN_REVIEW,
    "approved": State.APPROVED,
}
OUTDATED, TO_DO = "outdated", "todo"
AGES = (7, 30, 90, 365)
NOBODY = "0"


def state_condition(values: list[str]) -> Q:
    found = Q(state__in=[STATES[value] for value in values if value in STATES])
    if OUTDATED in values or TO_DO in values:
        # The state is named so that the index can be searched for both.
        found |= Q(state__in=[s for s in State.values if s], outdated=True)
    if TO_DO in values:
        found |= Q(state__lt=State.APPROVED)
    return found


def age_condition(values: list[str]) -> Q:
    return Q(changed_at__lt=timezone.now() - timedelta(days=int(values[0])))


def person_condition(values: list[str]) -> Q:
    if values[0] == NOBODY:
        return Q(assigned_to=None)
    return Q(made_by=values[0]) | Q(assigned_to=values[0])


CONDITIONS: dict[str, Callable[[list[str]], Q]] = {
    "language": lambda values: Q(language__in=values),
    "state": state_condition,
    "age": age_condition,
    "person": person_condition,
}
