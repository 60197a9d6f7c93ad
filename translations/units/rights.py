"""Who may do what with a text. Every address and every command asks here."""

from django.contrib.auth.models import AbstractBaseUser

from translations import places
from translations.models import TranslationUnit
from translations.texts import LANGUAGES


def may_translate(user: AbstractBaseUser, language: str) -> bool:
    return user.has_perm(f"translations.translate_{language}")


def may_review(user: AbstractBaseUser, language: str) -> bool:
    return user.has_perm(f"translations.review_{language}")


def may_approve(user: AbstractBaseUser, unit: TranslationUnit) -> bool:
    """A reviewer of the language; not the writer, where two pairs of eyes are asked for."""
    if not may_review(user, unit.language):
        return False
    return unit.made_by_id != user.pk or not places.needs_second_reader(unit.scope)


def may_use_desk(user: AbstractBaseUser) -> bool:
    """Whether the translators' desk has anything for this person."""
    return user.is_active and user.is_staff and bool(languages_of(user) or reviews_of(user))


def may_see(user: AbstractBaseUser, model: type) -> bool:
    """Whether this person may read objects of a model, and so their texts in every language."""
    meta = model._meta
    return user.has_perm(f"{meta.app_label}.view_{meta.model_name}") or may_change(user, model)


def may_change(user: AbstractBaseUser, model: type) -> bool:
    """Whether this person may change the source text and what is not text at all."""
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def languages_of(user: AbstractBaseUser) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if may_translate(user, code))


def reviews_of(user: AbstractBaseUser) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if may_review(user, code))
