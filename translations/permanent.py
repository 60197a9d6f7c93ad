"""Permanent addresses: one for an object in all languages."""

import json
from collections.abc import Callable
from operator import methodcaller

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language_from_request, override

LINKED_DATA = "application/ld+json"


class SeeOther(HttpResponseRedirect):
    status_code = 303


def permanent_response(
    request: HttpRequest,
    obj: object,
    linked_data: Callable[[object], dict],
    address: Callable[[object], str] = methodcaller("get_absolute_url"),
) -> HttpResponse:
    """303 to the page in the reader's language; JSON-LD to who asks for it."""
    if request.get_preferred_type(["text/html", LINKED_DATA]) == LINKED_DATA:
        body = json.dumps(linked_data(obj), ensure_ascii=False, indent=1)
        response = HttpResponse(body, content_type=LINKED_DATA)
        response["Access-Control-Allow-Origin"] = "*"
    else:
        with override(get_language_from_request(request)):
            response = SeeOther(address(obj))
    response["Vary"] = "Accept, Accept-Language"
    return response
