"""What stands before and after an object on the desk, and what is next to be done."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Max, Q, Value, When

from translations import places
from translations.desk.objects import desk_address
from translations.models import State, TranslationUnit
from translations.places import Key, Node, Outline
from translations.texts import NO_TEXT, Text
from translations.units.rights import may_review, may_see, may_translate


@dataclass(frozen=True, slots=True)
class Neighbour:
    title: Text
    url: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """``number`` of ``count`` in reading order; both are 0 where there is no outline."""

    before: Neighbour | None = None
    after: Neighbour | None = None
    with_work: Neighbour | None = None
    number: int = 0
    count: int = 0


def work_for(user: AbstractBaseUser, language: str, obj: models.Model) -> Q:
    """Which units beside an object wait for this person: to be written, updated, reviewed."""
    waiting = Q(pk__in=[])
    if may_translate(user, language, obj):
        waiting |= Q(state__in=(State.MISSING, State.DRAFT)) | Q(outdated=True)
    if may_review(user, language, obj):
        waiting |= Q(state=State.IN_REVIEW)
    return waiting


def neighbours_of(obj: models.Model, language: str, user: AbstractBaseUser) -> Neighbours:
    scope = obj.translation_scope()
    place = places.place_of(scope)
    outline = place.outline(scope) if place else None
    if outline is None:
        return Neighbours(with_work=next_by_number(obj, language, user))
    return in_outline(outline, obj, language, user)


def in_outline(
    outline: Outline, obj: models.Model, language: str, user: AbstractBaseUser
) -> Neighbours:
    """Objects without any text to translate are passed over."""
    here = type(obj), obj.pk
    keys, has_work = outline.keys, objects_beside(obj, language, user)
    seen = {model for model in {model for model, _pk in keys} if may_see(user, model)}
    has_work.setdefault(here, False)
    places = [i for i, key in enumerate(keys) if key in has_work and key[0] in seen]
    if here not in keys:
        return Neighbours()
    at = places.index(keys.index(here))
    later = [*places[at + 1 :], *places[:at]]
    waiting = (place for place in later if has_work.get(keys[place]))

    def shown(place: int | None) -> Neighbour | None:
        return None if place is None else neighbour(outline[place], language)

    return Neighbours(
        before=shown(places[at - 1] if at else None),
        after=shown(places[at + 1] if at + 1 < len(places) else None),
        with_work=shown(next(waiting, None)),
        number=at + 1,
        count=len(places),
    )


def objects_beside(obj: models.Model, language: str, user: AbstractBaseUser) -> dict[Key, bool]:
    """Objects of its scope with texts to translate, and whether one waits for this person."""
    waits = Case(When(work_for(user, language, obj), then=Value(1)), default=Value(0))
    units = TranslationUnit.objects.within(obj.translation_scope()).into(language).to_do()
    rows = list(units.values_list("content_type_id", "object_id").annotate(waits=Max(waits)))
    models_by_kind = {kind: model_of(kind) for kind in {row[0] for row in rows}}
    return {(models_by_kind[kind], pk): bool(waiting) for kind, pk, waiting in rows}


def model_of(kind: int) -> type[models.Model]:
    return ContentType.objects.get_for_id(kind).model_class()


def neighbour(node: Node, language: str) -> Neighbour:
    return Neighbour(node.title, desk_address(node.model, node.pk, language))


def next_by_number(obj: models.Model, language: str, user: AbstractBaseUser) -> Neighbour | None:
    """Where a scope is too large for an outline: the next object with work, by its number."""
    kind = ContentType.objects.get_for_model(type(obj))
    units = TranslationUnit.objects.within(obj.translation_scope()).into(language).to_do()
    units = units.filter(work_for(user, language, obj))
    later = units.filter(content_type=kind, object_id__gt=obj.pk).order_by("object_id")
    others = units.exclude(content_type=kind, object_id=obj.pk)
    for some in (later, others.order_by("content_type_id", "object_id")):
        found = some.values_list("content_type_id", "object_id").first()
        if found and may_see(user, model_of(found[0])):
            return Neighbour(NO_TEXT, desk_address(model_of(found[0]), found[1], language))
    return None
