"""Who works at the translators' desk."""

from collections.abc import Callable, Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from translations.texts import LANGUAGES

Holders = Callable[[list[str]], Q]
_others: list[Holders] = []


def register(holders: Holders) -> None:
    """An app says who has one of some permissions otherwise than for the whole site."""
    _others.append(holders)


def translators(languages: Iterable[str]) -> QuerySet:
    """Staff who may translate into one of the languages."""
    return holding([f"translate_{code}" for code in languages])


def workers() -> QuerySet:
    """Everybody who may translate or review anything."""
    words = ("translate", "review")
    return holding([f"{word}_{code}" for word in words for code in LANGUAGES])


def holding(permissions: list[str]) -> QuerySet:
    """Active staff with one of these permissions, by themselves or through a group."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    direct = users.filter(user_permissions__codename__in=permissions).values("pk")
    grouped = users.filter(groups__permissions__codename__in=permissions).values("pk")
    allowed = Q(is_superuser=True) | Q(pk__in=direct) | Q(pk__in=grouped)
    for found in _others:
        allowed |= found([f"translations.{name}" for name in permissions])
    return users.filter(allowed).order_by("last_name", "first_name", "username")


def name_of(person: AbstractBaseUser) -> str:
    return person.get_full_name() or person.get_username()
