"""The page on which preview links of an exhibition are made, listed, prolonged and revoked."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exhibits.admin.base import contents_url
from exhibits.models import Exhibition, PreviewLink
from exhibits.previews.actions import (
    MOST_DAYS,
    USUAL_DAYS,
    PreviewError,
    make_link,
    may_invite,
    prolong,
    revoke,
)
from exhibits.previews.addresses import preview_path, staff_preview


class PreviewForm(forms.ModelForm):
    days = forms.IntegerField(
        label=_("open for (days)"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )

    class Meta:
        model = PreviewLink
        fields = ["note"]


class PreviewPages:
    """Mix into the admin of exhibitions."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.previews)
        name = "exhibits_exhibition_previews"
        return [path("<int:pk>/previews/", page, name=name), *super().get_urls()]

    def previews(self, request: HttpRequest, pk: int) -> HttpResponse:
        """``do`` says what a POST asks for: ``make``, ``prolong`` or ``revoke`` (with ``link``)."""
        exhibition = get_object_or_404(Exhibition, pk=pk)
        if not may_invite(request.user, exhibition):
            raise PermissionDenied
        form = PreviewForm(request.POST if request.POST.get("do") == "make" else None)
        if request.method == "POST" and self.done(request, exhibition, form):
            return HttpResponseRedirect(previews_url(exhibition))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Preview links"),
            "subtitle": str(exhibition),
            "opts": self.opts,
            "exhibition": exhibition,
            "contents_url": contents_url(exhibition),
            "preview_url": staff_preview(exhibition),
            "form": form,
            "links": preview_rows(exhibition),
            "usual_days": USUAL_DAYS,
            "most_days": MOST_DAYS,
        }
        return render(request, "admin/exhibits/exhibition/previews.html", context)

    def done(self, request: HttpRequest, exhibition: Exhibition, form: PreviewForm) -> bool:
        """Do what was sent; False where the form is to be shown again with what was written."""
        if form.is_bound:
            if form.is_valid():
                make_link(exhibition, actor=request.user, **form.cleaned_data)
                messages.success(request, gettext("The link is made. Copy it from the list."))
            return form.is_valid()
        key = request.POST.get("link", "")
        link = get_object_or_404(
            exhibition.preview_links, pk=key if key.isascii() and key.isdecimal() else 0
        )
        try:
            self.change_link(request, link)
        except PreviewError as error:
            messages.error(request, str(error))
        return True

    def change_link(self, request: HttpRequest, link: PreviewLink) -> None:
        if request.POST.get("do") == "revoke":
            revoke(link, actor=request.user)
            messages.success(request, gettext("The link no longer opens anything."))
        else:
            prolong(link, actor=request.user, days=whole(request.POST.get("days", "")))
            messages.success(request, gettext("The link stays open for longer."))


def whole(text: str) -> int:
    """A number that was written; 0 when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def previews_url(exhibition: Exhibition) -> str:
    return reverse("admin:exhibits_exhibition_previews", args=[exhibition.pk])


def preview_rows(exhibition: Exhibition) -> list[dict]:
    """Open links before closed ones, newest first, each with its address."""
    found = list(exhibition.preview_links.select_related("made_by"))
    rows = [
        {
            "link": link,
            "is_open": link.is_open(),
            "address": settings.SITE_URL + preview_path(link.token, "/"),
        }
        for link in found
    ]
    return sorted(rows, key=lambda row: not row["is_open"])
