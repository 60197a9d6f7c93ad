"""The page of an archival item, composed for one language."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise

from archive.appearances import Appearance, appearances_of
from archive.countries import country_name
from archive.description.inheritance import (
    Above,
    Area,
    Creator,
    above,
    ancestors_of,
    creator,
    description_of,
)
from archive.display import CitationView, PictureView, citation_view
from archive.models import ArchivalItem, NameLink, Role, ViewingDirection
from archive.reading.item_pages import PageStrip, PageText, compose_strip, texts_of
from archive.reading.item_rows import LIST, links_to_names, relatives
from archive.rights import MEANINGS, RIGHTS
from translations.states import Availability, availability, translated_fields
from translations.texts import (
    LANGUAGES,
    Text,
    any_by_machine,
    foreign_languages,
    languages_of,
    text_of,
)

WORDS_FOR_RIGHTS = dict(RIGHTS)


@dataclass(frozen=True, slots=True)
class Relative:
    """An item below this one or beside it."""

    title: Text
    url: str
    level: str
    code: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where the item stands among those that lie in the same place."""

    number: int
    total: int
    previous: Relative | None
    next: Relative | None


@dataclass(frozen=True, slots=True)
class Below:
    """A part of the items right below; ``earlier`` and ``later`` begin the parts beside it."""

    items: tuple[Relative, ...]
    first: int
    total: int
    earlier: int
    later: int

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1


@dataclass(frozen=True, slots=True)
class RightsView:
    """A rights statement: its URI, its name, and in a sentence what one may do."""

    uri: str
    words: str | Promise
    meaning: str | Promise


@dataclass(frozen=True, slots=True)
class Holder:
    """A repository of the item's line, outermost first."""

    name: Text
    pk: int


@dataclass(frozen=True, slots=True)
class ItemPage:
    pk: int
    title: Text
    url: str
    permanent_url: str
    level: str
    material_type: str
    code: str
    former_codes: tuple[str, ...]
    date: str
    date_as_written: str
    areas: tuple[Area, ...]
    names: tuple[tuple[str, tuple[Creator, ...]], ...]
    rights: RightsView | None
    credit_line: Text
    repositories: tuple[Holder, ...]
    country: str
    citation: CitationView
    citations_elsewhere: tuple[tuple[str, str], ...]
    strip: PageStrip
    shown: PictureView | None
    texts: tuple[PageText, ...]
    is_leftward: bool
    ancestors: tuple[Above, ...]
    position: Position | None
    below: Below
    appearances: tuple[Appearance, ...]
    fallbacks: tuple[str, ...]
    languages: tuple[str, ...]
    by_machine: bool
    availability: tuple[Availability, ...]


def compose_item(
    item: ArchivalItem, language: str, *, shown: str = "", below: str = ""
) -> ItemPage:
    """Everything the page shows; ``item`` comes ``with_surroundings``.

    ``shown`` is the number of the page image that is open, ``below`` that of the first item in
    the list of those below; both as somebody wrote them into an address.
    """
    ancestors = ancestors_of(item)
    links = links_to_names(item, ancestors)
    areas = description_of(item, language, ancestors=ancestors, creators=creators_in(links))
    strip, page = compose_strip(item, language, within(shown, item.page_count))
    first = within(below, item.child_count)
    around = relatives(item, first)
    title = text_of(item, "title", language)
    credit_line = text_of(item, "credit_line", language)
    own = texts_in(areas)
    return ItemPage(
        pk=item.pk,
        title=title,
        url=item.get_absolute_url(),
        permanent_url=reverse("permanent-item", args=[item.uuid]),
        level=item.get_level_display(),
        material_type=item.get_material_type_display(),
        code=item.reference_code,
        former_codes=tuple(sorted((item.former_lines or "").splitlines())),
        date=item.display_date(language),
        date_as_written=item.date_as_written,
        areas=areas,
        names=names_by_role([link for link in links if link.item_id == item.pk], language),
        rights=rights_view(item.rights),
        credit_line=credit_line,
        repositories=tuple(
            Holder(one.text("name", language), one.pk) for one in item.repository.lineage()
        ),
        country=country_of(item, language),
        citation=citation_view(item, language),
        citations_elsewhere=tuple(
            (code, item.citation(code).text) for code in LANGUAGES if code != language
        ),
        strip=strip,
        shown=strip.shown,
        texts=texts_of(page, language) if page else (),
        is_leftward=item.viewing_direction == ViewingDirection.RIGHT_TO_LEFT,
        ancestors=tuple(above(one, language) for one in ancestors),
        position=position_of(item, ancestors, around, language),
        below=compose_below(item, around, first, language),
        appearances=tuple(appearances_of(item, language)),
        fallbacks=foreign_languages(language, title, *own),
        languages=languages_of(item, translated_fields(ArchivalItem)),
        by_machine=any_by_machine(title, credit_line, *own),
        availability=availability([item]),
    )


def within(wanted: str, total: int) -> int:
    """The number that an address asks for; 1 when it asks for none that exists."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1
    return number if 1 <= number <= total else 1


def country_of(item: ArchivalItem, language: str) -> str:
    """The country of the repository, or of the institution that it belongs to, in words."""
    codes = (one.country for one in reversed(item.repository.lineage()) if one.country)
    return country_name(next(codes, ""), language)


def creators_in(links: list[NameLink]) -> dict[int, list[NameLink]]:
    found: dict[int, list[NameLink]] = {}
    for link in links:
        if link.role == Role.CREATOR:
            found.setdefault(link.item_id, []).append(link)
    return found


def names_by_role(
    links: list[NameLink], language: str
) -> tuple[tuple[str, tuple[Creator, ...]], ...]:
    """Names under their roles, in the order of ``Role``."""
    order = list(Role)
    rows = groupby(sorted(links, key=lambda link: order.index(link.role)), lambda link: link.role)
    return tuple(
        (Role(role).label, tuple(creator(link, language) for link in found)) for role, found in rows
    )


def rights_view(uri: str) -> RightsView | None:
    return RightsView(uri, WORDS_FOR_RIGHTS.get(uri, uri), MEANINGS.get(uri, "")) if uri else None


def texts_in(areas: tuple[Area, ...]) -> list[Text]:
    """The item's own texts; of inherited ones the page says in which language they are."""
    elements = (element for area in areas for element in area.elements)
    return [e.value for e in elements if isinstance(e.value, Text) and not e.inherited_from]


def position_of(
    item: ArchivalItem, ancestors: list[ArchivalItem], around: list[ArchivalItem], language: str
) -> Position | None:
    """None where readers do not see what the item lies in, and for those that are not public."""
    if not (item.is_open and ancestors and ancestors[-1].is_open):
        return None
    beside = [relative(one, language) for one in around if one.parent_id == item.parent_id]
    return Position(
        number=item.siblings_before + 1,
        total=item.sibling_count,
        previous=beside[0] if item.siblings_before else None,
        next=beside[-1] if item.siblings_before + 1 < item.sibling_count else None,
    )


def compose_below(
    item: ArchivalItem, around: list[ArchivalItem], first: int, language: str
) -> Below:
    children = tuple(relative(one, language) for one in around if one.parent_id == item.pk)
    later = first + LIST
    return Below(
        items=children,
        first=first,
        total=item.child_count,
        earlier=max(1, first - LIST) if first > 1 else 0,
        later=later if later <= item.child_count else 0,
    )


def relative(item: ArchivalItem, language: str) -> Relative:
    return Relative(
        title=text_of(item, "title", language),
        url=item.get_absolute_url(),
        level=item.get_level_display(),
        code=item.reference_code,
    )
