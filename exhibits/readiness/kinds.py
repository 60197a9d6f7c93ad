"""What may stand between the working copy and a release."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """``of_translation``: holds a release up only in languages that the policy requires; in others
    readers get another language, which the page says. ``blocks``: by default."""

    name: str
    title: Promise
    of_translation: bool = False
    blocks: bool = False


UNWRITTEN, LEFT_OUT = "unwritten", "left-out"
MISSING, DRAFT, OUTDATED = "missing", "draft", "outdated"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(LEFT_OUT, _("Required languages that are left out"), blocks=True),
        Kind(UNWRITTEN, _("Languages in which nothing is written"), blocks=True),
        Kind(MISSING, _("Missing texts"), of_translation=True, blocks=True),
        Kind(DRAFT, _("Texts that nobody has approved"), of_translation=True),
        Kind(OUTDATED, _("Outdated texts"), of_translation=True),
        Kind("alt", _("Pictures without an alternative text"), of_translation=True),
        Kind("dates", _("Dates that contradict the text")),
        Kind("checks", _("What the checks ask")),
        Kind("links", _("Links that lead nowhere"), blocks=True),
        Kind("chapters", _("No chapter"), blocks=True),
        Kind("hidden", _("Records that readers may not see")),
        Kind("codes", _("Citations without a code")),
        Kind("pictures", _("Pictures that are not ready"), blocks=True),
        Kind("no-picture", _("Records shown without a picture")),
        Kind("accent", _("Accent colour that is hard to read"), blocks=True),
    )
}
ALWAYS = {LEFT_OUT}  # what is required is a matter of its own in the policy
CHOOSABLE = tuple(name for name in KINDS if name not in ALWAYS)


def default_blocking() -> list[str]:
    """What holds up a release unless the policy says otherwise."""
    return [kind.name for kind in KINDS.values() if kind.blocks and kind.name not in ALWAYS]
