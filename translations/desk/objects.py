"""What an address names, for those who may see it."""

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from translations import places
from translations.models import Translated, TranslationUnit
from translations.places import Surroundings
from translations.texts import LANGUAGES
from translations.units.rights import may_see


def model_named(label: str) -> type[models.Model]:
    """``exhibits.panel`` → Panel; only models whose texts are translated."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not issubclass(model, Translated):
        raise Http404
    return model


def object_seen(user: AbstractBaseUser, label: str, pk: int) -> models.Model:
    model = model_named(label)
    if not may_see(user, model):
        raise PermissionDenied
    # With what it belongs to (all keys that are never empty): every desk says where it stands.
    obj = get_object_or_404(model._default_manager.select_related(), pk=pk)
    if not may_see(user, obj):
        raise Http404  # somebody of another exhibition is not told that it is there
    return obj


def unit_seen(user: AbstractBaseUser, pk: int) -> TranslationUnit:
    """A unit whose object this person may see, and with it its history and its comments."""
    unit = get_object_or_404(TranslationUnit.objects.select_related("content_type"), pk=pk)
    model = unit.content_type.model_class()
    if model is None or unit.target is None:
        raise Http404
    if not may_see(user, model):
        raise PermissionDenied
    if not may_see(user, unit):
        raise Http404
    return unit


def known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise Http404
    return code


def surroundings_of(obj: models.Model) -> Surroundings:
    place = places.place_of(obj.translation_scope())
    if place is None:
        raise Http404
    return place.surroundings(obj)


def desk_address(model: type[models.Model], pk: int, language: str) -> str:
    return reverse("translate:desk", args=[model._meta.label_lower, pk, language])


def address_of(obj: models.Model, language: str) -> str:
    return desk_address(type(obj), obj.pk, language)
