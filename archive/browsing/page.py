"""Browsing items: filters, counts per value, pages. State lives in the query string alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.browsing import labels
from archive.browsing.addresses import PageLink, address, page_links
from archive.browsing.counting import Tally
from archive.browsing.facets import MOST_LISTED, Facet, Labels, facets
from archive.browsing.filters import FACETS, ItemFilter
from archive.browsing.orders import ORDERS, RELEVANCE, nearest, page_of
from archive.browsing.said import error_lines, notes
from archive.browsing.years import TimelineView, compose_timeline
from archive.display import PictureView, picture_view
from archive.models import ArchivalItem
from archive.names.facets import Counts, counted_names, name_facets
from translations.texts import Text

PER_PAGE = 24
NAMES = {"agent": "person", "place": "place", "subject": "subject"}  # the index of names by kind


@dataclass(frozen=True, slots=True)
class ItemCard:
    title: Text
    url: str
    code: str
    date: str
    level: str
    material_type: str
    repository: Text
    picture: PictureView | None
    page_count: int


@dataclass(frozen=True, slots=True)
class Chip:
    label: Text
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet, and where the rest of its values is shown, or fewer of them."""

    facet: Facet
    more_url: str = ""
    less_url: str = ""
    index_url: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BrowsePage:
    form: object
    words: str
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    items: tuple[ItemCard, ...]
    count: int
    first: int
    last: int
    facets: tuple[ShownFacet, ...]
    whole: tuple[str, ...]  # facets that are shown whole, which the form keeps
    orders: tuple[Order, ...]
    chips: tuple[Chip, ...]
    pages: tuple[PageLink, ...]
    previous: str
    next: str
    timeline: TimelineView | None = None


class CountedPaginator(Paginator):
    """Pages of items whose number is known already."""

    def __init__(self, count: int):
        super().__init__(range(count), PER_PAGE)


def browse_page(params: QueryDict, language: str) -> BrowsePage:
    """One page of items under the filters of a query string. Wrong values are said, not ignored.

    The number of queries does not depend on filters or sizes.
    """
    filtered = ItemFilter(params, queryset=ArchivalItem.objects.public())
    tally, params = Tally(filtered), filtered.with_kept_names(params)
    page = CountedPaginator(tally.total).get_page(params.get("page"))
    shown = all_facets(tally, language)
    return BrowsePage(
        form=filtered.form,
        words=filtered.valid_values.get("q") or "",
        errors=(*error_lines(filtered), *page_errors(params.get("page", ""), page)),
        notes=tuple(notes(filtered, tally)),
        items=tuple(cards(tally, page, language)),
        count=page.paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        facets=tuple(shown_facet(one, params) for one in shown if one.choices),
        whole=tuple(one.name for one in shown if one.is_whole),
        orders=tuple(orders(filtered)),
        chips=tuple(chips(filtered, shown, params)),
        pages=tuple(page_links(page.paginator, page.number, params)),
        previous=address(params, page=page.number - 1) if page.has_previous() else "",
        next=address(params, page=page.number + 1) if page.has_next() else "",
        timeline=compose_timeline(tally, params, language),
    )


def page_errors(asked: str, page: Page) -> Iterator[str]:
    """A page that is not there is said; the first or last one is shown instead."""
    if asked.strip() and asked.strip() != str(page.number):
        yield _("There is no such page of results.")


def all_facets(tally: Tally, language: str) -> list[Facet]:
    counted = counted_names(tally)
    names = names_of(tally, counted)
    found = {one.name: one for one in facets(tally, names, language)}
    found |= {one.name: one for one in name_facets(tally, counted, names, language)}
    return [found[name] for name in FACETS]


def names_of(tally: Tally, counted: Counts) -> Labels:
    """Labels of all names and fonds that facets show; at most one query."""
    asked = tally.filtered.asked
    keys = {one.name for found in counted.values() for one in found}
    names = {(label.table, label.pk): label for label in asked.names.values()}
    names |= {(label.table, label.pk): label for label in asked.fonds.values()}
    fonds = {int(key) for key, _count in tally.fonds.most_common(MOST_LISTED)}
    keys, fonds = (
        {key for key in some if (table, key) not in names}
        for table, some in ((labels.NAME, keys), (labels.FONDS, fonds))
    )
    return names | labels.labels(
        *([labels.names(keys)] if keys else []), *([labels.fonds(fonds)] if fonds else [])
    )


def cards(tally: Tally, page: Page, language: str) -> Iterator[ItemCard]:
    """Items of a page; two queries."""
    if not tally.total:
        return
    filtered, bounds = tally.filtered, (page.start_index() - 1, page.end_index())
    if filtered.is_by_relevance:
        items = nearest(filtered.qs, tally.nearest, *bounds)
    else:
        items = page_of(filtered.qs, filtered.valid_values.get("sort") or "", language, *bounds)
    known = {label.pk: label.text(language) for label in filtered.repositories}
    for item in items:
        yield item_card(item, known[item.repository_id], language)


def item_card(item: ArchivalItem, repository: Text, language: str) -> ItemCard:
    return ItemCard(
        title=item.text("title", language),
        url=item.get_absolute_url(),
        code=item.reference_code,
        date=item.display_date(language),
        level=item.get_level_display(),
        material_type=item.get_material_type_display(),
        repository=repository,
        picture=picture_view(item.cover, language) if item.cover else None,
        page_count=item.page_count,
    )


def shown_facet(one: Facet, params: QueryDict) -> ShownFacet:
    index = f"{reverse('archive:names')}?kind={NAMES[one.name]}" if one.name in NAMES else ""
    return ShownFacet(
        one,
        address(params, more=one.name) if one.hidden and not one.is_whole else "",
        address(params, drop=("more", one.name)) if one.is_whole else "",
        index if one.hidden and one.is_whole else "",
    )


def orders(filtered: ItemFilter) -> Iterator[Order]:
    """What the list may be ordered by; the usual order has no value."""
    chosen = filtered.valid_values.get("sort") or ""
    has_words = bool(filtered.words)
    usual = _("Relevance first") if has_words else _("With pictures first")
    yield Order("", usual, chosen in ("", RELEVANCE))
    for value, label in ORDERS:
        if value != RELEVANCE:
            yield Order(value, str(label), value == chosen)


def chips(filtered: ItemFilter, shown: list[Facet], params: QueryDict) -> Iterator[Chip]:
    """What is filtered by, each with the address that drops it."""
    for facet in shown:
        for choice in facet.choices:
            if choice.is_chosen:
                url = address(params, drop=(facet.name, choice.value))
                yield Chip(choice.label, facet.title, url)
    for name in ("q", "date_from", "date_to"):
        if value := params.get(name, "").strip():
            value = filtered.valid_values.get(name) or value if name == "q" else value
            title = str(filtered.form.fields[name].label)
            yield Chip(Text(value), title, address(params, without=(name,)))
