"""Pages of editions as HTML: the same for every reader, with or without a request."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation

from exhibits.composition.structures import EssayPage, ExhibitionPage, SectionPage
from exhibits.editions.frozen import structure
from exhibits.editions.notes import edition_note
from exhibits.models import Edition, EditionPage

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
        page = structure(row, edition.schema)
        return as_html(edition, row.kind, page, public_request(path))


def public_request(path: str) -> HttpRequest:
    """A request as a reader's, for pages that are rendered beforehand."""
    site = urlsplit(settings.SITE_URL)
    request = RequestFactory(SERVER_NAME=site.hostname or "").get(
        path, secure=site.scheme == "https", headers={"host": site.netloc}
    )
    request.resolver_match = resolve(path)
    return request
