"""A WSGI application beside the site: the smallest answer there is, and pages of the working copy.

``/empty`` is an empty 200 without middleware. Every other address, ``/{lang}/exhibitions/{slug}/
{section}/``, is composed and rendered from the working copy, without middleware as well.
"""

import django

django.setup()

from django.template.loader import render_to_string  # noqa: E402 – Django had to be set up first
from django.utils import translation  # noqa: E402

from exhibits.composition.pages import compose_section  # noqa: E402
from exhibits.editions.rendering import public_request  # noqa: E402
from exhibits.models import Exhibition  # noqa: E402


def application(environ, start_response):
    content = b"" if environ["PATH_INFO"] == "/empty" else working(environ["PATH_INFO"]).encode()
    start_response("200 OK", [("Content-Length", str(len(content)))])
    return [content]


def working(path: str) -> str:
    """A chapter as a preview shows it."""
    _start, language, _exhibitions, slug, part, _end = path.split("/")
    with translation.override(language):
        exhibition = Exhibition.objects.select_related("cover__item").get(slug=slug)
        page = compose_section(exhibition, part, language)
        return render_to_string("exhibits/section.html", {"page": page}, public_request(path))
