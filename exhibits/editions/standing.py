"""Where an exhibition stands: what readers see, what is planned, what is being done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

from exhibits.models import Dataset, Edition, Essay, Exhibition, Panel, Release, Section, Showing

State = Release.State


@dataclass(frozen=True, slots=True)
class Standing:
    """``showing`` is what counts now, None before the first release; without an edition it is a
    withdrawal. ``release`` is the open one."""

    showing: Showing | None
    planned: tuple[Showing, ...]
    release: Release | None

    @property
    def edition(self) -> Edition | None:
        return self.showing.edition if self.showing else None

    @property
    def is_failed(self) -> bool:
        return self.release is not None and self.release.state == State.FAILED

    @property
    def planned_editions(self) -> list[Showing]:
        return [showing for showing in self.planned if showing.edition]


def standing(exhibition: Exhibition, at: datetime | None = None) -> Standing:
    """Three queries."""
    people = ("edition", "noted_by", "edition__frozen_by")
    showings = Showing.objects.select_related(*people).defer("edition__facts")
    releases = Release.objects.filter(exhibition=exhibition, state__in=Release.OPEN)
    return Standing(
        showing=showings.latest_of(exhibition, at).first(),
        planned=tuple(showings.filter(exhibition=exhibition).to_come(at)),
        release=releases.select_related("asked_by").first(),
    )


def standings(exhibitions: Iterable[Exhibition]) -> dict[int, Standing]:
    """Of many, by key; three queries."""
    keys = [exhibition.pk for exhibition in exhibitions]
    showings = Showing.objects.filter(exhibition__in=keys).select_related("edition", "noted_by")
    showings = showings.defer("edition__facts")
    shown, planned = {}, {}
    for showing in showings.begun().order_by("starts_at", "pk"):
        shown[showing.exhibition_id] = showing
    for showing in showings.to_come():
        planned.setdefault(showing.exhibition_id, []).append(showing)
    releases = Release.objects.filter(exhibition__in=keys, state__in=Release.OPEN)
    going = {release.exhibition_id: release for release in releases.select_related("asked_by")}
    return {
        key: Standing(shown.get(key), tuple(planned.get(key, ())), going.get(key)) for key in keys
    }


@dataclass(frozen=True, slots=True)
class Edited:
    """How many parts somebody has saved since an edition was frozen."""

    exhibition: bool
    sections: int
    panels: int
    essays: int
    datasets: int

    def __bool__(self) -> bool:
        return any((self.exhibition, self.sections, self.panels, self.essays, self.datasets))


def edited_since(exhibition: Exhibition, edition: Edition) -> Edited:
    """By the moment of the last save, with two queries however large the exhibition is.

    Says nothing of what was deleted, or of records and names. What comes of a roll-back is not
    what the working copy says: then everything since the last release counts.
    """
    moment = last_taken(exhibition, edition)
    counts = {
        f"saved_{name}": saved(model, path, moment)
        for name, model, path in (
            ("sections", Section, "exhibition"),
            ("panels", Panel, "section__exhibition"),
            ("essays", Essay, "exhibition"),
            ("datasets", Dataset, "exhibition"),
        )
    }
    rows = Exhibition.objects.filter(pk=exhibition.pk).annotate(**counts)
    changed_at, *numbers = rows.values_list("changed_at", *counts).get()
    return Edited(changed_at > moment, *numbers)


def saved(model: type[Model], path: str, moment: datetime) -> Coalesce:
    """For annotations: how many rows below the exhibition were saved after a moment."""
    rows = model.objects.filter(**{path: OuterRef("pk")}, changed_at__gt=moment).order_by()
    return Coalesce(Subquery(rows.values(path).annotate(n=Count("pk")).values("n")), 0)


def last_taken(exhibition: Exhibition, edition: Edition) -> datetime:
    """When the working copy was last frozen as a whole, by an edition up to this one."""
    whole = exhibition.editions.filter(kind=Edition.Kind.RELEASE, number__lte=edition.number)
    return whole.aggregate(last=Max("frozen_at"))["last"] or edition.frozen_at


def panel_count(exhibition: Exhibition) -> int:
    panels = Panel.objects.filter(section__exhibition=exhibition)
    return panels.aggregate(n=Count("pk"))["n"]
