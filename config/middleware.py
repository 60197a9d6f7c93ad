"""Small middlewares that belong to no app."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

Next = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
LONGEST_ACCEPT_LANGUAGE = 200
NULL, BLANK = "%00", "%20"


class CompressedText(GZipMiddleware):
    """Leaves pictures and kept pages as they are: they come in the form that is wanted."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if hasattr(response, "kept_as"):
            return response
        kind = response.get("Content-Type", "")
        if kind.startswith("image/") and kind != "image/svg+xml":
            return response
        return super().process_response(request, response)


def headers(get_response: Next) -> Next:
    """Headers that Django has no setting for; staff pages are never stored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith(("/admin/", "/translate/")):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def bounded_language(get_response: Next) -> Next:
    """Cut an over-long Accept-Language: parsing it has been a way to stop servers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wish = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = wish[:LONGEST_ACCEPT_LANGUAGE]
        return get_response(request)

    return middleware


def without_nulls(get_response: Next) -> Next:
    """Blanks for null characters in the query string: PostgreSQL refuses to look for any."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace(NULL, BLANK)
        return get_response(request)

    return middleware
