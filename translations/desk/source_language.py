"""Choosing another source language for an object: explained, then confirmed."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from translations.desk.fields import kind_of
from translations.desk.objects import address_of, object_seen, surroundings_of
from translations.staff import desk_page, for_translators
from translations.states import expected_fields
from translations.texts import LANGUAGES, exact, language_name
from translations.units.actions import ActionError
from translations.units.rights import may_change
from translations.units.source_language import change_source_language


@dataclass(frozen=True, slots=True)
class Choice:
    """A language that could be the source, and which texts it still lacks."""

    code: str
    missing: list[str]


@for_translators
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    obj = object_seen(request.user, model, pk)
    if not may_change(request.user, obj):
        raise PermissionDenied
    former = obj.source_language
    if request.method == "POST":
        try:
            language = request.POST.get("language", "")
            change_source_language(obj, language, actor=request.user)
        except ActionError as error:
            messages.error(request, str(error))
            return show(request, obj, status=422)
        words = _("The source language is now %(language)s. All texts were kept.")
        messages.success(request, words % {"language": language_name(language)})
        return HttpResponseRedirect(address_of(obj, former))
    return show(request, obj)


def show(request: HttpRequest, obj, *, status: int = 200) -> HttpResponse:
    around = surroundings_of(obj)
    context = {
        "title": _("Change the source language"),
        "around": around,
        "source_language": obj.source_language,
        "choices": choices_for(obj),
        "back": around.edit_url,
        "trail": [(around.title or around.kind, around.edit_url)],
    }
    return desk_page(request, "translations/desk_source_language.html", context, status=status)


def choices_for(obj) -> list[Choice]:
    return [
        Choice(
            code, [kind_of(obj, n).label for n in expected_fields(obj) if not exact(obj, n, code)]
        )
        for code in LANGUAGES
        if code != obj.source_language
    ]
