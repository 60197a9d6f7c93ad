"""The page of a name, composed for one language."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, QuerySet, Value, When
from django.urls import reverse

from archive.appearances import Appearance, appearances_of_name
from archive.mapping.degrees import in_reader_s_way
from archive.mapping.places_map import MapView, map_of
from archive.models import Name, NameLink, Role, open_now
from archive.models.names import WrittenForm
from archive.names.identifiers import Identifier, identifier
from translations.texts import (
    LANGUAGES,
    Text,
    any_by_machine,
    foreign_languages,
    languages_of,
    text_of,
)

PER_PAGE = 50
# Which filter of the browse page a kind of name belongs to.
FILTERS = dict.fromkeys(Name.AGENTS, "agent")
FILTERS |= {Name.Kind.PLACE: "place", Name.Kind.SUBJECT: "subject"}
SHOWN = (
    *("name", "role", "item__source_language", "item__reference_code", "item__date"),
    *(f"item__title_{code}" for code in LANGUAGES),
    *("item__repository__source_language",),
    *(f"item__repository__name_{code}" for code in LANGUAGES),
)


@dataclass(frozen=True, slots=True)
class LinkedItem:
    title: Text
    url: str
    code: str
    date: str
    repository: Text


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Items for which the name has one role; ``count`` is of all pages."""

    role: str
    items: tuple[LinkedItem, ...]
    count: int


@dataclass(frozen=True, slots=True)
class NamePage:
    title: Text
    url: str
    permanent_url: str
    browse_url: str
    kind: str
    kind_value: str
    dates: str
    dates_as_written: str
    history: Text
    forms: tuple[WrittenForm, ...]
    identifiers: tuple[Identifier, ...]
    groups: tuple[RoleGroup, ...]
    item_count: int
    listed: Page
    appearances: tuple[Appearance, ...]
    fallbacks: tuple[str, ...]
    languages: tuple[str, ...]
    by_machine: bool
    map: MapView | None = None
    coordinates: str = ""


def compose_name(name: Name, language: str, *, page: str = "1") -> NamePage:
    """Everything the page shows; ``page`` is that of the items it is linked to."""
    title, history = text_of(name, "name", language), text_of(name, "history", language)
    counts = dict(open_links(name).order_by().values_list("role").annotate(Count("pk")))
    listed = Paginator(in_order(open_links(name)), PER_PAGE)
    listed.count = sum(counts.values())
    shown = listed.get_page(page)
    return NamePage(
        title=title,
        url=name.get_absolute_url(),
        permanent_url=reverse("permanent-name", args=[name.uuid]),
        browse_url=f"{reverse('archive:browse')}?{FILTERS[name.kind]}={name.pk}",
        kind=name.get_kind_display(),
        kind_value=name.kind,
        dates=name.display_date(language),
        dates_as_written=name.date_as_written,
        history=history,
        forms=tuple(name.written_forms()),
        identifiers=tuple(identifier(one) for one in name.external_ids),
        groups=tuple(groups(shown, counts, language)),
        item_count=listed.count,
        listed=shown,
        appearances=tuple(appearances_of_name(name, language)),
        fallbacks=foreign_languages(language, title, history),
        languages=languages_of(name, ("name", "history")),
        by_machine=any_by_machine(title, history),
        map=map_of(name, language),
        coordinates=in_reader_s_way(name.latitude, name.longitude) if name.is_located else "",
    )


def open_links(name: Name) -> QuerySet:
    """To items that readers may see."""
    return NameLink.objects.filter(open_now("item__"), name=name)


def in_order(links: QuerySet) -> QuerySet:
    """By role in the order of the roles, then by code."""
    places = [When(role=role, then=Value(place)) for place, role in enumerate(Role.values)]
    return (
        links.select_related("item__repository")
        .only(*SHOWN)
        .order_by(Case(*places), "item__code_sort", "item__order", "item", "pk")
    )


def groups(links: Page, counts: dict[str, int], language: str):
    for role, found in groupby(links, key=lambda link: link.role):
        items = tuple(linked_item(link, language) for link in found)
        yield RoleGroup(str(Role(role).label), items, counts[role])


def linked_item(link: NameLink, language: str) -> LinkedItem:
    item = link.item
    return LinkedItem(
        title=text_of(item, "title", language),
        url=item.get_absolute_url(),
        code=item.reference_code,
        date=item.display_date(language),
        repository=text_of(item.repository, "name", language),
    )
