"""Who sees which exhibition, and where an address leads that is no longer the present one."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from exhibits.models import Exhibition, FormerAddress

View = Callable[..., HttpResponse]


class Withdrawn(Exception):
    """The exhibition was published once and is no more."""


def may_preview(request: HttpRequest, exhibition: Exhibition) -> bool:
    user = request.user
    return user.is_staff and user.has_perm("exhibits.view_exhibition", exhibition)


def check_public(exhibition: Exhibition) -> None:
    """Raises ``Withdrawn`` for what readers once could see, ``Http404`` for what they never did."""
    if not exhibition.is_published:
        raise Withdrawn if exhibition.published_at else Http404


def check_visible(request: HttpRequest, exhibition: Exhibition) -> None:
    """Like ``check_public``, but staff may also see what is in preparation."""
    if not exhibition.is_published and not may_preview(request, exhibition):
        check_public(exhibition)


def visible_exhibition(request: HttpRequest, slug: str) -> Exhibition:
    """The exhibition at an address, if this person may see it."""
    exhibition = get_object_or_404(Exhibition.objects.select_related("cover__item"), slug=slug)
    check_visible(request, exhibition)
    return exhibition


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
            if (present := present_address(request, slug, parts)) is None:
                raise
            return HttpResponsePermanentRedirect(present)

    return found


def present_address(request: HttpRequest, slug: str, parts: dict[str, str]) -> str | None:
    """Where an address of an exhibition leads since something in it was renamed."""
    exhibition = Exhibition.objects.filter(slug=slug).first() or renamed(slug)
    if exhibition is None:
        return None
    check_visible(request, exhibition)
    part, former = next(iter(parts.items()), ("", ""))
    if not part:
        return exhibition.get_absolute_url() if exhibition.slug != slug else None
    kept = exhibition.former_addresses.filter(slug=former, **{f"{part}__isnull": False})
    target = kept.select_related(part).first()
    if target is None and exhibition.slug == slug:
        return None
    present = getattr(target, part).slug if target else former
    return reverse(f"exhibits:{part}", kwargs={"slug": exhibition.slug, part: present})


def renamed(slug: str) -> Exhibition | None:
    """The exhibition that had this slug."""
    kept = FormerAddress.objects.filter(slug=slug, section=None, essay=None)
    found = kept.select_related("exhibition").first()
    return found.exhibition if found else None
