"""What readers find of current and earlier editions beside their pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from exhibits.composition.structures import ExhibitionCard
from exhibits.editions.facts import text_from
from exhibits.editions.frozen import structure
from exhibits.editions.notes import edition_date
from exhibits.models import Edition, EditionPage, EditionPicture
from exhibits.visibility import edition_of, exhibition_at
from translations.texts import IN_WORDS, LANGUAGES, Text

NEWEST_FIRST = ("-edition__exhibition__published_at", "-edition__exhibition")


def current_editions(at: datetime | None = None) -> QuerySet[Edition]:
    """Newest exhibition first, with their facts."""
    found = Edition.objects.current(at).select_related("exhibition")
    return found.order_by("-exhibition__published_at", "-exhibition")


def shown_cards(language: str) -> Iterator[ExhibitionCard]:
    """What the home page says of each exhibition; one query."""
    return cards_of(Edition.objects.current(), language)


def cards_of(
    editions: Iterable[Edition] | QuerySet[Edition], language: str
) -> Iterator[ExhibitionCard]:
    """Cards of editions, newest exhibition first; one query."""
    rows = EditionPage.objects.filter(edition__in=editions)
    rows = rows.filter(kind=EditionPage.Kind.CARD, language=language).select_related("edition")
    for row in rows.defer("edition__facts").order_by(*NEWEST_FIRST):
        yield structure(row, row.edition.schema)


def shows_image(image: str) -> bool:
    """Whether an edition, current or earlier, shows an image."""
    return EditionPicture.objects.filter(image=image).exists()


@dataclass(frozen=True, slots=True)
class EditionLine:
    number: int
    kind: str
    date: str
    languages: tuple[str, ...]
    note: str
    url: str
    restores: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class EditionsPage:
    title: Text
    url: str
    lines: tuple[EditionLine, ...]
    languages: tuple[str, ...] = LANGUAGES
    fallbacks: tuple[str, ...] = ()


def editions_at(slug: str, language: str) -> EditionsPage:
    """All editions of an exhibition that were shown, the newest first. Raises ``Http404``."""
    key = exhibition_at(slug)
    if key is None:
        raise Http404
    current = edition_of(key)
    shown = Edition.objects.once_shown().filter(exhibition=key).defer("facts")
    shown = shown.select_related("restores").order_by("-number")
    return EditionsPage(
        title=text_from(current.facts["title"], language),
        url=f"/{language}/exhibitions/{current.slug}/",
        lines=tuple(edition_line(edition, current, language) for edition in shown),
    )


def edition_line(edition: Edition, current: Edition, language: str) -> EditionLine:
    return EditionLine(
        number=edition.number,
        kind=str(edition.get_kind_display()),
        date=edition_date(edition, language),
        languages=tuple(str(IN_WORDS[code]) for code in edition.languages),
        note=edition.note,
        url=edition.get_absolute_url(),
        restores=edition.restores.number if edition.restores else None,
        is_current=edition.pk == current.pk,
    )
