"""New rows whose unit seems to be in the archive already, under another id: said, never merged."""

from collections.abc import Iterable

from django.db.models import Count, Min

from archive.catalogue.kinds import Entry
from archive.catalogue.report import Report, Twin
from archive.models import ArchivalItem, FormerCode, Repository
from archive.reference_codes import code_key
from translations.texts import LANGUAGES

TITLED = (
    "reference_code",
    "source_language",
    "machine_made",
    *(f"title_{code}" for code in LANGUAGES),
)
Place = tuple[int, str]  # a repository and the key of a code in it


def note_twins(fresh: Iterable[Entry], held_by: dict[str, Repository], report: Report) -> None:
    """Note the stored units that have or had the code of a new row; three queries a batch."""
    rows = [(entry, places_of(entry, held_by)) for entry in fresh]
    found = stored_at({place for _entry, places in rows for place in places})
    items = ArchivalItem.objects.only(*TITLED).in_bulk({first for first, _count in found.values()})
    for entry, places in rows:
        first, count = next((found[place] for place in places if place in found), (None, 0))
        if first in items:
            item = items[first]
            report.note_twin(
                Twin(
                    entry.line, entry.id, first, item.reference_code, str(item.text("title")), count
                )
            )


def places_of(entry: Entry, held_by: dict[str, Repository]) -> list[Place]:
    """Where a row's code may stand already; then the codes that it had."""
    repository = held_by.get(entry.values.get("repository", ""))
    if repository is None:
        return []
    written = [entry.values.get("reference_code", ""), *entry.values.get("former_codes", ())]
    keys = (code_key(code, repository.reference_scheme) for code in written)
    return [(repository.pk, key) for key in dict.fromkeys(keys) if key]


def stored_at(places: set[Place]) -> dict[Place, tuple[int, int]]:
    """The first unit of every place and how many there are; their present code counts first."""
    keys, found = {key for _repository, key in places}, {}
    if not keys:
        return found
    former = FormerCode.objects.filter(code_key__in=keys).order_by()
    tallied = former.values_list("item__repository", "code_key")
    rows = list(tallied.annotate(Min("item"), Count("item", distinct=True)))
    present = ArchivalItem.objects.filter(code_key__in=keys).order_by()
    tallied = present.values_list("repository", "code_key")
    rows += tallied.annotate(Min("pk"), Count("pk"))
    return {(repository, key): (first, count) for repository, key, first, count in rows}
