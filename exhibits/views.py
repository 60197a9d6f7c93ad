"""Public pages of exhibitions: choose what is shown, and render it.

Readers see editions; nothing here reads the working copy.
"""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from exhibits.composition.pages import compose_page
from exhibits.composition.structures import HomePage
from exhibits.editions.answering import ATOM, kept_answer
from exhibits.editions.foot import mark_of
from exhibits.editions.frozen import moved, with_beside
from exhibits.editions.present import feed_name, home_name, page_name, present_editions
from exhibits.editions.public import editions_at, shown_cards
from exhibits.editions.rendering import as_html, render_feed, render_home, render_row
from exhibits.models import Edition, EditionPage, EditionPanel, Exhibition, Page
from exhibits.structured_data import exhibition_ld, panel_ld
from exhibits.visibility import (
    answers_gone,
    current_row,
    current_rows,
    edition_of,
    exhibition_at,
    kept_address,
    page_rows,
    present_part,
)
from translations.permanent import permanent_response
from translations.texts import BESIDE, LANGUAGES

Kind = EditionPage.Kind


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
    if request.GET:  # the addresses of the other languages keep it
        page = HomePage(tuple(shown_cards(get_language())), LANGUAGES)
        return render(request, "exhibits/home.html", {"page": page})
    editions, mark = present_editions()
    name = home_name(editions, mark, language := get_language())
    return kept_answer(request, name, partial(render_home, editions, language))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The exhibitions that readers see, as Atom."""
    editions, mark = present_editions()
    name = feed_name(editions, mark, language := get_language())
    return kept_answer(request, name, partial(render_feed, editions, language), ATOM)


@require_safe
@kept_address
def exhibition(request: HttpRequest, slug: str) -> HttpResponse:
    return current_page(request, Kind.FRONT, slug)


@require_safe
@kept_address
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    return current_page(request, Kind.SECTION, slug, section)


@require_safe
@kept_address
def essay(request: HttpRequest, slug: str, essay: str) -> HttpResponse:
    return current_page(request, Kind.ESSAY, slug, essay)


def current_page(request: HttpRequest, kind: str, slug: str, part: str = "") -> HttpResponse:
    """A page of what readers see now: kept, or made for what the query string asks."""
    if request.GET:
        return page_as_wished(request, kind, slug, part)
    row = current_row(kind, slug, part, get_language())
    name = page_name(row.edition, row, mark_of(row))
    return kept_answer(request, name, partial(render_row, row.edition, row))


def page_as_wished(request: HttpRequest, kind: str, slug: str, part: str) -> HttpResponse:
    """The same at will beside another language."""
    language, wish = get_language(), request.GET.get(BESIDE, "")
    rows = current_rows(kind, slug, part, language, wish)
    if not rows:
        raise Http404
    edition = rows[0].edition
    page = with_beside(rows, language, wish, edition.schema)
    return HttpResponse(as_html(edition, kind, page, request))


@require_safe
@answers_gone
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """All editions of an exhibition that readers have seen."""
    page = editions_at(slug, get_language())
    return render(request, "exhibits/editions.html", {"page": page})


@require_safe
@answers_gone
def edition(
    request: HttpRequest, slug: str, number: int, section: str = "", essay: str = ""
) -> HttpResponse:
    """A page of one edition at its own address; it says whether there is a newer one."""
    found = numbered(slug, number)
    kind = Kind.SECTION if section else Kind.ESSAY if essay else Kind.FRONT
    language, wish = get_language(), request.GET.get(BESIDE, "")
    rows = page_rows(found.pages, kind, section or essay, language, wish)
    if not rows:
        raise Http404
    page = with_beside(rows, language, wish, found.schema)
    page = moved(page, front_address(found), found.get_absolute_url())
    newest = newest_address(found, kind, section or essay)
    response = HttpResponse(as_html(found, kind, page, request, newest))
    response["X-Robots-Tag"] = "noindex"
    return response


def front_address(edition: Edition) -> str:
    return reverse("exhibits:exhibition", args=[edition.slug])


def newest_address(edition: Edition, kind: str, part: str) -> str:
    """Where the newest state of a page of an edition is; empty when this is it."""
    current = edition_of(edition.exhibition_id)
    if current == edition:
        return ""
    present = present_part(current, kind, part) if part else None
    if present is None:
        return front_address(current)
    return reverse(f"exhibits:{kind}", kwargs={"slug": current.slug, kind: present})


def numbered(slug: str, number: int) -> Edition:
    """An edition that readers see or have seen. Raises ``Http404`` and ``Withdrawn``."""
    key = exhibition_at(slug)
    if key is None:
        raise Http404
    edition_of(key)
    return get_object_or_404(Edition.objects.once_shown(), exhibition=key, number=number)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Page, slug=slug)
    content = compose_page(found, get_language())
    return render(request, "exhibits/page.html", {"page": content})


@require_safe
@answers_gone
def permanent_panel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The panel in the newest edition that shows it, of an exhibition that is not withdrawn."""
    panels = EditionPanel.objects.filter(uuid=uuid).select_related("edition__exhibition")
    shown = panels.filter(edition__in=Edition.objects.once_shown())
    panel = shown.order_by("-edition__number").first()
    if panel is None:
        check_withdrawn(panels)
        raise Http404
    return permanent_response(request, panel, panel_ld, present_place)


def present_place(panel: EditionPanel) -> str:
    """Where readers find a panel: in the current edition, or in the last one that had it."""
    is_current = edition_of(panel.edition.exhibition_id) == panel.edition
    return panel.get_current_url() if is_current else panel.get_absolute_url()


def check_withdrawn(panels) -> None:
    """Raises ``Withdrawn`` when readers could see one of the panels before."""
    panel = panels.filter(edition__showings__isnull=False).first()
    if panel:
        edition_of(panel.edition.exhibition_id)


@require_safe
@answers_gone
def permanent_exhibition(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Exhibition, uuid=uuid)
    return permanent_response(request, edition_of(found), exhibition_ld, Edition.get_current_url)


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
