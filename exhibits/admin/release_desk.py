"""The release desk: what readers see, what stands open, and releasing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exhibits.actions import check_publisher, may_publish
from exhibits.admin.base import contents_url
from exhibits.admin.release_forms import PolicyForm, ReleaseForm, sent
from exhibits.admin.release_lines import (
    change_since,
    compare_url,
    desk_url,
    links_of,
    table,
)
from exhibits.editions.asking import STALLED, NotReady, ask_for_release, resume
from exhibits.editions.errors import ReleaseError
from exhibits.editions.moments import zone_names
from exhibits.editions.plans import plan, plans, zone_of
from exhibits.editions.problems import in_words
from exhibits.editions.releasing import give_up
from exhibits.editions.standing import Standing, standing
from exhibits.models import Exhibition, Release, Showing
from exhibits.readiness.kinds import KINDS, UNWRITTEN
from exhibits.readiness.policy import set_policy
from exhibits.readiness.report import Readiness, blocks
from translations.board.links import scope_url
from translations.texts import IN_WORDS, LANGUAGES, NAMES

TEXT_STATES = ("missing", "draft", "outdated")  # as the translators' board names them
PER_PAGE = 100
State = Release.State


class ReleaseDesk:
    """Mixed into the admin of exhibitions."""

    def get_urls(self):
        pages = [
            ("<int:pk>/release/", self.release_page, "release"),
            ("<int:pk>/release/findings/", self.findings_page, "findings"),
            ("<int:pk>/release/progress/", self.progress_page, "progress"),
            ("<int:pk>/release/policy/", self.policy_page, "policy"),
        ]
        return [*self.desk_paths(pages), *super().get_urls()]

    def desk_paths(self, pages) -> list:
        staff = self.admin_site.admin_view
        return [path(p, staff(v), name=f"exhibits_exhibition_{name}") for p, v, name in pages]

    def at_desk(self, request: HttpRequest, pk: int) -> Exhibition:
        """For whoever may see the exhibition; only publishers may send anything."""
        exhibition = get_object_or_404(Exhibition.objects.with_shown(), pk=pk)
        if not self.has_view_permission(request, exhibition):
            raise PermissionDenied
        if request.method == "POST":
            check_publisher(request.user, exhibition)
        return exhibition

    def desk_page(
        self, request: HttpRequest, name: str, title: str, exhibition: Exhibition, **context
    ) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "exhibition": exhibition,
            "may_publish": may_publish(request.user, exhibition),
            "contents_url": contents_url(exhibition),
            "release_url": desk_url(exhibition),
            "names": NAMES.items(),
        }
        return render(request, f"admin/exhibits/release/{name}.html", context)

    # Releasing --------------------------------------------------------------------------------

    def release_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        exhibition = self.at_desk(request, pk)
        stands, readiness = standing(exhibition), Readiness(exhibition)
        if request.method == "POST":
            form = ReleaseForm(request.POST)
            if form.is_valid() and self.release(request, exhibition, form):
                return HttpResponseRedirect(desk_url(exhibition, "progress"))
        else:
            form = ReleaseForm(initial=wished(request, exhibition, stands, readiness))
        edition = stands.edition
        return self.desk_page(
            request,
            "desk",
            pgettext("noun", "Release"),
            exhibition,
            form=form,
            stands=stands,
            now=plan(stands.showing) if stands.showing else None,
            planned=plans(stands.planned),
            links=links_of(edition, is_current=True) if edition else [],
            change=change_since(exhibition, edition) if edition else None,
            table=table(exhibition, readiness),
            blocking=[
                group for group in readiness.groups if blocks(exhibition, group, chosen(form))
            ],
            required=[(c, IN_WORDS[c]) for c in exhibition.required_languages if c in IN_WORDS],
            compare_url=compare_url(exhibition),
            zones=zone_names(),
        )

    def release(self, request: HttpRequest, exhibition: Exhibition, form: ReleaseForm) -> bool:
        """Whether it was asked for; otherwise the form says why not."""
        wish = form.cleaned_data
        try:
            ask_for_release(
                exhibition,
                actor=request.user,
                languages=tuple(wish["languages"]),
                at=wish["at"],
                zone=wish["zone"] or "UTC",
                note=wish["note"],
                override_reason=wish["override_reason"],
            )
        except NotReady as error:
            form.add_error("override_reason", str(error))
            form.held_up_by = error.groups
        except ReleaseError as error:
            form.add_error(None, str(error))
        return not form.errors

    # What stands open -------------------------------------------------------------------------

    def findings_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All findings of a kind, perhaps in one language, a hundred at a time."""
        exhibition = self.at_desk(request, pk)
        kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
        if kind not in KINDS or language not in ("", *LANGUAGES):
            raise Http404
        readiness = Readiness(exhibition, kinds=[kind])
        group = readiness.group(kind, language)
        rows = Paginator(group.rows if group else [], PER_PAGE).get_page(request.GET.get("page"))
        scope, is_text = exhibition.translation_scope(), kind in TEXT_STATES
        return self.desk_page(
            request,
            "findings",
            str(KINDS[kind].title),
            exhibition,
            kind=kind,
            language=language,
            group=group,
            rows=rows,
            findings=[group.make(row) for row in rows] if group else [],
            board_url=scope_url(scope, language=language, state=kind) if is_text else "",
            lint_url=reverse("translate:lint", args=[scope]) if kind == "checks" else "",
        )

    # Progress ---------------------------------------------------------------------------------

    def progress_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The last release, as far as it is; looks again by itself until it has ended."""
        exhibition = self.at_desk(request, pk)
        releases = Release.objects.select_related("exhibition", "edition", "asked_by")
        release = releases.filter(exhibition=exhibition).first()
        if request.method == "POST" and release:
            self.go_on(request, release)
            return HttpResponseRedirect(request.path)
        if release is None:
            return HttpResponseRedirect(desk_url(exhibition))
        is_going = release.state in (State.WAITING, State.WORKING)
        edition = release.edition
        showing = Showing.objects.filter(edition=edition).first() if edition else None
        is_current = bool(edition) and exhibition.shown_now == edition.pk
        return self.desk_page(
            request,
            "progress",
            _("Release in work") if is_going else _("The last release"),
            exhibition,
            release=release,
            edition=edition,
            problem=in_words(release.problem),
            is_going=is_going,
            is_stalled=is_going and release.touched_at < timezone.now() - STALLED,
            showing=plan(showing) if showing else None,
            is_current=is_current,
            links=links_of(edition, is_current=is_current) if is_current else [],
        )

    def go_on(self, request: HttpRequest, release: Release) -> None:
        if request.POST.get("do") == "give-up":
            give_up(release, actor=request.user)
            messages.info(request, _("Given up. Readers see what they saw before."))
        elif request.POST.get("do") == "resume":
            resume(release, actor=request.user)

    # The policy -------------------------------------------------------------------------------

    def policy_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        exhibition = self.at_desk(request, pk)
        names = ("required_languages", "blocking")
        form = PolicyForm(sent(request), initial={n: getattr(exhibition, n) for n in names})
        if request.method == "POST" and form.is_valid():
            set_policy(exhibition, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The policy was saved."))
            return HttpResponseRedirect(desk_url(exhibition))
        return self.desk_page(request, "policy", _("Policy for releases"), exhibition, form=form)


def chosen(form: ReleaseForm) -> tuple[str, ...]:
    """Languages that are ticked in the form as it is shown."""
    return tuple(form["languages"].value() or ())


def wished(
    request: HttpRequest, exhibition: Exhibition, stands: Standing, readiness: Readiness
) -> dict:
    """What is chosen beforehand: required languages, and those that readers have already; for the
    first edition those in which something is written."""
    empty = {group.language for group in readiness.groups if group.kind.name == UNWRITTEN}
    last = exhibition.editions.defer("facts").order_by("-number").first()
    has = last.languages if last else [code for code in LANGUAGES if code not in empty]
    chosen = [code for code in LANGUAGES if code in has or code in exhibition.required_languages]
    return {"languages": chosen, "when": "now", "zone": zone_of(request.user)}
