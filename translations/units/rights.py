"""Who may do what with a text. Every address and every command asks here.

A right is asked of something: an object, one of its units, or a whole scope. Without anything it
is asked of the whole site, so that a check which forgets its object refuses whoever has the right
for some exhibitions alone. ``ANYWHERE`` asks whether there is something that one may; it opens
pages that list or offer, never one that shows or changes.
"""

from django.contrib.auth.models import AbstractBaseUser

from translations import places
from translations.models import TranslationUnit
from translations.texts import LANGUAGES

ANYWHERE = "anywhere"


def scope_of(thing: object) -> str:
    """The key of the scope to which an object, a unit or a scope belongs; empty for others."""
    if isinstance(thing, places.Scope):
        return thing.key
    if isinstance(thing, TranslationUnit):
        return thing.scope
    return thing.translation_scope() if hasattr(thing, "translation_scope") else ""


def may_translate(user: AbstractBaseUser, language: str, where: object = None) -> bool:
    return user.has_perm(f"translations.translate_{language}", where)


def may_review(user: AbstractBaseUser, language: str, where: object = None) -> bool:
    return user.has_perm(f"translations.review_{language}", where)


def works_on(user: AbstractBaseUser, language: str, where: object = None) -> bool:
    return may_translate(user, language, where) or may_review(user, language, where)


def works_everywhere(user: AbstractBaseUser) -> bool:
    """Whether this person translates or reviews whatever there is, in some language."""
    return any(works_on(user, code) for code in LANGUAGES)


def may_approve(user: AbstractBaseUser, unit: TranslationUnit) -> bool:
    """A reviewer of the language; not the writer, where two pairs of eyes are asked for."""
    if not may_review(user, unit.language, unit):
        return False
    return unit.made_by_id != user.pk or not places.needs_second_reader(unit.scope)


def may_use_desk(user: AbstractBaseUser) -> bool:
    """Whether the translators' desk has anything for this person."""
    return user.is_active and user.is_staff and bool(languages_of(user) or reviews_of(user))


def may_see(user: AbstractBaseUser, what: object) -> bool:
    """Whether this person may read an object (or the one of a unit), in every language.

    Asked of a model: whether there may be objects of it that she may read.
    """
    return asked(user, "view", what) or asked(user, "change", what)


def may_change(user: AbstractBaseUser, what: object) -> bool:
    """Whether this person may change the source text and what is not text at all."""
    return asked(user, "change", what)


def asked(user: AbstractBaseUser, word: str, what: object) -> bool:
    meta = model_of(what)._meta
    where = ANYWHERE if isinstance(what, type) else what
    return user.has_perm(f"{meta.app_label}.{word}_{meta.model_name}", where)


def model_of(what: object) -> type:
    if isinstance(what, TranslationUnit):
        return what.content_type.model_class()
    return what if isinstance(what, type) else type(what)


def languages_of(user: AbstractBaseUser, where: object = ANYWHERE) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if may_translate(user, code, where))


def reviews_of(user: AbstractBaseUser, where: object = ANYWHERE) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if may_review(user, code, where))
