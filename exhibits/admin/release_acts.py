"""More of the release desk: correct, show an earlier edition again, withdraw, call off."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from exhibits.admin.release_forms import CorrectForm, NoteForm, WithdrawForm, sent
from exhibits.admin.release_lines import compare_url, desk_url
from exhibits.editions.asking import ask_for_correction, ask_for_rollback
from exhibits.editions.differing import differing
from exhibits.editions.errors import ReleaseError
from exhibits.editions.hashing import faults
from exhibits.editions.moments import zone_names
from exhibits.editions.plans import plan, plans, zone_of
from exhibits.editions.releasing import call_off, withdraw
from exhibits.editions.standing import standing
from exhibits.models import Edition, Exhibition, Showing


class ReleaseActs:
    """Mixed into the admin of exhibitions, before ``ReleaseDesk``."""

    def get_urls(self):
        pages = [
            ("<int:pk>/release/correct/", self.correct_page, "correct"),
            ("<int:pk>/release/editions/", self.editions_page, "editions"),
            ("<int:pk>/release/again/<int:number>/", self.again_page, "again"),
            ("<int:pk>/release/withdraw/", self.withdraw_page, "withdraw"),
            ("<int:pk>/release/call-off/", self.call_off, "calloff"),
        ]
        return [*self.desk_paths(pages), *super().get_urls()]

    def correct_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Chosen panels and essays, of those that differ from what readers see."""
        exhibition = self.at_desk(request, pk)
        edition = Edition.objects.current().filter(exhibition=exhibition).first()
        if edition is None:
            messages.error(request, _("Readers see nothing of this exhibition; release it whole."))
            return HttpResponseRedirect(desk_url(exhibition))
        found = differing(edition)
        form = CorrectForm(sent(request), differences=found)
        if request.method == "POST" and form.is_valid():
            panels, essays = form.chosen("panel"), form.chosen("essay")
            wish = {"panels": panels, "essays": essays, "note": form.cleaned_data["note"]}
            if self.asked(form, ask_for_correction, exhibition, actor=request.user, **wish):
                return HttpResponseRedirect(desk_url(exhibition, "progress"))
        return self.desk_page(
            request,
            "correct",
            pgettext("an edition", "Correct"),
            exhibition,
            form=form,
            edition=edition,
            differences=found,
            chosen=form.data.getlist("parts") if form.is_bound else [],
            compare_url=compare_url(exhibition),
        )

    def asked(self, form, ask, *about, **wish) -> bool:
        """Whether it could be asked for; otherwise the form says why not."""
        try:
            ask(*about, **wish)
        except ReleaseError as error:
            form.add_error(None, str(error))
        return not form.errors

    def editions_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All editions, newest first; with ``check`` they are compared with their checksums."""
        exhibition = self.at_desk(request, pk)
        people = ("frozen_by", "restores")
        editions = list(exhibition.editions.select_related(*people).order_by("-number"))
        is_checked = request.GET.get("check") == "1"
        for edition in editions:
            edition.faults = faults(edition) if is_checked else []
        current = exhibition.shown_now
        context = {"editions": editions, "is_checked": is_checked, "current": current}
        return self.desk_page(request, "editions", _("All editions"), exhibition, **context)

    def again_page(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Confirm that an earlier edition is shown again, by a new edition."""
        exhibition = self.at_desk(request, pk)
        edition = get_object_or_404(exhibition.editions.select_related("frozen_by"), number=number)
        form = NoteForm(sent(request))
        if request.method == "POST" and form.is_valid():
            note = form.cleaned_data["note"]
            if self.asked(form, ask_for_rollback, edition, actor=request.user, note=note):
                return HttpResponseRedirect(desk_url(exhibition, "progress"))
        return self.desk_page(
            request,
            "again",
            _("Show edition %(number)d again") % {"number": number},
            exhibition,
            form=form,
            edition=edition,
            is_current=edition.pk == exhibition.shown_now,
            lost_pictures=lost_pictures(edition),
            planned=plans(standing(exhibition).planned_editions),
        )

    def withdraw_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        exhibition = self.at_desk(request, pk)
        stands = standing(exhibition)
        if not stands.edition and not stands.planned_editions:
            messages.error(request, _("Readers see nothing of this exhibition."))
            return HttpResponseRedirect(desk_url(exhibition))
        form = WithdrawForm(sent(request), initial={"zone": zone_of(request.user)})
        if request.method == "POST" and form.is_valid():
            wish = {name: form.cleaned_data[name] for name in ("at", "note")}
            zone = form.cleaned_data["zone"] or "UTC"
            if self.asked(form, withdraw, exhibition, actor=request.user, zone=zone, **wish):
                messages.success(request, withdrawn(exhibition, form))
                return HttpResponseRedirect(desk_url(exhibition))
        context = {"form": form, "stands": stands, "zones": zone_names()}
        return self.desk_page(request, "withdraw", _("Withdraw"), exhibition, **context)

    @method_decorator(require_POST)
    def call_off(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was planned for a moment that has not come."""
        exhibition = self.at_desk(request, pk)
        key = request.POST.get("showing", "")
        is_key = key.isascii() and key.isdigit() and len(key) < 19
        showings = Showing.objects.filter(called_off_at=None).select_related("exhibition")
        showing = get_object_or_404(showings, pk=int(key) if is_key else 0, exhibition=exhibition)
        try:
            call_off(showing, actor=request.user)
        except ReleaseError as error:
            messages.error(request, str(error))
        else:
            when = f"{plan(showing).local} {showing.zone}"
            messages.success(request, _("Called off: %(when)s.") % {"when": when})
        return HttpResponseRedirect(desk_url(exhibition))


def withdrawn(exhibition: Exhibition, form: WithdrawForm) -> str:
    if form.cleaned_data["at"] is None:
        return _("Withdrawn. Its addresses say so to readers.")
    return _("The withdrawal is planned.")


def lost_pictures(edition: Edition) -> int:
    """How many pictures of an edition are gone from the storage, by folders of copies."""
    images = edition.pictures.values_list("image", flat=True)
    return sum(not is_stored(image) for image in images)


def is_stored(image: str) -> bool:
    try:
        return bool(default_storage.listdir(f"derivatives/{image[:2]}/{image}")[1])
    except (FileNotFoundError, NotADirectoryError):
        return False
