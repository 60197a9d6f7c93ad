"""What an address asks for by number or slug, read with one query."""

from dataclasses import dataclass

from django.http import QueryDict

from archive import appearances
from archive.browsing import labels
from archive.browsing.fields import MOST
from archive.browsing.labels import EXHIBITION, FONDS, NAME, REPOSITORY, Label
from archive.models import Name

# Which kinds of names each of these filters takes.
KINDS = {
    "agent": Name.AGENTS,
    "place": (Name.Kind.PLACE,),
    "subject": (Name.Kind.SUBJECT,),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """All repositories and exhibitions; names and fonds by the value as written.

    ``values`` are those that each filter may take.
    """

    repositories: list[Label]
    exhibitions: dict[str, Label]
    names: dict[str, Label]
    fonds: dict[str, Label]
    values: dict[str, list[str]]


def asked_for(params: QueryDict | dict | None) -> Asked:
    names = {v: int(v) for kind in KINDS for v in getlist(params, kind) if is_number(v)}
    fonds = {v: int(v) for v in getlist(params, "fonds") if is_number(v) and v == str(int(v))}
    shows = appearances.shows()
    found = labels.labels(
        labels.repositories(),
        *([shows.labels()] if shows else []),
        *([labels.names(set(names.values()))] if names else []),
        *([labels.fonds(set(fonds.values()))] if fonds else []),
    )
    return put_together(
        [label for label in found.values() if label.table == REPOSITORY],
        {label.word: label for label in found.values() if label.table == EXHIBITION},
        {v: standing_for(found[NAME, k], found) for v, k in names.items() if (NAME, k) in found},
        {v: found[FONDS, key] for v, key in fonds.items() if (FONDS, key) in found},
    )


def put_together(repositories, exhibitions, names, fonds) -> Asked:
    repositories.sort(key=lambda label: label.pk)
    values = {
        "repository": [str(label.pk) for label in repositories],
        "exhibition": list(exhibitions),
        "fonds": list(fonds),
        **{
            filter_: [value for value, label in names.items() if label.word in kinds]
            for filter_, kinds in KINDS.items()
        },
    }
    return Asked(repositories, exhibitions, names, fonds, values)


def standing_for(name: Label, found: dict[tuple[str, int], Label]) -> Label:
    """The name itself, or what it was merged into at last; each further merging asks once more."""
    while name.above:
        if (NAME, name.above) not in found:
            found |= labels.labels(labels.names([name.above]))
        name = found[NAME, name.above]
    return name


def is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 19


def getlist(params: QueryDict | dict | None, name: str) -> list[str]:
    return params.getlist(name)[:MOST] if isinstance(params, QueryDict) else []
