"""Public pages of exhibitions: choose what is shown, compose it, render it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from exhibits.composition.pages import (
    compose_essay,
    compose_exhibition,
    compose_home,
    compose_page,
    compose_section,
)
from exhibits.models import Essay, Exhibition, Page, Panel
from exhibits.structured_data import exhibition_ld, panel_ld
from exhibits.visibility import answers_gone, check_public, kept_address, visible_exhibition
from translations.permanent import permanent_response
from translations.texts import BESIDE


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
    found, beside = visible_exhibition(request, slug), request.GET.get(BESIDE, "")
    page = compose_section(found, section, get_language(), beside=beside)
    if page is None:
        raise Http404
    return shown(request, "exhibits/section.html", page)


@require_safe
@kept_address
def essay(request: HttpRequest, slug: str, essay: str) -> HttpResponse:
    found = visible_exhibition(request, slug)
    text = get_object_or_404(Essay, exhibition=found, slug=essay)
    page = compose_essay(found, text, get_language(), beside=request.GET.get(BESIDE, ""))
    return shown(request, "exhibits/essay.html", page)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Page, slug=slug)
    return shown(request, "exhibits/page.html", compose_page(found, get_language()))


@require_safe
@answers_gone
def permanent_panel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    panels = Panel.objects.select_related("section__exhibition", "section__parent__parent__parent")
    panel = get_object_or_404(panels, uuid=uuid)
    check_public(panel.section.exhibition)
    return permanent_response(request, panel, panel_ld)


@require_safe
@answers_gone
def permanent_exhibition(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Exhibition, uuid=uuid)
    check_public(found)
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
