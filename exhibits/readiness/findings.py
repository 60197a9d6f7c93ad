"""A finding, and all findings of a kind in a language."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import get_language

from exhibits.readiness.kinds import KINDS, Kind
from translations.states import translated_fields
from translations.texts import NO_TEXT, Text, text_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands open. ``language`` is empty where no language is meant.

    ``title`` and ``what``: the object by name and by kind; ``url`` leads to where it is mended.
    """

    kind: str
    language: str
    title: Text
    what: str
    sentence: str
    url: str
    blocking: bool = False


def itself(finding: Finding) -> Finding:
    return finding


@dataclass(slots=True)
class Group:
    """Findings of one kind in one language. Rows become findings when a page asks for them: there
    may be thousands."""

    kind: Kind
    language: str
    rows: Sequence[Any]
    make: Callable[[Any], Finding] = itself
    blocking: bool = False

    @property
    def count(self) -> int:
        return len(self.rows)

    def part(self, start: int = 0, stop: int | None = None) -> list[Finding]:
        return [self.make(row) for row in self.rows[start:stop]]


def grouped(findings: Iterable[Finding]) -> Iterator[Group]:
    """In the order of kinds that were found first."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.kind, finding.language), []).append(finding)
    for (kind, language), rows in found.items():
        yield Group(KINDS[kind], language, rows)


def title_of(obj: models.Model) -> Text:
    """An object's title from what is loaded."""
    fields = translated_fields(type(obj))
    names = [name for name in ("title", "name", "caption") if name in fields]
    found = (text_of(obj, name, get_language() or obj.source_language) for name in names)
    return next(filter(None, found), NO_TEXT)


def what_is(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)
