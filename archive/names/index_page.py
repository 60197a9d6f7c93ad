"""The index of names: by kind, in the order of the reader's language, by initials."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.mapping.places_map import MapView, places_map
from archive.models import Name
from archive.names.sorting import bounds, initial
from translations.texts import LANGUAGES, Text, text_of

PER_PAGE = 100
SHOWN = ("kind", "date", "source_language", "machine_made", *(f"name_{code}" for code in LANGUAGES))


@dataclass(frozen=True, slots=True)
class IndexLink:
    """A kind, an initial or a page of the index."""

    label: str
    url: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class IndexedName:
    name: Text
    url: str
    kind: str
    dates: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    kinds: tuple[IndexLink, ...]
    initials: tuple[IndexLink, ...]
    names: tuple[IndexedName, ...]
    count: int
    listed: Page
    pages: tuple[IndexLink, ...]
    map: MapView | None = None


def compose_index(params: QueryDict, language: str) -> NameIndex:
    """One page of the index; a kind or initial that does not exist is as if none were asked for."""
    counts = dict(Name.objects.current().order_by().values_list("kind").annotate(Count("pk")))
    kind = params.get("kind") if params.get("kind") in counts else ""
    names = Name.objects.current().filter(**({"kind": kind} if kind else {}))
    letters = initials_of(names, language)
    letter = params.get("initial") if params.get("initial") in letters else ""
    shown = under(names, letter, language).in_order_for(language)
    paginator = Paginator(shown.only(*SHOWN), PER_PAGE)
    paginator.count = (
        letters[letter] if letter else sum(counts[k] for k in ([kind] if kind else counts))
    )
    page = paginator.get_page(params.get("page"))
    return NameIndex(
        kinds=tuple(kind_links(counts, kind)),
        initials=tuple(
            IndexLink(one, address(kind, one), one == letter, count)
            for one, count in letters.items()
            if one
        ),
        names=tuple(indexed(name, language) for name in page),
        count=paginator.count,
        listed=page,
        pages=tuple(page_links(page, kind, letter)),
        map=places_map(language) if kind == Name.Kind.PLACE and has_map(letter, page) else None,
    )


def has_map(letter: str, page: Page) -> bool:
    """Above the whole list of places, where it begins."""
    return not letter and page.number == 1


def initials_of(names: QuerySet, language: str) -> dict[str, int]:
    """Initials in the order of the language, with how many names each has."""
    start = Substr(f"sort_{language}", 1, 3)
    rows = names.order_by().values_list(start).annotate(Count("pk")).order_by(start)
    found: dict[str, int] = {}
    for key, count in rows:
        letter = initial(key)
        found[letter] = found.get(letter, 0) + count
    return {letter: count for letter, count in found.items() if letter}


def under(names: QuerySet, letter: str, language: str) -> QuerySet:
    if not letter:
        return names
    first, after = bounds(letter, language)
    column = f"sort_{language}"
    return names.filter(**{f"{column}__gte": first, f"{column}__lt": after})


def kind_links(counts: dict[str, int], current: str):
    yield IndexLink(_("All names"), address("", ""), not current, sum(counts.values()))
    for kind in Name.Kind:
        if kind in counts:
            yield IndexLink(str(kind.label), address(kind, ""), kind == current, counts[kind])


def page_links(page: Page, kind: str, letter: str):
    if page.has_other_pages():
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
            is_number = isinstance(number, int)
            url = address(kind, letter, number) if is_number else ""
            yield IndexLink(str(number), url, number == page.number)


def address(kind: str, letter: str, page: int = 1) -> str:
    query = QueryDict(mutable=True)
    for name, value in (("kind", kind), ("initial", letter), ("page", page if page > 1 else "")):
        if value:
            query[name] = str(value)
    path = reverse("archive:names")
    return f"{path}?{query.urlencode()}" if query else path


def indexed(name: Name, language: str) -> IndexedName:
    return IndexedName(
        name=text_of(name, "name", language),
        url=name.get_absolute_url(),
        kind=name.get_kind_display(),
        dates=name.display_date(language),
    )
