"""What readers see, and where an address leads that is no longer the present one."""

from collections.abc import Callable
from functools import wraps

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from exhibits.editions.foot import with_foot
from exhibits.models import Edition, EditionPage, Exhibition, FormerAddress, Showing

View = Callable[..., HttpResponse]
Kind = EditionPage.Kind


class Withdrawn(Exception):
    """The exhibition was published once and is no more."""


def edition_of(exhibition: Exhibition | int) -> Edition:
    """What readers see now. Raises ``Withdrawn`` for what they once could see, else ``Http404``."""
    showing = Showing.objects.latest_of(exhibition).select_related("edition").first()
    if showing is None:
        raise Http404
    if showing.edition is None:
        raise Withdrawn
    return showing.edition


def current_rows(kind: str, slug: str, part: str, language: str, beside: str) -> list[EditionPage]:
    """A page of the current edition at an address, and the page to stand beside it; one query."""
    editions = Edition.objects.filter(slug=slug).current()
    return page_rows(EditionPage.objects.filter(edition__in=editions), kind, part, language, beside)


def current_row(kind: str, slug: str, part: str, language: str) -> EditionPage:
    """A page of the current edition without its content, with what its name needs; one query."""
    editions = Edition.objects.filter(slug=slug).current()
    rows = EditionPage.objects.filter(
        edition__in=editions, kind=kind, slug=part, language=language, apart=False
    )
    row = with_foot(rows.select_related("edition").defer("content", "edition__facts")).first()
    if row is None:
        raise Http404
    return row


def page_rows(pages, kind: str, part: str, language: str, beside: str) -> list[EditionPage]:
    wanted = Q(language=language, apart=False) | Q(language=beside, apart=True)
    rows = pages.filter(wanted, kind=kind, slug=part).select_related("edition")
    return list(rows.defer("edition__facts"))


def answers_gone(view: View) -> View:
    """410 in the reader's language for what was withdrawn."""

    @wraps(view)
    def found(request: HttpRequest, *args, **parts) -> HttpResponse:
        try:
            return view(request, *args, **parts)
        except Withdrawn:
            return render(request, "410.html", status=410)

    return found


def kept_address(view: View) -> View:
    """Leads a former address to the present one, and answers 410 for what was withdrawn."""

    @answers_gone
    @wraps(view)
    def found(request: HttpRequest, slug: str, **parts: str) -> HttpResponse:
        try:
            return view(request, slug, **parts)
        except Http404:
            if (present := present_address(slug, parts)) is None:
                raise
            return HttpResponsePermanentRedirect(present)

    return found


def present_address(slug: str, parts: dict[str, str]) -> str | None:
    """Where an address of an exhibition leads since something in it was renamed."""
    exhibition = exhibition_at(slug)
    if exhibition is None:
        return None
    edition = edition_of(exhibition)
    kind, part = next(iter(parts.items()), ("", ""))
    if not part:
        return reverse("exhibits:exhibition", args=[edition.slug]) if edition.slug != slug else None
    present = present_part(edition, kind, part)
    if present is None or (edition.slug, present) == (slug, part):
        return None
    return reverse(f"exhibits:{kind}", kwargs={"slug": edition.slug, kind: present})


def exhibition_at(slug: str) -> int | None:
    """The key of the exhibition that has or had an address; of several, the one that has it."""
    now = Edition.objects.filter(slug=slug).current().first()
    if now is not None:
        return now.exhibition_id
    if kept := FormerAddress.objects.filter(slug=slug, section=None, essay=None).first():
        return kept.exhibition_id
    had = Edition.objects.filter(slug=slug, showings__isnull=False).order_by("-frozen_at").first()
    return had.exhibition_id if had else None


def present_part(edition: Edition, kind: str, part: str) -> str | None:
    """The present slug of the section or essay that has or had a slug."""
    pages = edition.pages.filter(kind=kind, apart=False)
    if pages.filter(slug=part).exists():
        return part
    target = pages.filter(source_key__in=former_keys(edition, kind, part)).first()
    return target.slug if target else None


def former_keys(edition: Edition, kind: str, part: str) -> list[int]:
    """Keys of sections or essays that had a slug once, as noted or in earlier editions."""
    noted = FormerAddress.objects.filter(exhibition=edition.exhibition_id, slug=part)
    keys = list(noted.exclude(**{kind: None}).values_list(kind, flat=True))
    earlier = EditionPage.objects.filter(edition__exhibition=edition.exhibition_id)
    return keys + list(earlier.filter(kind=kind, slug=part).values_list("source_key", flat=True))
