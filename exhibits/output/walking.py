"""Ways through the structures of a page."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from exhibits.composition.structures import ExhibitView, PanelView, SectionView
from exhibits.editions.contents import Contents
from exhibits.editions.frozen import panels_of


def parts_of(section: SectionView) -> Iterator[SectionView]:
    """The section and the headings below it on its page, in reading order."""
    yield section
    for group in section.groups:
        yield from parts_of(group)


def exhibits_in(contents: Contents, language: str) -> Iterator[ExhibitView]:
    for chapter in contents.chapters(language):
        for panel in panels_of(chapter.page.section):
            yield from panel.exhibits


def only_open(section: SectionView, is_open: Callable[[ExhibitView], bool]) -> SectionView:
    """The section without pictures and links of items that readers may no longer see."""
    return replace(
        section,
        panels=tuple(open_panel(panel, is_open) for panel in section.panels),
        groups=tuple(only_open(group, is_open) for group in section.groups),
    )


def open_panel(panel: PanelView, is_open: Callable[[ExhibitView], bool]) -> PanelView:
    exhibits = (e if is_open(e) else replace(e, picture=None, url="") for e in panel.exhibits)
    return replace(panel, exhibits=tuple(exhibits))
