"""What a digest says: counts of what one person may see, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from modeltranslation.translator import translator

from translations import places
from translations.models import Comment, State, TranslationUnit
from translations.texts import Text
from translations.units.rights import may_review, may_see, may_translate


@dataclass(frozen=True, slots=True)
class Part:
    """Counts within an exhibition, the archive, or another whole."""

    title: Text
    outdated: int
    assigned: int
    review: int

    def __bool__(self) -> bool:
        return bool(self.outdated or self.assigned or self.review)


@dataclass(frozen=True, slots=True)
class Digest:
    language: str
    parts: tuple[Part, ...]
    mentions: int

    def __bool__(self) -> bool:
        return bool(self.parts or self.mentions)

    @property
    def count(self) -> int:
        """All there is to do; something may be counted twice, as outdated and as one's own."""
        counts = (part.outdated + part.assigned + part.review for part in self.parts)
        return sum(counts) + self.mentions


def compose_digest(person: AbstractBaseUser, language: str) -> Digest:
    """For the active language; empty when there is nothing to say."""
    scopes = places.scopes(person)
    visible = visible_units(person, language, scopes)
    counts = {row["scope"]: row for row in count(visible, person, language, scopes)}
    parts = (part(scope, counts.get(scope.key)) for scope in scopes)
    comments = Comment.objects.filter(mentions=person, resolved_at=None)
    mentions = comments.filter(unit__in=visible.order_by().values("pk")).count()
    return Digest(language, tuple(filter(None, parts)), mentions)


def visible_units(
    person: AbstractBaseUser, language: str, scopes: Iterable[places.Scope]
) -> QuerySet[TranslationUnit]:
    """Translations into the language that this person may see."""
    models = [m for m in translator.get_registered_models(abstract=False) if may_see(person, m)]
    kinds = ContentType.objects.get_for_models(*models).values()
    keys = [scope.key for scope in scopes]
    units = TranslationUnit.objects.to_do().into(language)
    return units.filter(scope__in=keys, content_type__in=list(kinds))


def count(
    units: QuerySet[TranslationUnit],
    person: AbstractBaseUser,
    language: str,
    scopes: Iterable[places.Scope],
) -> QuerySet:
    """Counts by scope, each of what this person can do something about."""
    second = [scope.key for scope in scopes if scope.needs_second_reader]
    own = Q(made_by=person, scope__in=second)
    translated = [scope.key for scope in scopes if may_translate(person, language, scope)]
    outdated = Q(outdated=True, scope__in=translated)
    assigned = Q(assigned_to=person, state__lt=State.APPROVED, outdated=False)
    reviewed = [scope.key for scope in scopes if may_review(person, language, scope)]
    review = Q(state=State.IN_REVIEW, scope__in=reviewed) & ~own
    return (
        units.order_by()
        .values("scope")
        .annotate(
            outdated_count=Count("pk", filter=outdated),
            assigned_count=Count("pk", filter=assigned),
            review_count=Count("pk", filter=review),
        )
    )


def part(scope: places.Scope, row: dict | None) -> Part | None:
    if row is None:
        return None
    return Part(scope.title, row["outdated_count"], row["assigned_count"], row["review_count"])
