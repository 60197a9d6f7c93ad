"""What a description lacks of the six elements that ISAD(G) asks of every one, and what it repeats.

The reference code, title, date, level and extent are asked at every level. The creator is asked at
the top of a branch alone: everything below inherits it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.description.isad import CREATORS, ELEMENTS, Element
from archive.models import ArchivalItem, NameLink, Role
from translations.states import lacks, translated_fields
from translations.texts import LANGUAGES, exact

ASKED = tuple(e for e in ELEMENTS if e.is_mandatory and e.name != "level")  # a level is never empty


@dataclass(frozen=True, slots=True)
class Repetition:
    """An element in which an item says word for word what a higher one says."""

    element: Element
    source: ArchivalItem
    languages: tuple[str, ...]


def with_creators(items: QuerySet) -> QuerySet:
    """Items that know, as ``has_creator``, whether one is linked; no query per row."""
    return items.annotate(has_creator=has_creator())


def has_creator() -> Exists:
    return Exists(NameLink.objects.filter(item=OuterRef("pk"), role=Role.CREATOR))


def lacking(name: str) -> Q:
    """The condition on items that lack an element, or with ``any`` some element."""
    if name == "any":
        conditions = [lacking(element.name) for element in ASKED]
        return Q(*conditions, _connector=Q.OR)
    if name == CREATORS:
        return Q(parent=None) & ~Q(has_creator())
    return lacks(name) if name in translated_fields(ArchivalItem) else Q(**{name: ""})


def missing(item: ArchivalItem) -> list[Element]:
    """What an item lacks, in the order of the standard.

    Reads loaded columns; the creator too when the item comes from ``with_creators``.
    """
    return [element for element in ASKED if is_missing(item, element.name)]


def is_missing(item: ArchivalItem, name: str) -> bool:
    if name == CREATORS:
        return item.parent_id is None and not makes_known(item)
    if name in translated_fields(ArchivalItem):
        return not exact(item, name, item.source_language)
    return not getattr(item, name)


def makes_known(item: ArchivalItem) -> bool:
    """Whether the item names who made the records."""
    known = getattr(item, "has_creator", None)
    return item.name_links.filter(role=Role.CREATOR).exists() if known is None else known


def repetitions(item: ArchivalItem, ancestors: Sequence[ArchivalItem]) -> list[Repetition]:
    """Inherited elements in which the item repeats what the nearest level above it says.

    ``ancestors`` are given outermost first; texts are compared without regard to spaces.
    """
    words = set(translated_fields(ArchivalItem))
    inherited = (e for e in ELEMENTS if e.is_inherited and e.name in words)
    found = (repetition(item, element, ancestors) for element in inherited)
    return [one for one in found if one]


def repetition(
    item: ArchivalItem, element: Element, ancestors: Sequence[ArchivalItem]
) -> Repetition | None:
    for source in reversed(ancestors):
        said = {code: squeezed(source, element.name, code) for code in LANGUAGES}
        if any(said.values()):
            same = [c for c in LANGUAGES if said[c] and said[c] == squeezed(item, element.name, c)]
            return Repetition(element, source, tuple(same)) if same else None
    return None


def squeezed(item: ArchivalItem, field: str, language: str) -> str:
    return " ".join(exact(item, field, language).split())
