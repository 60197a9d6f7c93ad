"""The checks over everything that is translated together, across all its languages.

A large scope is looked at in parts, so that a page answers soon whatever there is; a part takes as
many queries as any other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import Promise

from translations import glossary
from translations.checks import CHECKS, Check, Finding, Pair, run, run_alone
from translations.checks.dismissals import Place, dismissed, wording_of
from translations.checks.registry import ObjectFinding, Rule, rules_for
from translations.fields import RichTextField
from translations.models import Dismissal, TranslationUnit
from translations.richtext import plain_text
from translations.states import translated_fields
from translations.texts import exact

PART = 1_000  # units looked at for one page


@dataclass(frozen=True, slots=True)
class Row:
    """What one check, or one rule, says of one place."""

    obj: models.Model
    place: Place
    check: Check | Rule
    messages: tuple[str, ...]
    unit: TranslationUnit | None = None
    edit_url: str = ""
    dismissal: Dismissal | None = None

    @property
    def is_mild(self) -> bool:
        return getattr(self.check, "is_mild", False)

    @property
    def label(self) -> str | Promise:
        """The name of the field, or nothing where the object itself is meant."""
        name = self.place.field
        return self.obj._meta.get_field(name).verbose_name if name else ""


@dataclass
class Lint:
    """One part of a scope. ``language`` and ``check`` narrow what is looked at."""

    scope: str
    part: int = 1
    language: str = ""
    check: str = ""
    objects: dict[tuple[int, int], models.Model] = field(default_factory=dict)

    @cached_property
    def units(self) -> list[TranslationUnit]:
        units = in_order(self.scope)
        if self.check != "empty":
            units = units.exclude(text="")
        start = (self.part - 1) * PART
        return list(units.defer("source_text")[start : start + PART])

    @cached_property
    def total(self) -> int:
        units = in_order(self.scope)
        return (units if self.check == "empty" else units.exclude(text="")).count()

    @property
    def parts(self) -> int:
        return max(1, -(-self.total // PART))

    @property
    def previous_part(self) -> int:
        return self.part - 1

    @property
    def next_part(self) -> int:
        return self.part + 1

    @cached_property
    def rows(self) -> list[Row]:
        """Findings in the order of the texts, rules about objects first."""
        self.objects = load(self.units)
        found = [*self.by_rules(), *self.of_sources(), *self.of_translations()]
        found = [row for row in found if self.is_wanted(row)]
        known = dismissed(
            (row.place.content_type_id for row in found), (row.place.object_id for row in found)
        )
        return [replace(row, dismissal=known.get(row.place)) for row in found]

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if row.dismissal is None]

    def is_wanted(self, row: Row) -> bool:
        right_check = self.check in ("", row.place.check)
        return right_check and self.language in ("", row.place.language)

    def by_rules(self) -> Iterator[Row]:
        if self.part > 1:
            return
        for rule in rules_for(self.scope):
            if self.check in ("", rule.name):
                yield from (object_row(rule, finding) for finding in rule.find(self.scope))

    def of_sources(self) -> Iterator[Row]:
        """Source texts alone: words of another language, look-alikes, brackets."""
        if self.check and not (self.check in CHECKS and CHECKS[self.check].alone):
            return
        for (kind, key), obj in self.objects.items():
            for name in translated_fields(type(obj)):
                text = exact(obj, name, obj.source_language)
                found = run_alone(text, obj.source_language, is_rich=is_rich(obj, name))
                yield from rows(
                    obj, found, kind, key, name, obj.source_language, wording_of("", text)
                )

    def of_translations(self) -> Iterator[Row]:
        units = [unit for unit in self.units if self.language in ("", unit.language)]
        units = [unit for unit in units if (unit.content_type_id, unit.object_id) in self.objects]
        wanted = self.expected(units) if self.check in ("", "names") else {}
        for unit in units:
            obj = self.objects[unit.content_type_id, unit.object_id]
            pair = pair_of(unit, obj, wanted.get(unit.pk, ()))
            found = CHECKS[self.check].findings(pair) if self.check in CHECKS else run(pair)
            wording = wording_of(pair.source, pair.text)
            kind, key = unit.content_type_id, unit.object_id
            for row in rows(obj, found, kind, key, unit.field, unit.language, wording):
                yield replace(row, unit=unit)

    def expected(self, units: list[TranslationUnit]) -> dict[int, tuple]:
        """Unit → names and terms that its source mentions; the glossary is asked once."""
        texts = {}
        for unit in units:
            obj = self.objects[unit.content_type_id, unit.object_id]
            source = exact(obj, unit.field, obj.source_language)
            text = plain_text(source) if is_rich(obj, unit.field) else source
            texts[unit.pk] = (text, obj.source_language, unit.language)
        found = glossary.find_in_each(list(texts.values()))
        return dict(zip(texts, map(glossary.expected, found), strict=True))


def in_order(scope: str) -> models.QuerySet[TranslationUnit]:
    units = TranslationUnit.objects.within(scope).to_do()
    return units.order_by("content_type", "object_id", "field", "language")


def load(units: Iterable[TranslationUnit]) -> dict[tuple[int, int], models.Model]:
    """The objects of some units, in their order: one query for each model."""
    keys: dict[int, dict[int, None]] = {}
    for unit in units:
        keys.setdefault(unit.content_type_id, {})[unit.object_id] = None
    found = {}
    for kind, wanted in keys.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        objects = model._base_manager.in_bulk(list(wanted)) if model else {}
        found |= {(kind, key): objects[key] for key in wanted if key in objects}
    return found


def is_rich(obj: models.Model, name: str) -> bool:
    return isinstance(obj._meta.get_field(name), RichTextField)


def pair_of(unit: TranslationUnit, obj: models.Model, expected: tuple = ()) -> Pair:
    """The texts of a unit as they are now."""
    return Pair(
        exact(obj, unit.field, obj.source_language),
        exact(obj, unit.field, unit.language),
        obj.source_language,
        unit.language,
        is_rich(obj, unit.field),
        expected,
    )


def rows(
    obj: models.Model,
    findings: Iterable[Finding],
    *place: int | str,
) -> Iterator[Row]:
    """One row for each check; ``place`` is kind, key, field, language, wording."""
    kind, key, name, language, wording = place
    by_check: dict[str, list[str]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(str(finding))
    for check, messages in by_check.items():
        where = Place(kind, key, name, language, check, wording)
        yield Row(obj, where, CHECKS[check], tuple(messages))


def object_row(rule: Rule, finding: ObjectFinding) -> Row:
    kind = ContentType.objects.get_for_model(type(finding.obj)).pk
    place = Place(
        *(kind, finding.obj.pk, finding.field_name, finding.language),
        *(rule.name, wording_of(*finding.about, rule.name, str(finding.parts))),
    )
    return Row(finding.obj, place, rule, (str(finding),), edit_url=finding.edit_url)
