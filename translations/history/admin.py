"""The pages of the history, for every admin of objects that have one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from translations import places
from translations.history import presence
from translations.history.bringing_back import RestoreError, bring_back, deletions
from translations.history.comparing import ADDED, CHANGED, RowDifference, compare
from translations.history.recording import told as told_columns
from translations.history.restoring import EVERYTHING, restore, writable
from translations.history.states import NOW, changes_of, newest, state, versions
from translations.history.telling import told
from translations.history.words import deleted_title, label_of, made_of
from translations.models import Change
from translations.texts import LANGUAGES, NO_TEXT, Text

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something that was deleted, as the list shows it."""

    change: Change
    title: str
    scope: Text | None
    url: str  # where it is brought back; empty for those who may not


def number(text: str) -> int:
    """A key or a moment out of an address; what is none of them is as far as one can go."""
    return min(int(text), 2**62) if text.isdecimal() else NOW


def here_again(obj, others: int) -> str:
    """What came back, in a sentence."""
    if not others:
        return gettext("“%(title)s” is here again.") % {"title": obj}
    words = ngettext(
        "“%(title)s” is here again, with %(others)d part that was deleted with it.",
        "“%(title)s” is here again, with %(others)d parts that were deleted with it.",
        others,
    )
    return words % {"title": obj, "others": others}


def typed_texts(model, sent) -> Iterator[tuple[str, str, str]]:
    """Label, language and text of everything that somebody has typed into a form."""
    for name, value in sent.items():
        bare = name.rpartition("-")[2]
        language = bare.rpartition("_")[2]
        is_text = len(value.strip()) > 1 and bare not in ("loaded", "id", "csrfmiddlewaretoken")
        if is_text and not name.endswith("_FORMS") and not name.startswith("_"):
            known = name in told_columns(model)
            label = str(label_of(model, name)) if known else name
            yield label, language if language in LANGUAGES else "", value


