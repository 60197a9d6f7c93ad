"""Private drafts: what somebody has typed and not yet saved. Only they ever see it."""

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404

from translations.forms import digest
from translations.models import PersonalDraft, TranslationUnit


def keep(
    unit: TranslationUnit, person: AbstractBaseUser, text: str, *, version: int, source: str
) -> None:
    """Keep what was typed; nothing where it is the text of the unit again."""
    if digest(text) == digest(unit.text):
        discard(unit, person)
        return
    values = {"text": text, "version": version or unit.version, "source_text": source}
    PersonalDraft.objects.update_or_create(unit=unit, person=person, defaults=values)


def discard(unit: TranslationUnit, person: AbstractBaseUser) -> None:
    PersonalDraft.objects.filter(unit=unit, person=person).delete()


def discard_named(units: Mapping[int, object], number: int, person: AbstractBaseUser) -> None:
    if number not in units:
        raise Http404
    PersonalDraft.objects.filter(unit_id=number, person=person).delete()
