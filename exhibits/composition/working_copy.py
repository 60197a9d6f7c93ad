"""Loading what curators edit, with a number of queries that does not depend on its size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from archive.models import ArchivalItem, DigitalObject, Name, Repository, open_now
from exhibits.composition.columns import unread
from exhibits.models import Essay, Exhibit, Exhibition, Panel, PanelName, Section


class WorkingCopy:
    """An exhibition's sections as a tree, and the panels of one page."""

    def __init__(self, exhibition: Exhibition):
        self.exhibition = exhibition
        self._panels: dict[tuple[int, ...], dict[int, list[Panel]]] = {}

    @cached_property
    def children(self) -> dict[int | None, list[Section]]:
        """Sections below a section's key, in reading order; chapters below ``None``."""
        found = defaultdict(list)
        for section in self.exhibition.sections.order_by("order", "id"):
            section.exhibition = self.exhibition
            found[section.parent_id].append(section)
        return found

    @cached_property
    def essays(self) -> list[Essay]:
        bodies = [f"body_{code}" for code in ("en", "ja", "mn")]
        essays = self.exhibition.essays.defer("body", *bodies)
        return list(essays.order_by("order", "id"))

    def walk(self, parent: int | None = None) -> Iterator[Section]:
        """All sections in reading order, a section before what lies below it."""
        for section in self.children.get(parent, ()):
            yield section
            yield from self.walk(section.pk)

    def pages(self) -> list[Section]:
        return [section for section in self.walk() if section.has_page]

    def lineage(self, section: Section) -> list[Section]:
        by_key = {s.pk: s for s in self.walk()}
        chain = [section]
        while chain[0].parent_id in by_key:
            chain.insert(0, by_key[chain[0].parent_id])
        return chain

    def on_page(self, section: Section) -> Iterator[Section]:
        """The section and the headings below it that share its page."""
        yield section
        for child in self.children.get(section.pk, ()):
            if not child.has_page:
                yield from self.on_page(child)

    def panels(self, sections: Iterable[Section]) -> dict[int, list[Panel]]:
        """Panels by section, read once: a page in two languages asks twice."""
        sections = list(sections)
        key = tuple(section.pk for section in sections)
        if key not in self._panels:
            self._panels[key] = self.read_panels(sections)
        return self._panels[key]

    def read_panels(self, sections: list[Section]) -> dict[int, list[Panel]]:
        """Panels with everything that they show. Items that are not public are out."""
        shown = Exhibit.objects.filter(open_now("item__")).with_chosen_pages()
        shown = shown.order_by("order", "id").defer(*unread(ArchivalItem, "item__"))
        names = PanelName.objects.select_related("name").order_by("order", "id")
        names = names.defer(*unread(Name, "name__"))
        panels = (
            Panel.objects.filter(section__in=sections)
            .select_related("dataset")
            .prefetch_related(Prefetch("exhibits", shown), Prefetch("name_links", names))
            .order_by("order", "id")
        )
        found = defaultdict(list)
        for panel in panels:
            found[panel.section_id].append(panel)
        exhibits = [exhibit for panel in panels for exhibit in panel.exhibits.all()]
        join_covers(exhibits)
        join_repositories(exhibit.item for exhibit in exhibits)
        return found


def join_covers(exhibits: Iterable[Exhibit]) -> None:
    """Give items of which no page was chosen their first; no query where all are chosen."""
    items = [exhibit.item for exhibit in exhibits if exhibit.digital_object_id is None]
    prefetch_related_objects(items, DigitalObject.objects.as_covers("digital_objects"))


def join_repositories(items: Iterable) -> None:
    """Give items their repository with its parents, from one query for all repositories."""
    items = list(items)
    if not items:
        return
    rows = Repository.objects.defer(*unread(Repository))
    known = {repository.pk: repository for repository in rows}
    for repository in known.values():
        if repository.parent_id:
            repository.parent = known[repository.parent_id]
    for item in items:
        item.repository = known[item.repository_id]