class HistoryPages:
    """Mixed into the admins of translated models."""

    def get_urls(self):
        staff, info = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            ("<int:pk>/history/compare/", self.compare_versions, "compare"),
            ("<int:pk>/history/restore/", self.restore_version, "restore"),
            ("<int:pk>/here/", self.here, "here"),
            ("deleted/", self.deleted, "deleted"),
            ("deleted/<int:pk>/", self.bring_back, "back"),
        ]
        own = [path(at, staff(view), name=f"{info}_{name}") for at, view, name in pages]
        return [*own, *super().get_urls()]

    def page_of(self, name: str, *parts) -> str:
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"admin:{info}_{name}", args=parts)

    def looked_at(self, request: HttpRequest, pk: int):
        """The object, for those who may look at it."""
        obj = get_object_or_404(self.model._default_manager, pk=pk)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return obj

    def history_page(self, request: HttpRequest, template: str, obj, title: str, **more):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": obj,
            "title": title,
            "change_url": self.page_of("change", obj.pk) if obj else "",
            "history_url": self.page_of("history", obj.pk) if obj else "",
            **more,
        }
        return render(request, f"admin/history/{template}.html", context)

    # What was changed

    @method_decorator(never_cache)
    def history_view(self, request, object_id, extra_context=None):
        """Every version of an object, newest first, in the place of the stock page."""
        obj = self.looked_at(request, number(str(object_id)))
        page = versions(self.model, obj.pk, page=request.GET.get("page"), per_page=PER_PAGE)
        entries = LogEntry.objects.filter(
            content_type__app_label=self.opts.app_label,
            content_type__model=self.opts.model_name,
            object_id=str(obj.pk),
        )
        return self.history_page(
            request,
            "versions",
            obj,
            gettext("History of “%(title)s”") % {"title": obj},
            page=page,
            versions=[(one, told(one)) for one in page.object_list],
            compare_url=self.page_of("compare", obj.pk),
            log=entries.select_related("user").order_by("-pk")[:50],
        )

    @method_decorator(never_cache)
    @method_decorator(require_GET)
    def compare_versions(self, request, pk):
        """Two versions (``from``, ``to``: keys of changes; 0 is what it is now) side by side."""
        obj = self.looked_at(request, pk)
        former, present = (number(request.GET.get(name, "")) for name in ("from", "to"))
        if former == NOW or (present != NOW and present < former):
            former, present = present, former
        rows = compare(state(self.model, pk, former), state(self.model, pk, present))
        return self.history_page(
            request,
            "compare",
            obj,
            gettext("Versions of “%(title)s”") % {"title": obj},
            rows=[(row, self.offers(request, obj, row, present)) for row in rows],
            former=former,
            present=present,
            sides=[self.side(obj, moment) for moment in (former, present)],
            seen=newest(self.model, pk),
            may_restore=present == NOW and self.may_restore_all(request, obj),
            restore_url=self.page_of("restore", pk),
        )

    def side(self, obj, moment: int) -> Change | None:
        """The change by which a version came about; None for what is now, or was at first."""
        return changes_of(self.model, obj.pk).filter(pk=moment).select_related("person").first()

    def may_restore_all(self, request, obj) -> bool:
        meta = self.opts
        return request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}", obj)

    def offers(self, request, obj, row: RowDifference, present: int) -> set[str]:
        """The keys of what this person may restore of a row."""
        if present != NOW:
            return set()
        if not row.is_whole and row.kind != CHANGED:
            label, _pk = row.key.split(":")
            app, model = label.split(".")
            verb = "delete" if row.kind == ADDED else "add"
            return {row.key} if request.user.has_perm(f"{app}.{verb}_{model}", obj) else set()
        held = obj if row.is_whole else self.part(row.key)
        keys = ((one.key, one.key.rpartition(":")[2]) for one in row.differences)
        return {key for key, name in keys if writable(request.user, held, name)}

    def part(self, key: str):
        label, pk = key.split(":")
        return apps.get_model(label)._default_manager.get(pk=pk)

    @method_decorator(require_POST)
    def restore_version(self, request, pk):
        """Bring back what is named (``what``) as it was then (``moment``)."""
        obj = self.looked_at(request, pk)
        moment, seen = (number(request.POST.get(name, "")) for name in ("moment", "seen"))
        what = request.POST.get("what", "")
        if what == EVERYTHING and not self.may_restore_all(request, obj):
            raise PermissionDenied
        try:
            count = restore(obj, moment, what, seen=seen, admin=self, request=request)
        except RestoreError as error:
            messages.error(request, str(error))
            there = f"{self.page_of('compare', pk)}?from={moment}&to={NOW}"
            return HttpResponseRedirect(there)
        LogEntry.objects.log_actions(
            request.user.pk, [obj], CHANGE, gettext("An earlier version was restored."),
            single_object=True,
        )  # fmt: skip
        words = ngettext(
            "%(count)d change was taken back; this is a new version.",
            "%(count)d changes were taken back; this is a new version.",
            count,
        )
        messages.success(request, words % {"count": count})
        return HttpResponseRedirect(self.page_of("history", pk))

    def after_restoring(self, request, form) -> None:
        """What saving the form of this admin does besides ``save_model``."""

    # What was deleted

    @method_decorator(never_cache)
    @method_decorator(require_GET)
    def deleted(self, request):
        """What was deleted of this kind and is not there now; ``scope`` narrows it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = deletions(self.model)
        scopes = self.seen_scopes(request, found)
        scope = request.GET.get("scope", "")
        found = found.filter(scope__in={scope} & set(scopes) if scope else scopes)
        page = Paginator(found.select_related("person"), PER_PAGE).get_page(request.GET.get("page"))
        titles = {key: self.scope_title(key) for key in scopes}
        return self.history_page(
            request,
            "deleted",
            None,
            gettext("Deleted: %(kinds)s") % {"kinds": self.opts.verbose_name_plural},
            page=page,
            deleted=[self.as_deleted(request, one, titles) for one in page.object_list],
            scopes=sorted(titles.items(), key=lambda one: str(one[1])) if len(titles) > 1 else [],
            scope=scope,
            query=f"scope={scope}&" if scope in scopes and scope else "",
            list_url=self.page_of("changelist"),
        )

    def seen_scopes(self, request, found) -> list[str]:
        """Of what was deleted: those whose objects this person may see."""
        view = f"{self.opts.app_label}.view_{self.opts.model_name}"
        keys = found.order_by().values_list("scope", flat=True).distinct()
        return [key for key in keys if request.user.has_perm(view, places.Scope(key, NO_TEXT))]

    @staticmethod
    def scope_title(key: str) -> Text:
        """An exhibition by its name, also when it was deleted itself."""
        found = places.scope(key)
        if found:
            return found.title
        model, _, pk = key.partition("-")
        gone = Change.objects.filter(
            kind=Change.Kind.DELETED, content_type__model=model, object_id=number(pk)
        ).first()
        return Text(deleted_title(gone) if gone else key)

    def as_deleted(self, request, change: Change, titles: dict[str, Text]) -> Deleted:
        was = made_of(self.model, change.object_id, change.before)
        may = self.has_add_permission(request) and self.has_view_permission(request, was)
        url = self.page_of("back", change.pk) if may else ""
        return Deleted(change, deleted_title(change), titles.get(change.scope), url)

    @method_decorator(require_POST)
    def bring_back(self, request, pk):
        """Put something back that was deleted, with all that went with it."""
        if not self.has_view_permission(request) or not self.has_add_permission(request):
            raise PermissionDenied
        deletion = get_object_or_404(
            Change,
            pk=pk,
            kind=Change.Kind.DELETED,
            content_type__app_label=self.opts.app_label,
            content_type__model=self.opts.model_name,
        )
        try:
            back = bring_back(deletion, actor=request.user)
        except RestoreError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.page_of("deleted"))
        obj = next(one for one in back if type(one) is self.model and one.pk == deletion.object_id)
        LogEntry.objects.log_actions(
            request.user.pk, [obj], CHANGE, gettext("Brought back."), single_object=True
        )
        messages.success(request, here_again(obj, len(back) - 1))
        return HttpResponseRedirect(self.page_of("change", obj.pk))

    def page_of_the_gone(self, request, object_id) -> HttpResponse | None:
        """For somebody who saves what another has deleted: who did, and all that was typed."""
        pk = number(str(object_id or ""))
        if request.method != "POST" or not pk or not self.has_view_permission(request):
            return None
        deletion = deletions(self.model).filter(object_id=pk).select_related("person").first()
        if deletion is None:
            return None
        page = self.history_page(
            request,
            "gone",
            None,
            deleted_title(deletion),
            deletion=deletion,
            typed=list(typed_texts(self.model, request.POST)),
            deleted_url=self.page_of("deleted"),
        )
        page.status_code = 409
        return page

    # Who else is here

    @method_decorator(never_cache)
    @method_decorator(require_POST)
    def here(self, request, pk):
        """A sign of life of an open form (JSON); ``leave`` says that it is being closed."""
        obj = self.looked_at(request, pk)
        return JsonResponse(presence.answer(obj, request.user, request.POST))

    def with_presence(self, request, obj) -> dict:
        """What the form shows of others, as of its opening."""
        if obj is None or obj.pk is None:
            return {}
        arrived = presence.arrive(obj, request.user)
        return {"presence": arrived, "presence_url": self.page_of("here", obj.pk)}
