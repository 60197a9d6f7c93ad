"""What the buttons of a desk do; every one asks the actions, which ask for permission."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translations.desk import comments, drafts
from translations.models import Proposal, State, TranslationUnit
from translations.units import actions
from translations.units.actions import ActionError
from translations.units.rights import may_approve, may_review, may_translate
from translations.units.wording import fingerprint

if TYPE_CHECKING:
    from translations.desk.sending import Sending


def save(sending: "Sending") -> None:
    if not may_translate(sending.user, sending.language, sending.obj):
        raise PermissionDenied
    count = len(sending.written)
    sending.said.append(
        ngettext("%(count)d text was saved.", "%(count)d texts were saved.", count)
        % {"count": count}
        if count
        else _("Nothing was changed.")
    )


def submit(sending: "Sending") -> None:
    if not may_translate(sending.user, sending.language, sending.obj):
        raise PermissionDenied
    count, outdated = 0, 0
    for unit in sending.chosen():
        if sending.number or (unit.state == State.DRAFT and not unit.is_outdated):
            version = sending.version_of(unit)
            sending.units[unit.pk] = actions.submit(unit, actor=sending.user, version=version)
            count += 1
        outdated += unit.is_outdated
    if not count and not sending.written:
        raise ActionError(_("There is no draft here that could be submitted."))
    if not count:
        save(sending)
        return
    sending.said.append(
        ngettext(
            "%(count)d text was submitted for review.",
            "%(count)d texts were submitted for review.",
            count,
        )
        % {"count": count}
    )
    if outdated:
        sending.warnings.append(outdated_words(outdated))


def outdated_words(count: int) -> str:
    return ngettext(
        "%(count)d text is outdated: update it, or say that it is still correct.",
        "%(count)d texts are outdated: update them, or say that they are still correct.",
        count,
    ) % {"count": count}


def approve(sending: "Sending") -> None:
    """What is in review; a reviewer's own draft only where it was written just now."""
    if not may_review(sending.user, sending.language, sending.obj):
        raise PermissionDenied
    count, left = 0, 0
    for unit in sending.chosen():
        if sending.number or is_for_approval(sending, unit):
            version = sending.version_of(unit)
            actions.approve(unit, actor=sending.user, version=version)
            count += 1
        else:
            left += unit.state == State.IN_REVIEW
    if not count:
        raise ActionError(_("There is nothing here to approve."))
    sending.said.append(
        ngettext("%(count)d text was approved.", "%(count)d texts were approved.", count)
        % {"count": count}
    )
    if left:
        sending.warnings.append(left_words(left))


def left_words(count: int) -> str:
    return ngettext(
        "%(count)d text was not approved: it is outdated, or you have written it yourself.",
        "%(count)d texts were not approved: they are outdated, or you have written them yourself.",
        count,
    ) % {"count": count}


def is_for_approval(sending: "Sending", unit: TranslationUnit) -> bool:
    if unit.is_outdated or not may_approve(sending.user, unit):
        return unit.pk in sending.written  # the refusal says why
    return unit.state == State.IN_REVIEW or unit.pk in sending.written


def send_back(sending: "Sending") -> None:
    if not may_review(sending.user, sending.language, sending.obj):
        raise PermissionDenied
    name = f"note-{sending.number}" if sending.number else "note"
    note = sending.data.get(name, "")
    units = [u for u in sending.chosen() if sending.number or u.state == State.IN_REVIEW]
    if not units:
        raise ActionError(_("There is nothing in review here."))
    for unit in units:
        version = sending.typed[unit.pk].version
        actions.send_back(unit, actor=sending.user, version=version, note=note)
        comments.add(unit, note, person=sending.user)
    sending.said.append(
        ngettext("%(count)d text was sent back.", "%(count)d texts were sent back.", len(units))
        % {"count": len(units)}
    )


def still_correct(sending: "Sending") -> None:
    unit = sending.one()
    if unit.pk in sending.written:
        save(sending)
        return
    typed = sending.typed[unit.pk]
    if fingerprint(typed.source) != unit.source_now:
        raise ActionError(_("The source was changed again meanwhile. Please look at it once more."))
    actions.still_correct(unit, actor=sending.user, version=typed.version)
    sending.said.append(
        _("“%(field)s” is still correct; your name is noted.") % {"field": sending.label(unit)}
    )


def comment(sending: "Sending") -> None:
    unit = sending.one()
    comments.add(unit, sending.data.get(f"comment-{unit.pk}", ""), person=sending.user)
    sending.said.append(_("Your comment was added."))


def resolve(sending: "Sending") -> None:
    found = comments.found(sending.units, sending.number)
    comments.resolve(found, person=sending.user)
    sending.place = found.unit_id


def reopen(sending: "Sending") -> None:
    found = comments.found(sending.units, sending.number)
    comments.reopen(found, person=sending.user)
    sending.place = found.unit_id


def proposal_of(sending: "Sending") -> Proposal:
    found = Proposal.objects.filter(unit__in=list(sending.units), pk=sending.number).first()
    return found or sending.missing()


def take(sending: "Sending") -> None:
    proposal = proposal_of(sending)
    sending.place = proposal.unit_id
    version = sending.typed[proposal.unit_id].version
    try:
        actions.take_proposal(proposal, actor=sending.user, version=version)
    except ValidationError as error:
        raise ActionError(" ".join(error.messages)) from error
    sending.said.append(_("The proposed text is now the draft."))


def drop(sending: "Sending") -> None:
    proposal = proposal_of(sending)
    sending.place = proposal.unit_id
    actions.drop_proposal(proposal, actor=sending.user)
    sending.said.append(_("The proposal was dropped."))


VERBS: dict[str, Callable[["Sending"], None]] = {
    "save": save,
    "submit": submit,
    "approve": approve,
    "send-back": send_back,
    "still-correct": still_correct,
    "comment": comment,
    "resolve": resolve,
    "reopen": reopen,
    "take": take,
    "drop": drop,
    "discard": lambda sending: drafts.discard_named(sending.units, sending.number, sending.user),
}
