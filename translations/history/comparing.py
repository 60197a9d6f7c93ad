"""The difference between two states of an object, as people read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from translations.history.recording import Key, Row, is_same, told
from translations.history.states import State
from translations.history.words import NOTHING, Label, Speaker, is_rich, is_text, label_of, title_of
from translations.units.difference import Piece, difference

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
LONGEST = 20_000  # characters of a value that is not compared word by word


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of one row: ``pieces`` of a text, or ``old`` and ``new`` in words."""

    key: str  # exhibits.panel:7:title_ja
    label: Label
    pieces: tuple[Piece, ...] = ()
    old: str = ""
    new: str = ""
    old_picture: str = ""
    new_picture: str = ""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that was added, removed or changed between two states."""

    key: str  # exhibits.panel:7
    kind: str
    title: str
    is_whole: bool
    differences: tuple[Difference, ...]


def key_words(key: Key, name: str = "") -> str:
    model, pk = key
    return f"{model._meta.label_lower}:{pk}" + (f":{name}" if name else "")


def compare(former: State, present: State) -> list[RowDifference]:
    """From one state to another, the object itself first, then its parts in their order."""
    speaker = Speaker()
    speaker.read((key[0], row) for rows in (former, present) for key, row in rows.items())
    keys = sorted({**present, **former}, key=lambda key: bool(key[0].history_whole))
    found = (row_difference(speaker, key, former.get(key), present.get(key)) for key in keys)
    return [row for row in found if row is not None]


def row_difference(
    speaker: Speaker, key: Key, former: Row | None, present: Row | None
) -> RowDifference | None:
    kind = ADDED if former is None else REMOVED if present is None else CHANGED
    found = tuple(differences(speaker, key, former or {}, present or {}))
    if kind == CHANGED and not found:
        return None
    title = title_of(speaker, *key, present or former or {})
    return RowDifference(key_words(key), kind, title, not key[0].history_whole, found)


def differing(model: type[models.Model], former: Row, present: Row) -> list[str]:
    """The columns whose values differ, in the order of the model, without the link to the whole."""
    skipped = {f"{model.history_whole}_id"} if model.history_whole else set()
    if not former or not present:  # of a row that comes or goes they say nothing
        skipped |= {"source_language", "order"}
    return [
        name
        for name in told(model)
        if name not in skipped and not is_same(former.get(name), present.get(name))
    ]


def differences(speaker: Speaker, key: Key, former: Row, present: Row) -> Iterator[Difference]:
    model, _pk = key
    for name in differing(model, former, present):
        old, new = former.get(name), present.get(name)
        label, own_key = label_of(model, name), key_words(key, name)
        if not is_text(model, name):
            yield Difference(own_key, label, (), *shown(speaker, model, name, old, new))
            continue
        words = [text_of(speaker, model, name, value) for value in (old, new)]
        pieces = difference(*words, rich=is_rich(model, name))
        yield Difference(own_key, label, tuple(pieces))


def text_of(speaker: Speaker, model: type[models.Model], name: str, value: object) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    words = speaker.words(model, name, value)
    return "" if words == NOTHING else words


def shown(speaker: Speaker, model, name: str, old: object, new: object) -> tuple[str, ...]:
    said = [speaker.words(model, name, value)[:LONGEST] for value in (old, new)]
    return (*said, *(speaker.picture(model, name, value) for value in (old, new)))
