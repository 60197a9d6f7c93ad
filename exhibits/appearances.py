"""Tells the archive where its items are on show."""

from collections.abc import Iterator

from archive.appearances import Appearance
from archive.models import ArchivalItem
from exhibits.models import Panel
from translations.texts import Text, text_of


def appearances(item: ArchivalItem, language: str) -> Iterator[Appearance]:
    """Panels of published exhibitions that show the item: exhibition › chapter › panel."""
    panels = (
        Panel.objects.filter(exhibits__item=item, section__exhibition__is_published=True)
        .select_related("section__exhibition", "section__parent__parent__parent")
        .order_by("section__exhibition", "section__order", "order")
        .distinct()
    )
    for panel in panels:
        yield Appearance(trail(panel, language), panel.get_absolute_url(), panel.slug)


def trail(panel: Panel, language: str) -> tuple[Text, ...]:
    exhibition = panel.section.exhibition
    places = [exhibition, *panel.section.lineage(), panel]
    return tuple(filter(None, (text_of(place, "title", language) for place in places)))
