"""Everything that stands between the working copy and a release, under the exhibition's policy."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from exhibits.linting import CITATIONS, DATES
from exhibits.models import Exhibit, Exhibition, Panel, Section
from exhibits.readiness.advice import from_checks
from exhibits.readiness.findings import Finding, Group, grouped
from exhibits.readiness.kinds import (
    ALWAYS,
    CHOOSABLE,
    DRAFT,
    KINDS,
    LEFT_OUT,
    MISSING,
    OUTDATED,
    UNWRITTEN,
)
from exhibits.readiness.links import broken_links
from exhibits.readiness.pictures import not_ready, shown_pages, without_picture, without_words
from exhibits.readiness.records import by_rule, hidden_records
from exhibits.readiness.texts import text_groups
from exhibits.readiness.whole import hard_to_read, left_out, no_chapter, unwritten
from translations.texts import LANGUAGES

TEXTS = {MISSING, DRAFT, OUTDATED}


class Readiness:
    """What stands open of some kinds, for a release in some languages.

    The number of queries does not depend on the size of the exhibition.
    """

    def __init__(
        self,
        exhibition: Exhibition,
        languages: Iterable[str] = LANGUAGES,
        kinds: Iterable[str] = KINDS,
    ):
        self.exhibition, self.languages = exhibition, tuple(languages)
        self.kinds = set(kinds)

    @cached_property
    def groups(self) -> list[Group]:
        """In the order of kinds and languages; blocking where the policy says so."""
        kinds, languages = list(KINDS), ("", *LANGUAGES)
        found = [self.judged(group) for group in self.find()]
        return sorted(found, key=lambda g: (kinds.index(g.kind.name), languages.index(g.language)))

    @property
    def blocking(self) -> list[Group]:
        return [group for group in self.groups if group.blocking]

    def group(self, kind: str, language: str) -> Group | None:
        same = (g for g in self.groups if (g.kind.name, g.language) == (kind, language))
        return next(same, None)

    def judged(self, group: Group) -> Group:
        group.blocking = blocks(self.exhibition, group, self.languages)
        return group

    def find(self) -> Iterator[Group]:
        yield from text_groups(self.exhibition, self.kinds & TEXTS)
        yield from grouped(self.findings())

    def findings(self) -> Iterator[Finding]:
        for kind, find in FINDERS.items():
            if kind in self.kinds:
                yield from find(self)

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.exhibition.sections.order_by("order", "id"))

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        shown = Exhibit.objects.filter(panel__section__exhibition=self.exhibition).with_pages()
        return list(shown.order_by("panel__section__order", "panel__order", "order", "id"))

    @cached_property
    def pages(self):
        return shown_pages(self.exhibition, self.exhibits)

    @cached_property
    def texts(self) -> list:
        """Everything with rich texts, in reading order as far as one cares here."""
        panels = Panel.objects.filter(section__exhibition=self.exhibition)
        essays = self.exhibition.essays.order_by("order", "id")
        return [self.exhibition, *self.sections, *panels.order_by("section", "order"), *essays]


FINDERS: dict[str, Callable[[Readiness], Iterator[Finding]]] = {
    LEFT_OUT: lambda r: left_out(r.exhibition, r.languages),
    UNWRITTEN: lambda r: unwritten(r.exhibition, r.sections),
    "alt": lambda r: without_words(r.pages),
    "dates": lambda r: by_rule(r.exhibition, "dates", DATES),
    "checks": lambda r: from_checks(r.exhibition),
    "links": lambda r: broken_links(r.exhibition, r.texts),
    "chapters": lambda r: no_chapter(r.exhibition, r.sections),
    "hidden": lambda r: hidden_records(r.exhibits),
    "codes": lambda r: by_rule(r.exhibition, "codes", CITATIONS),
    "pictures": lambda r: not_ready(r.pages),
    "no-picture": lambda r: without_picture(r.exhibits),
    "accent": lambda r: hard_to_read(r.exhibition),
}


def blocks(exhibition: Exhibition, group: Group, languages: tuple[str, ...]) -> bool:
    """Whether findings hold up a release in these languages."""
    kind, language = group.kind, group.language
    if kind.name in ALWAYS:
        return True
    if kind.name not in exhibition.blocking:
        return False
    if kind.of_translation and language not in exhibition.required_languages:
        return False
    return not language or language in languages


def what_blocks(exhibition: Exhibition, languages: Iterable[str]) -> list[Group]:
    """Only what the policy asks for is looked for."""
    kinds = {kind for kind in CHOOSABLE if kind in exhibition.blocking} | ALWAYS
    return Readiness(exhibition, languages, kinds).blocking
