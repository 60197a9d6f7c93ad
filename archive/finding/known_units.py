"""Repositories by their names, and items by the keys of their codes, each read once."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.finding.repository_names import alike, likeness
from archive.models import ArchivalItem, FormerCode, Repository, open_now
from translations.texts import LANGUAGES, exact

KEYS_AT_ONCE = 5_000
SLIP = 0.6  # share of pairs of letters from which a name counts as written differently
COLUMNS = (
    *(
        "source_language",
        "machine_made",
        "title",
        "reference_code",
        "code_key",
        "code_sort",
        "order",
        "level",
    ),
    *("repository", "parent", "path", "date", "is_public", "closed_until"),
)


@dataclass(frozen=True, slots=True)
class Match:
    """An item, the code in the citation by which it was found, and what must be said of it."""

    item: ArchivalItem
    code: str
    reason: str = ""


class Known:
    """Repositories and the items that were asked for, each read once."""

    def __init__(self, *, public_only: bool):
        self.items = ArchivalItem.objects.public() if public_only else ArchivalItem.objects.all()
        self.opened = open_now("item__") if public_only else None
        self.repositories = {row.pk: row for row in Repository.objects.all()}
        for repository in self.repositories.values():
            repository.parent = self.repositories.get(repository.parent_id)
        self.loaded: set[str] = set()
        self.by_key: dict[str, list[Match]] = defaultdict(list)
        self.names = {pk: tuple(names_of(row)) for pk, row in self.repositories.items()}
        self.recognised: dict[str, dict[int, float]] = {}

    def load(self, keys: set[str]) -> None:
        """Read the items that have or had one of the keys."""
        wanted = sorted(keys - self.loaded)
        self.loaded |= keys
        for first in range(0, len(wanted), KEYS_AT_ONCE):
            self.read(wanted[first : first + KEYS_AT_ONCE])

    def read(self, keys: list[str]) -> None:
        for item in self.items.filter(code_key__in=keys).only(*COLUMNS).in_their_order():
            self.keep(item, item.code_key, "")
        former = FormerCode.objects.filter(code_key__in=keys)
        former = former.filter(self.opened) if self.opened else former
        codes = list(former.values_list("item", "code_key", "code"))
        items = self.items.only(*COLUMNS).in_bulk([item for item, *_rest in codes]) if codes else {}
        for pk, key, code in codes:
            reason = _("It had the code %(code)s formerly.") % {"code": code}
            self.keep(items[pk], key, reason)

    def keep(self, item: ArchivalItem, key: str, reason: str) -> None:
        item.repository = self.repositories[item.repository_id]
        self.by_key[key].append(Match(item, "", reason))

    def repositories_in(self, words: str) -> dict[int, float]:
        """Repositories that words name, with how well (above 0.5), and all their divisions."""
        if words not in self.recognised:
            self.recognised[words] = self.recognise(words)
        return self.recognised[words]

    def recognise(self, words: str) -> dict[int, float]:
        passages = [words, *re.split(r"[,.、。;：:「」『』\n]", words)][:8]
        scores = {
            pk: max((likeness(p, name) for p in passages for name in names), default=0)
            for pk, names in self.names.items()
        }
        best = max(scores.values(), default=0)
        if best < 0.5:
            return {}
        # The whole name leaves no doubt; names in part may mean several.
        meant = {pk: score for pk, score in scores.items() if score >= (1 if best == 1 else 0.5)}
        for pk in list(meant):
            for higher in self.repositories[pk].lineage()[:-1]:
                meant.pop(higher.pk, None)  # an institution and its division: the division
        return {
            pk: meant[holder.pk]
            for pk, repository in self.repositories.items()
            for holder in repository.lineage()
            if holder.pk in meant
        }

    def resembling(self, words: str) -> set[int]:
        """Repositories whose names are written a little differently in the words."""
        passages = [words, *words.split(",")][:8]
        return {
            pk
            for pk, names in self.names.items()
            if any(alike(passage, name) >= SLIP for passage in passages for name in names)
        }


def names_of(repository: Repository) -> Iterator[str]:
    """All names of a repository, in all languages."""
    for language in LANGUAGES:
        yield exact(repository, "name", language)
        yield from exact(repository, "parallel_names", language).splitlines()
