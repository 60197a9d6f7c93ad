"""Drafts by machine: only where there is no text yet, marked as such, all of a request or none."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from translations.fields import RichTextField
from translations.machine.translator import MachineError, translator
from translations.models import TranslationUnit
from translations.texts import exact
from translations.units import actions
from translations.units.rights import may_see, may_translate
from translations.units.vocabulary import Origin, State

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that lacks its text, with the source to translate."""

    unit: TranslationUnit
    source: str
    is_html: bool

    @property
    def errand(self) -> tuple[str, str, bool]:
        """What goes to the service together."""
        return self.unit.source_language, self.unit.language, self.is_html


@dataclass(frozen=True, slots=True)
class Drafted:
    """``made`` drafts; ``left`` units had a text by then, or the service none that can be kept."""

    made: int
    left: int


def draft_by_machine(units: Iterable[TranslationUnit], *, actor: AbstractBaseUser) -> Drafted:
    """Draft what is missing. The service is asked before anything is written.

    Raises ``PermissionDenied`` when one of the units is not the actor's to translate, and
    ``MachineError`` when the service fails; nothing is written then.
    """
    units = list(units)
    check_rights(units, actor)
    wanted = [one for unit in units if (one := lacking(unit))]
    texts = translated(wanted) if wanted else []
    with transaction.atomic():
        made = sum(written(one, text, actor) for one, text in zip(wanted, texts, strict=True))
    return Drafted(made, len(units) - made)


def check_rights(units: Sequence[TranslationUnit], actor: AbstractBaseUser) -> None:
    for unit in units:
        if not (may_translate(actor, unit.language, unit) and may_see(actor, unit)):
            raise PermissionDenied


def lacking(unit: TranslationUnit) -> Wanted | None:
    """The unit with its source, if a translation is missing; never where somebody has written."""
    obj = unit.target
    if obj is None or unit.is_source or unit.state != State.MISSING:
        return None
    source = exact(obj, unit.field, unit.source_language)
    if not source or exact(obj, unit.field, unit.language):
        return None
    return Wanted(unit, source, isinstance(obj._meta.get_field(unit.column), RichTextField))


def translated(wanted: list[Wanted]) -> list[str]:
    """The answers, in the order of the units; one request for each pair of languages and form."""
    service, answers = translator(), {}
    for errand in dict.fromkeys(one.errand for one in wanted):
        rows = [one for one in wanted if one.errand == errand]
        texts = asked(service, [one.source for one in rows], errand)
        answers |= {one.unit.pk: text for one, text in zip(rows, texts, strict=True)}
    return [answers[one.unit.pk] for one in wanted]


def asked(service, sources: list[str], errand: tuple[str, str, bool]) -> list[str]:
    """One text for each source, or a ``MachineError``."""
    try:
        texts = list(service.translate(sources, *errand))
    except Exception as error:  # a foreign program may fail in any way
        log.warning("machine translation failed", exc_info=True)
        raise MachineError(
            _("The translation service did not answer. Nothing was changed.")
        ) from error
    if len(texts) != len(sources) or not all(isinstance(text, str) for text in texts):
        log.warning("machine translation: %s answers for %s texts", len(texts), len(sources))
        raise MachineError(
            _("The translation service gave an answer that cannot be used. Nothing was changed.")
        )
    return texts


def written(one: Wanted, text: str, actor: AbstractBaseUser) -> bool:
    """Whether it became a draft: not when somebody was quicker or the field does not take it."""
    if not text.strip():
        return False
    try:
        found = actions.write(
            one.unit, text, actor=actor, version=one.unit.version, how=Origin.MACHINE
        )
    except (actions.Conflict, ValidationError):
        return False
    return found.state == State.DRAFT
