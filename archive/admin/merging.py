"""Staff pages about names: likely pairs, merging two, undoing it, taking over a Latin form."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.models import Name, NameLink
from archive.names.duplicates import likely_pairs
from archive.names.merging import MergeError, may_merge, merge_names, plan
from archive.names.proposals import take_latin_form
from archive.names.undoing import undo_merge
from translations.fields import with_nonce


def other_name_form(site) -> type[forms.Form]:
    """Choosing the name that another is merged with."""

    class OtherName(forms.Form):
        other = forms.ModelChoiceField(
            Name.objects.current(),
            label=gettext_lazy("Name to merge with"),
            widget=AutocompleteSelect(NameLink._meta.get_field("name"), site),
        )

    return OtherName


def change_page(name: Name) -> str:
    return reverse("admin:archive_name_change", args=[name.pk])


class MergePages:
    """Mix into the admin of names."""

    @method_decorator(require_safe)
    def alike(self, request: HttpRequest) -> HttpResponse:
        """Pairs of names that may be the same."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pairs, is_more = likely_pairs()
        context = {"title": _("Names that may be the same"), "pairs": pairs, "is_more": is_more}
        return self.page(request, "alike", {**context, "may_merge": may_merge(request.user)})

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose another name, see what would happen, merge."""
        if not may_merge(request.user):
            raise PermissionDenied
        kept = get_object_or_404(Name, pk=pk)
        other = self.asked_other(request)
        if other is None:
            return self.choose_other(request, kept)
        try:
            if request.method == "POST":
                return self.merged(request, kept, other)
            context = {"plan": plan(kept, other), "kept": kept, "merged": other}
            context["sides"] = [
                {"title": _("Kept"), "name": kept, "forms": kept.written_forms()},
                {"title": _("Merged into it"), "name": other, "forms": other.written_forms()},
            ]
        except MergeError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(change_page(kept))
        return self.page(request, "merge", {**context, "title": _("Merge two names")})

    def asked_other(self, request) -> Name | None:
        text = (request.POST or request.GET).get("with", "")
        if not text:
            return None
        key = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        return get_object_or_404(Name, pk=key)

    def choose_other(self, request, kept: Name) -> HttpResponse:
        kind = other_name_form(self.admin_site)
        form = kind(request.POST or None)
        if form.is_valid():
            return HttpResponseRedirect(f"?with={form.cleaned_data['other'].pk}")
        if form.is_bound:  # the chooser cannot show a choice that does not exist
            messages.error(request, " ".join(form.errors.get("other", ())))
            form = kind()
        context = {"title": _("Merge two names"), "kept": kept, "form": form}
        return self.page(request, "choose", {**context, "media": with_nonce(form.media, request)})

    def merged(self, request, kept: Name, other: Name) -> HttpResponse:
        merge_names(kept, other, actor=request.user)
        words = _("“%(merged)s” was merged into “%(kept)s”.")
        messages.success(request, words % {"merged": other, "kept": kept})
        return HttpResponseRedirect(change_page(kept))

    @method_decorator(require_POST)
    def unmerge(self, request: HttpRequest, pk: int) -> HttpResponse:
        name = get_object_or_404(Name, pk=pk)
        try:
            undone = undo_merge(name, actor=request.user)
        except MergeError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(change_page(name))
        messages.success(request, _("The merge was undone; “%(name)s” is back.") % {"name": name})
        for words in dict.fromkeys(undone.lost):
            messages.warning(request, words)
        return HttpResponseRedirect(change_page(name))

    @method_decorator(require_POST)
    def latin(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take over the Latin form that is proposed."""
        name = get_object_or_404(Name, pk=pk)
        if form := take_latin_form(name, actor=request.user):
            messages.success(request, _("“%(form)s” is now the Latin form.") % {"form": form})
        else:
            messages.info(request, _("There is a Latin form already."))
        return HttpResponseRedirect(f"{change_page(name)}?language=en")

    def page(self, request, template: str, context: dict) -> HttpResponse:
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return render(request, f"admin/archive/name/{template}.html", {**common, **context})
