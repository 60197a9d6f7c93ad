"""Preview pages: what will be released, as it is now, shown by the templates of the site."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from archive.dates import display_date
from exhibits.composition.pages import compose_essay, compose_exhibition, compose_section
from exhibits.editions.rendering import TEMPLATES, Kind
from exhibits.models import Exhibition, Panel
from exhibits.previews.addresses import WORKING_COPY, kept_inside
from exhibits.previews.doors import Closed, Door, LoginWanted, door, may_see
from translations.texts import BESIDE

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",  # the address is the key
}
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class PreviewNote:
    """What a page says of itself. ``until`` is empty and ``edit`` is an address for staff."""

    public_path: str
    until: str = ""
    edit: str = ""


def sealed(view: View) -> View:
    """Kept from caches, search engines and other sites; a closed door tells nothing."""

    @wraps(view)
    def found(request: HttpRequest, page_language: str, **parts) -> HttpResponse:
        with translation.override(page_language):
            response = answer(view, request, parts)
        response["Content-Language"] = page_language
        sealed_headers(response)
        return response

    return require_safe(found)


def sealed_headers(response: HttpResponse) -> None:
    for name, value in HEADERS.items():
        response[name] = value


def answer(view: View, request: HttpRequest, parts: dict) -> HttpResponse:
    try:
        return view(request, **parts)
    except Closed as closed:
        return render(request, "exhibits/preview_closed.html", status=closed.status)
    except LoginWanted:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    except Http404:
        return render(request, "404.html", status=404)


@require_safe
def start(request: HttpRequest, key: str) -> HttpResponse:
    """The bare address leads to the language that the browser wishes."""
    if key == WORKING_COPY:
        return HttpResponseRedirect(reverse("admin:exhibits_exhibition_changelist"))
    # A cookie that staff carry must not decide for readers, hence a request without it.
    request.COOKIES.clear()
    address = reverse("preview:entrance", args=[key, get_language_from_request(request)])
    response = HttpResponseRedirect(address)
    sealed_headers(response)
    response["Vary"] = "Accept-Language"
    return response


@sealed
def entrance(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponseRedirect(front_path(door(request, key)))


def front_path(opened: Door) -> str:
    return reverse("preview:exhibition", args=[opened.key, get_language(), opened.exhibition.slug])


@sealed
def page(
    request: HttpRequest, key: str, slug: str, section: str = "", essay: str = ""
) -> HttpResponse:
    """The front of an exhibition, a chapter or an essay, at will beside another language."""
    opened = door(request, key, slug)
    if slug != opened.exhibition.slug:  # renamed since the link was sent
        return HttpResponseRedirect(front_path(opened))
    kind = Kind.SECTION if section else Kind.ESSAY if essay else Kind.FRONT
    composed = compose(opened.exhibition, kind, section or essay, request.GET.get(BESIDE, ""))
    context = {"page": composed, "preview": note(request, opened, kind, section or essay)}
    html = render_to_string(TEMPLATES[kind], context, request=request)
    return HttpResponse(kept_inside(html, slug, key))


def compose(exhibition: Exhibition, kind: str, part: str, wish: str):
    """The page's structure. Raises ``Http404``."""
    language = get_language()
    if kind == Kind.FRONT:
        return compose_exhibition(exhibition, language)
    if kind == Kind.ESSAY:
        essay = get_object_or_404(exhibition.essays, slug=part)
        return compose_essay(exhibition, essay, language, beside=wish)
    composed = compose_section(exhibition, part, language, beside=wish)
    if composed is None:
        raise Http404
    return composed


def note(request: HttpRequest, opened: Door, kind: str, part: str) -> PreviewNote:
    path = request.path.removeprefix(f"/preview/{opened.key}")
    if opened.until is None:
        return PreviewNote(path, edit=edit_address(opened.exhibition, kind, part))
    day = display_date(f"{opened.until:%Y-%m-%d}", get_language())
    return PreviewNote(path, until=f"{day}, {opened.until:%H:%M} UTC")


def edit_address(exhibition: Exhibition, kind: str, part: str) -> str:
    """Where staff edit what a page shows."""
    if kind == Kind.FRONT:
        return reverse("admin:exhibits_exhibition_change", args=[exhibition.pk])
    shown = exhibition.essays if kind == Kind.ESSAY else exhibition.sections
    key = shown.values_list("pk", flat=True).get(slug=part)
    return reverse(f"admin:exhibits_{kind}_change", args=[key])


@require_safe
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From a panel on a preview page to its form."""
    found = Panel.objects.select_related("section__exhibition").filter(uuid=uuid).first()
    if not may_see(request.user, found and found.section.exhibition):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if found is None:
        raise Http404
    address = reverse("admin:exhibits_panel_change", args=[found.pk])
    return HttpResponseRedirect(address)
