"""What can happen to a unit: one function each, used by desk, exchange files and commands.

Every function takes the version of the unit that the actor has seen. Somebody else's change since
then raises ``Conflict``; a missing permission ``PermissionDenied``; what makes no sense in the
unit's state ``ActionError`` with a sentence for the user.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from translations.fields import RichTextField
from translations.memory import forget, remember
from translations.models import PersonalDraft, Proposal, TranslationUnit
from translations.richtext import sanitise
from translations.texts import exact
from translations.units import keeping
from translations.units.authorship import acting
from translations.units.rights import may_approve, may_review, may_translate, works_on
from translations.units.vocabulary import Action, Origin, State


class ActionError(ValueError):
    """Something that cannot be done now; ``str()`` is a sentence for the user."""


class Conflict(Exception):
    """Somebody else has changed the unit meanwhile; ``unit`` is as they left it."""

    def __init__(self, unit: TranslationUnit):
        super().__init__(str(unit))
        self.unit = unit


def locked(unit: TranslationUnit, version: int | None) -> TranslationUnit:
    """The unit as it is now, locked until the transaction ends; None for any version.

    The row of its object is locked first, always in this order: whoever saves the object brings
    the units of all its languages into step with the columns as they were read.
    """
    model = ContentType.objects.get_for_id(unit.content_type_id).model_class()
    rows = model._base_manager.select_for_update(of=("self",))
    rows.only("pk").get(pk=unit.object_id)
    fresh = TranslationUnit.objects.select_for_update().get(pk=unit.pk)
    if version is not None and fresh.version != version:
        raise Conflict(fresh)
    return fresh


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def write(
    unit: TranslationUnit,
    text: str,
    *,
    actor: AbstractBaseUser | None,
    version: int | None,
    how: str = Origin.PERSON,
    source_seen: str = "",
    note: str = "",
) -> TranslationUnit:
    """Put a translation into its column, as a draft. The same text again changes nothing.

    ``source_seen`` is the wording that the actor has translated, where that is known: if the
    source is another by now, the text is kept and the unit is outdated. ``note`` goes into the
    history.

    Raises ``ValidationError`` when the field does not take the text.
    """
    require(actor is None or may_translate(actor, unit.language, unit))
    fresh = locked(unit, version)
    if fresh.is_source:
        raise ActionError(_("This is the source text; it is changed on the form of the object."))
    obj = fresh.target
    text = cleaned(obj, fresh.column, text)
    if text != fresh.text:
        setattr(obj, fresh.column, text or None)
        with acting(actor=actor, how=how, source_seen=source_seen, note=note):
            obj.save(update_fields=changed_columns(obj, fresh.column))
    if actor is not None:
        PersonalDraft.objects.filter(unit=fresh, person=actor).delete()
    fresh.refresh_from_db()
    return fresh


def changed_columns(obj: models.Model, name: str) -> set[str]:
    known = {field.name for field in obj._meta.concrete_fields}
    return {name} | ({"changed_at"} & known)


def cleaned(obj: models.Model, name: str, text: str) -> str:
    """The text as its column will hold it, checked like a form would check it."""
    field = obj._meta.get_field(name)
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if isinstance(field, RichTextField):
        text = sanitise(text)
    if text:
        field.run_validators(text)
    check_object(obj, name, text)
    return text


def check_object(obj: models.Model, name: str, text: str) -> None:
    """What the model itself says of this column; its other faults are not the translator's."""
    former = getattr(obj, name)
    setattr(obj, name, text or None)
    try:
        obj.clean()
    except ValidationError as error:
        if name in getattr(error, "error_dict", {}):
            raise ValidationError(error.error_dict[name]) from error
    finally:
        setattr(obj, name, former)


def settled(
    unit: TranslationUnit, action: str, actor: AbstractBaseUser | None, *, note: str = "", **values
) -> TranslationUnit:
    """Write new values of a locked unit, one version on, with a row of history."""
    for name, value in values.items():
        setattr(unit, name, value)
    unit.version += 1
    unit.save(update_fields=[*values, "version", "changed_at"])
    with acting(actor=actor):
        keeping.revision(unit, action, note=note).save()
    return unit


@transaction.atomic
def submit(unit: TranslationUnit, *, actor: AbstractBaseUser, version: int) -> TranslationUnit:
    """Hand a draft over to the reviewers of its language."""
    require(may_translate(actor, unit.language, unit))
    fresh = locked(unit, version)
    if fresh.state != State.DRAFT:
        raise ActionError(_("Only a draft can be submitted for review."))
    return settled(fresh, Action.SUBMITTED, actor, state=State.IN_REVIEW)


