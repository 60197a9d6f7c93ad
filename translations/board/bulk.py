"""What is done with many texts at once. Every text is asked about by itself."""

import re
from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translations.board.counting import visible_units
from translations.board.people import name_of, translators
from translations.models import TranslationUnit
from translations.places import Scope
from translations.texts import LANGUAGES
from translations.units import actions
from translations.units.rights import may_review, may_translate, works_on
from translations.units.vocabulary import State

TOKEN = re.compile(r"([0-9]{1,18})\.([0-9]{1,9})", re.ASCII)
MOST = 2_000  # more than a page can hold
ME, NOBODY = "me", "nobody"


def versions(tokens: Iterable[str]) -> dict[int, int] | None:
    """Units with the versions that the person has seen; None where something else was sent."""
    found = [TOKEN.fullmatch(part) for token in tokens for part in token.split(",")]
    if not all(found) or len(found) > MOST:
        return None
    return {int(match[1]): int(match[2]) for match in found}


def seen_units(
    seen: dict[int, int], scopes: list[Scope], user: AbstractBaseUser
) -> list[TranslationUnit]:
    """Those of the units that this person may see."""
    return list(visible_units(scopes, user).filter(pk__in=list(seen)).order_by("pk"))


def person_for(choice: str, user: AbstractBaseUser) -> AbstractBaseUser | None:
    """To whom is assigned; raises ``ActionError`` for somebody who does not translate."""
    if choice == ME:
        return user
    if choice == NOBODY:
        return None
    number = choice if choice.isascii() and choice.isdecimal() and len(choice) < 19 else "0"
    found = translators(LANGUAGES).filter(pk=number).first()
    if found is None:
        raise actions.ActionError(_("Please choose to whom the texts are assigned."))
    return found


def assign(
    units: list[TranslationUnit], to: AbstractBaseUser | None, *, actor: AbstractBaseUser
) -> list[str]:
    """Assign what this person may assign; sentences that say what came of it."""
    own = [unit for unit in units if may_assign(actor, unit)]
    if units and not own:
        raise PermissionDenied
    given = [unit for unit in own if to is None or may_translate(to, unit.language, unit)]
    keys = [unit.pk for unit in given]
    count = actions.assign(TranslationUnit.objects.filter(pk__in=keys), to=to, actor=actor)
    said = [assigned(count, to)]
    if others := len(units) - len(own):
        said.append(
            ngettext(
                "%(count)s text is in a language that you may not assign.",
                "%(count)s texts are in languages that you may not assign.",
                others,
            )
            % {"count": others}
        )
    if strange := len(own) - len(given):
        said.append(not_into(strange, to))
    return said


def may_assign(actor: AbstractBaseUser, unit: TranslationUnit) -> bool:
    return works_on(actor, unit.language, unit)


def assigned(count: int, to: AbstractBaseUser | None) -> str:
    if to is None:
        words = ngettext(
            "%(count)s text is assigned to nobody now.",
            "%(count)s texts are assigned to nobody now.",
            count,
        )
        return words % {"count": count}
    words = ngettext(
        "%(count)s text is assigned to %(person)s now.",
        "%(count)s texts are assigned to %(person)s now.",
        count,
    )
    return words % {"count": count, "person": name_of(to)}


def not_into(count: int, to: AbstractBaseUser) -> str:
    words = ngettext(
        "%(count)s text was left as it is: %(person)s does not translate into its language.",
        "%(count)s texts were left as they are: %(person)s does not translate into their language.",
        count,
    )
    return words % {"count": count, "person": name_of(to)}


def approve(
    units: list[TranslationUnit], seen: dict[int, int], *, actor: AbstractBaseUser
) -> list[str]:
    """Approve what is in review and not this person's own; sentences that say what came of it."""
    if units and not any(may_review(actor, unit.language, unit) for unit in units):
        raise PermissionDenied
    count, reasons = 0, Counter()
    for unit in units:
        reason = refusal(unit, actor) or approved(unit, seen[unit.pk], actor)
        reasons.update([reason] if reason else [])
        count += not reason
    words = ngettext("%(count)s text was approved.", "%(count)s texts were approved.", count)
    return [words % {"count": count}, *(f"{reason} ({n})" for reason, n in reasons.most_common())]


def refusal(unit: TranslationUnit, actor: AbstractBaseUser) -> str:
    """Why a text is not approved together with others; empty when it may be."""
    if not may_review(actor, unit.language, unit):
        return _("Left as it is: you do not review this language.")
    if unit.state != State.IN_REVIEW:
        return _("Left as it is: not in review.")
    if unit.made_by_id == actor.pk:
        return _("Left as it is: you have written it yourself.")
    return ""


def approved(unit: TranslationUnit, version: int, actor: AbstractBaseUser) -> str:
    """Approve one text; why it was not approved, or nothing."""
    try:
        actions.approve(unit, actor=actor, version=version)
    except actions.Conflict:
        return _("Left as it is: somebody has changed it meanwhile.")
    except actions.ActionError as error:
        return str(error)
    return ""
