"""Pages of the board, and the buttons below its lists."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from translations import places
from translations.board import bulk, overview
from translations.board.counting import tallies
from translations.board.filters import Filters
from translations.board.kinds import kinds_of
from translations.board.listing import listing
from translations.board.outline import Tree
from translations.board.people import translators
from translations.board.work import my_work
from translations.places import Node, Scope
from translations.staff import desk_page, for_translators
from translations.texts import LANGUAGES
from translations.units.actions import ActionError
from translations.units.rights import reviews_of


@require_GET
@for_translators
def board(request: HttpRequest) -> HttpResponse:
    """Everything that there is to translate, and what of it waits for this person."""
    scopes = places.scopes(request.user)
    found, languages = tallies(scopes, request.user), overview.languages_first(request.user)
    context = {
        "title": _("Translators’ desk"),
        "is_board": True,
        "work": my_work(request.user, scopes, found),
        "languages": languages,
        "lines": overview.lines(scopes, found, languages),
        "totals": overview.totals(found, languages),
    }
    return desk_page(request, "translations/board/board.html", context)


@require_GET
@for_translators
def scope(request: HttpRequest, scope: str) -> HttpResponse:
    """One scope: as an outline, or as a list where it is filtered or too large for an outline."""
    shown = visible_scope(request, scope)
    filters = Filters(request.GET, request.user, [shown], one=True)
    found = tallies([shown], request.user)
    languages = overview.languages_first(request.user)
    context = {
        "title": shown.title.value,
        "scope": shown,
        "languages": languages,
        "line": overview.line(shown, found, languages),
    }
    outline = places.place_of(shown.key).outline(shown.key)
    if outline is not None and not filters.is_used:
        context["branches"] = Tree(shown, outline, languages).branches()
        context["filters"] = filters
        return desk_page(request, "translations/board/scope.html", context)
    if outline is None:
        context["kinds"] = kinds_of(filters, request.user, always=True)
    return list_page(request, filters, outline, context)


@require_GET
@for_translators
def everything(request: HttpRequest) -> HttpResponse:
    """Texts of all scopes that the person may see, under the filters of the address."""
    filters = Filters(request.GET, request.user, places.scopes(request.user))
    context = {"title": _("Texts to be translated")}
    context["kinds"] = kinds_of(filters, request.user, always=False)
    return list_page(request, filters, None, context)


def list_page(
    request: HttpRequest, filters: Filters, outline: list[Node] | None, context: dict
) -> HttpResponse:
    context |= {
        "filters": filters,
        "list": listing(filters, outline),
        "may_approve": bool(reviews_of(request.user)),
        "translators": translators(filters.chosen["language"] or LANGUAGES),
    }
    return desk_page(request, "translations/board/list.html", context)


def visible_scope(request: HttpRequest, key: str) -> Scope:
    """A scope that the person may see; any other does not exist for her."""
    for found in places.scopes(request.user):
        if found.key == key:
            return found
    raise Http404


@require_POST
@for_translators
def assign(request: HttpRequest) -> HttpResponse:
    def act(units, seen) -> list[str]:
        to = bulk.person_for(request.POST.get("to", ""), request.user)
        return bulk.assign(units, to, actor=request.user)

    return done_together(request, "shown" if request.POST.get("all") else "chosen", act)


@require_POST
@for_translators
def approve(request: HttpRequest) -> HttpResponse:
    return done_together(
        request, "shown", lambda units, seen: bulk.approve(units, seen, actor=request.user)
    )


def done_together(request: HttpRequest, name: str, act: Callable) -> HttpResponse:
    """Do something with the texts that were sent, say what came of it, and lead back."""
    seen = bulk.versions(request.POST.getlist(name))
    if seen is None:
        messages.error(request, _("This was not understood. Please try again from the list."))
    elif not seen:
        messages.warning(request, _("Nothing was chosen."))
    else:
        units = bulk.seen_units(seen, places.scopes(request.user), request.user)
        try:
            for sentence in act(units, seen):
                messages.info(request, sentence)
        except ActionError as error:
            messages.error(request, str(error))
    return HttpResponseRedirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The list from which the buttons were pressed; never another site."""
    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if own else reverse("translate:board")