@transaction.atomic
def approve(unit: TranslationUnit, *, actor: AbstractBaseUser, version: int) -> TranslationUnit:
    """A reviewer stands for the translation."""
    require(may_review(actor, unit.language, unit))
    fresh = locked(unit, version)
    if fresh.state not in (State.DRAFT, State.IN_REVIEW):
        raise ActionError(_("There is nothing here to approve."))
    if fresh.is_outdated:
        raise ActionError(
            _("The source has changed since. Update the translation, or say that it is correct.")
        )
    if not may_approve(actor, fresh):
        raise ActionError(_("Somebody else must approve this: you have written it yourself."))
    values = {"state": State.APPROVED, "approved_by": actor, "approved_at": timezone.now()}
    fresh = settled(fresh, Action.APPROVED, actor, **values)
    unmark_machine(fresh)
    remember(fresh)
    return fresh


def unmark_machine(unit: TranslationUnit) -> None:
    """What a machine has made is a person's word once it is approved."""
    if unit.made_how == Origin.MACHINE:
        keeping.keep([unit.target])


@transaction.atomic
def send_back(
    unit: TranslationUnit, *, actor: AbstractBaseUser, version: int, note: str
) -> TranslationUnit:
    """A reviewer returns the text to the translator with a reason, which is required."""
    require(may_review(actor, unit.language, unit))
    if not note.strip():
        raise ActionError(_("Please say what should be changed."))
    fresh = locked(unit, version)
    if fresh.state not in (State.IN_REVIEW, State.APPROVED):
        raise ActionError(_("Only what is in review or approved can be sent back."))
    forget(fresh)
    values = {"state": State.DRAFT, "approved_by": None, "approved_at": None}
    return settled(fresh, Action.SENT_BACK, actor, note=note.strip(), **values)


@transaction.atomic
def still_correct(
    unit: TranslationUnit, *, actor: AbstractBaseUser, version: int
) -> TranslationUnit:
    """Accept a changed source without retyping; the state stays."""
    require(works_on(actor, unit.language, unit))
    fresh = locked(unit, version)
    if not fresh.is_outdated:
        raise ActionError(_("This translation is not outdated."))
    wording = exact(fresh.target, fresh.field, fresh.source_language)
    values = {"made_from": fresh.source_now, "source_text": wording}
    fresh = settled(fresh, Action.STILL_CORRECT, actor, **values)
    if fresh.state == State.APPROVED:
        remember(fresh)
    return fresh


@transaction.atomic
def restore(revision, *, actor: AbstractBaseUser, version: int) -> TranslationUnit:
    """Bring back an earlier text, as a draft made from the source that it was made from then."""
    fresh = write(revision.unit, revision.text, actor=actor, version=version)
    values = {"made_from": revision.made_from, "source_text": revision.source_text}
    return settled(fresh, Action.RESTORED, actor, **values)


@transaction.atomic
def take_proposal(proposal: Proposal, *, actor: AbstractBaseUser, version: int) -> TranslationUnit:
    """Let a proposed text replace the present one, made from the source it was made from."""
    fresh = write(proposal.unit, proposal.text, actor=actor, version=version, how=proposal.how)
    if proposal.made_from and proposal.made_from != fresh.made_from:
        values = {"made_from": proposal.made_from, "source_text": proposal.source_text}
        fresh = settled(fresh, Action.WRITTEN, actor, note=proposal.origin, **values)
    proposal.delete()
    return fresh


@transaction.atomic
def drop_proposal(proposal: Proposal, *, actor: AbstractBaseUser) -> None:
    require(may_translate(actor, proposal.unit.language, proposal.unit))
    proposal.delete()


@transaction.atomic
def assign(units: models.QuerySet, *, to: AbstractBaseUser | None, actor: AbstractBaseUser) -> int:
    """Give units to a person who may translate them (or to nobody); how many were given."""
    units = list(units)
    for unit in units:
        require(works_on(actor, unit.language, unit))
        if to is not None and not may_translate(to, unit.language, unit):
            raise ActionError(
                _("%(person)s does not translate into this language.") % {"person": to}
            )
    keys = [unit.pk for unit in units]
    return TranslationUnit.objects.filter(pk__in=keys).update(assigned_to=to)
