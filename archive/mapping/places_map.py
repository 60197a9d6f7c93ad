"""Maps of places as pages show them: marks, their words and addresses, and the same as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.browsing.kept import kept
from archive.browsing.year_words import items_words
from archive.mapping.degrees import in_reader_s_way
from archive.mapping.drawing import Ground, ground
from archive.mapping.markers import Mark, Spot, marks
from archive.mapping.window import window_around
from archive.models import Name, NameLink, open_now
from archive.models.located import COORDINATES
from translations.texts import LANGUAGES, Text, text_of

MOST_PLACES = 100
SHOWN = (*COORDINATES, "source_language", "machine_made", *(f"name_{c}" for c in LANGUAGES))
# The least widths of a map in CSS pixels for which marks are arranged; the style sheet has them.
LAYERS = {"wide": 740, "middle": 480, "narrow": 290}


@dataclass(frozen=True, slots=True)
class MarkView:
    """``x``, ``y``: in percent. ``name`` is empty where there is no room for it."""

    x: str
    y: str
    radius: int
    url: str
    label: str
    name: Text | str
    more: str
    anchor: str
    dx: str
    dy: str
    has_items: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    name: Text
    url: str
    count: int
    items: str
    browse_url: str


@dataclass(frozen=True, slots=True)
class MapView:
    """``layers``: the marks for each width, of which the style sheet shows one."""

    title: str
    ground: Ground
    layers: tuple[tuple[str, tuple[MarkView, ...]], ...]
    places: tuple[PlaceLine, ...] = ()
    is_part: bool = False


def places_map(language: str) -> MapView | None:
    """The places with most public items, at most ``MOST_PLACES``; two queries."""
    counts = place_counts()
    places = located_places(counts)
    if not places:
        return None
    shown = sorted(places, key=lambda place: (-counts.get(place.pk, 0), place.pk))[:MOST_PLACES]
    names = {place.pk: text_of(place, "name", language) for place in shown}
    lines = {place.pk: place_line(place, names[place.pk], counts) for place in shown}
    window = window_around([(place.longitude, place.latitude) for place in shown])
    spots = [
        Spot(
            place.pk,
            *window.place(place.longitude, place.latitude),
            str(names[place.pk]),
            counts.get(place.pk, 0),
        )
        for place in shown
    ]
    layers = (
        (layer, tuple(mark_view(mark, lines) for mark in marks(spots, width)))
        for layer, width in LAYERS.items()
    )
    return MapView(
        title=_("Map of places"),
        ground=ground(window),
        layers=tuple(layers),
        places=tuple(lines.values()),
        is_part=len(places) > MOST_PLACES,
    )


def map_of(place: Name, language: str) -> MapView | None:
    """One place with what lies around it; no query."""
    if not place.is_located:
        return None
    name = text_of(place, "name", language)
    window = window_around([(place.longitude, place.latitude)])
    spot = Spot(place.pk, *window.place(place.longitude, place.latitude), str(name), 1)
    line = PlaceLine(name, "", 1, in_reader_s_way(place.latitude, place.longitude), "")
    layers = (
        (layer, tuple(mark_view(mark, {place.pk: line}) for mark in marks([spot], width)))
        for layer, width in LAYERS.items()
    )
    words = pgettext("map", "%(name)s on the map") % {"name": name}
    return MapView(title=words, ground=ground(window), layers=tuple(layers))


def located() -> QuerySet[Name]:
    return Name.objects.current().filter(kind=Name.Kind.PLACE, latitude__isnull=False)


def place_counts() -> dict[int, int]:
    """Places on the map with their number of public items; kept when they are very many."""

    def count(_all: list[str]) -> tuple[dict[str, dict[int, int]], dict[str, int]]:
        links = NameLink.objects.filter(open_now("item__"), name__in=located().values("pk"))
        rows = links.order_by().values_list("name").annotate(Count("item", distinct=True))
        found = dict(rows)
        return {"": found}, {"": sum(found.values())}

    return kept({"places-on-the-map": ""}, count)[""]


def located_places(counts: dict[int, int]) -> list[Name]:
    """Those with most items first, one more than are shown."""
    most = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_PLACES]
    first = [Case(When(pk__in=most, then=Value(0)), default=Value(1))] if most else []
    return list(located().only(*SHOWN).order_by(*first, "pk")[: MOST_PLACES + 1])


def place_line(place: Name, name: Text, counts: dict[int, int]) -> PlaceLine:
    count = counts.get(place.pk, 0)
    return PlaceLine(
        name=name,
        url=place.get_absolute_url(),
        count=count,
        items=items_words(count),
        browse_url=browse_address([place.pk]) if count else "",
    )


def browse_address(keys: Iterable[int]) -> str:
    return f"{reverse('archive:browse')}?{'&'.join(f'place={key}' for key in keys)}"


def mark_view(mark: Mark, lines: dict[int, PlaceLine]) -> MarkView:
    here = [lines[spot.key] for spot in mark.spots]
    url = here[0].url if len(here) == 1 else browse_address(spot.key for spot in mark.spots)
    return MarkView(
        x=f"{mark.seed.x * 100:.2f}%",
        y=f"{mark.seed.y * 100:.2f}%",
        radius=mark.radius,
        url=url,
        label=mark_label(here),
        name=here[0].name if mark.anchor else "",
        more=more_words(here),
        anchor=mark.anchor,
        dx=f"{mark.dx:.1f}",
        dy=f"{mark.dy:.1f}",
        has_items=any(line.count for line in here),
    )


def mark_label(here: Sequence[PlaceLine]) -> str:
    """Ulaanbaatar: 2 items; of several it begins with what can be read on the map."""
    # Translators: a place and how much is found there
    one = pgettext("map", "%(name)s: %(items)s")
    said = [one % {"name": line.name, "items": line.items} for line in here]
    if len(said) == 1:
        return said[0]
    together = pgettext("list", "; ").join(said)
    return f"{here[0].name}{more_words(here)} ({together})"


def more_words(here: Sequence[PlaceLine]) -> str:
    return f" +{len(here) - 1}" if len(here) > 1 else ""
