"""The curators' page of terms: a term with its words in all languages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from translations.admin import SecondLook
from translations.models import Term, TermForm


class TermFormInline(admin.TabularInline):
    model = TermForm
    extra = 3


@admin.register(Term)
class TermAdmin(SecondLook, admin.ModelAdmin):
    list_display = ["__str__", "note", "avoided"]
    search_fields = ["forms__text", "note"]
    inlines = [TermFormInline]
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("forms")

    @admin.display(description=_("words to avoid"))
    def avoided(self, term):
        words = (f.text for f in term.forms.all() if f.kind == TermForm.Kind.FORBIDDEN)
        return " · ".join(words) or "–"
