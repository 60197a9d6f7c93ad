"""Pages of editions as HTML: the same for every reader, with or without a request."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation

from exhibits.composition.structures import EssayPage, ExhibitionPage, HomePage, SectionPage
from exhibits.editions.frozen import with_beside
from exhibits.editions.notes import edition_note
from exhibits.editions.public import cards_of
from exhibits.feeds import ExhibitionFeed
from exhibits.models import Edition, EditionPage
from translations.texts import LANGUAGES

Kind = EditionPage.Kind
PageOfEdition = ExhibitionPage | SectionPage | EssayPage
TEMPLATES = {
    Kind.FRONT: "exhibits/exhibition.html",
    Kind.SECTION: "exhibits/section.html",
    Kind.ESSAY: "exhibits/essay.html",
}


def page_path(edition: Edition, row: EditionPage) -> str:
    """The public address of a page in its language, without the host."""
    with translation.override(row.language):
        if row.kind == Kind.FRONT:
            return reverse("exhibits:exhibition", args=[edition.slug])
        return reverse(f"exhibits:{row.kind}", args=[edition.slug, row.slug])


def as_html(
    edition: Edition, kind: str, page: PageOfEdition, request: HttpRequest, newest: str = ""
) -> str:
    """A page of an edition in the active language."""
    note = edition_note(edition, page.head.uuid, translation.get_language(), newest)
    return render_to_string(TEMPLATES[kind], {"page": page, "edition": note}, request=request)


def render_row(edition: Edition, row: EditionPage) -> str:
    """The page that readers get at its public address."""
    path = page_path(edition, row)
    with translation.override(row.language):
        page = with_beside([row], row.language, "", edition.schema)
        return as_html(edition, row.kind, page, public_request(path))


def render_home(editions: list[Edition], language: str) -> str:
    """The home page when these are the current editions."""
    with translation.override(language):
        page = HomePage(tuple(cards_of(editions, language)), LANGUAGES)
        request = public_request(reverse("exhibits:home"))
        return render_to_string("exhibits/home.html", {"page": page}, request=request)


def render_feed(editions: list[Edition], language: str) -> str:
    with translation.override(language):
        request = public_request(reverse("exhibits:feed"))
        return ExhibitionFeed(editions)(request).content.decode()


def public_request(path: str) -> HttpRequest:
    """A request as a reader's, for pages that are rendered beforehand."""
    site = urlsplit(settings.SITE_URL)
    request = RequestFactory(SERVER_NAME=site.hostname or "").get(
        path, secure=site.scheme == "https", headers={"host": site.netloc}
    )
    request.resolver_match = resolve(path)
    return request
