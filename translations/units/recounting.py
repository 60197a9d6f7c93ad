"""Holding all units against all texts, and mending what something has bypassed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from modeltranslation.translator import translator

from translations.models import Translated, TranslationUnit
from translations.units import keeping


@dataclass(frozen=True, slots=True)
class Recount:
    """Of one model: objects looked at, units out of step with them, units without an object."""

    model: type[models.Model]
    objects: int
    amiss: int
    orphans: int


def translated_models() -> list[type[models.Model]]:
    """Every model of every app whose texts are translated."""
    found = [
        m for m in translator.get_registered_models(abstract=False) if issubclass(m, Translated)
    ]
    return sorted(found, key=lambda model: model._meta.label)


def recount(*, repair: bool) -> Iterator[Recount]:
    """One model after the other, a thousand objects at a time; each batch a transaction."""
    for model in translated_models():
        objects = amiss = last = 0
        while some := list(keeping.rows_of(model).filter(pk__gt=last)[: keeping.BATCH]):
            last = some[-1].pk
            objects += len(some)
            amiss += settle(some, repair=repair)
        yield Recount(model, objects, amiss, remove_orphans(model, repair=repair))


@transaction.atomic
def settle(objects: list[models.Model], *, repair: bool) -> int:
    if repair:  # as it is now that nobody else can change it
        keys = [obj.pk for obj in objects]
        return keeping.keep_by_keys(type(objects[0]), keys)
    return keeping.compare(objects, keeping.units_by_object(objects)).count


def remove_orphans(model: type[models.Model], *, repair: bool) -> int:
    kind = ContentType.objects.get_for_model(model)
    there = Exists(model._base_manager.filter(pk=OuterRef("object_id")))
    fields = Q(field__in=keeping.translated_fields(model))
    orphans = TranslationUnit.objects.filter(~there | ~fields, content_type=kind)
    return orphans.delete()[0] if repair else orphans.count()
