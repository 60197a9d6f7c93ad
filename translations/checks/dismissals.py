"""Findings that a person has looked at and found to be no fault."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _

from translations.models import Dismissal
from translations.units.actions import ActionError
from translations.units.rights import may_change, may_see, works_on
from translations.units.wording import fingerprint

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Place:
    """What a finding is about: a field of an object in a language, a check, a wording."""

    content_type_id: int
    object_id: int
    field: str
    language: str
    check: str
    wording: str

    @classmethod
    def of(cls, row: Dismissal) -> "Place":
        return cls(
            *(row.content_type_id, row.object_id, row.field, row.language),
            *(row.check_name, row.wording),
        )


def wording_of(*texts: str) -> str:
    """Fingerprints of a source and its translation; of several texts taken together."""
    if len(texts) == 2:
        return ":".join(map(fingerprint, texts))
    return fingerprint("\n".join(texts))


def may_dismiss(user: AbstractBaseUser, obj: models.Model, language: str) -> bool:
    """Who may translate or review the language; where no language is meant, who may edit."""
    if may_change(user, obj):
        return True
    return bool(language) and may_see(user, obj) and works_on(user, language, obj)


def dismiss(place: Place, *, reason: str, actor: AbstractBaseUser) -> Dismissal:
    """Note that the finding is no fault, with a reason, which is required."""
    require_right(place, actor)
    reason = " ".join(reason.replace("\x00", "").split())
    if not reason:
        raise ActionError(_("Please give a reason."))
    if len(reason) > LONGEST_REASON:
        raise ActionError(
            _("The reason is too long; %(most)d characters.") % {"most": LONGEST_REASON}
        )
    row, _made = Dismissal.objects.update_or_create(
        content_type_id=place.content_type_id,
        object_id=place.object_id,
        field=place.field,
        language=place.language,
        check_name=place.check,
        wording=place.wording,
        defaults={"reason": reason, "person": actor},
    )
    return row


def raise_again(place: Place, *, actor: AbstractBaseUser) -> None:
    """Take a dismissal back."""
    require_right(place, actor)
    Dismissal.objects.filter(
        content_type_id=place.content_type_id,
        object_id=place.object_id,
        field=place.field,
        language=place.language,
        check_name=place.check,
        wording=place.wording,
    ).delete()


def require_right(place: Place, actor: AbstractBaseUser) -> None:
    model = ContentType.objects.get_for_id(place.content_type_id).model_class()
    obj = model and model._base_manager.filter(pk=place.object_id).first()
    if obj is None or not may_dismiss(actor, obj, place.language):
        raise PermissionDenied


def dismissed(kinds: Iterable[int], keys: Iterable[int]) -> dict[Place, Dismissal]:
    """All that were dismissed for some objects, in one query."""
    rows = Dismissal.objects.filter(content_type__in=set(kinds), object_id__in=set(keys))
    return {Place.of(row): row for row in rows.select_related("person")}
