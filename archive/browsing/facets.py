"""Facets of the browse page: for every value, how many items it leaves under the other filters."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.browsing.counting import Tally
from archive.browsing.decades import by_decade, count_of
from archive.browsing.labels import FONDS, Label
from archive.dates import display_date
from archive.models import Level, MaterialType
from translations.texts import Text, language_name

MOST_SHOWN, MOST_LISTED = 12, 500
Labels = dict[tuple[str, int], Label]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with the number of items that it leaves."""

    value: str
    label: Text
    count: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """``hidden``: how many values more there are than are shown; ``is_whole``: more are shown than
    usually."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    hidden: int = 0
    is_whole: bool = False


def facet(tally: Tally, name: str, title: str, choices: Sequence[Choice]) -> Facet:
    """The largest values in their order, and those that are chosen; all if the address says so."""
    is_wanted = name in tally.filtered.chosen("more")
    shown = largest(choices, MOST_LISTED if is_wanted else MOST_SHOWN)
    is_whole = is_wanted and len(choices) > MOST_SHOWN
    return Facet(name, title, shown, len(choices) - len(shown), is_whole)


def largest(choices: Sequence[Choice], most: int) -> tuple[Choice, ...]:
    """A few more are shown rather than one or two kept back."""
    if len(choices) <= most + 2:
        return tuple(choices)
    order = sorted(choices, key=lambda choice: -choice.count)
    kept = {choice.value for choice in order[:most]}
    return tuple(choice for choice in choices if choice.is_chosen or choice.value in kept)


def facets(tally: Tally, names: Labels, language: str) -> tuple[Facet, ...]:
    """All but those of names."""
    return (
        repository_facet(tally, language),
        fonds_facet(tally, names, language),
        words_facet(tally, "level", _("Level"), Level.choices),
        words_facet(tally, "type", _("Type"), MaterialType.choices),
        decade_facet(tally, language),
        language_facet(tally),
        words_facet(tally, "digitised", _("Digitised"), [("1", _("only with pictures"))]),
        exhibition_facet(tally, language),
    )


def words_facet(tally: Tally, name: str, title: str, words: list[tuple[str, str]]) -> Facet:
    found, chosen = tally.counts(name), tally.filtered.chosen(name)
    choices = [
        Choice(value, Text(str(label)), found[value], value in chosen)
        for value, label in words
        if found[value] or value in chosen
    ]
    return facet(tally, name, title, choices)


def language_facet(tally: Tally) -> Facet:
    """Languages of material, the most frequent first."""
    found, chosen = tally.counts("language"), tally.filtered.chosen("language")
    del found[""]
    codes = sorted(set(found) | chosen, key=lambda code: (-found[code], code))
    choices = [
        Choice(code, Text(language_name(code)), found[code], code in chosen) for code in codes
    ]
    return facet(tally, "language", _("Language of material"), choices)


def decade_facet(tally: Tally, language: str) -> Facet:
    """In the order of time."""
    spans, chosen = tally.spans, {int(value) for value in tally.filtered.chosen("decade")}
    found = by_decade(spans, datetime.date.today())
    choices = [
        Choice(str(year), decade_name(year, language), count_of(spans, year), year in chosen)
        for year in sorted(set(found) | chosen)
    ]
    return facet(tally, "decade", _("Decade"), choices)


def decade_name(year: int, language: str) -> Text:
    """As dates are printed; no calendar has a year 0, which the first decade lacks."""
    return Text(display_date(f"{year // 10:03}X", language) if year else "1–9")


def fonds_facet(tally: Tally, names: Labels, language: str) -> Facet:
    """The fonds that hold most items first; only those that readers may see themselves."""
    found, chosen = tally.fonds, tally.filtered.chosen("fonds")
    keys = sorted({*found, *chosen}, key=lambda key: (-found[key], int(key)))
    choices = [
        Choice(key, label.text(language), found[key], key in chosen)
        for key in keys
        if (label := names.get((FONDS, int(key))))
    ]
    return facet(tally, "fonds", _("Fonds"), choices)


def exhibition_facet(tally: Tally, language: str) -> Facet:
    """Exhibitions, those that show most first."""
    found, chosen = tally.exhibitions, tally.filtered.chosen("exhibition")
    shows = tally.filtered.asked.exhibitions
    slugs = sorted({*found, *chosen} & set(shows), key=lambda slug: (-found[slug], slug))
    choices = [
        Choice(slug, shows[slug].text(language), found[slug], slug in chosen) for slug in slugs
    ]
    return facet(tally, "exhibition", _("On show in"), choices)


def repository_facet(tally: Tally, language: str) -> Facet:
    """Repositories with their divisions below them; a count includes the divisions."""
    found, chosen = tally.counts("repository"), tally.filtered.chosen("repository")
    children: dict[int, list[Label]] = {}
    for repository in tally.filtered.repositories:
        children.setdefault(repository.above or 0, []).append(repository)

    def total(repository: Label) -> int:
        return found[repository.pk] + sum(map(total, children.get(repository.pk, ())))

    def walk(parent: int, depth: int) -> Iterator[Choice]:
        for repository in children.get(parent, ()):
            value, count = str(repository.pk), total(repository)
            if count or value in chosen:
                yield Choice(value, repository.text(language), count, value in chosen, depth)
                yield from walk(repository.pk, depth + 1)

    return facet(tally, "repository", _("Repository"), list(walk(0, 0)))
