"""What is there behind addresses of this site: in the working copy, in editions, in the archive."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db import models
from django.urls import ResolverMatch

from archive.models import ArchivalItem, Name, Repository
from exhibits.models import (
    Edition,
    EditionPage,
    EditionPanel,
    Essay,
    Exhibition,
    FormerAddress,
    Page,
    Panel,
    Section,
)

CHECKED_ANCHORS = ("panel-", "section-")  # the others are made of headings and notes
Key = tuple[str, str]  # slugs of an exhibition and of a page of it


class Targets:
    """Each kind is asked for once, with all that is wanted of it, when the first is."""

    def __init__(self, exhibition: Exhibition, matches: Iterable[ResolverMatch]):
        self.exhibition = exhibition
        self.wanted: dict[str, set] = defaultdict(set)
        self.rows: dict[str, set] = {}
        for match in matches:
            for name, value in match.kwargs.items():
                self.wanted[f"{match.view_name} {name}"].add(value)

    def is_there(self, match: ResolverMatch) -> bool:
        check = CHECKS.get(match.view_name)
        return check(self, **match.kwargs) if check else True

    def has_anchor(self, match: ResolverMatch, anchor: str) -> bool:
        is_page = match.view_name in ("exhibits:exhibition", "exhibits:section", "exhibits:essay")
        if not is_page or not anchor.startswith(CHECKED_ANCHORS):
            return True
        slug, part = match.kwargs["slug"], match.kwargs.get("section", "")
        anchors = self.own_anchors if slug == self.exhibition.slug else self.other_anchors
        return anchor in anchors[slug, part] or (slug, part) in self.former

    def has_own(self, obj: models.Model, anchor: str) -> bool:
        """Whether the page on which an object of the exhibition stands has such a place."""
        if not anchor.startswith(CHECKED_ANCHORS):
            return True
        key = obj.pk if isinstance(obj, Section) else getattr(obj, "section_id", None)
        by_key = {section.pk: section for section in self.own_sections}
        page = page_of(by_key[key], by_key) if key in by_key else ""
        return anchor in self.own_anchors[self.exhibition.slug, page]

    # Exhibitions ----------------------------------------------------------------------------

    def exhibition_there(self, slug: str) -> bool:
        return slug in (self.exhibition.slug, *self.others) or (slug, "") in self.former

    def section_there(self, slug: str, section: str) -> bool:
        return self.part_there(EditionPage.Kind.SECTION, slug, section)

    def essay_there(self, slug: str, essay: str) -> bool:
        return self.part_there(EditionPage.Kind.ESSAY, slug, essay)

    def part_there(self, kind: str, slug: str, part: str) -> bool:
        own = {"section": self.own_pages, "essay": self.own_essays}[kind]
        here = slug == self.exhibition.slug and part in own
        return here or (kind, part) in self.others[slug] or (slug, part) in self.former

    def edition_there(self, slug: str, number: int, **part: str) -> bool:
        return (slug, number) in self.editions

    @cached_property
    def own_sections(self) -> list[Section]:
        return list(self.exhibition.sections.select_related("exhibition", "parent__parent"))

    @cached_property
    def own_pages(self) -> set[str]:
        return {section.slug for section in self.own_sections if section.has_page}

    @cached_property
    def own_essays(self) -> set[str]:
        return set(Essay.objects.filter(exhibition=self.exhibition).values_list("slug", flat=True))

    @cached_property
    def own_anchors(self) -> dict[Key, set[str]]:
        """Panels and sections by the page on which they stand."""
        found, pages = defaultdict(set), {}
        by_key = {section.pk: section for section in self.own_sections}
        for section in self.own_sections:
            pages[section.pk] = page_of(section, by_key)
            found[self.exhibition.slug, pages[section.pk]].add(section.anchor)
        panels = Panel.objects.filter(section__in=by_key).values_list("section", "slug")
        for key, slug in panels:
            found[self.exhibition.slug, pages[key]].add(f"panel-{slug}")
        return found

    @cached_property
    def others(self) -> dict[str, set[tuple[str, str]]]:
        """Slug of a current edition of another exhibition → its pages, by kind and slug."""
        editions = Edition.objects.current().exclude(exhibition=self.exhibition)
        pages = EditionPage.objects.filter(edition__in=editions, apart=False).order_by()
        found = defaultdict(set)
        for slug, *page in pages.values_list("edition__slug", "kind", "slug").distinct():
            found[slug].add(tuple(page))
        return found

    @cached_property
    def other_anchors(self) -> dict[Key, set[str]]:
        editions = Edition.objects.current().exclude(exhibition=self.exhibition)
        panels = EditionPanel.objects.filter(edition__in=editions).order_by()
        found = defaultdict(set)
        for slug, page, anchor in panels.values_list("edition__slug", "page", "anchor"):
            found[slug, page].add(anchor)
        return found

    @cached_property
    def editions(self) -> set[tuple[str, int]]:
        shown = Edition.objects.filter(showings__isnull=False).order_by()
        return set(shown.values_list("slug", "number"))

    @cached_property
    def former(self) -> set[Key]:
        """Addresses that lead on to the present ones."""
        rows = FormerAddress.objects.order_by()
        columns = ("slug", "exhibition__slug", "section", "essay")
        return {
            (exhibition, slug) if section or essay else (slug, "")
            for slug, exhibition, section, essay in rows.values_list(*columns)
        }

    # The rest of the site -------------------------------------------------------------------

    def item_there(self, pk: int, **more: object) -> bool:
        return pk in self.items

    def named(self, uuid) -> bool:
        return uuid in self.uuids

    @cached_property
    def items(self) -> set[int]:
        names = ("archive:item", "archive:citation", "iiif:manifest", "iiif:texts")
        keys = set().union(*(self.wanted[f"{name} pk"] for name in names))
        return set(ArchivalItem.objects.public().filter(pk__in=keys).values_list("pk", flat=True))

    @cached_property
    def uuids(self) -> set:
        own = Panel.objects.filter(section__exhibition=self.exhibition)
        released = EditionPanel.objects.filter(edition__in=Edition.objects.current())
        asked = {
            "permanent-panel": own,
            "permanent-item": ArchivalItem.objects.public(),
            "permanent-name": Name.objects.all(),
            "permanent-exhibition": Exhibition.objects.published(),
        }
        found = {self.exhibition.uuid}
        for name, rows in asked.items():
            keys = self.wanted[f"{name} uuid"]
            found.update(rows.filter(uuid__in=keys).values_list("uuid", flat=True) if keys else ())
        panels = self.wanted["permanent-panel uuid"]
        return found | set(released.filter(uuid__in=panels).values_list("uuid", flat=True))

    def row_there(self, model: type, view: str, name: str, value: object) -> bool:
        if view not in self.rows:
            rows = model.objects.filter(**{f"{name}__in": self.wanted[f"{view} {name}"]})
            self.rows[view] = set(rows.values_list(name, flat=True))
        return value in self.rows[view]


def page_of(section: Section, by_key: dict[int, Section]) -> str:
    """The slug of the page on which a section stands."""
    seen = set()
    while not section.has_page and section.parent_id in by_key and section.pk not in seen:
        seen.add(section.pk)
        section = by_key[section.parent_id]
    return section.slug


CHECKS = {
    "exhibits:exhibition": Targets.exhibition_there,
    "exhibits:editions": Targets.exhibition_there,
    "exhibits:section": Targets.section_there,
    "exhibits:essay": Targets.essay_there,
    "exhibits:edition": Targets.edition_there,
    "exhibits:edition-section": Targets.edition_there,
    "exhibits:edition-essay": Targets.edition_there,
    "exhibits:page": lambda t, slug: t.row_there(Page, "exhibits:page", "slug", slug),
    "archive:item": Targets.item_there,
    "archive:citation": Targets.item_there,
    "archive:name": lambda t, pk: t.row_there(Name, "archive:name", "pk", pk),
    "archive:repository": lambda t, pk: t.row_there(Repository, "archive:repository", "pk", pk),
    "iiif:manifest": Targets.item_there,
    "iiif:texts": Targets.item_there,
    "iiif:collection": Targets.exhibition_there,
    "permanent-panel": Targets.named,
    "permanent-item": Targets.named,
    "permanent-name": Targets.named,
    "permanent-exhibition": Targets.named,
}
