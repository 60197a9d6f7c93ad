"""Facets of the browse page: for every value, how many items it leaves under the other filters."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from archive.browsing.filters import ItemFilter
from archive.browsing.kept import kept
from archive.models import Level, MaterialType, Repository
from translations.texts import Text, language_name, text_of

# The filters that have a facet, and their columns in the order of the index item_tally.
COLUMNS = {
    **{"repository": "repository_id", "level": "level", "type": "material_type"},
    "language": "language_of_material",
}


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
    name: str
    title: str
    choices: tuple[Choice, ...]


class Tally:
    """Items counted by repository, level, type and languages at once: one query for all facets.

    The filters that have a facet are applied to the counts, all others to the items.
    """

    def __init__(self, filtered: ItemFilter):
        self.filtered = filtered
        self.rows = counted_rows(filtered)
        self.wanted = {name: filtered.chosen(name) for name in COLUMNS}
        repositories = {int(value) for value in self.wanted["repository"]}
        self.wanted["repository"] = filtered.with_divisions(repositories)

    def counts(self, name: str | None = None) -> Counter:
        """Items for every value of a filter, under the other filters; by ``None`` under all."""
        found: Counter = Counter()
        for *values, count in self.rows:
            row = dict(zip(COLUMNS, values, strict=True))
            if all(other == name or self.fits(other, value) for other, value in row.items()):
                found.update(dict.fromkeys(parts(name, row.get(name)), count))
        return found

    def fits(self, name: str, value: int | str) -> bool:
        return not self.wanted[name] or not self.wanted[name].isdisjoint(parts(name, value))

    @property
    def total(self) -> int:
        return self.counts().total()


def parts(name: str | None, value: int | str | None) -> list:
    """An item has one value of each column, but may be in several languages."""
    return str(value).split("|") if name == "language" else [value]


def counted_rows(filtered: ItemFilter) -> list[tuple[int, str, str, int]]:
    """Values of the columns with their number of items.

    Counting is the only thing on the page that takes longer the more there is, so large counts are
    kept.
    """

    def count(_all: list[str]) -> tuple[dict[str, list], int]:
        items = filtered.without(*COLUMNS).order_by()
        rows = list(items.values_list(*COLUMNS.values()).annotate(Count("pk")))
        return {"": rows}, sum(count for *_values, count in rows)

    return kept({f"tally-{filtered.fingerprint(without=COLUMNS)}": ""}, count)[""]


def facets(tally: Tally, language: str) -> tuple[Facet, ...]:
    return (
        repository_facet(tally, language),
        words_facet(tally, "level", _("Level"), Level.choices),
        words_facet(tally, "type", _("Type"), MaterialType.choices),
        language_facet(tally),
    )


def words_facet(tally: Tally, name: str, title: str, words: list[tuple[str, str]]) -> Facet:
    found, chosen = tally.counts(name), tally.filtered.chosen(name)
    choices = (
        Choice(value, Text(str(label)), found[value], value in chosen)
        for value, label in words
        if found[value] or value in chosen
    )
    return Facet(name, title, tuple(choices))


def language_facet(tally: Tally) -> Facet:
    """Languages of material, the most frequent first."""
    found, chosen = tally.counts("language"), tally.filtered.chosen("language")
    del found[""]
    codes = sorted(set(found) | chosen, key=lambda code: (-found[code], code))
    choices = (
        Choice(code, Text(language_name(code)), found[code], code in chosen) for code in codes
    )
    return Facet("language", _("Language of material"), tuple(choices))


def repository_facet(tally: Tally, language: str) -> Facet:
    """Repositories with their divisions below them; a count includes the divisions."""
    found, chosen = tally.counts("repository"), tally.filtered.chosen("repository")
    children: dict[int | None, list[Repository]] = {}
    for repository in tally.filtered.repositories:
        children.setdefault(repository.parent_id, []).append(repository)

    def total(repository: Repository) -> int:
        return found[repository.pk] + sum(map(total, children.get(repository.pk, ())))

    def walk(parent: int | None, depth: int) -> Iterator[Choice]:
        for repository in children.get(parent, ()):
            value = str(repository.pk)
            if total(repository) or value in chosen:
                label = text_of(repository, "name", language)
                yield Choice(value, label, total(repository), value in chosen, depth)
                yield from walk(repository.pk, depth + 1)

    return Facet("repository", _("Repository"), tuple(walk(None, 0)))
