"""Addresses of the desk and of the board's own lists."""

from django.db import models
from django.urls import reverse
from django.utils.http import urlencode


def kind_key(model: type[models.Model]) -> str:
    """How a model is named in addresses: ``exhibits.panel``."""
    return model._meta.label_lower


def desk_base() -> str:
    return f"{reverse('translate:board')}desk/"


def desk_url(model: type[models.Model], key: int, language: str, base: str = "") -> str:
    """The desk of an object in a language.

    Made without ``reverse()``, which would be half the time of a page with a thousand of them;
    who makes many gives ``desk_base()``.
    """
    return f"{base or desk_base()}{kind_key(model)}/{key}/{language}/"


def scope_url(scope: str, **filters: str) -> str:
    return with_query(reverse("translate:scope", args=[scope]), filters)


def list_url(**filters: str) -> str:
    """The list over all scopes."""
    return with_query(reverse("translate:list"), filters)


def with_query(address: str, filters: dict[str, str]) -> str:
    return f"{address}?{urlencode(filters)}" if filters else address
