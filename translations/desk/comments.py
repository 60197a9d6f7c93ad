"""What is said about a unit, by whom it may be said, and who is addressed in it."""

import re
from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from translations.board.people import workers
from translations.models import Comment, TranslationUnit
from translations.units.actions import ActionError
from translations.units.rights import may_see, may_use_desk

MENTION = re.compile(r"(?<![\w@])@([\w.@+-]+)")
LONGEST = Comment._meta.get_field("text").max_length


def add(unit: TranslationUnit, text: str, *, person: AbstractBaseUser) -> Comment:
    require_reader(unit, person)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ActionError(_("Please write what you want to say."))
    if len(text) > LONGEST:
        raise ActionError(_("A comment has at most %(limit)d characters.") % {"limit": LONGEST})
    comment = Comment.objects.create(unit=unit, person=person, text=text)
    comment.mentions.set(mentioned(text, unit))
    return comment


def require_reader(unit: TranslationUnit, person: AbstractBaseUser) -> None:
    known = unit.content_type.model_class() is not None
    if not (known and may_use_desk(person) and may_see(person, unit)):
        raise PermissionDenied


def mentioned(text: str, unit: TranslationUnit) -> list[AbstractBaseUser]:
    """People addressed by @name who may read what is spoken of."""
    names = {name for found in MENTION.findall(text) for name in (found, found.rstrip(".@+-"))}
    people = get_user_model()._default_manager.filter(username__in=names) if names else ()
    return [person for person in people if may_use_desk(person) and may_see(person, unit)]


def found(units: Mapping[int, TranslationUnit], number: int) -> Comment:
    comment = Comment.objects.filter(unit__in=list(units), pk=number).first()
    if comment is None:
        raise Http404
    return comment


def resolve(comment: Comment, *, person: AbstractBaseUser) -> None:
    require_reader(comment.unit, person)
    comment.resolved_by, comment.resolved_at = person, timezone.now()
    comment.save(update_fields=["resolved_by", "resolved_at"])


def reopen(comment: Comment, *, person: AbstractBaseUser) -> None:
    require_reader(comment.unit, person)
    comment.resolved_by = comment.resolved_at = None
    comment.save(update_fields=["resolved_by", "resolved_at"])


def people_of_the_desk() -> models.QuerySet:
    """Everybody who may translate or review anything, in one query."""
    return workers().order_by("username")
