"""What exhibitions give to be found: panels and essays that readers may see, and themselves.

``contents`` decides which parts of an exhibition readers see; everything else follows from it.
"""

from collections.abc import Iterable, Iterator

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from archive.models import NameForm
from archive.searching import address_of, dated, forms
from exhibits.models import Essay, Exhibit, Exhibition, Panel, PanelName
from search import index
from search.documents import Document, Words, register
from translations.richtext import plain_text
from translations.texts import LANGUAGES, exact

EXHIBITION, PANEL, ESSAY = "exhibition", "panel", "essay"
RICH = {"event_text", "record_note", "body", "foreword"}
TEXTS = {
    EXHIBITION: ("subtitle", "summary", "foreword"),
    PANEL: ("place", "event_text", "record_note"),
    ESSAY: ("authors", "abstract", "keywords", "body"),
}
MODELS = {EXHIBITION: Exhibition, PANEL: Panel, ESSAY: Essay}
IS_PUBLIC = {
    EXHIBITION: "is_published",
    PANEL: "section__exhibition__is_published",
    ESSAY: "exhibition__is_published",
}


def contents(kind: str) -> models.QuerySet:
    """The rows of a kind that readers see: those of the working copies that are published."""
    return MODELS[kind].objects.filter(**{IS_PUBLIC[kind]: True})


class Parts:
    """One kind of part of the published exhibitions."""

    def __init__(self, kind: str, label: str | Promise) -> None:
        self.kind, self.label = kind, label

    def keys(self, after: int, most: int) -> list[int]:
        found = contents(self.kind).filter(pk__gt=after).order_by("pk")
        return list(found.values_list("pk", flat=True)[:most])

    def count(self) -> int:
        return contents(self.kind).count()

    def addresses(self, parts: Iterable[int]) -> dict[int, str]:
        return {}

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        rows = READ[self.kind](contents(self.kind).filter(pk__in=keys))
        for row in rows:
            yield document(self.kind, row)


def with_exhibits(panels: models.QuerySet) -> models.QuerySet:
    """Panels with all that their documents tell; five queries."""
    exhibits = Exhibit.objects.select_related("item").order_by("order", "id")
    names = PanelName.objects.select_related("name").order_by("order", "id")
    panels = panels.select_related("section__exhibition", "section__parent__parent__parent")
    return panels.prefetch_related(
        models.Prefetch("exhibits", exhibits),
        models.Prefetch("name_links", names),
        models.Prefetch("name_links__name__forms", NameForm.objects.order_by("order", "id")),
    )


READ = {
    EXHIBITION: lambda rows: rows,
    PANEL: with_exhibits,
    ESSAY: lambda rows: rows.select_related("exhibition"),
}


def document(kind: str, row: models.Model) -> Document:
    exhibits = list(row.exhibits.all()) if kind == PANEL else []
    links = list(row.name_links.all()) if kind == PANEL else []
    has_date = kind != EXHIBITION and bool(row.date)
    codes = dict.fromkeys(one.item.reference_code for one in exhibits if one.item.is_open)
    return Document(
        kind=kind,
        key=row.pk,
        words=words_of(kind, row, exhibits),
        address=address_of(row),
        source_language=row.source_language,
        names=tuple(dict.fromkeys(form for link in links for form in forms(link.name))),
        codes=tuple(code for code in codes if code),
        dates=(row.date_earliest, row.date_latest) if kind == PANEL else (None, None),
        dated=dated_of(row) if has_date else {},
        within=() if kind == EXHIBITION else ((EXHIBITION, exhibition_of(row).pk),),
        facets=() if kind == EXHIBITION else (facet_of(exhibition_of(row)),),
    )


def dated_of(row: models.Model) -> dict[str, str]:
    return dated(row) if hasattr(row, "display_date") else {}


def exhibition_of(row: Panel | Essay) -> Exhibition:
    return row.section.exhibition if isinstance(row, Panel) else row.exhibition


def words_of(kind: str, row: models.Model, exhibits: list[Exhibit]) -> dict[str, Words]:
    """Title and texts in every language; a panel with the captions of its exhibits."""
    found = {}
    for code in LANGUAGES:
        texts = [text_of(row, name, code) for name in TEXTS[kind]]
        texts += [exact(exhibit, "caption", code) for exhibit in exhibits]
        title, body = exact(row, "title", code), "\n".join(filter(None, texts))
        if title or body:
            found[code] = Words(title, body)
    return found


def text_of(row: models.Model, name: str, language: str) -> str:
    text = exact(row, name, language)
    return plain_text(text) if name in RICH else text


def refresh(exhibition: Exhibition) -> None:
    """Bring everything of an exhibition up to date: it was released, withdrawn or changed.

    Parts that are no more are dropped.
    """
    index.refresh(EXHIBITION, [exhibition.pk])
    parts = {
        PANEL: Panel.objects.filter(section__exhibition=exhibition),
        ESSAY: Essay.objects.filter(exhibition=exhibition),
    }
    for kind, rows in parts.items():
        present = rows.order_by().values_list("pk", flat=True)
        index.refresh(kind, [*present, *index.keys_with(kind, facet_of(exhibition))])


def facet_of(exhibition: Exhibition) -> str:
    return f"exhibition:{exhibition.pk}"


def register_all() -> None:
    # Translators: the kinds of a search result
    register(PANEL, Parts(PANEL, pgettext_lazy("kind of result", "Panel")))
    register(ESSAY, Parts(ESSAY, pgettext_lazy("kind of result", "Essay")))
    register(EXHIBITION, Parts(EXHIBITION, pgettext_lazy("kind of result", "Exhibition")))
