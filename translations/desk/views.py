"""The desk of one object in one language, and the small addresses it asks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from translations.desk import comments, drafts
from translations.desk.fields import as_sent, kind_of
from translations.desk.letters import LETTERS
from translations.desk.media import DESK_MEDIA
from translations.desk.neighbours import neighbours_of
from translations.desk.objects import (
    address_of,
    known_language,
    object_seen,
    surroundings_of,
    unit_seen,
)
from translations.desk.panes import Reader, media_of, panes_of, put_back
from translations.desk.sending import Sending
from translations.fields import MAX_LENGTH
from translations.history import presence
from translations.machine.translator import is_on
from translations.models import State
from translations.staff import desk_page, for_translators
from translations.texts import LANGUAGES, NAMES
from translations.units.actions import ActionError
from translations.units.rights import may_change, may_review, may_translate
from translations.units.wording import fingerprint


@for_translators
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, model: str, pk: int, language: str) -> HttpResponse:
    language = known_language(language)
    obj = object_seen(request.user, model, pk)
    if request.method == "POST":
        return receive(request, obj, language)
    if language == obj.source_language and may_change(request.user, obj):
        edit_url = surroundings_of(obj).edit_url
        if edit_url:
            return HttpResponseRedirect(edit_url)
    return show(request, obj, language)


def receive(request: HttpRequest, obj, language: str) -> HttpResponse:
    """Do what the sent page asks; what cannot be done comes back with everything typed."""
    if language == obj.source_language:
        raise PermissionDenied
    sending = Sending(request.user, obj, language, request.POST)
    if sending.perform():
        for words in sending.said:
            messages.success(request, words)
        for words in sending.warnings:
            messages.warning(request, words)
        anchor = f"#unit-{sending.place}" if sending.place else ""
        return HttpResponseRedirect(own_address(request) + anchor)
    for words in sending.faults:
        messages.error(request, words)
    obj.refresh_from_db()
    return show(request, obj, language, sending)


def own_address(request: HttpRequest) -> str:
    third = request.GET.get("third", "")
    return f"{request.path}?third={third}" if third in LANGUAGES else request.path


def show(request: HttpRequest, obj, language: str, sending: Sending | None = None) -> HttpResponse:
    around = surroundings_of(obj)
    reader = reader_of(request, obj, language, around.scope.needs_second_reader)
    panes = panes_of(obj, reader)
    if sending:
        put_back(panes, sending)
    context = {
        "title": around.title.value or around.kind,
        "obj": obj,
        "around": around,
        "language": language,
        "source_language": obj.source_language,
        "third": reader.third,
        "thirds": [c for c in LANGUAGES if c not in (language, obj.source_language)],
        "panes": panes,
        "neighbours": neighbours_of(obj, language, request.user),
        "languages": language_links(obj, language),
        "own_address": own_address(request),
        "page_url": around.pages.get(language, ""),
        "letters": LETTERS.get(language, ()),
        "may_write": language != obj.source_language and may_translate(request.user, language, obj),
        "may_review": language != obj.source_language and may_review(request.user, language, obj),
        "for_machine": for_machine(panes, request, obj, language),
        "may_change_source": may_change(request.user, obj),
        "sent": request.POST if sending else {},
        "media": media_of(panes) + DESK_MEDIA,
        "presence": presence.arrive(obj, request.user),
        "presence_url": reverse("translate:here", args=[obj._meta.label_lower, obj.pk]),
    }
    return desk_page(request, "translations/desk.html", context, status=status_of(sending))


def for_machine(panes, request: HttpRequest, obj, language: str) -> list[int]:
    """Units that a machine may draft: what is missing, where the site has one."""
    if not is_on() or not may_translate(request.user, language, obj):
        return []
    units = (pane.unit for pane in panes if pane.unit and not pane.unit.is_source)
    return [unit.pk for unit in units if unit.state == State.MISSING]


def status_of(sending: Sending | None) -> int:
    if sending is None:
        return 200
    is_conflict = any(t.kind != "fault" for t in sending.troubles.values())
    return 409 if is_conflict else 422


def reader_of(request: HttpRequest, obj, language: str, needs_second_reader: bool) -> Reader:
    third = request.GET.get("third", "")
    is_third = third in LANGUAGES and third not in (language, obj.source_language)
    return Reader(
        user=request.user,
        language=language,
        third=third if is_third else "",
        needs_second_reader=needs_second_reader,
        continue_with=request.GET.get("draft", ""),
    )


def language_links(obj, language: str) -> list[dict]:
    return [
        {
            "code": code,
            "name": NAMES[code],
            "url": address_of(obj, code),
            "is_current": code == language,
            "is_source": code == obj.source_language,
        }
        for code in LANGUAGES
    ]


@for_translators
@require_POST
def draft(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is being typed, and tell what has happened to the text meanwhile."""
    unit = unit_seen(request.user, pk)
    if unit.is_source or not may_translate(request.user, unit.language, unit):
        raise PermissionDenied
    text = request.POST.get("text", "")
    version = request.POST.get("version", "")
    if len(text) > MAX_LENGTH or not version.isdecimal():
        return JsonResponse({"said": _("This text could not be kept.")}, status=400)
    text = as_sent(kind_of(unit.target, unit.field), text)
    source = request.POST.get("source", "")[:MAX_LENGTH]
    version = min(int(version), unit.version)
    drafts.keep(unit, request.user, text, version=version, source=source)
    now = time_format(timezone.localtime(), "H:i")
    return JsonResponse(
        {"said": _("Saved privately at %(time)s.") % {"time": now}, "news": news(request, unit)}
    )


def news(request: HttpRequest, unit) -> str:
    """What somebody else has done since the page was opened, in a sentence."""
    if unit.version != int(request.POST["version"]):
        person = unit.made_by or _("Somebody else")
        return _(
            "%(person)s has changed this text meanwhile. When you save, you will see both."
        ) % {"person": person}
    if fingerprint(request.POST.get("source", "")) != unit.source_now:
        return _("The source has changed meanwhile. When you save, you will see what is new.")
    return ""


@for_translators
@require_POST
def here(request: HttpRequest, model: str, pk: int) -> JsonResponse:
    """A sign of life of an open desk: who else is here, and whether somebody has saved."""
    obj = object_seen(request.user, model, pk)
    return JsonResponse(presence.answer(obj, request.user, request.POST))


@for_translators
@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a unit, from wherever; then lead to its place on the desk."""
    unit = unit_seen(request.user, pk)
    try:
        comments.add(unit, request.POST.get("text", ""), person=request.user)
        messages.success(request, _("Your comment was added."))
    except ActionError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"{address_of(unit.target, unit.language)}#unit-{unit.pk}")


@for_translators
@require_GET
def people(request: HttpRequest) -> JsonResponse:
    """Whom a comment can address; asked for once, when somebody begins one."""
    found = comments.people_of_the_desk()
    return JsonResponse(
        {"people": [{"name": p.get_username(), "full": p.get_full_name()} for p in found]}
    )
