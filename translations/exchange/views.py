"""Exchange files in the browser: choose and download, send and look, apply."""

import tempfile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from translations import places
from translations.exchange import exporting, importing, kept
from translations.exchange.csv_files import checksum
from translations.exchange.exporting import ChoiceError
from translations.exchange.formats import FORMATS
from translations.exchange.forms import ExportForm, ImportForm, export_languages
from translations.staff import desk_page, for_translators
from translations.units.rights import languages_of

IN_MEMORY = 2_000_000  # bytes of a made file; larger ones lie on the disk while they are sent


@for_translators
def index(request: HttpRequest) -> HttpResponse:
    """Sends a file in; names the scopes from which one can go out."""
    form = ImportForm(request.POST or None, request.FILES or None)
    may_import = bool(languages_of(request.user))
    if request.method == "POST":
        if not may_import:
            raise PermissionDenied
        if form.is_valid():
            return HttpResponseRedirect(report_url(received(request, form.cleaned_data["file"])))
    context = {
        "title": _("Exchange files"),
        "trail": [(_("Exchange files"), "")],
        "form": form,
        "may_import": may_import,
        "scopes": places.scopes(request.user),
    }
    return desk_page(request, "translations/exchange/index.html", context)


def received(request: HttpRequest, sent) -> kept.Kept:
    """Keep a sent file and look through it."""
    found = kept.keep(sent)
    report = importing.report_on(found.file, sent.name, actor=request.user)
    found.note(report, request.user)
    return found


def report_url(found: kept.Kept) -> str:
    return reverse("translate:exchange_report", args=[found.token])


@for_translators
def report(request: HttpRequest, token: str) -> HttpResponse:
    """What a sent file would change; sent back to it, the file is applied."""
    try:
        found = kept.find(token, request.user)
    except kept.GoneError as error:
        raise Http404(_("This file is no longer kept. Send it again.")) from error
    if request.method == "POST":
        return applied(request, found)
    context = {
        "title": _("Import of “%(name)s”") % {"name": found.report().name},
        "trail": [
            (_("Exchange files"), reverse("translate:exchange_index")),
            (pgettext("exchange files", "Report"), ""),
        ],
        "report": found.report(),
        "format": FORMATS.get(found.report().format),
    }
    return desk_page(request, "translations/exchange/report.html", context)


def applied(request: HttpRequest, found: kept.Kept) -> HttpResponse:
    """Apply exactly the file that was reported on; a second wish finds nothing to do."""
    former = found.report()
    if former.faults or former.is_applied or former.checksum != checksum(found.file):
        return HttpResponseRedirect(request.path)
    now = importing.apply(
        found.file,
        former.name,
        actor=request.user,
        ask_review="ask_review" in request.POST,
    )
    found.note(now, request.user)
    return HttpResponseRedirect(request.path)


def scope_of(request: HttpRequest, key: str) -> places.Scope:
    for scope in places.scopes(request.user):
        if scope.key == key:
            return scope
    raise Http404


@for_translators
def export(request: HttpRequest, scope: str) -> HttpResponse:
    """The form; with ``format`` in the query, the file."""
    found = scope_of(request, scope)
    wanted = request.GET if "format" in request.GET else None
    if wanted and wanted.get("language") not in export_languages(request.user):
        raise PermissionDenied
    initial = {"language": first_language(request), **request.GET.dict()}
    form = ExportForm(wanted, scope=found, person=request.user, initial=initial)
    if wanted and form.is_valid():
        try:
            return download(form)
        except ChoiceError as error:
            form.add_error(None, str(error))
    words = _("Export of “%(title)s”") % {"title": found.title}
    trail = [(_("Exchange files"), reverse("translate:exchange_index")), (str(found.title), "")]
    context = {"title": words, "trail": trail, "form": form, "scope": found}
    return desk_page(request, "translations/exchange/export.html", context)


def first_language(request: HttpRequest) -> str:
    """The language of the page where it is one of the person's."""
    mine = export_languages(request.user)
    return get_language() if get_language() in mine else mine[0]


def download(form: ExportForm) -> FileResponse:
    made = FORMATS[form.cleaned_data["format"]]
    choice = exporting.with_source(form.choice(), made)
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – the answer closes
    if not exporting.write(choice, made, target):
        raise ChoiceError(_("There are no such texts."))
    target.seek(0)
    return FileResponse(
        target,
        as_attachment=True,
        filename=exporting.file_name(choice, made),
        content_type=made.media_type,
    )
