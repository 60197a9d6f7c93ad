"""What a description says to the reader: its own elements, and those that a higher level says.

ISAD(G) has a thing said once, at the highest level for which it is true. Readers who come to an
item by a link do not see that level, so they are told, with the place that it comes from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from archive.description.isad import AREAS, CREATORS, ELEMENTS, Element
from archive.models import ArchivalItem, NameLink, Role
from translations.texts import Text, text_of


@dataclass(frozen=True, slots=True)
class Above:
    """An item above; ``url`` is empty where readers may see its title alone."""

    title: Text
    url: str
    level: str
    code: str


@dataclass(frozen=True, slots=True)
class Creator:
    """A name that made the records; ``url`` is its page."""

    name: Text
    url: str


@dataclass(frozen=True, slots=True)
class DescribedElement:
    """One element that is said. ``value`` is a text, for 3.2.1 creators, for 3.4.3 codes.

    ``name`` is the model's field, ``inherited_from`` the level that says it, None for the item.
    """

    number: str
    name: str
    label: str | Promise
    value: Text | tuple[Creator, ...] | tuple[str, ...]
    inherited_from: Above | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """An area of ISAD(G) with the elements that are said; areas that say nothing are left out."""

    name: str
    title: str | Promise
    elements: tuple[DescribedElement, ...]


def ancestors_of(item: ArchivalItem) -> list[ArchivalItem]:
    """All items above, closed ones too, outermost first; one query, none at the top.

    Show of those that are not open the title alone: ``above`` sees to it.
    """
    keys = item.ancestor_ids
    found = ArchivalItem.objects.defer("search_text").in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]


def above(item: ArchivalItem, language: str) -> Above:
    """What readers see of an item above: a link with its code, or only a title."""
    title, level = text_of(item, "title", language), item.get_level_display()
    if not item.is_open:
        return Above(title, "", level, "")
    return Above(title, item.get_absolute_url(), level, item.reference_code)


def creators_of(items: Iterable[ArchivalItem]) -> dict[int, list[NameLink]]:
    """The links to creators by item; one query for all items."""
    links = NameLink.objects.filter(item__in=[item.pk for item in items], role=Role.CREATOR)
    found: dict[int, list[NameLink]] = {}
    for link in links.select_related("name").order_by("order", "id"):
        found.setdefault(link.item_id, []).append(link)
    return found


def description_of(
    item: ArchivalItem,
    language: str,
    *,
    ancestors: Sequence[ArchivalItem] | None = None,
    creators: dict[int, list[NameLink]] | None = None,
) -> tuple[Area, ...]:
    """The description by areas for a reader of a language.

    ``ancestors`` (of ``ancestors_of``) and ``creators`` (of ``creators_of``) are read when they
    are not given: two queries. Only open items above pass anything on, the nearest one first.
    """
    ancestors = ancestors_of(item) if ancestors is None else ancestors
    chain = [item, *(one for one in reversed(ancestors) if one.is_open)]
    creators = creators_of(chain) if creators is None else creators
    areas = (area_of(name, chain, language, creators) for name in AREAS)
    return tuple(area for area in areas if area.elements)


def area_of(name: str, chain: list[ArchivalItem], language: str, creators: dict) -> Area:
    elements = (element for element in ELEMENTS if element.area == name)
    said = (described(element, chain, language, creators) for element in elements)
    return Area(name, AREAS[name], tuple(filter(None, said)))


def described(
    element: Element, chain: list[ArchivalItem], language: str, creators: dict
) -> DescribedElement | None:
    """The element as the first of the chain says it; None when nobody does."""
    for one in chain if element.is_inherited else chain[:1]:
        if value := value_of(one, element.name, language, creators):
            source = None if one is chain[0] else above(one, language)
            return DescribedElement(element.number, element.name, element.label, value, source)
    return None


def value_of(item: ArchivalItem, name: str, language: str, creators: dict):
    """What one item says of an element; empty when it says nothing."""
    if name == CREATORS:
        return tuple(creator(link, language) for link in creators.get(item.pk, ()))
    if name == "language_of_material":
        return tuple(item.languages_of_material)
    plain = {
        "reference_code": item.reference_code,
        "date": item.display_date(language) or item.date_as_written,
        "level": item.get_level_display(),
    }
    return Text(plain[name]) if name in plain else text_of(item, name, language)


def creator(link: NameLink, language: str) -> Creator:
    return Creator(text_of(link.name, "name", language), link.name.get_absolute_url())
