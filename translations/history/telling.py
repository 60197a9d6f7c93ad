"""A version in a few words: what was changed, without the difference itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from translations.history.recording import told as kept
from translations.history.states import Version, key_of
from translations.history.words import label_of
from translations.models import Change

Kind = Change.Kind


@dataclass(frozen=True, slots=True)
class Told:
    """One row in a version: the kind of its object (empty for the object itself), what happened
    to it as a word for CSS and in words, and the columns that were changed."""

    what: str
    kind: str
    words: str
    labels: tuple[str, ...]


def told(version: Version) -> list[Told]:
    """What a version has done, each row once."""
    rows: dict = {}
    for change in version.changes:
        rows.setdefault(key_of(change), []).append(change)
    return list(dict.fromkeys(one for key, some in rows.items() for one in told_of(key, some)))


def told_of(key, changes: list[Change]) -> Iterator[Told]:
    model, pk = key
    if model is None:
        return
    first, last = changes[0], changes[-1]
    is_whole = (last.whole_type_id, last.whole_id) == (last.content_type_id, pk)
    what = "" if is_whole else capfirst(str(model._meta.verbose_name))
    kind = last.kind if last.kind == Kind.DELETED else first.kind
    names = {n for one in changes if one.kind in (Kind.CHANGED, Kind.UNLINKED) for n in one.before}
    # In the order of the model: PostgreSQL does not keep that of the keys.
    labels = dict.fromkeys(str(label_of(model, name)) for name in kept(model) if name in names)
    if kind == Kind.MADE:
        labels = {}
    yield Told(what, kind, str(Kind(kind).label), tuple(labels))
