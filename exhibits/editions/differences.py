"""What differs between two states of an exhibition, in words and pictures.

Texts are compared in the languages that both states have, each text in the language in which it is
written; what is the same in all languages (dates, pictures, order) is compared once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import get_language

from exhibits.editions.contents import Contents, WorkingContents
from exhibits.editions.frozen import FrozenContents
from exhibits.editions.order import both_in_order, moved_among
from exhibits.editions.parts import Key, Kind, Part, parts_of
from exhibits.editions.pieces import pieces
from exhibits.editions.wordings import (
    NOTHING,
    Field,
    Fields,
    Wording,
    essay_facts,
    essay_texts,
    front_facts,
    front_texts,
    panel_facts,
    panel_texts,
    section_facts,
    section_texts,
)
from exhibits.models import Edition, Exhibition
from translations.texts import LANGUAGES, Text
from translations.units.difference import Piece

TEXTS = {
    Kind.FRONT: front_texts,
    Kind.SECTION: section_texts,
    Kind.PANEL: panel_texts,
    Kind.ESSAY: essay_texts,
}
FACTS = {
    Kind.FRONT: front_facts,
    Kind.SECTION: section_facts,
    Kind.PANEL: panel_facts,
    Kind.ESSAY: essay_facts,
}
WHOLE = {"accent", "slug"}  # nobody reads letters of a code
ALL = ""  # the language of what is the same in all of them


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs; ``language`` is empty for what is the same in all languages."""

    field: Field
    language: str
    former: Wording
    present: Wording

    @property
    def pieces(self) -> list[Piece]:
        return pieces(self.former, self.present, whole=self.field.name in WHOLE)


@dataclass(slots=True)
class PartDifference:
    """A part in either state or both. ``is_moved``: to another section, or among its siblings."""

    key: Key
    former: Part | None
    present: Part | None
    is_moved: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def part(self) -> Part:
        return self.present or self.former

    @property
    def title(self) -> Text:
        return self.part.title

    @property
    def marks(self) -> tuple[str, ...]:
        """How it differs: any of ``added``, ``removed``, ``moved``, ``changed``."""
        if self.former is None or self.present is None:
            return ("added",) if self.former is None else ("removed",)
        found = {"moved": self.is_moved, "changed": bool(self.changes)}
        return tuple(mark for mark, is_so in found.items() if is_so)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which it differs; ``ALL`` among them for what is the same in all."""
        return tuple(dict.fromkeys(change.language for change in self.changes))


@dataclass(frozen=True, slots=True)
class Differences:
    """``parts`` are all of both states, in the order of the present one; ``languages`` were
    compared, ``gone`` and ``new`` are in one of the states alone."""

    parts: tuple[PartDifference, ...]
    languages: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def differing(self) -> list[PartDifference]:
        return [part for part in self.parts if part.marks]


def differences(
    former: Contents, present: Contents, wished: Iterable[str] = LANGUAGES
) -> Differences:
    """All that differs, in the wished ones of the languages that both have."""
    shared = [code for code in LANGUAGES if code in former.languages and code in present.languages]
    languages = tuple(code for code in shared if code in wished)
    found: dict[Key, PartDifference] = {}
    reader = get_language() or LANGUAGES[0]
    for language in dict.fromkeys((reader, *languages)):
        old, new = parts_of(former, language), parts_of(present, language)
        if language == reader:
            found = side_by_side(old, new)
        if language in languages:
            note_texts(found, old, new, language)
    return Differences(
        parts=tuple(found.values()),
        languages=languages,
        gone=tuple(code for code in former.languages if code not in shared),
        new=tuple(code for code in present.languages if code not in shared),
    )


def side_by_side(old: dict[Key, Part], new: dict[Key, Part]) -> dict[Key, PartDifference]:
    """All parts, with what differs in all languages."""
    moved = moved_among(old, new)
    found = {}
    for key in both_in_order(list(old), list(new)):
        one = PartDifference(key, old.get(key), new.get(key), key in moved)
        one.changes += changed(one, ALL, lambda view, kind=key.kind: FACTS[kind](view))
        found[key] = one
    return found


def note_texts(found: dict[Key, PartDifference], old: dict, new: dict, language: str) -> None:
    for key, one in found.items():
        pair = PartDifference(key, old.get(key), new.get(key))
        one.changes += changed(
            pair, language, lambda view, kind=key.kind: TEXTS[kind](view, language)
        )


def changed(one: PartDifference, language: str, fields: Callable[[object], Fields]) -> list[Change]:
    former = dict(fields(one.former.view)) if one.former else {}
    present = dict(fields(one.present.view)) if one.present else {}
    found = []
    for name in dict.fromkeys((*former, *present)):
        before, after = former.get(name, NOTHING), present.get(name, NOTHING)
        if before.compared != after.compared and tells(name, before, after):
            found.append(Change(name, language, before, after))
    return found


def tells(name: Field, before: Wording, after: Wording) -> bool:
    """False for what another change says already: a new document has a new citation, of course."""
    if name.name in ("citation", "item_title", "layout", "slug"):
        return bool(before.text and after.text)
    if name.name == "order":
        return sorted(before.key.split()) == sorted(after.key.split())
    return bool(before.text or after.text)


class Changed(NamedTuple):
    """What a correction could release: languages by panel (uuid) and by essay (slug)."""

    panels: dict[str, tuple[str, ...]]
    essays: dict[str, tuple[str, ...]]


def changed_parts(exhibition: Exhibition) -> Changed:
    """Panels and essays of the current edition that are different in the working copy, in reading
    order, with the languages in which they differ; nothing where no edition is shown."""
    panels: dict[str, tuple[str, ...]] = {}
    essays: dict[str, tuple[str, ...]] = {}
    edition = Edition.objects.filter(exhibition=exhibition).current().first()
    if edition is None:
        return Changed(panels, essays)
    found = differences(FrozenContents(edition), WorkingContents(exhibition))
    for one in found.parts:
        if not (one.former and one.present and one.changes):
            continue
        languages = found.languages if ALL in one.languages else one.languages
        if one.key.kind == Kind.PANEL:
            panels[one.key.of] = languages
        elif one.key.kind == Kind.ESSAY and one.former.slug == one.present.slug:
            essays[one.present.slug] = languages
    return Changed(panels, essays)
