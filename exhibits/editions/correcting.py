"""The current edition with chosen panels and essays as they are now in the working copy.

Everything else stays as it was released, whatever is in progress there.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import gettext as _

from exhibits.composition.beside import apart
from exhibits.composition.parts import label_of
from exhibits.composition.structures import (
    ContentsEntry,
    EssayPage,
    PanelView,
    SectionPage,
    SectionView,
)
from exhibits.editions.codec import dump
from exhibits.editions.contents import WorkingContents
from exhibits.editions.errors import ReleaseError
from exhibits.editions.facts import panel_facts, panels_in_order
from exhibits.editions.freezing import copies, keep, not_released
from exhibits.editions.frozen import panels_of, structure
from exhibits.editions.hashing import digest
from exhibits.models import Edition, EditionPage, Exhibition
from translations.texts import LANGUAGES

Kind = EditionPage.Kind
T = TypeVar("T")
Key = tuple[str, bool, str]  # language, apart, and a panel's uuid or an essay's slug


def freeze_correction(
    exhibition: Exhibition, panels: Iterable[str], essays: Iterable[str], **values
) -> Edition:
    """Raises ``ReleaseError`` where there is nothing to correct."""
    base = Edition.objects.filter(exhibition=exhibition).current().first()
    if base is None:
        raise ReleaseError(_("Nothing of this exhibition is shown; release it first."))
    known = {str(uuid) for uuid in base.panels.values_list("uuid", flat=True)}
    if set(panels) - known:
        raise ReleaseError(_("A panel that is not in the current edition needs a whole release."))
    with not_released(tuple(base.languages)):
        return corrected(base, Fresh(exhibition, set(panels), set(essays)), **values)


class Fresh:
    """What was chosen, as it is now in the working copy."""

    def __init__(self, exhibition: Exhibition, panels: set[str], essays: set[str]):
        self.contents = WorkingContents(exhibition)
        self.panels: dict[Key, PanelView] = {}
        self.essays: dict[Key, EssayPage] = {}
        for language in LANGUAGES:
            for prefix in ("", apart(language)):
                self.read(language, prefix, panels, essays)
        rows = panels_in_order(self.contents.copy)
        self.rows = {str(panel.uuid): panel for _page, panel in rows if str(panel.uuid) in panels}

    def read(self, language: str, prefix: str, panels: set[str], essays: set[str]) -> None:
        for _slug, page in self.contents.chapters(language, prefix):
            for panel in panels_of(page.section):
                if panel.uuid in panels:
                    self.panels[language, bool(prefix), panel.uuid] = panel
        for slug, page in self.contents.essays(language, prefix):
            if slug in essays:
                self.essays[language, bool(prefix), slug] = page


def corrected(base: Edition, fresh: Fresh, **values) -> Edition:
    rows = copies(base.pages.all())
    for row in rows:
        page = structure(row, base.schema)
        row.content = dump(corrected_page(page, row, fresh))
        row.digest = digest(row.content)
    panels = copies(base.panels.all())
    for panel in panels:
        if now := fresh.rows.get(str(panel.uuid)):
            panel.facts = {**panel_facts(now), "section": panel.facts["section"]}
    edition = Edition(
        exhibition=base.exhibition,
        slug=base.slug,
        languages=base.languages,
        facts=base.facts,
        **values,
    )
    return keep(edition, rows, panels)


def corrected_page(page: T, row: EditionPage, fresh: Fresh) -> T:
    if row.kind == Kind.SECTION:
        return with_panels(page, row, fresh)
    if row.kind == Kind.ESSAY:
        now = fresh.essays.get((row.language, row.apart, row.slug))
        return essay_in_place(now, page) if now else page
    return page


def with_panels(page: SectionPage, row: EditionPage, fresh: Fresh) -> SectionPage:
    now = {
        panel.uuid: in_place(fresh.panels[key], panel)
        for panel in panels_of(page.section)
        if (key := (row.language, row.apart, panel.uuid)) in fresh.panels
    }
    if not now:
        return page
    labels = {f"#{panel.anchor}": label_of(panel) for panel in now.values()}
    return replace(
        page,
        section=section_with(page.section, now),
        contents=tuple(entry_with(entry, labels) for entry in page.contents),
    )


def in_place(now: PanelView, former: PanelView) -> PanelView:
    """A panel as it is now, at the place and address it has in the edition."""
    return replace(now, anchor=former.anchor, number=former.number, total=former.total)


def section_with(section: SectionView, now: dict[str, PanelView]) -> SectionView:
    return replace(
        section,
        panels=tuple(now.get(panel.uuid, panel) for panel in section.panels),
        groups=tuple(section_with(group, now) for group in section.groups),
    )


def entry_with(entry: ContentsEntry, labels: dict) -> ContentsEntry:
    return replace(
        entry,
        title=labels.get(entry.url, entry.title),
        children=tuple(entry_with(child, labels) for child in entry.children),
    )


def essay_in_place(now: EssayPage, former: EssayPage) -> EssayPage:
    kept = ("head", "contents", "essays", "previous", "next")
    return replace(now, **{name: getattr(former, name) for name in kept})
