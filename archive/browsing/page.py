"""Browsing items: filters, counts per value, pages. State lives in the query string alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.browsing.facets import Facet, Tally, facets
from archive.browsing.filters import ItemFilter
from archive.browsing.years import TimelineView, compose_timeline
from archive.display import PictureView, picture_view
from archive.models import ArchivalItem, Repository, page_count
from archive.names.facets import name_facets
from translations.texts import Text, text_of

PER_PAGE = 24
ON_CARDS = (
    *("source_language", "machine_made", "title", "reference_code", "repository"),
    *("date", "level", "material_type"),
)


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
class PageLink:
    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class BrowsePage:
    form: object
    errors: tuple[str, ...]
    items: tuple[ItemCard, ...]
    count: int
    first: int
    last: int
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    pages: tuple[PageLink, ...]
    previous: str
    next: str
    timeline: TimelineView | None = None


class CountedPaginator(Paginator):
    """Pages of keys whose number is known already."""

    def __init__(self, keys: QuerySet, per_page: int, *, count: int):
        super().__init__(keys, per_page)
        self.count = count


def browse_page(params: QueryDict, language: str) -> BrowsePage:
    """One page of items under the filters of a query string. Wrong values are said, not ignored.

    The number of queries does not depend on filters or sizes.
    """
    filtered = ItemFilter(params, queryset=ArchivalItem.objects.public())
    tally, params = Tally(filtered), filtered.with_kept_names(params)
    keys = filtered.qs.in_browsing_order().values_list("pk", flat=True)
    paginator = CountedPaginator(keys, PER_PAGE, count=tally.total)
    page = paginator.get_page(params.get("page"))
    shown = (*facets(tally, language), *name_facets(tally, language))
    return BrowsePage(
        form=filtered.form,
        errors=tuple(error_lines(filtered.form)),
        items=tuple(item_card(item, language) for item in items_of(page, filtered.repositories)),
        count=paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        facets=shown,
        chips=tuple(chips(filtered, shown, params)),
        pages=tuple(page_links(paginator, page.number, params)),
        previous=address(params, page=page.number - 1) if page.has_previous() else "",
        next=address(params, page=page.number + 1) if page.has_next() else "",
        timeline=compose_timeline(filtered, params, language),
    )


def items_of(keys: Iterable[int], repositories: Iterable[Repository]) -> Iterator[ArchivalItem]:
    """Items in the order of their keys.

    Keys come first, from the index alone: whole rows and joins would be read for every item
    that is skipped on the way to a late page.
    """
    keys, known = list(keys), {repository.pk: repository for repository in repositories}
    found = ArchivalItem.objects.with_pictures().only(*ON_CARDS).annotate(page_count=page_count())
    found = found.in_bulk(keys)
    for item in (found[key] for key in keys if key in found):
        item.repository = known.get(item.repository_id) or item.repository
        yield item


def item_card(item: ArchivalItem, language: str) -> ItemCard:
    return ItemCard(
        title=text_of(item, "title", language),
        url=item.get_absolute_url(),
        code=item.reference_code,
        date=item.display_date(language),
        level=item.get_level_display(),
        material_type=item.get_material_type_display(),
        repository=text_of(item.repository, "name", language),
        picture=picture_view(item.cover, language) if item.cover else None,
        page_count=item.page_count,
    )


def error_lines(form) -> list[str]:
    """One line per fault, naming the field."""
    return [
        f"{form.fields[name].label}: {error}" if name in form.fields else error
        for name, errors in form.errors.items()
        for error in errors
    ]


def chips(filtered: ItemFilter, shown: tuple[Facet, ...], params: QueryDict) -> Iterator[Chip]:
    """What is filtered by, each with the address that drops it."""
    for facet in shown:
        for choice in facet.choices:
            if choice.is_chosen:
                url = address(params, drop=(facet.name, choice.value))
                yield Chip(choice.label, facet.title, url)
    for name in ("q", "date_from", "date_to", "digitised"):
        if value := params.get(name, "").strip():
            label = _("only digitised") if name == "digitised" else value
            title = str(filtered.form.fields[name].label)
            yield Chip(Text(label), title, address(params, drop=(name, value)))


def page_links(paginator: Paginator, current: int, params: QueryDict) -> Iterator[PageLink]:
    for number in paginator.get_elided_page_range(current, on_each_side=2, on_ends=1):
        if isinstance(number, int):
            yield PageLink(number, address(params, page=number), number == current)
        else:
            yield PageLink(0, "", False)


def address(params: QueryDict, *, page: int = 1, drop: tuple[str, str] | None = None) -> str:
    """The query string with another page, or without one value."""
    query = params.copy()
    query.pop("page", None)
    for name in list(query):
        kept = [v for v in query.getlist(name) if v and (name, v.strip()) != drop]
        query.setlist(name, kept) if kept else query.pop(name)
    if page > 1:
        query["page"] = str(page)
    return f"?{query.urlencode()}"
