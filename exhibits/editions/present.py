"""What readers find at each public address of the exhibitions at a moment, and until when.

The name of a rendered page says all that its bytes depend on: this version of the system, the
edition, and what the foot of every page names. Which names are current is a question of the clock.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone, translation

from exhibits.editions.foot import mark_of, present_mark, with_foot
from exhibits.editions.public import current_editions
from exhibits.editions.rendering import page_path, render_feed, render_home, render_row
from exhibits.editions.version import render_key
from exhibits.models import Edition, EditionPage, Page, Showing
from translations.texts import LANGUAGES

FOREVER = float("inf")
Kind = EditionPage.Kind


class Place(NamedTuple):
    """An address, the name under which its page is kept, and how the page is made."""

    path: str
    name: str
    render: Callable[[], str]


class Present(NamedTuple):
    """Names by address, valid from a moment to before another (seconds since 1970)."""

    since: float
    until: float
    names: dict[str, str]


def places(at: datetime | None = None) -> Iterator[Place]:
    """Everything that is the same for every reader at a moment (now)."""
    mark, editions = present_mark(), list(current_editions(at))
    for language in LANGUAGES:
        yield from site_places(editions, mark, language)
    for edition in editions:
        for row in public_rows(edition).defer("content"):
            name = page_name(edition, row, mark)
            yield Place(page_path(edition, row), name, partial(render_row, edition, row))


def present_editions() -> tuple[list[Edition], str]:
    """Current editions and the mark of the foot: one query, two on a site that shows nothing."""
    editions = list(with_foot(current_editions()))
    return editions, mark_of(editions[0]) if editions else present_mark()


def site_places(editions: list[Edition], mark: str, language: str) -> Iterator[Place]:
    with translation.override(language):
        home, feed = reverse("exhibits:home"), reverse("exhibits:feed")
    yield Place(home, home_name(editions, mark, language), partial(render_home, editions, language))
    yield Place(feed, feed_name(editions, mark, language), partial(render_feed, editions, language))


def public_rows(edition: Edition):
    """Rows of the pages that have a public address each."""
    return edition.pages.filter(apart=False).exclude(kind=Kind.CARD)


def page_name(edition: Edition, row: EditionPage, mark: str) -> str:
    part = f"{row.kind}-{row.slug}" if row.slug else row.kind
    return f"{render_key()}/{edition_folder(edition)}/{mark}/{row.language}/{part}.html"


def edition_folder(edition: Edition) -> str:
    return f"{edition.slug[:40]}-{edition.number}-{short(*identity(edition))}"


def home_name(editions: Iterable[Edition], mark: str, language: str) -> str:
    return f"{render_key()}/{site_folder(editions)}/{mark}/{language}/home.html"


def feed_name(editions: Iterable[Edition], mark: str, language: str) -> str:
    return f"{render_key()}/{site_folder(editions)}/{mark}/{language}/feed.xml"


def site_folder(editions: Iterable[Edition]) -> str:
    told = ((*identity(e), str(e.exhibition.published_at)) for e in editions)
    return f"site-{short(*(word for words in told for word in words))}"


def identity(edition: Edition) -> tuple[str, str, str]:
    return edition.content_hash, str(edition.number), edition.frozen_at.isoformat()


def short(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def present(at: datetime | None = None) -> Present:
    at = at or timezone.now()
    begun = Showing.objects.begun(at).aggregate(last=Max("starts_at"))["last"]
    comes = Showing.objects.to_come(at).first()
    return Present(
        since=begun.timestamp() if begun else 0.0,
        until=comes.starts_at.timestamp() if comes else FOREVER,
        names={place.path: place.name for place in places(at)},
    )


def version() -> tuple:
    """Another one whenever showings or plain pages have changed, on whichever machine."""
    showings = Showing.objects.aggregate(Count("pk"), Max("pk"), Max("called_off_at"))
    pages = Page.objects.aggregate(Count("pk"), Max("changed_at"))
    return *showings.values(), *pages.values()
