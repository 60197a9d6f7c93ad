"""Tells the archive where its items are on show and its names are told of."""

from collections.abc import Iterator

from django.db.models import QuerySet

from archive.appearances import Appearance
from archive.models import ArchivalItem, Name
from exhibits.models import Panel
from translations.texts import Text, text_of

MOST_PLACES = 200


def appearances(item: ArchivalItem, language: str) -> Iterator[Appearance]:
    """Panels of published exhibitions that show the item: exhibition › chapter › panel."""
    return places(Panel.objects.filter(exhibits__item=item), language)


def name_appearances(name: Name, language: str) -> Iterator[Appearance]:
    """Panels of published exhibitions that tell of the name."""
    return places(Panel.objects.filter(name_links__name=name), language)


def places(panels: QuerySet, language: str) -> Iterator[Appearance]:
    panels = (
        panels.filter(section__exhibition__is_published=True)
        .select_related("section__exhibition", "section__parent__parent__parent")
        .order_by("section__exhibition", "section__order", "order")
        .distinct()
    )
    for panel in panels[:MOST_PLACES]:
        yield Appearance(trail(panel, language), panel.get_absolute_url(), panel.slug)


def trail(panel: Panel, language: str) -> tuple[Text, ...]:
    exhibition = panel.section.exhibition
    places = [exhibition, *panel.section.lineage(), panel]
    return tuple(filter(None, (text_of(place, "title", language) for place in places)))
