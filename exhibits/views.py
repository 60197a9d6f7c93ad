"""Public pages of exhibitions: choose what is shown, compose it, render it."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from exhibits.composition.pages import (
    compose_essay,
    compose_exhibition,
    compose_home,
    compose_page,
    compose_section,
)
from exhibits.models import Essay, Exhibition, FormerAddress, Page, Panel
from exhibits.structured_data import exhibition_ld, panel_ld
from translations.permanent import permanent_response


View = Callable[..., HttpResponse]


class Withdrawn(Exception):
    """The exhibition was published once and is no more."""


def visible_exhibition(request: HttpRequest, slug: str) -> Exhibition:
    """A published exhibition, or one in preparation for staff who may see it.

    Raises ``Http404``, or ``Withdrawn`` for one that readers once could see.
    """
    exhibition = get_object_or_404(Exhibition.objects.select_related("cover__item"), slug=slug)
    if exhibition.is_published or may_preview(request):
        return exhibition
    raise Withdrawn if exhibition.published_at else Http404


def kept_address(view: View) -> View:
    """Leads a former address to the present one, and answers 410 for what was withdrawn."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **parts: str) -> HttpResponse:
        try:
            return view(request, slug, **parts)
        except Withdrawn:
            return render(request, "410.html", status=410)
        except Http404:
            if (present := present_address(request, slug, parts)) is None:
                raise
            return HttpResponsePermanentRedirect(present)

    return found


def present_address(request: HttpRequest, slug: str, parts: dict[str, str]) -> str | None:
    """Where an address of an exhibition leads since something in it was renamed."""
    exhibition = Exhibition.objects.filter(slug=slug).first() or renamed(slug)
    if exhibition is None or not (exhibition.is_published or may_preview(request)):
        return None
    part, former = next(iter(parts.items()), ("", ""))
    if part:
        kept = exhibition.former_addresses.filter(slug=former, **{f"{part}__isnull": False})
        target = kept.select_related(part).first()
        if target is not None:
            former = getattr(target, part).slug
        elif exhibition.slug == slug:
            return None
        return reverse(f"exhibits:{part}", kwargs={"slug": exhibition.slug, part: former})
    return exhibition.get_absolute_url() if exhibition.slug != slug else None


def renamed(slug: str) -> Exhibition | None:
    """The exhibition that had this slug."""
    kept = FormerAddress.objects.filter(slug=slug, section=None, essay=None)
    found = kept.select_related("exhibition").first()
    return found.exhibition if found else None


def may_preview(request: HttpRequest) -> bool:
    return request.user.is_staff and request.user.has_perm("exhibits.view_exhibition")


def shown(request: HttpRequest, template: str, page: object) -> HttpResponse:
    """The page; a preview is never stored and never indexed."""
    response = render(request, template, {"page": page})
    head = getattr(page, "head", None)
    if head is not None and head.is_preview:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the language that the browser wishes."""
    # A cookie that staff carry must not decide for readers, hence a request without it.
    request.COOKIES.clear()
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    exhibitions = Exhibition.objects.published().select_related("cover__item")
    return shown(request, "exhibits/home.html", compose_home(list(exhibitions), get_language()))


@require_safe
@kept_address
def exhibition(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_exhibition(request, slug)
    return shown(request, "exhibits/exhibition.html", compose_exhibition(found, get_language()))


@require_safe
@kept_address
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    page = compose_section(visible_exhibition(request, slug), section, get_language())
    if page is None:
        raise Http404
    return shown(request, "exhibits/section.html", page)


@require_safe
@kept_address
def essay(request: HttpRequest, slug: str, essay: str) -> HttpResponse:
    found = visible_exhibition(request, slug)
    text = get_object_or_404(Essay, exhibition=found, slug=essay)
    return shown(request, "exhibits/essay.html", compose_essay(found, text, get_language()))


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Page, slug=slug)
    return shown(request, "exhibits/page.html", compose_page(found, get_language()))


@require_safe
def permanent_panel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    panels = Panel.objects.select_related("section__exhibition", "section__parent__parent__parent")
    panel = get_object_or_404(panels, uuid=uuid, section__exhibition__is_published=True)
    return permanent_response(request, panel, panel_ld)


@require_safe
def permanent_exhibition(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Exhibition.objects.published(), uuid=uuid)
    return permanent_response(request, found, exhibition_ld)


ACCENT = (
    ":root {{ --accent: #{light}; }}\n"
    "@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: #{dark}; }} }}\n"
)


@require_safe
def accent(_request: HttpRequest, light: str, dark: str) -> HttpResponse:
    """An exhibition's colour as a style sheet: the security policy allows no inline styles."""
    response = HttpResponse(ACCENT.format(light=light, dark=dark), content_type="text/css")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
