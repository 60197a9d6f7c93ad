"""What all pages of the translators' desk share: who may come in, and the frame of the page."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from translations.fields import with_nonce
from translations.units.rights import may_use_desk

View = Callable[..., HttpResponse]


def for_translators(view: View) -> View:
    """Only for people who translate or review; others log in first or are refused."""

    @wraps(view)
    @never_cache
    def found(request: HttpRequest, *args, **parts) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "admin:login")
        if not may_use_desk(request.user):
            raise PermissionDenied
        return view(request, *args, **parts)

    return found


def desk_page(
    request: HttpRequest, template: str, context: dict, *, status: int = 200
) -> HttpResponse:
    """A page in the frame of the admin; ``media`` in the context gets the page's nonce."""
    frame = admin.site.each_context(request)
    if "media" in context:
        context = {**context, "media": with_nonce(context["media"], request)}
    return render(request, template, {**frame, **context}, status=status)
