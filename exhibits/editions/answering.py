"""Answers that are the same bytes for every reader: kept forms, ETags, 304."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from exhibits.editions.kept import BR, GZIP, PLAIN, etag_of, made, read

HTML = "text/html; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
LONGEST = 200  # characters of Accept-Encoding


def wanted(accepted: str) -> str:
    """The form for a browser, from its Accept-Encoding."""
    return best(accepted) if len(accepted) <= LONGEST else PLAIN


@lru_cache(256)
def best(accepted: str) -> str:
    weights = {}
    for part in accepted.lower().split(","):
        coding, _semicolon, parameter = part.partition(";")
        weights[coding.strip()] = weight(parameter)
    others = weights.get("*", 0.0)
    found = {coding: weights.get(coding, others) for coding in (BR, GZIP)}
    chosen = max(found, key=found.__getitem__)  # of equals the smaller one, which is the first
    return chosen if found[chosen] > 0 and found[chosen] >= weights.get("identity", 0) else PLAIN


def weight(parameter: str) -> float:
    name, _equals, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def kept_answer(
    request: HttpRequest, name: str, render: Callable[[], str], content_type: str = HTML
) -> HttpResponse:
    """A page by its name, rendered first if it is not there."""
    if settings.DEBUG:  # templates change while one works on them
        return HttpResponse(render(), content_type=content_type)
    encoding = wanted(request.headers.get("Accept-Encoding", ""))
    content = read(name, encoding)
    if content is None:
        plain = made(name, render)
        content = read(name, encoding)
        if content is None:
            encoding, content = PLAIN, plain
    return answer(request, name, encoding, content, content_type)


def answer(
    request: HttpRequest, name: str, encoding: str, content: bytes, content_type: str
) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag_of(content)
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Accept-Encoding"
    if encoding:
        response["Content-Encoding"] = encoding
    response = get_conditional_response(request, etag=response["ETag"], response=response)
    response.kept_as = (name, encoding)
    return response
