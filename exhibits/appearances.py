"""Tells the archive where its items are on show and its names are told of."""

from collections.abc import Collection, Iterator
from functools import partial

from django.db.models import Count, Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse

from archive.appearances import Appearance, Told
from archive.browsing.labels import EXHIBITION
from archive.models import ArchivalItem, Name
from exhibits.editions.facts import SOURCE, lineage, text_from
from exhibits.models import Edition, EditionMention, EditionPanel
from translations.texts import LANGUAGES, Text

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


class CurrentShows:
    """Current editions for the browse page of the archive."""

    def labels(self) -> QuerySet:
        nothing = Value("", output_field=TextField())
        texts = (KT(f"facts__title__{code}") for code in (SOURCE, *LANGUAGES))
        source, *titles = (Coalesce(text, nothing) for text in texts)
        return (
            Edition.objects.current()
            .order_by()
            .values_list(Value(EXHIBITION), "pk", Value(0), "slug", source, nothing, *titles)
        )

    def items(self, slugs: Collection[str]) -> QuerySet:
        return self.mentions().filter(panel__edition__slug__in=slugs).values("key")

    def counts(self, items: QuerySet) -> QuerySet:
        # Few items are on show, of however many: each is looked up, instead of listing all.
        shown = self.mentions().filter(Exists(items.filter(pk=OuterRef("key"))))
        grouped = shown.order_by().values(slug=F("panel__edition__slug"))
        return grouped.annotate(number=Count("key", distinct=True))

    def mentions(self) -> QuerySet:
        current = Edition.objects.current().values("pk")
        return EditionMention.objects.filter(kind="item", panel__edition__in=current)
