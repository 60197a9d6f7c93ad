"""One box for those who work here: everything in any state, as far as each of them may see it.

What is found is what the lists of the admin find: the same rows, by the same rights. There are no
stems; a part of a word is enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin import AdminSite, ModelAdmin
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import ArchivalItem, Name, NameForm, Repository, Transcription
from exhibits.models import Dataset, Essay, Exhibition, Page, Panel, Section
from search.analysis import folded
from search.parsing import clean
from search.snippets import Piece, Span, mapped, marked, snippet
from translations.fields import RichTextField
from translations.richtext import plain_text
from translations.states import translated_fields
from translations.texts import LANGUAGES, Text, column, exact, language_name
from translations.titles import containing

KINDS = (Exhibition, Section, Panel, Essay, Dataset, Page, ArchivalItem, Name, Repository)
IN_EXHIBITIONS = {Section: "exhibition", Panel: "section__exhibition"}
IN_EXHIBITIONS |= dict.fromkeys((Essay, Dataset), "exhibition")
TITLES = {Name: "name", Repository: "name"}
MOST_WORDS, MOST_ROWS, MOST_TYPED = 6, 10, 120


@dataclass(frozen=True, slots=True)
class Met:
    """A text that has the words: which one it is, and the part of it that has them."""

    label: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    title: Text
    pieces: tuple[Piece, ...]  # of the title
    url: str
    facts: tuple[str, ...]  # where it belongs, its code, whether readers see it
    met: Met | None


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of a kind; ``more`` leads to its list where not all of it is here."""

    label: str
    rows: tuple[Row, ...]
    more: str = ""


@require_safe
def search_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    text = clean(request.GET.get("q", ""))[:MOST_TYPED]
    words = text.split()[:MOST_WORDS]
    context = {
        **site.each_context(request),
        "title": _("Search everything"),
        "query": text,
        "groups": list(groups(request, site, words)) if words else [],
    }
    request.current_app = site.name
    return render(request, "admin/search.html", context)


def groups(request: HttpRequest, site: AdminSite, words: list[str]) -> Iterator[Group]:
    """A query for each kind that this person may see; one more for texts of page images."""
    for model in KINDS:
        admin = site.get_model_admin(model)
        if not admin.has_view_or_change_permission(request):
            continue
        found = list(found_rows(request, admin, words)[: MOST_ROWS + 1])
        shown = found[:MOST_ROWS]
        pages = written_on_pages(shown, words) if model is ArchivalItem else {}
        rows = tuple(row_of(obj, words, pages.get(obj.pk)) for obj in shown)
        if rows:
            more = list_url(admin, words) if len(found) > len(shown) else ""
            yield Group(capfirst(model._meta.verbose_name_plural), rows, more)


def found_rows(request: HttpRequest, admin: ModelAdmin, words: list[str]) -> QuerySet:
    """As in the list of that kind; where the list looks into titles, all texts are looked at."""
    rows, model = admin.get_queryset(request), admin.model
    if "search_text" in admin.search_fields:
        rows, _doubled = admin.get_search_results(request, rows, " ".join(words))
        rows = rows.defer("search_text")
    else:
        rows = containing(rows, words, columns_of(model))
    if model is Name:
        forms = NameForm.objects.order_by("order", "id")
        rows = rows.prefetch_related(Prefetch("forms", forms))
    above = IN_EXHIBITIONS.get(model)
    return rows.select_related(above) if above else rows


def columns_of(model: type[models.Model]) -> list[str]:
    """All texts in all languages, and the address."""
    names = [column(name, code) for name in translated_fields(model) for code in LANGUAGES]
    has_slug = any(field.name == "slug" for field in model._meta.concrete_fields)
    return [*names, *(["slug"] if has_slug else [])]


def list_url(admin: ModelAdmin, words: list[str]) -> str:
    opts = admin.opts
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return f"{address}?{urlencode({'q': ' '.join(words)})}"


def row_of(obj: models.Model, words: list[str], on_page: Met | None) -> Row:
    title = obj.text(TITLES.get(type(obj), "title"))
    spans = places(title.value, words)
    # A title that has all of the words says enough.
    met = None if len({s.term for s in spans}) == len(words) else text_with(obj, words) or on_page
    return Row(
        title=title or Text(str(obj), ""),
        pieces=tuple(marked(title.value, spans)),
        url=reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk]),
        facts=tuple(filter(None, facts_of(obj))),
        met=met,
    )


def facts_of(obj: models.Model) -> Iterator[str]:
    if above := IN_EXHIBITIONS.get(type(obj)):
        place = obj
        for step in above.split("__"):
            place = getattr(place, step)
        yield str(place)
    if isinstance(obj, ArchivalItem):
        # Of the admin, which is there when somebody asks.
        from archive.admin.items import readers_words

        yield obj.reference_code
        yield readers_words(obj)
    if isinstance(obj, Name):
        yield str(obj.get_kind_display())
        yield _("merged into another name") if obj.merged_into_id else ""


def text_with(obj: models.Model, words: list[str]) -> Met | None:
    """The text with most of the words."""
    best, found = 0, None
    for label, language, text in texts_of(obj):
        spans = places(text, words)
        if (number := len({span.term for span in spans})) > best:
            best, found = number, Met(label, language, tuple(snippet(text, spans)))
    return found


def texts_of(obj: models.Model) -> Iterator[tuple[str, str, str]]:
    """Label, language and words of everything that is written on it."""
    for name in translated_fields(type(obj)):
        field = obj._meta.get_field(name)
        for code in LANGUAGES:
            text = exact(obj, name, code)
            is_rich = isinstance(obj._meta.get_field(column(name, code)), RichTextField)
            label = f"{capfirst(field.verbose_name)} · {language_name(code)}"
            yield label, code, plain_text(text) if is_rich else text
    if isinstance(obj, Name):
        for form in obj.forms.all():
            yield str(form.get_kind_display()), form.language, form.form


def written_on_pages(items: Iterable[models.Model], words: list[str]) -> dict[int, Met]:
    """By item what is written on a page image of it, where that has a word; one query."""
    rows = Transcription.objects.filter(digital_object__item__in=[item.pk for item in items])
    for word in words[:1]:
        rows = rows.filter(search_text__contains=" ".join(folded(word).split()))
    found: dict[int, Met] = {}
    for row in rows.select_related("digital_object").order_by("digital_object__order", "pk")[:50]:
        text = row.plain_text
        label = f"{row.get_kind_display()} · {language_name(row.language)}"
        pieces = tuple(snippet(text, places(text, words)))
        found.setdefault(row.digital_object.item_id, Met(label, row.language, pieces))
    return found


def places(text: str, words: list[str]) -> list[Span]:
    """Where the words stand in a text, however it is folded."""
    plain, origin = mapped(text)
    found = []
    for number, word in enumerate(words):
        part = folded(word)
        place = plain.find(part) if part else -1
        while place >= 0:
            found.append(Span(origin[place], origin[place + len(part)], number))
            place = plain.find(part, place + len(part))
    return apart(sorted(found, key=lambda span: (span.start, -span.end)))


def apart(found: list[Span]) -> list[Span]:
    """Without those that begin inside another one."""
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
