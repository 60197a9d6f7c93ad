"""What the translators' desk is told of exhibitions, their parts, and plain pages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Value
from django.urls import reverse
from django.utils.translation import get_language, override

from archive.display import picture_view
from archive.models import DigitalObject
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Page, Panel, Section
from exhibits.models.exhibitions import exhibition_scope
from translations.places import Node, Scope, Surroundings
from translations.texts import LANGUAGES, NO_TEXT, Text, column, reading_order

PREFIX, PAGES = "exhibition", "pages"


def title_columns(name: str = "title") -> list[str]:
    return [column(name, code) for code in LANGUAGES]


def scope_of(exhibition: Exhibition) -> Scope:
    return Scope(
        key=exhibition_scope(exhibition.pk),
        title=exhibition.text("title"),
        needs_second_reader=exhibition.needs_second_reader,
        edit_url=reverse("admin:exhibits_exhibition_contents", args=[exhibition.pk]),
    )


def change_url(obj: models.Model) -> str:
    return reverse(f"admin:exhibits_{obj._meta.model_name}_change", args=[obj.pk])


class ExhibitionPlace:
    """One scope for every exhibition."""

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        if not user.has_perm("exhibits.view_exhibition"):
            return []
        return [scope_of(exhibition) for exhibition in Exhibition.objects.all()]

    def scope(self, key: str) -> Scope | None:
        number = key.partition("-")[2]
        found = Exhibition.objects.filter(pk=number).first() if number.isdecimal() else None
        return scope_of(found) if found else None

    def outline(self, key: str) -> list[Node]:
        number = key.partition("-")[2]
        return list(Outline(int(number)).nodes()) if number.isdecimal() else []

    def surroundings(self, obj: models.Model) -> Surroundings:
        return SURROUNDINGS[type(obj)](obj)


class Row(NamedTuple):
    """What an outline reads of anything; long texts are not read."""

    kind: str
    pk: int
    above: int | None
    order: int
    source_language: str
    titles: tuple[str | None, ...]

    def node(self, depth: int) -> Node:
        written = dict(zip(LANGUAGES, self.titles, strict=True))
        order = reading_order(self.source_language, get_language())
        title = next((Text(written[c], c) for c in order if (written[c] or "").strip()), NO_TEXT)
        return Node(KINDS[self.kind], self.pk, title, depth)


KINDS = {model.__name__: model for model in (Exhibition, Section, Panel, Exhibit, Essay, Dataset)}


def rows_of(rows: models.QuerySet, above, order, through: str = "") -> models.QuerySet:
    """Rows of one model for the outline; ``through`` leads to the object whose title is shown.

    Not rewritten by modeltranslation, which does not keep the order of the columns.
    """
    titles = (F(f"{through}{name}") for name in title_columns())
    source = F(f"{through}source_language")
    kind = Value(rows.model.__name__)
    return rows.rewrite(False).order_by().values_list(kind, F("pk"), above, order, source, *titles)


class Outline:
    """An exhibition in reading order: sections with their panels and exhibits, essays, data."""

    def __init__(self, key: int):
        self.parts: dict[tuple[str, int | None], list[Row]] = {}
        for kind, pk, above, order, source, *titles in self.read(key):
            row = Row(kind, pk, above, order, source, tuple(titles))
            self.parts.setdefault((kind, above or None), []).append(row)
        for rows in self.parts.values():
            rows.sort(key=lambda row: (row.order, row.pk))

    def read(self, key: int) -> models.QuerySet:
        """One query, however large the exhibition is."""
        none, order = Value(0), F("order")
        exhibits = Exhibit.objects.filter(panel__section__exhibition=key)
        return rows_of(Exhibition.objects.filter(pk=key), none, none).union(
            rows_of(Section.objects.filter(exhibition=key), F("parent_id"), order),
            rows_of(Panel.objects.filter(section__exhibition=key), F("section_id"), order),
            rows_of(exhibits, F("panel_id"), order, "item__"),
            rows_of(Essay.objects.filter(exhibition=key), none, order),
            rows_of(Dataset.objects.filter(exhibition=key), none, none),
            all=True,
        )

    def nodes(self) -> Iterator[Node]:
        for row in self.parts.get(("Exhibition", None), ()):
            yield row.node(0)
        yield from self.below(None, 1)
        for kind in ("Essay", "Dataset"):
            for row in self.parts.get((kind, None), ()):
                yield row.node(1)

    def below(self, parent: int | None, depth: int) -> Iterator[Node]:
        for section in self.parts.get(("Section", parent), ()):
            yield section.node(depth)
            for panel in self.parts.get(("Panel", section.pk), ()):
                yield panel.node(depth + 1)
                for exhibit in self.parts.get(("Exhibit", panel.pk), ()):
                    yield exhibit.node(depth + 2)
            yield from self.below(section.pk, depth + 1)


class PagesPlace:
    """Plain pages are one scope together."""

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        return [self.scope(PAGES)] if user.has_perm("exhibits.view_page") else []

    def scope(self, key: str) -> Scope:
        title = Text(str(Page._meta.verbose_name_plural), get_language())
        return Scope(PAGES, title, edit_url=reverse("admin:exhibits_page_changelist"))

    def outline(self, key: str) -> list[Node]:
        pages = Page.objects.only("source_language", "machine_made", *title_columns())
        return [Node(Page, page.pk, page.text("title"), 0) for page in pages]

    def surroundings(self, obj: Page) -> Surroundings:
        return around(obj, self.scope(PAGES), (), obj.get_absolute_url)


def around(obj: models.Model, scope: Scope, trail, address, page: DigitalObject | None = None):
    """Surroundings with the page as visitors will see it in every language."""
    pages = {}
    for code in LANGUAGES if address else ():
        with override(code):
            pages[code] = address()
    view = picture_view(page, get_language()) if page else None
    return Surroundings(
        title=obj.text("title") if hasattr(obj, f"title_{LANGUAGES[0]}") else NO_TEXT,
        kind=str(obj._meta.verbose_name),
        scope=scope,
        trail=tuple(trail),
        picture=view.src if view else "",
        picture_text=view.alt if view else NO_TEXT,
        edit_url=change_url(obj),
        pages=pages,
    )


def around_exhibition(obj: Exhibition) -> Surroundings:
    return around(obj, scope_of(obj), (), obj.get_absolute_url, obj.cover)


def trail_of(section: Section) -> list[Text]:
    return [section.exhibition.text("title"), *(s.text("title") for s in section.lineage())]


def around_section(obj: Section) -> Surroundings:
    return around(obj, scope_of(obj.exhibition), trail_of(obj)[:-1], obj.get_absolute_url)


def section_with_above(key: int) -> Section:
    """A section with its exhibition and, as sections rarely nest deeper, two above it."""
    return Section.objects.select_related("exhibition", "parent__parent").get(pk=key)


def around_panel(obj: Panel) -> Surroundings:
    first = obj.exhibits.with_pages().order_by("order", "id").first()
    page = first.page if first else None
    section = obj.section = section_with_above(obj.section_id)
    return around(obj, scope_of(section.exhibition), trail_of(section), obj.get_absolute_url, page)


def around_exhibit(obj: Exhibit) -> Surroundings:
    """It has no page and no title of its own: those of its panel and its item are shown."""
    shown = Exhibit.objects.with_pages().get(pk=obj.pk)
    panel = obj.panel
    section = panel.section = section_with_above(panel.section_id)
    trail = [*trail_of(section), panel.text("title")]
    found = around(panel, scope_of(section.exhibition), trail, panel.get_absolute_url, shown.page)
    return replace(found, title=shown.item.text("title"), kind=str(obj._meta.verbose_name))


def around_essay(obj: Essay) -> Surroundings:
    trail = (obj.exhibition.text("title"),)
    return around(obj, scope_of(obj.exhibition), trail, obj.get_absolute_url)


def around_dataset(obj: Dataset) -> Surroundings:
    return around(obj, scope_of(obj.exhibition), (obj.exhibition.text("title"),), None)


SURROUNDINGS = {
    Exhibition: around_exhibition,
    Section: around_section,
    Panel: around_panel,
    Exhibit: around_exhibit,
    Essay: around_essay,
    Dataset: around_dataset,
}
