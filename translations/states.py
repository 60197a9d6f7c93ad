"""In which state the texts of an object are, per language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from modeltranslation.translator import translator

from translations.texts import LANGUAGES, NAMES, column, exact


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


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a page is there in a language: ``complete``, ``partial`` or ``missing``."""

    language: str
    name: str  # in its own words
    state: str


def availability(
    objects: Iterable[object], titles: Iterable[object] = ()
) -> tuple[Availability, ...]:
    """In which languages a page exists that shows all texts of some objects, of others the title.

    Reads only what is loaded. Nothing is said of a page without texts.
    """
    texts = [(obj, field) for obj in objects for field in expected_fields(obj)]
    texts += [(obj, "title") for obj in titles if exact(obj, "title", obj.source_language)]
    if not texts:
        return ()
    return tuple(Availability(code, NAMES[code], how_much(texts, code)) for code in LANGUAGES)


def how_much(texts: list[tuple[object, str]], language: str) -> str:
    written = sum(bool(exact(obj, field, language)) for obj, field in texts)
    if written == len(texts):
        return "complete"
    return "partial" if written else "missing"
