"""What the translators' desk is told of exhibitions, their parts, and plain pages."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from operator import itemgetter

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Value
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from archive.display import picture_view
from archive.models import DigitalObject
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Page, Panel, Section
from exhibits.models.exhibitions import exhibition_scope
from exhibits.people.limits import within
from exhibits.previews.addresses import staff_preview
from translations.places import Node, Outline, Scope, Surroundings
from translations.texts import LANGUAGES, NO_TEXT, Text, reading_order
from translations.titles import title_columns, titled, titles

PREFIX, PAGES = "exhibition", "pages"


def scope_of(exhibition: Exhibition) -> Scope:
    return Scope(
        key=exhibition_scope(exhibition.pk),
        title=exhibition.text("title"),
        needs_second_reader=exhibition.needs_second_reader,
        edit_url=reverse("admin:exhibits_exhibition_contents", args=[exhibition.pk]),
    )


def seen_exhibitions(user: AbstractBaseUser) -> models.QuerySet[Exhibition]:
    keys = within(user, "exhibits.view_exhibition")
    return Exhibition.objects.all() if keys is None else Exhibition.objects.filter(pk__in=keys)


def change_url(obj: models.Model) -> str:
    return reverse(f"admin:exhibits_{obj._meta.model_name}_change", args=[obj.pk])


TITLES = {Exhibit: "item__title"}  # an exhibit is called like its item


class ExhibitionPlace:
    """One scope for every exhibition."""

    kinds = (Exhibition, Section, Panel, Exhibit, Essay, Dataset)

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        return [scope_of(exhibition) for exhibition in seen_exhibitions(user)]

    def scope(self, key: str) -> Scope | None:
        number = key.partition("-")[2]
        found = Exhibition.objects.filter(pk=number).first() if number.isdecimal() else None
        return scope_of(found) if found else None

    def outline(self, key: str) -> Outline:
        number = key.partition("-")[2]
        return Parts(int(number) if number.isdecimal() else 0).outline()

    def titles(self, model: type, keys: Iterable[int]) -> dict[int, Text]:
        return titles(model, keys, TITLES.get(model, "title"))

    def titled(self, model: type, words: str) -> models.QuerySet:
        return titled(model, words, TITLES.get(model, "title"))

    def surroundings(self, obj: models.Model) -> Surroundings:
        return SURROUNDINGS[type(obj)](obj)


KINDS = {model.__name__: model for model in (Exhibition, Section, Panel, Exhibit, Essay, Dataset)}
# Where the columns of an outline's rows stand. Rows stay tuples: there may be thousands.
KIND, KEY, ABOVE, ORDER, SOURCE, WORDS = range(6)
in_order = itemgetter(ORDER, KEY)


def rows_of(rows: models.QuerySet, above, order, through: str = "") -> models.QuerySet:
    """Rows of one model for the outline; ``through`` leads to the object whose title is shown.

    Not rewritten by modeltranslation, which does not keep the order of the columns.
    """
    titles = (F(f"{through}{name}") for name in title_columns())
    source = F(f"{through}source_language")
    kind = Value(rows.model.__name__)
    found = rows.rewrite(False).order_by()
    return found.values_list(kind, F("pk"), above, order, source, *titles)


class Parts:
    """An exhibition in reading order: sections with their panels and exhibits, essays, data."""

    def __init__(self, key: int):
        self.parts: dict[tuple[str, int | None], list[tuple]] = {}
        for row in self.read(key):
            self.parts.setdefault((row[KIND], row[ABOVE] or None), []).append(row)
        for rows in self.parts.values():
            rows.sort(key=in_order)
        self.rows = list(self.walk())

    @staticmethod
    def read(key: int) -> models.QuerySet:
        """One query, however large the exhibition is; long texts are not read."""
        none, order = Value(0), F("order")
        exhibits = Exhibit.objects.filter(panel__section__exhibition=key)
        # Django converts what the first one's columns ask for: those of sections need nothing.
        sections = Section.objects.filter(exhibition=key)
        return rows_of(sections, F("parent_id"), order).union(
            rows_of(Exhibition.objects.filter(pk=key), none, none),
            rows_of(Panel.objects.filter(section__exhibition=key), F("section_id"), order),
            rows_of(exhibits, F("panel_id"), order, "item__"),
            rows_of(Essay.objects.filter(exhibition=key), none, order),
            rows_of(Dataset.objects.filter(exhibition=key), none, none),
            all=True,
        )

    def walk(self) -> Iterator[tuple[tuple, int]]:
        """Rows with their depth."""
        yield from ((row, 0) for row in self.parts.get(("Exhibition", None), ()))
        yield from self.below(None, 1)
        for kind in ("Essay", "Dataset"):
            yield from ((row, 1) for row in self.parts.get((kind, None), ()))

    def below(self, parent: int | None, depth: int) -> Iterator[tuple[tuple, int]]:
        for section in self.parts.get(("Section", parent), ()):
            yield section, depth
            for panel in self.parts.get(("Panel", section[KEY]), ()):
                yield panel, depth + 1
                for exhibit in self.parts.get(("Exhibit", panel[KEY]), ()):
                    yield exhibit, depth + 2
            yield from self.below(section[KEY], depth + 1)

    def node(self, place: int) -> Node:
        row, depth = self.rows[place]
        written = dict(zip(LANGUAGES, row[WORDS:], strict=True))
        order = reading_order(row[SOURCE], get_language())
        found = (Text(written[code].strip(), code) for code in order if written[code])
        title = next(filter(None, found), NO_TEXT)
        folds = row[KIND] == "Section"
        return Node(KINDS[row[KIND]], row[KEY], title, depth, folds)

    def outline(self) -> Outline:
        return Outline([(KINDS[row[KIND]], row[KEY]) for row, _depth in self.rows], self.node)


class PagesPlace:
    """Plain pages are one scope together."""

    kinds = (Page,)

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        return [self.scope(PAGES)] if user.has_perm("exhibits.view_page") else []

    def scope(self, key: str) -> Scope:
        title = Text(capfirst(Page._meta.verbose_name_plural), get_language())
        return Scope(PAGES, title, edit_url=reverse("admin:exhibits_page_changelist"))

    def outline(self, key: str) -> Outline:
        pages = list(Page.objects.only("source_language", "machine_made", *title_columns()))
        keys = [(Page, page.pk) for page in pages]
        return Outline(keys, lambda place: Node(*keys[place], pages[place].text("title")))

    def titles(self, model: type, keys: Iterable[int]) -> dict[int, Text]:
        return titles(model, keys)

    def titled(self, model: type, words: str) -> models.QuerySet:
        return titled(model, words)

    def surroundings(self, obj: Page) -> Surroundings:
        return around(obj, self.scope(PAGES), (), obj.get_absolute_url)


def around(obj: models.Model, scope: Scope, trail, address, page: DigitalObject | None = None):
    """Surroundings with the page as readers will see it in every language."""
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


def page_of(obj: models.Model) -> Callable[[], str]:
    """Its page as it is now: what readers will see of it when it is released."""
    return partial(staff_preview, obj)


def around_exhibition(obj: Exhibition) -> Surroundings:
    return around(obj, scope_of(obj), (), page_of(obj), obj.cover)


def trail_of(section: Section) -> list[Text]:
    return [section.exhibition.text("title"), *(s.text("title") for s in section.lineage())]


def around_section(obj: Section) -> Surroundings:
    return around(obj, scope_of(obj.exhibition), trail_of(obj)[:-1], page_of(obj))


def section_with_above(key: int) -> Section:
    """A section with its exhibition and, as sections rarely nest deeper, two above it."""
    return Section.objects.select_related("exhibition", "parent__parent").get(pk=key)


def around_panel(obj: Panel) -> Surroundings:
    first = obj.exhibits.with_pages().order_by("order", "id").first()
    page = first.page if first else None
    section = obj.section = section_with_above(obj.section_id)
    return around(obj, scope_of(section.exhibition), trail_of(section), page_of(obj), page)


def around_exhibit(obj: Exhibit) -> Surroundings:
    """It has no page and no title of its own: those of its panel and its item are shown."""
    shown = Exhibit.objects.with_pages().get(pk=obj.pk)
    panel = obj.panel
    section = panel.section = section_with_above(panel.section_id)
    trail = [*trail_of(section), panel.text("title")]
    found = around(panel, scope_of(section.exhibition), trail, page_of(panel), shown.page)
    return replace(found, title=shown.item.text("title"), kind=str(obj._meta.verbose_name))


def around_essay(obj: Essay) -> Surroundings:
    trail = (obj.exhibition.text("title"),)
    return around(obj, scope_of(obj.exhibition), trail, page_of(obj))


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
