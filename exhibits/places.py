"""What the translators' desk is told of exhibitions, their parts, and plain pages."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from archive.display import picture_view
from archive.models import DigitalObject
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Page, Panel, Section
from exhibits.models.exhibitions import exhibition_scope
from translations.places import Node, Scope, Surroundings
from translations.texts import LANGUAGES, NO_TEXT, Text, text_of
from translations.titles import title_columns, titled, titles

PREFIX, PAGES = "exhibition", "pages"


def scope_of(exhibition: Exhibition) -> Scope:
    return Scope(
        key=exhibition_scope(exhibition.pk),
        title=exhibition.text("title"),
        needs_second_reader=exhibition.needs_second_reader,
        edit_url=reverse("admin:exhibits_exhibition_contents", args=[exhibition.pk]),
    )


def change_url(obj: models.Model) -> str:
    return reverse(f"admin:exhibits_{obj._meta.model_name}_change", args=[obj.pk])


TITLES = {Exhibit: "item__title"}  # an exhibit is called like its item


class ExhibitionPlace:
    """One scope for every exhibition."""

    kinds = (Exhibition, Section, Panel, Exhibit, Essay, Dataset)

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        if not user.has_perm("exhibits.view_exhibition"):
            return []
        return [scope_of(exhibition) for exhibition in Exhibition.objects.all()]

    def scope(self, key: str) -> Scope | None:
        number = key.partition("-")[2]
        found = Exhibition.objects.filter(pk=number).first() if number.isdecimal() else None
        return scope_of(found) if found else None

    def outline(self, key: str) -> list[Node]:
        """Five queries, however large the exhibition is."""
        exhibition = Exhibition.objects.filter(pk=key.partition("-")[2]).first()
        return list(Outline(exhibition).nodes()) if exhibition else []

    def titles(self, model: type, keys: Iterable[int]) -> dict[int, Text]:
        return titles(model, keys, TITLES.get(model, "title"))

    def titled(self, model: type, words: str) -> models.QuerySet:
        return titled(model, words, TITLES.get(model, "title"))

    def surroundings(self, obj: models.Model) -> Surroundings:
        return SURROUNDINGS[type(obj)](obj)


class Outline:
    """An exhibition in reading order: sections with their panels and exhibits, essays, data."""

    def __init__(self, exhibition: Exhibition):
        self.exhibition = exhibition
        self.sections = by_parent(exhibition.sections.order_by("order", "id"), "parent_id")
        panels = Panel.objects.filter(section__exhibition=exhibition).order_by("order", "id")
        self.panels = by_parent(lean(panels, "section", *title_columns()), "section_id")
        exhibits = Exhibit.objects.filter(panel__section__exhibition=exhibition)
        exhibits = exhibits.select_related("item").order_by("order", "id")
        titles = [f"item__{name}" for name in title_columns()]
        shown = lean(exhibits, "panel", "item__source_language", *titles)
        self.exhibits = by_parent(shown, "panel_id")

    def nodes(self) -> Iterator[Node]:
        yield node(self.exhibition, 0)
        yield from self.below(None, 1)
        for model in (Essay, Dataset):
            rows = model.objects.filter(exhibition=self.exhibition).order_by("pk")
            for row in lean(rows, *title_columns()):
                yield node(row, 1)

    def below(self, parent: int | None, depth: int) -> Iterator[Node]:
        for section in self.sections.get(parent, ()):
            yield node(section, depth, folds=True)
            for panel in self.panels.get(section.pk, ()):
                yield node(panel, depth + 1)
                for exhibit in self.exhibits.get(panel.pk, ()):
                    title = text_of(exhibit.item, "title", get_language())
                    yield Node(Exhibit, exhibit.pk, title, depth + 2)
            yield from self.below(section.pk, depth + 1)


def lean(rows: models.QuerySet, *names: str) -> models.QuerySet:
    """Only what an outline shows; long texts are not read."""
    return rows.only("source_language", "machine_made", *names)


def by_parent(rows, key: str) -> dict:
    found: dict = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def node(obj: models.Model, depth: int, *, folds: bool = False) -> Node:
    return Node(type(obj), obj.pk, text_of(obj, "title", get_language()), depth, folds)


class PagesPlace:
    """Plain pages are one scope together."""

    kinds = (Page,)

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        return [self.scope(PAGES)] if user.has_perm("exhibits.view_page") else []

    def scope(self, key: str) -> Scope:
        title = Text(capfirst(Page._meta.verbose_name_plural), get_language())
        return Scope(PAGES, title, edit_url=reverse("admin:exhibits_page_changelist"))

    def outline(self, key: str) -> list[Node]:
        return [node(page, 0) for page in lean(Page.objects.all(), *title_columns())]

    def titles(self, model: type, keys: Iterable[int]) -> dict[int, Text]:
        return titles(model, keys)

    def titled(self, model: type, words: str) -> models.QuerySet:
        return titled(model, words)

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


def around_panel(obj: Panel) -> Surroundings:
    first = obj.exhibits.with_pages().order_by("order", "id").first()
    page = first.page if first else None
    section = obj.section
    return around(obj, scope_of(section.exhibition), trail_of(section), obj.get_absolute_url, page)


def around_exhibit(obj: Exhibit) -> Surroundings:
    shown = Exhibit.objects.with_pages().get(pk=obj.pk)
    panel = obj.panel
    section = panel.section
    trail = [*trail_of(section), panel.text("title")]
    found = around(obj, scope_of(section.exhibition), trail, panel.get_absolute_url, shown.page)
    return Surroundings(
        **{name: getattr(found, name) for name in Surroundings.__slots__ if name != "title"}
        | {"title": shown.item.text("title"), "edit_url": change_url(panel)}
    )


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
