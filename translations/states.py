"""In which state the texts of an object are, per language."""

from dataclasses import dataclass

from django.db.models import Q
from modeltranslation.translator import translator

from translations.texts import LANGUAGES, column, exact


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How much of an object is written in a language: ``written`` of ``expected`` fields."""

    language: str
    is_source: bool
    written: int
    expected: int

    @property
    def state(self) -> str:
        """``source``, ``complete``, ``partial`` or ``missing``."""
        if self.is_source:
            return "source"
        if self.written >= self.expected:
            return "complete"
        return "partial" if self.written else "missing"


def translated_fields(model: type) -> tuple[str, ...]:
    """Names of the model's translated fields, in order of declaration."""
    names = set(translator.get_options_for_model(model).get_field_names())
    return tuple(field.name for field in model._meta.concrete_fields if field.name in names)


def expected_fields(obj: object) -> tuple[str, ...]:
    """Fields that have a text in the source language, so that a translation is expected."""
    fields = translated_fields(type(obj))
    return tuple(field for field in fields if exact(obj, field, obj.source_language))


def written(name: str) -> Q:
    """Rows that have a text in a column: neither NULL nor blank."""
    return Q(**{f"{name}__gt": ""})


def lacks(field: str) -> Q:
    """Rows that have no text of a field in their source language."""
    found = Q()
    for code in LANGUAGES:
        found |= Q(source_language=code) & ~written(column(field, code))
    return found


def missing_in(model: type, code: str) -> Q:
    """Objects of which some text that exists in the source is missing in a language."""
    found = Q(pk__in=[])
    for field in translated_fields(model):
        for source in LANGUAGES:
            if source != code:
                found |= (
                    Q(source_language=source)
                    & written(column(field, source))
                    & ~written(column(field, code))
                )
    return found


def language_states(obj: object) -> list[LanguageState]:
    """One state for every language; the source language first."""
    expected = expected_fields(obj)
    order = dict.fromkeys((obj.source_language, *LANGUAGES))
    return [
        LanguageState(
            language=code,
            is_source=code == obj.source_language,
            written=sum(bool(exact(obj, field, code)) for field in expected),
            expected=len(expected),
        )
        for code in order
    ]
