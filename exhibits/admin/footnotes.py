"""The page on which footnotes of an essay are linked to the documents that they cite."""

import re
from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from exhibits.footnotes import (
    ChangedMeanwhile,
    change_links,
    citing_notes,
    fingerprint,
    may_link,
)
from exhibits.models import Essay
from translations.texts import LANGUAGES, NAMES

LINK = re.compile(r"note-([0-9]{1,4})")
UNLINK = re.compile(r"remove-([0-9]{1,4})")
KEY = re.compile(r"[0-9]{1,18}")


class FootnotePages:
    """Mix into the admin of essays."""

    def footnotes(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What each footnote cites, in one language (``language``); a POST changes links."""
        essay = get_object_or_404(Essay.objects.select_related("exhibition"), pk=pk)
        if not self.has_view_permission(request, essay):
            raise PermissionDenied
        asked = request.GET.get("language", "")
        language = asked if asked in LANGUAGES else essay.source_language
        if request.method == "POST":
            return self.link(request, essay, language)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Citations in footnotes"),
            "opts": self.opts,
            "essay": essay,
            "language": language,
            "tabs": [(code, NAMES[code]) for code in LANGUAGES],
            "notes": citing_notes(essay, language),
            "loaded": fingerprint(essay, language),
            "may_link": may_link(request.user, essay, language),
        }
        return render(request, "admin/exhibits/essay/footnotes.html", context)

    def link(self, request: HttpRequest, essay: Essay, language: str) -> HttpResponse:
        try:
            changed = change_links(
                essay,
                language,
                loaded=request.POST.get("loaded", ""),
                link={number: keys[-1] for number, keys in wishes(request, LINK).items()},
                unlink=wishes(request, UNLINK),
                actor=request.user,
            )
        except ChangedMeanwhile as error:
            messages.error(request, str(error))
        else:
            messages.success(request, words_for(changed))
        page = reverse("admin:exhibits_essay_footnotes", args=[essay.pk])
        return HttpResponseRedirect(f"{page}?language={language}")


def wishes(request: HttpRequest, pattern: re.Pattern[str]) -> dict[int, list[int]]:
    """Keys of items by the number of the note, of all fields whose names fit."""
    found = defaultdict(list)
    for name in request.POST:
        if match := pattern.fullmatch(name):
            keys = [int(v) for v in request.POST.getlist(name) if KEY.fullmatch(v)]
            found[int(match[1])] += keys
    return {number: keys for number, keys in found.items() if keys}


def words_for(changed: int) -> str:
    if not changed:
        return gettext("No footnote has changed.")
    words = ngettext(
        "%(count)d footnote has changed.", "%(count)d footnotes have changed.", changed
    )
    return words % {"count": changed}
