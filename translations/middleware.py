"""Whatever staff change on the site is noted as theirs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from translations.units.authorship import acting

Next = Callable[[HttpRequest], HttpResponse]


def authorship(get_response: Next) -> Next:
    """Texts saved while a request is answered are the person's who sent it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return get_response(request)
        # The person herself and not the lazy wrapper: rows of history keep a reference to it.
        user = request.user
        if isinstance(user, SimpleLazyObject):
            user = user._wrapped
        with acting(actor=user):
            return get_response(request)

    return middleware
