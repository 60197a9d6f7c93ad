"""Browsing items: filters, counts per value, pages. State lives in the query string alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.display import PictureView, picture_view
from archive.filters import ItemFilter
from archive.models import ArchivalItem, Level, MaterialType, Repository
from translations.texts import Text, text_of

PER_PAGE = 24


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
class Choice:
    """A value of a facet, with the number of items that it leaves."""

    value: str
    label: Text
    count: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]


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


def browse_page(params: QueryDict, language: str) -> BrowsePage:
    """One page of items under the filters of a query string. Wrong values are said, not ignored."""
    filtered = ItemFilter(params, queryset=ArchivalItem.objects.public())
    paginator = Paginator(filtered.qs.in_browsing_order(), PER_PAGE)
    page = paginator.get_page(params.get("page"))
    cards = page.object_list.for_display().with_pictures().defer("search_text")
    shown = facets(filtered, language)
    return BrowsePage(
        form=filtered.form,
        errors=tuple(error_lines(filtered.form)),
        items=tuple(item_card(item, language) for item in cards),
        count=paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        facets=shown,
        chips=tuple(chips(filtered, shown, params)),
        pages=tuple(page_links(paginator, page.number, params)),
        previous=address(params, page=page.number - 1) if page.has_previous() else "",
        next=address(params, page=page.number + 1) if page.has_next() else "",
    )


def item_card(item: ArchivalItem, language: str) -> ItemCard:
    pages = list(item.digital_objects.all())
    return ItemCard(
        title=text_of(item, "title", language),
        url=item.get_absolute_url(),
        code=item.code_in(language),
        date=item.display_date(language),
        level=item.get_level_display(),
        material_type=item.get_material_type_display(),
        repository=text_of(item.repository, "name", language),
        picture=picture_view(pages[0], language) if pages else None,
        page_count=len(pages),
    )


def error_lines(form) -> list[str]:
    """One line per fault, naming the field."""
    return [
        f"{form.fields[name].label}: {error}" if name in form.fields else error
        for name, errors in form.errors.items()
        for error in errors
    ]


def facets(filtered: ItemFilter, language: str) -> tuple[Facet, ...]:
    """Counts for every value under the other filters; one query for each facet."""
    return (
        repository_facet(filtered, language),
        words_facet(filtered, "level", _("Level"), Level.choices),
        words_facet(filtered, "type", _("Type"), MaterialType.choices),
    )


def counts(filtered: ItemFilter, name: str, field: str) -> dict:
    rows = filtered.without(name).order_by().values_list(field).annotate(Count("pk"))
    return dict(rows)


def words_facet(filtered: ItemFilter, name: str, title: str, words) -> Facet:
    found = counts(filtered, name, "material_type" if name == "type" else name)
    chosen = filtered.chosen(name)
    choices = (
        Choice(value, Text(str(label)), found.get(value, 0), value in chosen)
        for value, label in words
        if found.get(value) or value in chosen
    )
    return Facet(name, title, tuple(choices))


def repository_facet(filtered: ItemFilter, language: str) -> Facet:
    """Repositories with their divisions below them; a count includes the divisions."""
    found = counts(filtered, "repository", "repository_id")
    chosen = filtered.chosen("repository")
    children: dict[int | None, list[Repository]] = {}
    for repository in filtered.repositories:
        children.setdefault(repository.parent_id, []).append(repository)

    def total(repository: Repository) -> int:
        below = sum(total(child) for child in children.get(repository.pk, ()))
        return found.get(repository.pk, 0) + below

    def walk(parent: int | None, depth: int):
        for repository in children.get(parent, ()):
            value = str(repository.pk)
            if total(repository) or value in chosen:
                label = text_of(repository, "name", language)
                yield Choice(value, label, total(repository), value in chosen, depth)
                yield from walk(repository.pk, depth + 1)

    return Facet("repository", _("Repository"), tuple(walk(None, 0)))


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

