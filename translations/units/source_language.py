"""Making another language the source of an object: one deliberate action."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from translations.models import TranslationUnit
from translations.texts import LANGUAGES, exact
from translations.units.actions import ActionError, settled
from translations.units.authorship import acting
from translations.units.rights import may_change
from translations.units.vocabulary import Action, State


@transaction.atomic
def change_source_language(obj: models.Model, language: str, *, actor: AbstractBaseUser) -> None:
    """Keep all texts and states, and let what was up to date stay so.

    A translation that was up to date with the former source says what that said; so whatever was
    up to date with the one is up to date with the other. The former source becomes an approved
    translation, for its words were never a draft.
    """
    if not may_change(actor, obj):
        raise PermissionDenied
    if language not in LANGUAGES:
        raise ActionError(_("Unknown language."))
    obj = type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    if language == obj.source_language:
        return
    before = list(TranslationUnit.objects.of(obj).to_do())
    refuse_missing(obj, language, before)
    current = {(unit.field, unit.language) for unit in before if is_current(unit)}
    former, obj.source_language = obj.source_language, language
    with acting(actor=actor):
        obj.save(update_fields=["source_language"])
    for unit in TranslationUnit.objects.of(obj).exclude(language=language):
        follow(unit, obj, former, current, actor)


def is_current(unit: TranslationUnit) -> bool:
    return unit.state > State.MISSING and not unit.is_outdated


def refuse_missing(obj: models.Model, language: str, units: list[TranslationUnit]) -> None:
    """Nothing may be left without a source."""
    missing = [u.field for u in units if u.language == language and u.state == State.MISSING]
    if missing:
        names = ", ".join(str(obj._meta.get_field(name).verbose_name) for name in missing)
        raise ActionError(
            _("These texts are still missing in the new source language: %(names)s.")
            % {"names": names}
        )


def follow(unit: TranslationUnit, obj, former: str, current: set, actor) -> None:
    """Bring one unit into step with the new source."""
    values: dict = {}
    stays = (unit.field, obj.source_language) in current
    if unit.language == former:
        text = exact(obj, unit.field, former)
        values = {"state": State.APPROVED if text else State.MISSING}
        values |= {"made_from": "", "source_text": ""}  # what it says now is not known to agree
    else:
        stays = stays and (unit.field, unit.language) in current
    if stays:
        wording = exact(obj, unit.field, obj.source_language)
        values |= {"made_from": unit.source_now, "source_text": wording}
    if values:
        settled(unit, Action.NEW_SOURCE, actor, **values)
