"""What there is to do for one person."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from translations.board.counting import Tallies, visible_units
from translations.board.links import list_url
from translations.models import Comment
from translations.places import Scope
from translations.texts import IN_WORDS
from translations.units.rights import languages_of, reviews_of
from translations.units.vocabulary import State

ASSIGNED, REVIEW, MENTIONS = "assigned", "review", "mentions"
WORK = {
    ASSIGNED: gettext_lazy("Assigned to me"),
    REVIEW: gettext_lazy("Waiting for my review"),
    MENTIONS: gettext_lazy("Comments that mention me"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to do, how many texts, and the list of them."""

    title: str
    count: int
    url: str


def waiting_for(work: str, user: AbstractBaseUser, scopes: list[Scope]) -> Q:
    """The condition under which a text is this person's work."""
    if work == ASSIGNED:
        open_now = Q(state__lt=State.IN_REVIEW) | Q(outdated=True)
        return Q(assigned_to=user) & open_now
    if work == MENTIONS:
        comments = Comment.objects.filter(mentions=user, resolved_at=None)
        return Q(pk__in=comments.values("unit"))
    return in_review(user, scopes) & ~own(user, scopes)


def in_review(user: AbstractBaseUser, scopes: list[Scope]) -> Q:
    """What stands in review in a language that this person reviews.

    A text whose source has changed waits for a translator first.
    """
    return Q(state=State.IN_REVIEW, outdated=False) & reviewed(user, scopes)


def reviewed(user: AbstractBaseUser, scopes: list[Scope]) -> Q:
    """Texts of languages that this person reviews, where she does."""
    if reviews_of(user, None) == reviews_of(user):
        return Q(language__in=reviews_of(user))
    found = Q(pk__in=[])
    for scope in scopes:
        found |= Q(scope=scope.key, language__in=reviews_of(user, scope))
    return found


def own(user: AbstractBaseUser, scopes: list[Scope]) -> Q:
    """What this person has written where somebody else must approve it."""
    return Q(made_by=user, scope__in=[s.key for s in scopes if s.needs_second_reader])


def my_work(user: AbstractBaseUser, scopes: list[Scope], found: Tallies) -> list[Piece]:
    """One query for each kind of work; the rest is in the numbers of the board."""
    pieces = [asked(ASSIGNED, user, scopes), *outdated(user, scopes, found)]
    if reviews_of(user):
        pieces.append(piece(REVIEW, review_count(user, scopes, found)))
    return [*pieces, asked(MENTIONS, user, scopes)]


def piece(work: str, count: int) -> Piece:
    return Piece(str(WORK[work]), count, list_url(work=work))


def asked(work: str, user: AbstractBaseUser, scopes: list[Scope]) -> Piece:
    units = visible_units(scopes, user, by_object=True)  # few, found by the person
    units = units.filter(waiting_for(work, user, scopes))
    return piece(work, units.count())


def review_count(user: AbstractBaseUser, scopes: list[Scope], found: Tallies) -> int:
    """All that is in review, less what this person may not approve: few, and quickly found."""
    languages = {scope.key: reviews_of(user, scope) for scope in scopes}
    total = sum(t.reviewable for (key, code), t in found.items() if code in languages[key])
    if not any(scope.needs_second_reader for scope in scopes):
        return total
    mine = visible_units(scopes, user).filter(in_review(user, scopes) & own(user, scopes))
    return total - mine.count()


def outdated(user: AbstractBaseUser, scopes: list[Scope], found: Tallies) -> list[Piece]:
    """One piece for every language into which this person translates."""
    counts = dict.fromkeys(languages_of(user), 0)
    languages = {scope.key: languages_of(user, scope) for scope in scopes}
    for (key, language), tally in found.items():
        if language in languages[key]:
            counts[language] += tally.outdated
    title = _("Outdated in %(language)s")
    return [
        Piece(title % {"language": IN_WORDS[c]}, n, list_url(language=c, state="outdated"))
        for c, n in counts.items()
    ]
