"""Leads staff to two-factor, before anything else of theirs opens."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from exhibits.people import two_factor as factor

Next = Callable[[HttpRequest], HttpResponse]
STAFF = ("/admin/", "/translate/")
# What is open before the second factor: getting in and out, setting it up, the interface itself.
OPEN = {"admin:login", "admin:login_code", "admin:logout", "admin:two_factor", "admin:jsi18n"}
OPEN |= {"set_language", "translate:digest-stop"}


def two_factor(get_response: Next) -> Next:
    """Every address of the staff is asked for here, so that no page can forget to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *_view) -> HttpResponse | None:
        if not request.path.startswith(STAFF) or request.resolver_match.view_name in OPEN:
            return None
        page = page_first(request) if request.user.is_authenticated else ""
        return HttpResponseRedirect(f"{page}?{way_back(request)}") if page else None

    middleware.process_view = process_view
    return middleware


def page_first(request: HttpRequest) -> str:
    """The page that somebody must pass first; empty for none."""
    if factor.is_on(request.user):
        return "" if factor.is_verified(request) else reverse("admin:login_code")
    return reverse("admin:two_factor") if factor.is_required(request.user) else ""


def way_back(request: HttpRequest) -> str:
    """Only a page can be come back to; what was sent is not sent again."""
    is_page = request.method in ("GET", "HEAD")
    return urlencode({"next": request.get_full_path() if is_page else reverse("admin:index")})
