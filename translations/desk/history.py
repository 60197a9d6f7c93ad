"""What a unit was before: every step with its difference, and the way back to it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from translations.desk.fields import kind_of
from translations.desk.objects import address_of, surroundings_of, unit_seen
from translations.models import TranslationUnit, UnitRevision
from translations.staff import desk_page, for_translators
from translations.units import actions
from translations.units.actions import ActionError, Conflict
from translations.units.difference import Piece, difference
from translations.units.rights import may_translate

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Step:
    revision: UnitRevision
    changes: list[Piece]  # from the step before
    may_restore: bool


@for_translators
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_seen(request.user, pk)
    if request.method == "POST":
        return restore(request, unit)
    return show(request, unit)


def restore(request: HttpRequest, unit: TranslationUnit) -> HttpResponse:
    if not may_translate(request.user, unit.language, unit):
        raise PermissionDenied
    key, version = (request.POST.get(name, "") for name in ("revision", "version"))
    revision = get_object_or_404(unit.revisions, pk=int(key) if key.isdecimal() else 0)
    try:
        seen = int(version) if version.isdecimal() else 0
        actions.restore(revision, actor=request.user, version=seen)
    except Conflict as conflict:
        person = conflict.unit.made_by or _("Somebody else")
        words = _("%(person)s has changed this text since you opened this page.")
        messages.error(request, words % {"person": person})
        return show(request, conflict.unit, status=409)
    except (ActionError, ValidationError) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        messages.error(request, words)
        return show(request, unit, status=422)
    messages.success(request, _("The earlier text is the draft again."))
    return HttpResponseRedirect(f"{address_of(unit.target, unit.language)}#unit-{unit.pk}")


def show(request: HttpRequest, unit: TranslationUnit, *, status: int = 200) -> HttpResponse:
    obj = unit.target
    kind, around = kind_of(obj, unit.field), surroundings_of(obj)
    revisions = unit.revisions.select_related("person")
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("History of “%(field)s”") % {"field": kind.label},
        "around": around,
        "unit": unit,
        "kind": kind,
        "page": page,
        "steps": steps_of(request, unit, kind.is_rich, list(page.object_list)),
        "desk_url": address_of(obj, unit.language),
        "trail": [(around.title or capfirst(around.kind), address_of(obj, unit.language))],
    }
    return desk_page(request, "translations/desk_history.html", context, status=status)


def steps_of(
    request: HttpRequest, unit: TranslationUnit, is_rich: bool, revisions: list[UnitRevision]
) -> list[Step]:
    """Newest first, each with what it changed; the oldest of the page is compared across it."""
    may = may_translate(request.user, unit.language, unit) and not unit.is_source
    earlier = unit.revisions.filter(pk__lt=revisions[-1].pk).first() if revisions else None
    befores = [*revisions[1:], *([earlier] if earlier else [])]
    texts = [before.text for before in befores] + [""] * (len(revisions) - len(befores))
    return [
        Step(
            revision=revision,
            changes=difference(before, revision.text, rich=is_rich),
            may_restore=may and bool(revision.text) and revision.text != unit.text,
        )
        for revision, before in zip(revisions, texts, strict=True)
    ]
