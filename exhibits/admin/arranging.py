"""The working copy as a curator arranges it: one row per section and panel."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch

from archive.display import thumbnail
from exhibits.admin.base import change_url
from exhibits.models import Exhibit, Exhibition, Panel, Section
from translations.states import LanguageState, language_states


@dataclass(slots=True)
class PanelRow:
    panel: Panel
    url: str
    picture: str
    place: int
    is_last: bool
    states: list[LanguageState]


@dataclass(slots=True)
class SectionRow:
    section: Section
    url: str
    number: str
    place: int
    is_last: bool
    states: list[LanguageState]
    panels: list[PanelRow] = field(default_factory=list)
    sections: list["SectionRow"] = field(default_factory=list)


def arrangement(exhibition: Exhibition) -> list[SectionRow]:
    """The tree of sections with their panels; four queries whatever its size."""
    below, panels = defaultdict(list), defaultdict(list)
    for section in exhibition.sections.select_related("exhibition").order_by("order", "id"):
        below[section.parent_id].append(section)
    for panel in panels_with_pictures(exhibition):
        panels[panel.section_id].append(panel)

    def rows(parent: int | None, prefix: str) -> list[SectionRow]:
        found = below[parent]
        return [
            SectionRow(
                section=section,
                url=change_url(section),
                number=f"{prefix}{place + 1}",
                place=place,
                is_last=place == len(found) - 1,
                states=language_states(section),
                panels=panel_rows(panels[section.pk]),
                sections=rows(section.pk, f"{prefix}{place + 1}."),
            )
            for place, section in enumerate(found)
        ]

    return rows(None, "")


def panels_with_pictures(exhibition: Exhibition):
    shown = Exhibit.objects.with_pages()
    return (
        Panel.objects.filter(section__exhibition=exhibition)
        .prefetch_related(Prefetch("exhibits", shown.order_by("order", "id")))
        .order_by("order", "id")
    )


def panel_rows(panels: list[Panel]) -> list[PanelRow]:
    return [
        PanelRow(
            panel=panel,
            url=change_url(panel),
            picture=first_picture(panel),
            place=place,
            is_last=place == len(panels) - 1,
            states=language_states(panel),
        )
        for place, panel in enumerate(panels)
    ]


def first_picture(panel: Panel) -> str:
    """A small picture of the first document on show; nothing when there is none."""
    for exhibit in panel.exhibits.all():
        if exhibit.page:
            return thumbnail(exhibit.page)
    return ""
