"""Help for one text, the lint of a whole scope, and dismissing what was no fault."""

import re

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from modeltranslation.translator import NotRegistered

from translations import places
from translations.checks import CHECKS
from translations.checks.dismissals import Place, dismiss, raise_again
from translations.checks.linting import Lint
from translations.checks.registry import rules_for
from translations.help.advice import advice
from translations.help.listing import groups
from translations.models import TranslationUnit
from translations.staff import desk_page, for_translators
from translations.states import translated_fields
from translations.texts import IN_WORDS, LANGUAGES
from translations.units.actions import ActionError
from translations.units.rights import may_see

NAME = re.compile(r"[a-z-]{1,40}")
WORDING = re.compile(r"[0-9a-f:]{0,33}")


@for_translators
@require_safe
def unit_help(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A fragment for the desk; a page of its own where it was not fetched."""
    unit = get_object_or_404(TranslationUnit, pk=unit_id)
    if unit.target is None:
        raise Http404
    if not may_see(request.user, type(unit.target)):
        raise PermissionDenied
    if not may_see(request.user, unit):
        raise Http404
    context = {"advice": advice(unit, request.user), "next": request.path}
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "translations/help_parts.html", context)
    title = _("Checks, glossary and memory")
    field = unit.target._meta.get_field(unit.field).verbose_name
    trail = [(str(unit.target), ""), (f"{field}, {IN_WORDS[unit.language]}", "")]
    shown = {"title": title, "trail": trail}
    return desk_page(request, "translations/help.html", {**context, **shown})


@for_translators
@require_safe
def lint(request: HttpRequest, scope: str) -> HttpResponse:
    """What the checks say of everything in a scope; narrowed by language and check."""
    found = next((one for one in places.scopes(request.user) if one.key == scope), None)
    if found is None:
        raise Http404
    chosen = Choice.of(request, scope)
    lint = Lint(scope, part=chosen.part, language=chosen.language, check=chosen.check)
    rows = lint.rows if chosen.with_dismissed else lint.open_rows
    context = {
        "title": _("Checks"),
        "trail": [(str(found.title), found.edit_url)],
        "scope": found,
        "lint": lint,
        "count": len(lint.open_rows),
        "dismissed": len(lint.rows) - len(lint.open_rows),
        "groups": groups(rows, request.user),
        "chosen": chosen,
        "languages": [(code, IN_WORDS[code]) for code in LANGUAGES],
        "checks": [*CHECKS.values(), *rules_for(scope)],
        "next": request.get_full_path(),
    }
    return desk_page(request, "translations/lint.html", context)


class Choice:
    """What somebody wishes to see of a lint."""

    def __init__(self, language: str, check: str, part: int, with_dismissed: bool):
        self.language, self.check, self.part = language, check, part
        self.with_dismissed = with_dismissed

    @classmethod
    def of(cls, request: HttpRequest, scope: str) -> "Choice":
        language, check = request.GET.get("language", ""), request.GET.get("check", "")
        known = {*CHECKS, *(rule.name for rule in rules_for(scope))}
        part = request.GET.get("part", "1")
        return cls(
            language if language in LANGUAGES else "",
            check if check in known else "",
            int(part) if part.isascii() and part.isdecimal() and int(part[:6]) > 0 else 1,
            request.GET.get("dismissed") == "1",
        )


@for_translators
@require_POST
def dismiss_finding(request: HttpRequest) -> HttpResponse:
    """Dismiss with a reason, or take a dismissal back with ``again``."""
    place = place_of(request)
    if place is None:
        return HttpResponseBadRequest()
    try:
        if request.POST.get("again"):
            raise_again(place, actor=request.user)
        else:
            dismiss(place, reason=request.POST.get("reason", ""), actor=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(next_page(request))


def place_of(request: HttpRequest) -> Place | None:
    """What the form speaks of; None where it makes no sense."""
    sent = request.POST
    numbers = [sent.get(name, "") for name in ("kind", "object")]
    if not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in numbers):
        return None
    place = Place(
        *map(int, numbers),
        *(sent.get("field", ""), sent.get("language", "")),
        *(sent.get("check", ""), sent.get("wording", "")),
    )
    return place if makes_sense(place) else None


def makes_sense(place: Place) -> bool:
    kind = ContentType.objects.filter(pk=place.content_type_id).first()
    model = kind.model_class() if kind else None
    if model is None or not NAME.fullmatch(place.check) or not WORDING.fullmatch(place.wording):
        return False
    try:
        fields = translated_fields(model)
    except NotRegistered:
        return False
    is_there = model._base_manager.filter(pk=place.object_id).exists()
    return is_there and place.field in ("", *fields) and place.language in ("", *LANGUAGES)


def next_page(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_ours else reverse("admin:index")
