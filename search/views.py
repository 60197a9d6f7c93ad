"""The page of results, and suggestions while somebody types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.page import as_json, search_page
from search.suggesting import suggestions

TEXT = {"ensure_ascii": False}
A_MINUTE = "public, max-age=60"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    page = search_page(request.GET, get_language())
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(page), json_dumps_params=TEXT)
    response = render(request, "search/search.html", {"page": page})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    found = suggestions(request.GET.get("q", ""), get_language())
    rows = [{"title": s.title, "lang": s.language, "kind": s.kind, "url": s.url} for s in found]
    response = JsonResponse({"suggestions": rows}, json_dumps_params=TEXT)
    response["Cache-Control"] = A_MINUTE
    return response
