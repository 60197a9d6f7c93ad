"""How documents and images are sent: content type, other origins, caching (standards of IIIF)."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from exhibits.visibility import Withdrawn

View = Callable[..., HttpResponse]
A_MINUTE = "public, max-age=60"
A_YEAR = "public, max-age=31536000, immutable"


def for_every_origin(view: View) -> View:
    """Other sites' viewers may read the answer, also when it is an error; GET, HEAD, OPTIONS."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method not in ("GET", "HEAD"):
            response = JsonResponse({"error": "Only GET, HEAD and OPTIONS."}, status=405)
        else:
            response = found(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = response["Allow"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "*"
        return response

    def found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return JsonResponse({"error": "There is no such resource."}, status=404)
        except Withdrawn:
            return JsonResponse({"error": "This was withdrawn."}, status=410)

    return answer


def document(request: HttpRequest, content: dict, media_type: str) -> HttpResponse:
    """JSON-LD to everybody but those who ask for plain JSON alone; 304 where nothing changed."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    wanted = request.get_preferred_type(["application/ld+json", "application/json"])
    content_type = "application/json" if wanted == "application/json" else media_type
    response = HttpResponse(body, content_type=content_type)
    response["ETag"], response["Cache-Control"] = etag, A_MINUTE
    patch_vary_headers(response, ["Accept"])
    return get_conditional_response(request, etag=etag, response=response) or response
