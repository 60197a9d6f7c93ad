"""The page of an archival item, composed for one language."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from archive.appearances import Appearance, appearances_of
from archive.display import CitationView, PictureView, citation_view, picture_view
from archive.models import ArchivalItem
from archive.rights import RIGHTS
from translations.states import translated_fields
from translations.texts import Text, foreign_languages, languages_of, text_of

MOST_CHILDREN = 50
WORDS_FOR_RIGHTS = dict(RIGHTS)
NAMED = (
    *("source_language", "title", "reference_code", "level", "parent"),
    *("repository", "repository__reference_scheme"),
)


@dataclass(frozen=True, slots=True)
class Relative:
    """An item above or below this one."""

    title: Text
    url: str
    level: str
    code: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    title: Text
    url: str
    permanent_url: str
    level: str
    material_type: str
    code: str
    date: str
    date_as_written: str
    scope_and_content: Text
    extent: Text
    languages_of_material: tuple[str, ...]
    access_conditions: Text
    rights_uri: str
    rights_words: str
    credit_line: Text
    repositories: tuple[Text, ...]
    repository_description: Text
    citation: CitationView
    pictures: tuple[PictureView, ...]
    shown: PictureView | None
    ancestors: tuple[Relative, ...]
    children: tuple[Relative, ...]
    child_count: int
    appearances: tuple[Appearance, ...]
    fallbacks: tuple[str, ...]
    languages: tuple[str, ...]


def compose_item(item: ArchivalItem, language: str, *, shown: str = "1") -> ItemPage:
    """Everything the page shows. ``shown`` is the number of the page image that is open."""
    title = text_of(item, "title", language)
    scope = text_of(item, "scope_and_content", language)
    objects = list(item.digital_objects.order_by("order", "id"))
    pictures = tuple(picture_view(o, language, n) for n, o in enumerate(objects, 1))
    children = children_of(item)
    extent, access = text_of(item, "extent", language), text_of(item, "access_conditions", language)
    return ItemPage(
        title=title,
        url=item.get_absolute_url(),
        permanent_url=reverse("permanent-item", args=[item.uuid]),
        level=item.get_level_display(),
        material_type=item.get_material_type_display(),
        code=item.reference_code,
        date=item.display_date(language),
        date_as_written=item.date_as_written,
        scope_and_content=scope,
        extent=extent,
        languages_of_material=tuple(item.languages_of_material),
        access_conditions=access,
        rights_uri=item.rights,
        rights_words=WORDS_FOR_RIGHTS.get(item.rights, ""),
        credit_line=text_of(item, "credit_line", language),
        repositories=tuple(r.text("name", language) for r in item.repository.lineage()),
        repository_description=text_of(item.repository, "description", language),
        citation=citation_view(item, language),
        pictures=pictures,
        shown=chosen(pictures, shown),
        ancestors=tuple(relative(a, language) for a in ancestors(item)),
        children=tuple(relative(c, language) for c in children[:MOST_CHILDREN]),
        child_count=child_count(item, children),
        appearances=tuple(appearances_of(item, language)),
        fallbacks=foreign_languages(language, title, scope, extent, access),
        languages=languages_of(item, translated_fields(ArchivalItem)),
    )


def chosen(pictures: tuple[PictureView, ...], number: str) -> PictureView | None:
    """The page image that an address asks for; the first when it asks for none that exists."""
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return next((p for p in pictures if p.number == wanted), pictures[0] if pictures else None)


def ancestors(item: ArchivalItem) -> list[ArchivalItem]:
    """Public items above, outermost first; one query."""
    keys = item.ancestor_ids
    found = named(ArchivalItem.objects.public()).in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]


def children_of(item: ArchivalItem) -> list[ArchivalItem]:
    """Public items right below, by code; one more than are shown, to know whether there are."""
    return list(named(item.children.public()).in_code_order()[: MOST_CHILDREN + 1])


def child_count(item: ArchivalItem, children: list[ArchivalItem]) -> int:
    """All public items right below; counted only when there are more than were read."""
    return len(children) if len(children) <= MOST_CHILDREN else item.children.public().count()


def named(items: QuerySet) -> QuerySet:
    """Only what ``relative`` reads: descriptions are long."""
    return items.select_related("repository").only(*NAMED)


def relative(item: ArchivalItem, language: str) -> Relative:
    return Relative(
        title=text_of(item, "title", language),
        url=item.get_absolute_url(),
        level=item.get_level_display(),
        code=item.reference_code,
    )
