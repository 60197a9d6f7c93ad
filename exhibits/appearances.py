"""Tells the archive where its items are on show and its names are told of."""

from collections.abc import Iterator
from functools import partial

from django.db.models.fields.json import KT
from django.urls import reverse

from archive.appearances import Appearance, Told
from archive.models import ArchivalItem, Name
from exhibits.editions.facts import lineage, text_from
from exhibits.models import Edition, EditionMention, EditionPanel
from translations.texts import Text

MOST_PLACES = 200


def appearances(item: ArchivalItem, language: str) -> Iterator[Appearance]:
    """Panels of current editions that show the item: exhibition › chapter › panel."""
    return places("item", item.pk, language)


def name_appearances(name: Name, language: str) -> Iterator[Appearance]:
    """Panels of current editions that tell of the name."""
    return places("name", name.pk, language)


def places(kind: str, key: int, language: str) -> Iterator[Appearance]:
    told = EditionMention.objects.filter(kind=kind, key=key).values("panel")
    panels = EditionPanel.objects.filter(pk__in=told, edition__in=Edition.objects.current())
    panels = panels.select_related("edition").order_by("edition__exhibition", "order")
    for panel in panels[:MOST_PLACES]:
        yield Appearance(trail(panel, language), panel.get_current_url(), panel.anchor)


def trail(panel: EditionPanel, language: str) -> tuple[Text, ...]:
    facts = panel.edition.facts
    above = [facts, *lineage(facts, panel.facts["section"]), panel.facts]
    return tuple(filter(None, (text_from(place["title"], language) for place in above)))


PLACED = ("facts__title", "edition__facts__title", "edition__slug", "page", "anchor")


def told(names: list[set[int]]) -> Iterator[Told]:
    """Dated panels of current editions that tell of one name of each set; one query."""
    panels = EditionPanel.objects.filter(edition__in=Edition.objects.current())
    for keys in names:
        mentions = EditionMention.objects.filter(kind=EditionMention.Kind.NAME, key__in=keys)
        panels = panels.filter(pk__in=mentions.values("panel"))
    # As text: SQLite takes a bare "1972" for a number.
    dated = panels.annotate(date=KT("facts__date"))
    for date, *place in dated.order_by("edition__exhibition", "order").values_list("date", *PLACED):
        if date:
            yield Told(date, partial(dated_place, *place))


def dated_place(
    title: dict, exhibition: dict, slug: str, page: str, anchor: str, language: str
) -> Appearance:
    """Exhibition › panel."""
    above = (text_from(written, language) for written in (exhibition, title))
    url = f"{reverse('exhibits:section', args=[slug, page])}#{anchor}"
    return Appearance(tuple(filter(None, above)), url, anchor)
